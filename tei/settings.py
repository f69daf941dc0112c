"""Settings: what an edition asks for each of its documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tei import conventions
from tei.editionfile import Rendered
from tei.metadata import UNPUBLISHED, Metadata


@dataclass(frozen=True, slots=True)
class Settings:
    """What an edition asks for: how its documents are printed, its lists, what its headers say.

    ``schemas`` are those that a document is to be valid against besides the edition's own; ``renditions`` are made of
    each.
    """

    convention: str = conventions.DEFAULT
    persons: Path | None = None
    places: Path | None = None
    terms: Path | None = None
    metadata: Metadata = UNPUBLISHED
    schemas: tuple[Path, ...] = ()
    renditions: tuple[Rendered, ...] = ()


DEFAULTS = Settings()
