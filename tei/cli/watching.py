"""Watching an edition: waiting until something that it is made of changes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import click

from tei.editionfile import EditionFile

_PAUSE = 0.5  # seconds between two looks
_State = dict[str, tuple[int, int]]


def changes(edition: EditionFile) -> None:
    """Return when a source, a list, a stylesheet or the edition file itself is not as it is now."""
    click.echo("watching; end with Ctrl-C", err=True)
    before = _state(edition)
    while _state(edition) == before:
        time.sleep(_PAUSE)


def _state(edition: EditionFile) -> _State:
    """The time and size of every file that the edition is made of."""
    state: _State = {}
    for path in _files(edition):
        try:
            found = path.stat()
        except OSError:
            continue
        state[str(path)] = (found.st_mtime_ns, found.st_size)
    return state


def _files(edition: EditionFile) -> Iterator[Path]:
    from tei.errors import InputError
    from tei.files import expand
    from tei.readers import READERS

    for source in edition.sources:
        try:
            yield from expand([Path(source)], READERS)
        except InputError:
            continue
    yield from (rendered.xslt for rendered in edition.renditions if rendered.xslt)
    yield from edition.schemas
    convention = Path(edition.convention)
    yield from filter(None, (edition.path, edition.persons, edition.places, edition.terms, convention))
