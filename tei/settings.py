"""Settings: what an edition asks for each of its documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei import conventions
from tei.caches import kept
from tei.metadata import UNPUBLISHED, Metadata
from tei.remote import Address, local, place

if TYPE_CHECKING:
    from tei.authority import Authority
    from tei.editionfile import Rendered

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


@kept
def lists(settings: Settings) -> Authority:
    """The lists that *settings* name, read once a process; raises :class:`tei.errors.AuthorityError`."""
    from tei import authority  # what only names settings does without

    return authority.load(settings.persons, settings.places, settings.terms)


def named_files(settings: Settings) -> list[Path]:
    """The files that *settings* name."""
    found: list[Path] = []

    def noted(path: Path, _: Sequence[str]) -> Path:
        found.append(path)
        return path

    with_files(settings, noted)
    return found


def with_files(settings: Settings, change: Callable[[Path, Sequence[str]], Path]) -> Settings:
    """*settings* with each file that they name *changed*, given also the suffixes of what such a file may name."""

    def listed(path: Path | None) -> Path | None:
        return path and change(path, ())

    convention = settings.convention
    return replace(
        settings,
        convention=str(change(Path(convention), (".toml",))) if convention.endswith(".toml") else convention,
        persons=listed(settings.persons),
        places=listed(settings.places),
        terms=listed(settings.terms),
        schemas=tuple(change(path, SCHEMAS) for path in settings.schemas),
        renditions=tuple(
            replace(r, xslt=r.xslt and change(r.xslt, STYLESHEETS)) for r in settings.renditions
        ),
    )


def at_hand(settings: Settings, where: Callable[[Path], Path] = local) -> Settings:
    """*settings* with copies in place of what they name by address; raises :class:`tei.errors.TeiError`.

    *where* says where the copy of what is at an address lies.
    """
    if not any(isinstance(place(path), Address) for path in named_files(settings)):
        return settings
    from tei.remote.finding import copy  # what is on this machine does without

    return with_files(settings, lambda path, suffixes: copy(path, suffixes, where))
