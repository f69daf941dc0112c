"""Files: which ones a person means, and writing them so that no half-written one is ever seen."""

from __future__ import annotations

import glob
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tei.errors import InputError, OutputError


def expand(paths: Iterable[Path], suffixes: Iterable[str]) -> list[Path]:
    """The files meant by *paths*: a folder stands for the files in it whose names end in one of *suffixes*.

    A path that does not exist may be a pattern, where ``*`` is any name and ``**`` any folders. The files of a folder
    or pattern come sorted by name, ``d9`` before ``d10``; a file named twice comes once. Raises :class:`InputError`
    for a path that does not exist, for a folder without such files, and for a pattern that nothing fits.
    """
    wanted = tuple(suffixes)
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(
                (p for p in path.iterdir() if p.suffix.lower() in wanted and p.is_file()), key=_by_number
            )
            if not inside:
                raise InputError(f"{path} holds no files that end in {' or '.join(wanted)}")
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        elif glob.has_magic(str(path)):
            fitting = sorted((p for p in _fitting(path) if p.is_file()), key=_by_number)
            if not fitting:
                raise InputError(
                    f"no file fits the pattern {path}", "check its spelling, and where it begins"
                )
            found.update(dict.fromkeys(fitting))
        else:
            raise InputError(f"there is no file or folder {path}", "check the spelling of the path")
    return list(found)


def _by_number(path: Path) -> list[str | int]:
    """What *path* is sorted by: its letters as letters, its figures as numbers, which is the order of documents."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"([0-9]+)", str(path))]


def _fitting(pattern: Path) -> Iterator[Path]:
    """The paths that fit *pattern*."""
    anchor = Path(pattern.anchor)
    return anchor.glob(str(pattern.relative_to(anchor)))


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
