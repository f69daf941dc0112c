"""Selection: which files an edition is made of, what each is called, and where what is made of it goes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from tei.errors import InputError, OutputError
from tei.files import expand
from tei.remote import Address, place, shown

if TYPE_CHECKING:
    from tei.editionfile import EditionFile

# What an output folder holds, also of what is not asked for now but was before.
_FOLDERS = frozenset({"tei", "html", "text", "reading", "markdown", "index", "exports", ".tei"})
_FILES = ("report.", "manifest.jsonl", "persons-found.csv")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be encoded: where it is, and its ``name`` in messages and reports.

    ``folder`` is the folder, below each of the output's own, that what is made of it is written to.
    """

    path: Path
    name: str
    folder: str = ""

    @property
    def target(self) -> str:
        """The name, without suffix, of what is made of it."""
        return f"{self.folder}/{self.path.stem}" if self.folder else self.path.stem


class Sources:
    """The sources of an edition, in their order; ``in`` asks for a name."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = list(sources)
        self._names = {source.name for source in self._sources}

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def names(self) -> Iterator[str]:
        """The names of the sources."""
        return (source.name for source in self)


def select(edition: EditionFile, suffixes: Iterable[str]) -> Sources:
    """The sources of *edition*, in the order of its patterns, named from its base.

    What is made of an edition is no source of it. Raises :class:`tei.errors.InputError` if a pattern fits nothing or
    nothing is left, :class:`tei.errors.EditionFileError` if the output would lie around the sources, and
    :class:`OutputError` if two sources would be written to one file.
    """
    output, base = _resolved(edition.output), _resolved(edition.base)
    if output == base or output in base.parents:
        hint = 'choose a folder inside it: folder = "edition"'
        raise edition.wrong(
            "output.folder",
            f"the output {edition.output} is the folder of the edition itself, or lies around it",
            hint,
        )
    paths = expand(map(place, edition.sources), suffixes)
    kept = [path for path in paths if not any(fnmatch(str(path), pattern) for pattern in edition.exclude)]
    kept = [path for path in kept if not _made(path, output, edition)]
    if not kept:
        hint = "see what sources.exclude leaves out, and that the sources do not lie in the output"
        raise InputError("the edition has no sources", hint)
    names = [named(path, edition.base) for path in kept]
    folders = [name.rpartition("/")[0] for name in names] if edition.layout == "folders" else [""] * len(kept)
    top = os.path.commonpath(folders) if folders and all(folders) else ""
    sources = [
        Source(path, name, folder[len(top) :].strip("/"))
        for path, name, folder in zip(kept, names, folders, strict=True)
    ]
    distinct(sources)
    return Sources(sources)


def _made(path: Path, output: Path, edition: EditionFile) -> bool:
    """Whether *path* is where parts or reports of the edition are written."""
    try:
        parts = _resolved(path).relative_to(output).parts
    except ValueError:
        return False
    if len(parts) == 1:
        return parts[0].startswith(_FILES)
    return parts[0] in _FOLDERS or parts[0] in {rendered.name for rendered in edition.renditions}


def named(path: Path, base: Path) -> str:
    """*path* as seen from *base*; as it is, if there is no way from the one to the other."""
    path, base = shown(path), shown(base)
    if isinstance(path, Address) or isinstance(base, Address):
        if path.parts[:2] != base.parts[:2]:  # another bucket, or another machine
            return path.as_posix()
        return Path(os.path.relpath(Path(*path.parts), Path(*base.parts))).as_posix()
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _resolved(path: Path) -> Path:
    """*path* without links; an address as it is."""
    path = shown(path)
    return path if isinstance(path, Address) else path.resolve()


def distinct(sources: Iterable[Source]) -> None:
    """Nothing, if no two of *sources* would be written to one file.

    Raises :class:`OutputError` otherwise; names that differ in case alone count as one, because some disks do so.
    """
    seen: dict[str, Source] = {}
    for source in sources:
        other = seen.setdefault(source.target.casefold(), source)
        if other is not source:
            hint = 'rename one of them, or keep them apart by their folders: output.layout = "folders"'
            raise OutputError(
                f"{shown(other.path)} and {shown(source.path)} would be written to the same file", hint
            )
