"""Putting a finished draft in its place: in one step, without touching what has not changed or is not ours.

What an export made is listed with its SHA-256, as ``sha256sum -c`` reads it: the files of a folder in :data:`LIST`
in the folder itself, one file in a list of its own beside it. By its list the next export knows which files it may
replace and which it may remove; a file that is not as its list says was changed by hand, and is left as it is.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tei.errors import OutputError
from tei.files import write

LIST = ".tei-export.sha256"
_LINE = re.compile(rb"([0-9a-f]{64})  (.+)")


class Put(NamedTuple):
    """The files that are new or changed, and those that were changed by hand and are left as they are."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def listing(path: Path, one: bool) -> Path:
    """The list of what an export made at *path*, which is a folder, or *one* file."""
    return path.with_name(f".{path.name}.sha256") if one else path / LIST


def publish_file(draft: Path, path: Path, *, force: bool = False) -> Put:
    """What became of *path*, where the file *draft* is to be.

    A file that no export left there stays, unless it is the same or *force* says otherwise. Raises :class:`OutputError`
    if *path* cannot be written.
    """
    if path.is_dir():
        raise OutputError(f"{path} is a folder", "give the path of a file, or of the folder it is to lie in")
    return _put({path.name: draft}, path.parent, listing(path, True), force)


def publish_folder(draft: Path, folder: Path, *, force: bool = False) -> Put:
    """What became of the files of *folder*, which is to hold those of the folder *draft*.

    Files that an earlier export made and this one does not are removed; files that no export made stay. A file that is
    to be replaced or removed and was made or changed by somebody else stays too, unless *force* says otherwise. Raises
    :class:`OutputError` if *folder* cannot be written to.
    """
    new = {path.relative_to(draft).as_posix(): path for path in sorted(draft.rglob("*")) if path.is_file()}
    return _put(new, folder, listing(folder, False), force)


def _put(new: Mapping[str, Path], folder: Path, listed: Path, force: bool) -> Put:
    """What became of the files of *folder* that are *new*, each by its name there, and of those that are *listed*."""
    digests = {name: _digest(path) for name, path in new.items()}
    before = _listed(listed)
    here = {name: _digest(folder / name) for name in sorted({*new, *before}) if (folder / name).is_file()}
    kept = [] if force else [n for n, d in here.items() if d != digests.get(n) and d not in before.get(n, ())]
    due = {name: digest for name, digest in digests.items() if name not in kept}
    # Until all is in its place, the list has the old files and the new: if this run is stopped, the next knows both.
    _write_list(listed, [*_lines(before), *due.items()])
    changed = [name for name, digest in due.items() if here.get(name) != digest]
    for name in changed:
        _replace(new[name], folder / name)
    for name in here.keys() - new.keys() - set(kept):
        _remove(folder, name)
    left = {name: before[name] for name in kept if name in before}  # not what no export ever made
    _write_list(listed, [*due.items(), *_lines(left)])
    return Put(tuple(folder / name for name in changed), tuple(folder / name for name in kept))


def adopt(path: Path) -> None:
    """Enter the file *path* in a list beside it as one that an export made, if it is there and no list is."""
    listed = listing(path, True)
    if path.is_file() and not listed.exists():
        _write_list(listed, [(path.name, _digest(path))])


def own(folder: Path) -> list[Path]:
    """The files of *folder* that an export made, and their list, which comes last; nothing if none did."""
    path = listing(folder, False)
    listed = sorted(_listed(path))
    return [*(file for name in listed if (file := folder / name).is_file()), path] if listed else []


def left(listed: Path) -> dict[Path, set[str]]:
    """The files of the list *listed*, each with the digests that it may have if it is as an export left it."""
    return {listed.parent / name: digests for name, digests in _listed(listed).items()}


def _listed(path: Path) -> dict[str, set[str]]:
    """The digests that each file of an earlier export may have, by its name in the folder of the list at *path*.

    A line that no export writes says nothing.
    """
    listed: dict[str, set[str]] = {}
    content = path.read_bytes() if path.is_file() else b""
    for line in content.replace(b"\r\n", b"\n").split(b"\n"):
        if said := _LINE.fullmatch(line):
            listed.setdefault(os.fsdecode(said[2]), set()).add(said[1].decode("ascii"))
    return listed


def _lines(listed: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    return ((name, digest) for name, digests in listed.items() for digest in digests)


def _write_list(path: Path, lines: Iterable[tuple[str, str]]) -> None:
    content = "".join(f"{digest}  {name}\n" for name, digest in sorted(set(lines)))
    write(path, os.fsencode(content))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(draft: Path, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def _remove(folder: Path, name: str) -> None:
    """Remove the file *name* from *folder*, and the folders in it that are then empty."""
    try:
        (folder / name).unlink()
        for parent in (folder / name).parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    except OSError as error:
        raise OutputError(f"{folder / name} cannot be removed: {error.strerror}") from error
