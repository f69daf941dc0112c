"""Files: which ones a person means, and writing them so that no half-written one is ever seen."""

from __future__ import annotations

import errno
import glob
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from tei.errors import InputError, OutputError
from tei.remote import Address, place

# Machines that write to one disk may count their processes alike, as containers do.
_OWN = os.urandom(4).hex()


def expand(paths: Iterable[Path], suffixes: Iterable[str]) -> list[Path]:
    """The files meant by *paths*: a folder stands for the files in it whose names end in one of *suffixes*.

    A path that does not exist may be a pattern, where ``*`` is any name and ``**`` any folders. The files of a folder
    or pattern come sorted by name, ``d9`` before ``d10``; a file named twice comes once. Hidden files, whose names
    begin with a point, are not meant unless the pattern says so. Of what lies at an address (``s3://…``), copies are
    given (:mod:`tei.remote`). Raises :class:`InputError` for a path that does not exist, for a folder without such
    files, for a pattern that nothing fits, and for an address that cannot be read.
    """
    wanted = tuple(suffixes)
    found: dict[Path, None] = {}
    for path in map(place, paths):
        if not isinstance(path, Address) and path.is_file():
            found[path] = None
        else:
            found.update(dict.fromkeys(sorted(meant(path, wanted), key=lambda path: (by_number(path), path))))
    return list(found)


def meant(path: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """The files meant by *path*, as :func:`expand` has them, in no order; one by one, as they may be very many.

    Raises :class:`InputError` if there are none.
    """
    if isinstance(path, Address):
        from tei.remote.finding import meant as copies  # what is on this machine does without

        yield from copies(path, suffixes)
        return
    if path.is_dir():
        files = _inside(path, suffixes)
        wrong, hint = f"{path} holds no files that end in {' or '.join(suffixes)}", ""
    elif path.exists():
        yield path
        return
    elif glob.has_magic(str(path)):
        files = (p for p in _fitting(path) if p.is_file())
        wrong, hint = f"no file fits the pattern {path}", "check its spelling, and where it begins"
    else:
        raise InputError(f"there is no file or folder {path}", "check the spelling of the path")
    first = next(files, None)
    if first is None:
        raise InputError(wrong, hint or _deeper(path, suffixes))
    yield first
    yield from files


def _inside(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """The files in *folder* whose names end in one of *suffixes*, but for hidden ones."""
    with os.scandir(folder) as found:  # which knows of each whether it is a file
        for entry in found:
            if entry.name[0] != "." and entry.name.lower().endswith(suffixes):
                path = folder / entry.name
                if path.is_file() if entry.is_symlink() else entry.is_file():
                    yield path


def _deeper(folder: Path, wanted: tuple[str, ...]) -> str:
    """The hint that names the first folder inside *folder* which holds a file that is *wanted*; empty if none does."""
    for inside, folders, files in os.walk(folder):
        folders.sort()
        if any(Path(name).suffix.lower() in wanted for name in files):
            return f"folders inside it are not searched; {Path(inside)} holds some"
    return ""


def by_number(path: Path | str) -> list[str | int]:
    """What *path* is sorted by: its letters as letters, its figures as numbers, which is the order of documents."""
    return [int(part) if number % 2 else part for number, part in enumerate(re.split("([0-9]+)", str(path)))]


def _fitting(pattern: Path) -> Iterator[Path]:
    """The paths that fit *pattern*; hidden ones if a part of it begins with a point as they do."""
    anchor = Path(pattern.anchor)
    found = anchor.glob(str(pattern.relative_to(anchor)))
    fixed = next(number for number, part in enumerate(pattern.parts) if glob.has_magic(part))
    if any(part[0] == "." for part in pattern.parts[fixed:]):
        return found
    return (path for path in found if not any(part[0] == "." for part in path.parts[fixed:]))


def write(path: Path, content: bytes, drafts: Path | None = None) -> os.stat_result | None:
    """Write *content* to *path* in one step: until it is complete, what was there before stays.

    A file that already holds *content* is left as it is. What is not complete lies in the folder *drafts*, on the same
    disk; by default that of *path*. The status is that of the file as long as it holds *content*; None if it is
    written to already by somebody else.

    Raises :class:`OutputError` if that cannot be done.
    """
    try:
        return _holding(path, content) or _put(path, content, drafts or path.parent)
    except OSError as error:
        raise unwritten(path, error) from error


def unwritten(path: Path, error: OSError) -> OutputError:
    """The error that *path* cannot be written, with what to do if the disk is full."""
    hint = "make room on the disk, and run again: what was finished is complete" if full(error) else ""
    return OutputError(f"{path} cannot be written: {error.strerror}", hint)


def full(error: OSError) -> bool:
    """Whether *error* says that there is no room for what is written."""
    return error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def _holding(path: Path, content: bytes) -> os.stat_result | None:
    """The status of the file at *path*, if it holds *content*."""
    try:
        status = os.stat(path)  # noqa: PTH116
        return status if status.st_size == len(content) and path.read_bytes() == content else None
    except (FileNotFoundError, IsADirectoryError):
        return None


def _put(path: Path, content: bytes, drafts: Path) -> os.stat_result | None:
    """The status of the file at *path*, once *content* is written to it by way of a file in *drafts*.

    It works by ``os`` alone, as an edition has thousands of files.
    """
    draft = os.path.join(drafts, _draft(path))  # noqa: PTH118
    handle = _created(draft)
    try:
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
            written = os.fstat(handle)
        finally:
            os.close(handle)
        try:
            os.replace(draft, path)  # noqa: PTH105
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(draft, path)  # noqa: PTH105
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(draft)  # noqa: PTH108
        raise
    with suppress(OSError):
        status = os.stat(path)  # noqa: PTH116
        if _content(status) == _content(written):
            return status
    return None


def _content(status: os.stat_result) -> tuple[int, int, int]:
    """What changes of the *status* of a file when another takes its place, or it is written to."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def stream(
    path: Path, pieces: Iterable[str] | Iterable[bytes], drafts: Path | None = None, *, durable: bool = False
) -> None:
    """Write a file as :func:`write` does, piece by piece, so that it need not fit into memory.

    Text is written in UTF-8. *durable* says that it must outlive a loss of power, and all that was written before it.
    """
    draft = (drafts or path.parent) / _draft(path)
    try:
        handle = _created(draft)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(handle, "wb") as file:
                file.writelines(
                    p.encode("utf-8", "backslashreplace") if isinstance(p, str) else p for p in pieces
                )
                if durable:
                    file.flush()
                    _settle(handle)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritten(path, error) from error


def _draft(path: Path) -> str:
    """The name of what is to become the file at *path*, no other process's."""
    return f".{path.name[:40]}.{own_mark()}"  # no longer than a name may be


def own_mark() -> str:
    """What this process puts into the names of its files, and no other on this machine or another."""
    return f"{os.getpid()}{_OWN}"


def _created(draft: Path | str) -> int:
    """A new file at *draft*, open for writing; made anew if a dead process left it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        return os.open(draft, flags, 0o666)
    except FileNotFoundError:
        Path(draft).parent.mkdir(parents=True, exist_ok=True)
        return os.open(draft, flags, 0o666)


def _settle(handle: int) -> None:
    """Have the file, and all that was written before it, put on the disk."""
    if hasattr(os, "sync"):
        os.sync()
    os.fsync(handle)
