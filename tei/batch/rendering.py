"""Rendering: TEI files as HTML, text, Markdown, or by a stylesheet of the user's own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from lxml import etree

from tei import pipeline, transform
from tei.batch.running import Done, each
from tei.batch.spool import Spool
from tei.diagnostics import Diagnostic
from tei.errors import InputError, TeiError
from tei.files import expand, write
from tei.outcome import Outcome
from tei.remote import Address, made, place
from tei.selection import Source, distinct
from tei.settings import STYLESHEETS
from tei.validation import parse

_LOG = logging.getLogger(__name__)


def render(
    files: Sequence[Path],
    to: str,
    output: Path,
    *,
    xslt: Path | None = None,
    params: Mapping[str, str] | None = None,
    trust: Sequence[Path] = (),
    jobs: int = 0,
    done: Done | None = None,
) -> Spool:
    """The outcome for each TEI file in *files*, rendered into the folder *output* as *to* or by the stylesheet *xslt*.

    The stylesheet may read its own folder and those of *trust*.
    Raises :class:`tei.errors.TransformError` if there is no such rendition, if it does not take *params*, or if the
    stylesheet cannot be used.
    """
    paths = expand(files, [".xml"])
    distinct(Source(path, str(path)) for path in paths)
    suffix = transform.suffix(to)
    xslt = _at_hand(xslt)
    if xslt is not None:
        transform.check(xslt, trust)
    else:
        transform.check_params(to, params or {})
    one = partial(_rendered, to=to, xslt=xslt, params=dict(params or {}), trust=tuple(trust))
    work = partial(_render_file, one=one, suffix=suffix, output=made(output))
    return each(paths, work, output, jobs, done)


def render_one(
    file: Path,
    to: str,
    xslt: Path | None,
    params: Mapping[str, str],
    trust: Sequence[Path] = (),
    found: Callable[[Diagnostic], None] = _LOG.warning,
) -> bytes:
    """The rendition of one TEI file; *found* is called with what the rendition cannot show as it should.

    Raises :class:`InputError` if the file cannot be read or is not well-formed XML, and what :func:`render` raises.
    """
    xslt = _at_hand(xslt)
    if xslt is None:
        transform.check_params(to, params)
    [file] = expand([file], [".xml"]) if isinstance(place(file), Address) else [file]
    tree, problems = _parsed(file)
    if tree is None:
        first = problems[0]
        raise InputError(f"{first.place}: {first.code} {first.message}", first.hint)
    return _rendered(file, tree, to=to, xslt=xslt, params=params, trust=trust, found=found)


def _at_hand(xslt: Path | None) -> Path | None:
    """The stylesheet *xslt*, a copy if it is given by address."""
    if xslt is None or not isinstance(place(xslt), Address):
        return xslt
    from tei.remote.finding import copy  # what is on this machine does without

    return copy(xslt, STYLESHEETS)


def _parsed(file: Path) -> tuple[etree._ElementTree | None, Sequence[Diagnostic]]:
    """The tree of *file*, None if it has none, and what is wrong with it as XML."""
    try:
        return parse(file)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error


def _rendered(
    file: Path,
    tree: etree._ElementTree,
    *,
    to: str,
    xslt: Path | None,
    params: Mapping[str, str],
    trust: Sequence[Path],
    found: Callable[[Diagnostic], None],
) -> bytes:
    """As :func:`render_one`, of the *tree* that the file holds."""
    known = {"linked": pipeline.neighbours(tree.getroot(), file.parent, file.suffix)}
    heard: list[str] = []
    content = transform.render(
        tree, to, xslt=xslt, params=known | dict(params), trust=trust, on_message=heard.append
    )
    problems, others = transform.diagnostics(heard, str(file))
    for message in others:
        _LOG.warning("%s: %s", file, message)
    for problem in problems:
        found(problem)
    return content


def _render_file(file: Path, one: Callable[..., bytes], suffix: str, output: Path) -> Outcome:
    problems: list[Diagnostic] = []
    try:
        tree, faults = _parsed(file)
        if tree is None:
            return Outcome(file, diagnostics=tuple(faults), problem="could not be read")
        content = one(file, tree, found=problems.append)
    except TeiError as error:
        return Outcome(file, problem=error.message)
    target = output / f"{file.stem}{suffix}"
    write(target, content)
    return Outcome(file, written=(target.as_posix(),), diagnostics=tuple(problems))
