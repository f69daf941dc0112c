"""The commands that work on many files one by one: encode, validate and render, as library calls."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from tei import pipeline, transform
from tei.batch.spool import Spool
from tei.batch.workers import Crew, in_order, processors
from tei.checking import Checked, Comparing, Outcomes, check_file, mend_file
from tei.diagnostics import Diagnostic, Severity
from tei.editionfile import EditionFile
from tei.errors import InputError, TeiError
from tei.files import expand, write
from tei.outcome import Outcome
from tei.policy import NO_POLICY, Policy
from tei.readers import READERS
from tei.selection import Source, distinct
from tei.settings import DEFAULTS, Settings
from tei.validation import Checking, Mended, parse, validation

_T = TypeVar("_T")
_R = TypeVar("_R")
Done = Callable[[Outcome], None]

_LOG = logging.getLogger(__name__)
TIME_LIMIT = 600.0  # seconds for one file
WORTH_A_PROCESS = 40  # files; below that, starting processes takes longer than the work


def encode(
    sources: Sequence[Path],
    output: Path,
    settings: Settings = DEFAULTS,
    *,
    jobs: int = 0,
    done: Done | None = None,
) -> Spool:
    """The outcome for each document in *sources* (files, or folders of them), encoded into the folder *output*.

    *jobs* is the number of processes, 0 for as many as there are processors; *done* is called with each outcome,
    in order. Raises :class:`tei.errors.TeiError` for what makes the whole run impossible.
    """
    chosen = [Source(path, str(path)) for path in expand(sources, READERS)]
    distinct(chosen)
    usable(settings)
    work = partial(pipeline.encode_file, places={"tei": output}, settings=settings)
    return _each(chosen, work, jobs, done)


def usable(settings: Settings) -> None:
    """Nothing, if what *settings* name can be used: an error before any work is done, if not.

    Raises :class:`tei.errors.TeiError`.
    """
    pipeline.knowledge(settings)
    for rendered in settings.renditions:
        transform.suffix(rendered.name)


def settings_of(edition: EditionFile) -> Settings:
    """What *edition* asks for each of its documents."""
    return Settings(
        edition.convention,
        edition.persons,
        edition.places,
        edition.terms,
        edition.metadata,
        edition.schemas,
        edition.renditions,
    )


def validate(
    files: Sequence[Path],
    schemas: Sequence[Path] = (),
    policy: Policy = NO_POLICY,
    *,
    checking: Checking | None = None,
    max_errors: int = 0,
    jobs: int = 0,
    done: Done | None = None,
) -> Outcomes:
    """The outcome for each TEI file in *files* (files, or folders of them): its diagnostics, and by which schemas.

    The schemas are those of *schemas*, or else those that the files name, or else the edition's own; *checking* says
    more of what to check, and *policy* how much each code matters. What is found between the files comes with the
    others of its file. After the file with the error *max_errors* no further file is looked at (0: all are), and
    nothing is compared. Raises :class:`tei.errors.SchemaError` if one of the schemas cannot be used, before any file is
    looked at.
    """
    checking = replace(checking or Checking(), schemas=tuple(schemas))
    paths = expand(files, [".xml"])
    if checking.schemas or checking.schematron:
        validation(b"<x/>", "", checking)
    comparing = Comparing(policy)
    work = partial(check_file, checking=checking)
    found = _all(paths, work, lambda item, why: Checked(_lost(item, why)), jobs)
    spool = _spooled(map(comparing.take, found), done, max_errors)
    return comparing.finish(spool, whole=len(spool) == len(paths))


def mend(
    outcomes: Iterable[Outcome],
    schemas: Sequence[Path] = (),
    *,
    checking: Checking | None = None,
    dry_run: bool = False,
) -> Iterator[tuple[Path, Mended]]:
    """Each file of *outcomes*, those of :func:`validate`, that can be mended for certain, before and after.

    What is fixed is what *outcomes* tell: a diagnostic that is off is left alone. Unless it is a *dry_run* the files
    are written. Raises :class:`tei.errors.OutputError` if one cannot be.
    """
    checking = replace(checking or Checking(), schemas=tuple(schemas))
    for outcome in outcomes:
        if any(d.fixes for d in outcome.diagnostics):
            mended = mend_file(outcome, checking)
            if mended.fixed:
                if not dry_run:
                    write(outcome.source, mended.after)
                yield outcome.source, mended


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
    Raises :class:`tei.errors.TransformError` if there is no such rendition or the stylesheet cannot be used.
    """
    paths = expand(files, [".xml"])
    distinct(Source(path, str(path)) for path in paths)
    suffix = transform.suffix(to)
    if xslt is not None:
        transform.check(xslt, trust)
    one = partial(render_one, to=to, xslt=xslt, params=dict(params or {}), trust=tuple(trust))
    work = partial(_render_file, one=one, suffix=suffix, output=output)
    return _each(paths, work, jobs, done)


def render_one(
    file: Path,
    to: str,
    xslt: Path | None,
    params: Mapping[str, str],
    trust: Sequence[Path] = (),
    found: Callable[[Diagnostic], None] = _LOG.warning,
) -> bytes:
    """The rendition of one TEI file; *found* is called with what the rendition cannot show as it should.

    Raises :class:`InputError` if the file cannot be read or is not well-formed XML.
    """
    try:
        tree, problems = parse(file)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error
    if tree is None:
        raise InputError(str(problems[0]))
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
        content = one(file, found=problems.append)
    except TeiError as error:
        return Outcome(file, problem=error.message)
    target = output / f"{file.stem}{suffix}"
    write(target, content)
    return Outcome(file, written=(target,), diagnostics=tuple(problems))


def _each(items: Sequence[_T], work: Callable[[_T], Outcome], jobs: int, done: Done | None) -> Spool:
    """What *work* gives for each of *items*, in their order."""
    return _spooled(_all(items, work, _lost, jobs), done)


def _all(
    items: Sequence[_T], work: Callable[[_T], _R], lost: Callable[[object, str], _R], jobs: int
) -> Iterator[_R]:
    alone = len(items) < WORTH_A_PROCESS or jobs == 1
    return in_order(Crew(work, lost, jobs or processors(), TIME_LIMIT, alone), items)


def _spooled(outcomes: Iterable[Outcome], done: Done | None, max_errors: int = 0) -> Spool:
    """*outcomes*, up to that which brings the error *max_errors*."""
    spool = Spool()
    errors = 0
    for outcome in outcomes:
        spool.add(outcome)
        if done:
            done(outcome)
        errors += sum(d.severity == Severity.ERROR for d in outcome.diagnostics)
        if 0 < max_errors <= errors:
            break
    return spool


def _lost(item: object, why: str) -> Outcome:
    """The outcome of a file that could not be worked on."""
    name = item.name if isinstance(item, Source) else str(item)
    return Outcome(Path(name), problem=f"was not processed: {why}")
