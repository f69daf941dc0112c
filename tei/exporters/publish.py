"""Putting a finished draft in its place: in one step, without touching what has not changed or is not ours.

The files of an exported folder are listed, with their SHA-256, in :data:`LIST` in the folder itself (``sha256sum -c``
reads it). By it the next export knows which files it may replace and which it may remove.
"""

from __future__ import annotations

import filecmp
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tei.errors import OutputError
from tei.files import write

LIST = ".tei-export.sha256"


def publish_file(draft: Path, path: Path) -> Iterator[Path]:
    """*path*, once the file *draft* has been moved to it; nothing if the two are the same.

    Raises :class:`OutputError` if that cannot be done.
    """
    if path.is_dir():
        raise OutputError(f"{path} is a folder", "give the path of a file, or of the folder it is to lie in")
    if path.is_file() and filecmp.cmp(draft, path, shallow=False):
        return
    _replace(draft, path)
    yield path


def publish_folder(draft: Path, folder: Path) -> list[Path]:
    """The files of *folder* that are new or changed once it holds those of the folder *draft*.

    Files that an earlier export made and this one does not are removed; files that no export made stay. Raises
    :class:`OutputError`, before anything is changed, if a file to be replaced or removed was made or changed by
    somebody else, or if *folder* cannot be written to.
    """
    new = {path.relative_to(draft).as_posix(): path for path in sorted(draft.rglob("*")) if path.is_file()}
    digests = {name: _digest(path) for name, path in new.items()}
    before = _listed(folder)
    here = {name: _digest(folder / name) for name in sorted({*new, *before}) if (folder / name).is_file()}
    for name, digest in here.items():
        if digest != digests.get(name) and digest not in before.get(name, ()):
            raise OutputError(
                f"{folder / name} is not as an export left it",
                "move it away, or choose another folder: an export replaces only files that it made itself",
            )
    # Until all is in its place, the list has the old files and the new: if this run is stopped, the next knows both.
    _write_list(folder, [*_lines(before), *((name, digest) for name, digest in digests.items())])
    changed = [name for name, digest in digests.items() if here.get(name) != digest]
    for name in changed:
        _replace(new[name], folder / name)
    for name in here.keys() - new.keys():
        _remove(folder, name)
    _write_list(folder, digests.items())
    return [folder / name for name in changed]


def own(folder: Path) -> list[Path]:
    """The files of *folder* that an export made, and their list, which comes last; nothing if none did."""
    listed = sorted(_listed(folder))
    return [*(path for name in listed if (path := folder / name).is_file()), folder / LIST] if listed else []


def _listed(folder: Path) -> dict[str, set[str]]:
    """The digests that each file of an earlier export may have, by its name in *folder*."""
    listed: dict[str, set[str]] = {}
    path = folder / LIST
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        digest, _, name = line.partition("  ")
        listed.setdefault(name, set()).add(digest)
    return listed


def _lines(listed: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    return ((name, digest) for name, digests in listed.items() for digest in digests)


def _write_list(folder: Path, lines: Iterable[tuple[str, str]]) -> None:
    content = "".join(f"{digest}  {name}\n" for name, digest in sorted(set(lines)))
    write(folder / LIST, content.encode("utf-8"))


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
