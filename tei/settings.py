"""Settings: what an edition asks for each of its documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei import conventions
from tei.metadata import UNPUBLISHED, Metadata

if TYPE_CHECKING:
    from tei.editionfile import Rendered
from tei.remote import Address, place

# What a schema and a stylesheet may name, in their folders and below.
SCHEMAS = (".xsd", ".rng", ".rnc", ".sch", ".mod", ".dtd")
STYLESHEETS = (".xsl", ".xslt")


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


def at_hand(settings: Settings) -> Settings:
    """*settings* with copies in place of what they name by address; raises :class:`tei.errors.TeiError`."""
    xslts = [rendered.xslt for rendered in settings.renditions]
    named = (
        settings.convention,
        settings.persons,
        settings.places,
        settings.terms,
        *settings.schemas,
        *xslts,
    )
    if not any(isinstance(place(path), Address) for path in named if path):
        return settings
    from tei.remote.finding import copy  # what is on this machine does without

    return replace(
        settings,
        convention=str(copy(Path(settings.convention), (".toml",))),
        persons=settings.persons and copy(settings.persons),
        places=settings.places and copy(settings.places),
        terms=settings.terms and copy(settings.terms),
        schemas=tuple(copy(path, SCHEMAS) for path in settings.schemas),
        renditions=tuple(
            replace(rendered, xslt=rendered.xslt and copy(rendered.xslt, STYLESHEETS))
            for rendered in settings.renditions
        ),
    )
