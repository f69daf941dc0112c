"""Batch: the commands as library calls, for many files, on several processors, in the order they were given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from tei import pipeline, transform
from tei.editionfile import EditionFile
from tei.errors import InputError, TeiError
from tei.files import expand, write
from tei.pipeline import DEFAULTS, Outcome, Settings
from tei.readers import READERS
from tei.selection import Source, distinct, select
from tei.validation import parse
from tei.validation import validate as _validate

_T = TypeVar("_T")
Done = Callable[[Outcome], None]

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
    chosen = [Source(path, str(path)) for path in expand(sources, READERS)]
    distinct(chosen)
    return _encode(chosen, {"tei": output}, settings, jobs, done)


def build(
    sources: Sequence[Path],
    output: Path,
    settings: Settings = DEFAULTS,
    *,
    jobs: int = 0,
    done: Done | None = None,
) -> list[Outcome]:
    """As :func:`encode`, and each document also as HTML and text: in the folders ``tei``, ``html`` and ``text``."""
    edition = EditionFile(
        base=output.parent,
        metadata=settings.metadata,
        sources=tuple(map(str, sources)),
        convention=settings.convention,
        persons=settings.persons,
        places=settings.places,
        terms=settings.terms,
        schemas=settings.schemas,
        output=output,
        jobs=jobs,
    )
    return build_edition(edition, done=done)


def build_edition(edition: EditionFile, *, done: Done | None = None) -> list[Outcome]:
    """As :func:`build`, for what an edition file says (:func:`tei.editionfile.read`)."""
    names = ("tei", *(rendered.name for rendered in edition.renditions))
    places = {name: edition.output / name for name in names}
    return _encode(select(edition, READERS), places, settings_of(edition), edition.jobs, done)


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
    distinct(Source(path, str(path)) for path in paths)
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
    sources: Sequence[Source], places: Mapping[str, Path], settings: Settings, jobs: int, done: Done | None
) -> list[Outcome]:
    pipeline.knowledge(settings)  # a list that cannot be used is an error before any work is done
    for rendered in settings.renditions:
        transform.suffix(rendered.name)  # and so is a rendition that there is not
    work = partial(pipeline.encode_file, places=places, settings=settings)
    return _each(sources, work, jobs, done)


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


def _each(items: Sequence[_T], work: Callable[[_T], Outcome], jobs: int, done: Done | None) -> list[Outcome]:
    """What *work* gives for each of *items*, in their order."""
    outcomes = []
    for outcome in _in_order(items, work, jobs or os.cpu_count() or 1):
        outcomes.append(outcome)
        if done:
            done(outcome)
    return outcomes


def _in_order(items: Sequence[_T], work: Callable[[_T], Outcome], jobs: int) -> Iterator[Outcome]:
    if jobs == 1 or len(items) < _WORTH_A_PROCESS:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor  # takes longer to load than the rest of the module

    with ProcessPoolExecutor(jobs) as pool:
        try:
            for outcomes in pool.map(partial(_several, work), _portions(items, 16)):
                yield from outcomes
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _several(work: Callable[[_T], Outcome], items: Sequence[_T]) -> list[Outcome]:
    return [work(item) for item in items]


def _portions(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """*items* in lists of *size*."""
    rest = iter(items)
    while portion := list(islice(rest, size)):
        yield portion
