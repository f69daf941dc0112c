"""Encoding: documents as TEI."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tei import conventions
from tei.batch import fingerprint
from tei.batch.running import Done, each
from tei.batch.spool import Spool
from tei.files import expand
from tei.outcome import Outcome
from tei.readers import READERS
from tei.remote import made, shown
from tei.selection import Source, distinct
from tei.settings import DEFAULTS, Settings, at_hand, lists

if TYPE_CHECKING:
    from tei.editionfile import EditionFile


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
    chosen = [Source(path, str(shown(path))) for path in expand(sources, READERS)]
    distinct(chosen)
    settings = at_hand(settings)
    fingerprint.renew(settings)
    usable(settings)
    work = partial(_encoded, output=made(output), settings=settings)
    return each(chosen, work, output, jobs, done)


def _encoded(source: Source, *, output: Path, settings: Settings) -> Outcome:
    from tei import pipeline  # the process that hands out the sources does without

    return pipeline.encode_file(source, {"tei": output}, settings)


def usable(settings: Settings) -> None:
    """Nothing, if what *settings* name can be used: an error before any work is done, if not.

    Raises :class:`tei.errors.TeiError`.
    """
    lists(settings)
    conventions.load(settings.convention)
    if settings.renditions:
        from tei import transform  # what only encodes does without

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
