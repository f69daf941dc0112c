"""Batch: the commands as library calls, for many files, on several processors, in the order they were given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from tei import pipeline, transform
from tei.errors import InputError, TeiError
from tei.files import distinct, expand, write
from tei.pipeline import DEFAULTS, Outcome, Settings
from tei.readers import READERS
from tei.validation import parse
from tei.validation import validate as _validate

_T = TypeVar("_T")
Done = Callable[[Outcome], None]

RENDITIONS = ("html", "text")
_WORTH_A_PROCESS = 40  # files; below that, starting another process takes longer than the work


def encode(
    sources: Sequence[Path],
    output: Path,
    settings: Settings = DEFAULTS,
    *,
    jobs: int = 0,
    done: Done | None = None,
) -> list[Outcome]:
    """The outcome for each document in *sources* (files, or folders of them), encoded into the folder *output*.

    *jobs* is the number of processes, 0 for as many as there are processors; *done* is called with each outcome,
    in order. Raises :class:`tei.errors.TeiError` for what makes the whole run impossible.
    """
    return _encode(sources, output, settings, {}, jobs, done)


def build(
    sources: Sequence[Path],
    output: Path,
    settings: Settings = DEFAULTS,
    *,
    jobs: int = 0,
    done: Done | None = None,
) -> list[Outcome]:
    """As :func:`encode`, and each document also as HTML and text: in the folders ``tei``, ``html`` and ``text``."""
    renditions = {name: output / name for name in RENDITIONS}
    return _encode(sources, output / "tei", settings, renditions, jobs, done)


def validate(
    files: Sequence[Path], schemas: Sequence[Path] = (), *, jobs: int = 0, done: Done | None = None
) -> list[Outcome]:
    """The outcome for each TEI file in *files* (files, or folders of them): its diagnostics.

    The schema is the edition's own unless *schemas* names others.
    """
    return _each(expand(files, [".xml"]), partial(_validate_file, schemas=tuple(schemas)), jobs, done)


def render(
    files: Sequence[Path],
    to: str,
    output: Path,
    *,
    xslt: Path | None = None,
    params: Mapping[str, str] | None = None,
    jobs: int = 0,
    done: Done | None = None,
) -> list[Outcome]:
    """The outcome for each TEI file in *files*, rendered into the folder *output* as *to* or by the stylesheet *xslt*.

    Raises :class:`tei.errors.TransformError` if there is no such rendition or the stylesheet cannot be used.
    """
    paths = expand(files, [".xml"])
    distinct(paths)
    suffix = transform.suffix(to)
    work = partial(_render_file, to=to, suffix=suffix, output=output, xslt=xslt, params=dict(params or {}))
    return _each(paths, work, jobs, done)


def render_one(file: Path, to: str, xslt: Path | None, params: Mapping[str, str]) -> bytes:
    """The rendition of one TEI file.

    Raises :class:`InputError` if the file cannot be read or is not well-formed XML.
    """
    try:
        tree, problems = parse(file)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error
    if tree is None:
        raise InputError(str(problems[0]))
    known = {"linked": pipeline.neighbours(tree.getroot(), file.parent, file.suffix)}
    return transform.render(tree, to, xslt=xslt, params=known | dict(params))


def _encode(
    sources: Sequence[Path],
    output: Path,
    settings: Settings,
    renditions: Mapping[str, Path],
    jobs: int,
    done: Done | None,
) -> list[Outcome]:
    paths = expand(sources, READERS)
    distinct(paths)
    pipeline.knowledge(settings)  # a list that cannot be used is an error before any work is done
    work = partial(pipeline.encode_file, output=output, settings=settings, renditions=renditions)
    return _each(paths, work, jobs, done)


def _validate_file(file: Path, schemas: tuple[Path, ...]) -> Outcome:
    try:
        return Outcome(file, diagnostics=tuple(_validate(file, str(file), schemas)))
    except OSError as error:
        return Outcome(file, problem=f"cannot be read: {error.strerror}")


def _render_file(
    file: Path, to: str, suffix: str, output: Path, xslt: Path | None, params: Mapping[str, str]
) -> Outcome:
    try:
        content = render_one(file, to, xslt, params)
    except TeiError as error:
        return Outcome(file, problem=error.message)
    target = output / f"{file.stem}{suffix}"
    write(target, content)
    return Outcome(file, written=(target,))


def _each(
    paths: Sequence[Path], work: Callable[[Path], Outcome], jobs: int, done: Done | None
) -> list[Outcome]:
    """What *work* gives for each of *paths*, in their order."""
    outcomes = []
    for outcome in _in_order(paths, work, jobs or os.cpu_count() or 1):
        outcomes.append(outcome)
        if done:
            done(outcome)
    return outcomes


def _in_order(paths: Sequence[Path], work: Callable[[Path], Outcome], jobs: int) -> Iterator[Outcome]:
    if jobs == 1 or len(paths) < _WORTH_A_PROCESS:
        yield from map(work, paths)
        return
    with ProcessPoolExecutor(jobs) as pool:
        try:
            for outcomes in pool.map(partial(_several, work), _portions(paths, 16)):
                yield from outcomes
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _several(work: Callable[[Path], Outcome], paths: Sequence[Path]) -> list[Outcome]:
    return [work(path) for path in paths]


def _portions(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """*items* in lists of *size*."""
    rest = iter(items)
    while portion := list(islice(rest, size)):
        yield portion
