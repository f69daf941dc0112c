"""Files: which ones a person means, and writing them so that no half-written one is ever seen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tei.errors import InputError, OutputError


def expand(paths: Iterable[Path], suffixes: Iterable[str]) -> list[Path]:
    """The files meant by *paths*: a folder stands for the files in it whose names end in one of *suffixes*.

    A folder's files come sorted by name; a file named twice comes once. Raises :class:`InputError` for a path that
    does not exist and for a folder without such files.
    """
    wanted = tuple(suffixes)
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in wanted and p.is_file())
            if not inside:
                raise InputError(f"{path} holds no files that end in {' or '.join(wanted)}")
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise InputError(f"there is no file or folder {path}", "check the spelling of the path")
    return list(found)


def distinct(sources: Iterable[Path]) -> None:
    """Nothing, if no two of *sources* would be written under one name.

    Raises :class:`OutputError` otherwise; names that differ in case alone count as one, because some disks do so.
    """
    seen: dict[str, Path] = {}
    for source in sources:
        other = seen.setdefault(source.stem.casefold(), source)
        if other is not source:
            message = f"{other} and {source} would be written to the same file"
            raise OutputError(message, "rename one of them, or run the two folders one after the other")


def write(path: Path, content: bytes) -> None:
    """Write *content* to *path* in one step: until it is complete, what was there before stays.

    A file that already holds *content* is left as it is.

    Raises :class:`OutputError` if that cannot be done.
    """
    try:
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    _write(path, [content])


def stream(path: Path, pieces: Iterable[str]) -> None:
    """Write a text to *path* as :func:`write` does, *piece* by piece, so that it need not fit into memory."""
    _write(path, (piece.encode("utf-8", "backslashreplace") for piece in pieces))


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
            try:
                draft.writelines(pieces)
            except BaseException:
                Path(draft.name).unlink()
                raise
        Path(draft.name).chmod(0o666 & ~_umask())
        Path(draft.name).replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
