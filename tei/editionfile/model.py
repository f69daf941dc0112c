"""The edition file as an object: what it says, with every path made whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tei.errors import EditionFileError
from tei.metadata import UNPUBLISHED, Metadata
from tei.remote import Address, place


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendition that is to be made of each document: its name, a stylesheet of one's own, and its parameters."""

    name: str
    xslt: Path | None = None
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that is to be made of the edition: the target, and what its table says."""

    target: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EditionFile:
    """What is to be made, of what, and how.

    ``base`` is the folder that files are named from in messages and reports. ``checks`` is the table of that name as
    it stands, which :mod:`tei.validation` understands. ``where`` gives for each key the place where it is said.
    """

    base: Path
    path: Path | None = None
    metadata: Metadata = UNPUBLISHED
    sources: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    convention: str = "frus"
    persons: Path | None = None
    places: Path | None = None
    terms: Path | None = None
    schemas: tuple[Path, ...] = ()
    renditions: tuple[Rendered, ...] = (Rendered("html"), Rendered("text"))
    exports: tuple[Exported, ...] = ()
    checks: Mapping[str, Any] = field(default_factory=dict)
    fail_on: str = "error"
    output: Path = Path("edition")
    layout: str = "flat"
    reports: tuple[str, ...] = ("text", "json")
    jobs: int = 0
    executor: str = ""
    time_limit: int = 600
    where: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def wrong(self, key: str, message: str, hint: str = "") -> EditionFileError:
        """The error that what is said for *key* cannot be used, with the place where it is said if that is known."""
        known = next((self.where[name] for name in _upward(key) if name in self.where), "")
        return EditionFileError(f"{known}: {message}" if known else message, hint)


def _upward(key: str) -> Iterator[str]:
    """*key*, the table that it stands in, and so on."""
    while key:
        yield key
        key = key.rpartition(".")[0]


def remote(edition: EditionFile) -> bool:
    """Whether anything that *edition* names is an address, except for its sources, which may be either."""
    paths = (edition.base, edition.persons, edition.places, edition.terms, edition.output, *edition.schemas)
    xslts = (rendered.xslt for rendered in edition.renditions)
    return any(isinstance(place(path), Address) for path in (*paths, edition.convention, *xslts) if path)


def anchored(edition: EditionFile) -> EditionFile:
    """*edition* with every path from the root, for work that is done where this folder is not the current one."""

    def whole(path: Path | None) -> Path | None:
        return path and path.absolute()

    def _absolute(path: Path) -> Path:
        return path if isinstance(path, Address) else path.absolute()

    return replace(
        edition,
        base=edition.base.absolute(),
        path=whole(edition.path),
        sources=tuple(str(_absolute(place(source))) for source in edition.sources),
        exclude=tuple(str(Path(pattern).absolute()) for pattern in edition.exclude),
        convention=str(Path(edition.convention).absolute())
        if edition.convention.endswith(".toml")
        else edition.convention,
        persons=whole(edition.persons),
        places=whole(edition.places),
        terms=whole(edition.terms),
        schemas=tuple(path.absolute() for path in edition.schemas),
        renditions=tuple(replace(rendered, xslt=whole(rendered.xslt)) for rendered in edition.renditions),
        output=edition.output.absolute(),
    )
