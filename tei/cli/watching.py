"""Watching an edition: waiting until something that it is made of changes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from tei.editionfile import EditionFile
from tei.remote import Address, place

_PAUSE = 0.5  # seconds between two looks
_PAUSE_AFAR = 30.0  # if something lies at an address, where each look is a request
State = dict[str, tuple[int, int]]


def changes(edition: EditionFile, before: State) -> State:
    """The state of *edition*, as soon as a source, a list, a stylesheet or its file is not as it was *before*."""
    click.echo("watching; end with Ctrl-C", err=True)
    named: list[str | Path] = [*edition.sources, *_named(edition)]
    pause = _PAUSE_AFAR if any(isinstance(place(path), Address) for path in named) else _PAUSE
    while (now := state(edition)) == before:
        time.sleep(pause)
    while True:  # what is just being written is waited for
        time.sleep(_PAUSE)
        was, now = now, state(edition)
        if now == was:
            return now


def state(edition: EditionFile) -> State:
    """The time and size of every file that the edition is made of."""
    found: State = {}
    for path in _files(edition):
        with suppress(OSError):
            at = path.stat()
            found[str(path)] = (at.st_mtime_ns, at.st_size)
    return found


def _files(edition: EditionFile) -> Iterator[Path]:
    from tei.errors import InputError, TeiError
    from tei.files import expand
    from tei.readers import READERS

    for source in edition.sources:
        try:
            yield from expand([place(source)], READERS)
        except InputError:
            continue
    for path in _named(edition):
        if isinstance(place(path), Address):
            from tei.remote.finding import copy  # what is on this machine does without

            with suppress(TeiError):  # one that is not there is looked for again, and told by the next run
                yield copy(path)
        else:
            yield path


def _named(edition: EditionFile) -> Iterator[Path]:
    """The files that *edition* names besides its sources, and its own."""
    yield from (rendered.xslt for rendered in edition.renditions if rendered.xslt)
    yield from edition.schemas
    convention = Path(edition.convention)
    yield from filter(None, (edition.path, edition.persons, edition.places, edition.terms, convention))
