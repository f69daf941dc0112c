"""Selection: which files an edition is made of, what each is called, and where what is made of it goes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tei.editionfile import EditionFile
from tei.errors import OutputError
from tei.files import expand


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


def select(edition: EditionFile, suffixes: Iterable[str]) -> list[Source]:
    """The sources of *edition*, in the order of its patterns, named from its base.

    Raises :class:`tei.errors.InputError` if a pattern fits nothing, and :class:`OutputError` if two sources would be
    written to one file.
    """
    paths = expand(map(Path, edition.sources), suffixes)
    kept = [path for path in paths if not any(fnmatch(str(path), pattern) for pattern in edition.exclude)]
    names = [named(path, edition.base) for path in kept]
    folders = [name.rpartition("/")[0] for name in names] if edition.layout == "folders" else [""] * len(kept)
    top = os.path.commonpath(folders) if folders and all(folders) else ""
    sources = [
        Source(path, name, folder[len(top) :].strip("/"))
        for path, name, folder in zip(kept, names, folders, strict=True)
    ]
    distinct(sources)
    return sources


def named(path: Path, base: Path) -> str:
    """*path* as seen from *base*; as it is, if there is no way from the one to the other."""
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def distinct(sources: Iterable[Source]) -> None:
    """Nothing, if no two of *sources* would be written to one file.

    Raises :class:`OutputError` otherwise; names that differ in case alone count as one, because some disks do so.
    """
    seen: dict[str, Source] = {}
    for source in sources:
        other = seen.setdefault(source.target.casefold(), source)
        if other is not source:
            hint = 'rename one of them, or keep them apart by their folders: output.layout = "folders"'
            raise OutputError(f"{other.path} and {source.path} would be written to the same file", hint)
