"""Selection: which files an edition is made of, what each is called, and where what is made of it goes."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from tei.errors import InputError, OutputError
from tei.files import meant
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


_TABLES = """
create table found (pattern integer, sorted blob, path blob unique);
create table source (at integer primary key, path blob, name blob, folder blob, target blob unique);
create index by_name on source (name);
"""
_NUMBER = re.compile(b"[0-9]+")
_ORDERED = "select path from found order by pattern, sorted, path"


class Sources:
    """The sources of an edition, in their order; ``in`` asks for a name.

    They are kept in a database that is in memory as long as it is small, and on disk when it is not.
    """

    def __init__(self, found: Iterable[tuple[int, str]], base: Path, *, folders: bool) -> None:
        """The sources *found*, each by the pattern of this number; what is made of them lies in *folders* or not.

        Raises :class:`OutputError` if two would be written to one file.
        """
        from tei import scratch  # what makes no edition does without

        self._base = scratch.database(_TABLES)
        paths = ((number, os.fsencode(path)) for number, path in found)
        rows = ((number, _sorted(path), path) for number, path in paths)
        self._base.executemany("insert or ignore into found values (?, ?, ?)", rows)
        folder, top = _Namer(base), ""
        if folders:
            top = _top(folder(path) for path in self._ordered())
        for path in self._ordered():
            self._add(path, folder(path), folder(path)[len(top) :].strip("/") if folders else "")
        self._base.execute("drop table found")

    def _ordered(self) -> Iterator[str]:
        return (os.fsdecode(path) for (path,) in self._base.execute(_ORDERED))

    def _add(self, path: str, inside: str, folder: str) -> None:
        """Put the file at *path* at the end, which is *inside* of a folder; what is made of it goes to *folder*."""
        name = os.path.basename(path)  # noqa: PTH119
        target = os.path.splitext(name)[0]  # noqa: PTH122
        names = (f"{inside}/{name}" if inside else name, folder, f"{folder}/{target}".casefold())
        row = (os.fsencode(path), *map(os.fsencode, names))
        insert = "insert or ignore into source (path, name, folder, target) values (?, ?, ?, ?)"
        if not self._base.execute(insert, row).rowcount:
            [(other,)] = self._base.execute("select path from source where target = ?", row[3:])
            raise _one_file(Path(os.fsdecode(other)), Path(path))

    def __iter__(self) -> Iterator[Source]:
        rows = self._base.execute("select path, name, folder from source order by at")
        return (
            Source(Path(path), name, folder) for path, name, folder in (map(os.fsdecode, row) for row in rows)
        )

    def __len__(self) -> int:
        [(count,)] = self._base.execute("select count(*) from source")
        return int(count)

    def __contains__(self, name: object) -> bool:
        rows = self._base.execute("select 1 from source where name = ?", (os.fsencode(str(name)),))
        return rows.fetchone() is not None

    def names(self) -> Iterator[str]:
        """The names of the sources."""
        return (os.fsdecode(name) for (name,) in self._base.execute("select name from source order by at"))


def _sorted(path: bytes) -> bytes:
    """What sorts as :func:`tei.files.by_number` does: before each number a zero, and how many figures it has."""
    return _NUMBER.sub(_measured, path)


def _measured(number: re.Match[bytes]) -> bytes:
    figures = number[0].lstrip(b"0") or b"0"
    return b"\0%c%s" % (min(len(figures), 255), figures)


class _Namer:
    """What the folders that files are in are called as seen from *base*; files of one folder follow one another."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._parent: str | None = None
        self._folder = ""

    def __call__(self, path: str) -> str:
        """The name of the folder that the file at *path* is in; empty if that is the one it is seen from."""
        parent = os.path.dirname(path)  # noqa: PTH120
        if parent != self._parent:
            self._parent, self._folder = parent, named(Path(path), self._base).rpartition("/")[0]
        return self._folder


def _top(folders: Iterable[str]) -> str:
    """The folder that all *folders* are in; empty if there is none."""
    top: str | None = None
    for folder in folders:
        if not folder:
            return ""
        if folder != top:
            top = folder if top is None else _common(top, folder)
    return top or ""


def _common(first: str, second: str) -> str:
    """The folder that both lie in; ``os.path.commonpath`` would take a slash from an address."""
    pairs = zip(first.split("/"), second.split("/"), strict=False)
    return "/".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


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
    sources = Sources(
        _found(edition, tuple(suffixes), output), edition.base, folders=edition.layout == "folders"
    )
    if not len(sources):
        hint = "see what sources.exclude leaves out, and that the sources do not lie in the output"
        raise InputError("the edition has no sources", hint)
    return sources


def _found(edition: EditionFile, suffixes: tuple[str, ...], output: Path) -> Iterator[tuple[int, str]]:
    """The number of each pattern with the files that it means, but for what is excluded or was made in *output*."""
    kinds = _FOLDERS | {rendered.name for rendered in edition.renditions}
    parent: str | None = None
    inside: tuple[str, ...] | None = None  # the folders of the output that the parent is in
    for number, given in enumerate(edition.sources):
        for path in meant(place(given), suffixes):
            text = str(path)
            if os.path.dirname(text) != parent:  # noqa: PTH120
                parent, inside = os.path.dirname(text), _inside(path.parent, output)  # noqa: PTH120
            parts = None if inside is None else (*inside, path.name)
            if path.is_symlink():
                parts = _inside(path, output)
            excluded = any(fnmatch(text, pattern) for pattern in edition.exclude)
            if not excluded and not (parts and _made(parts, kinds)):
                yield number, text


def _inside(path: Path, output: Path) -> tuple[str, ...] | None:
    """The parts of *path* below *output*; None if it is not in there."""
    try:
        return _resolved(path).relative_to(output).parts
    except ValueError:
        return None


def _made(parts: tuple[str, ...], kinds: Container[str]) -> bool:
    """Whether parts or reports of an edition are written at these *parts* of its output."""
    return parts[0].startswith(_FILES) if len(parts) == 1 else parts[0] in kinds


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
            raise _one_file(other.path, source.path)


def _one_file(first: Path, second: Path) -> OutputError:
    hint = 'rename one of them, or keep them apart by their folders: output.layout = "folders"'
    return OutputError(f"{shown(first)} and {shown(second)} would be written to the same file", hint)
