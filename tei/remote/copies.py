"""Copies: what lies at addresses, as files of this machine that are the same.

All that is done to documents is done to files here. What is at an address is fetched when its copy is not there or is
not the same any more, and what was made here is sent, file by file, each in one step. A list of the copies says which
state of the address each of them is (:attr:`tei.remote.store.Found.tag`) and what the file was like then. Copies and
list may be taken away whenever no run is going, which costs nothing but fetching them again. The address is the truth:
a copy that is in doubt is fetched anew.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from tei.errors import OutputError
from tei.remote import store
from tei.remote.address import Address, local, made, root, shown
from tei.remote.store import ChangedError, Found

_T = TypeVar("_T")
_R = TypeVar("_R")

AT_ONCE = 32  # requests; an answer takes long, and little work
_CHUNK = 1000  # files that are under way before what came of them is noted
_PATIENCE = 60.0  # seconds for another process that writes in the list
_LIST = "copies.sqlite"
STATE = ".tei"
_ELSEWHERE = "TEI_CACHE names another folder for copies of what lies on other file systems"


class _Copy(NamedTuple):
    """A file, the tag of what it is a copy of (empty if of nothing), and its size and time."""

    file: Path
    tag: str = ""
    state: tuple[int, int] = (0, 0)


class _List:
    """The list of copies: for each file its size and time, and the tag of what it is a copy of."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def tag(self, file: Path) -> str:
        """What *file* is a copy of; empty if it is none, or is not as it was any more."""
        row = self._connection.execute(
            "select tag, size, time from copies where path = ?", (str(file),)
        ).fetchone()
        with suppress(OSError):
            if row and row[1:] == _state(file):
                return str(row[0])
        return ""

    def fetched_as(self, file: Path) -> str:
        """The tag of what was last known to be at the address of *file*; empty if nothing was."""
        row = self._connection.execute("select tag from copies where path = ?", (str(file),)).fetchone()
        return str(row[0]) if row else ""

    def note(self, copies: Iterable[_Copy]) -> None:
        """Note what each file is a copy of, and what it was like then."""
        with self._connection:
            for file, tag, state in copies:
                if tag:
                    values = (str(file), tag, *state)
                    self._connection.execute("insert or replace into copies values (?, ?, ?, ?)", values)
                else:
                    self._connection.execute("delete from copies where path = ?", (str(file),))


def _state(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns


def prepared() -> Path:
    """The folder for copies, which only this person can read if it was made here: what is copied may be for few eyes.

    Raises :class:`OutputError` if it cannot be made.
    """
    folder = root()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made: {error.strerror}", _ELSEWHERE) from error
    return folder


@contextmanager
def _listed() -> Iterator[_List]:
    folder = prepared()
    try:
        with closing(sqlite3.connect(folder / _LIST, timeout=_PATIENCE)) as connection:
            connection.execute(
                "create table if not exists copies (path text primary key, tag text, size int, time int)"
            )
            yield _List(connection)
    except sqlite3.Error as error:
        raise OutputError(f"{folder} cannot be used: {error}", _ELSEWHERE) from error


def fetch(found: Sequence[Found], where: Callable[[Path], Path] = local) -> list[Path]:
    """The copies of what was *found*, in the same order, each the same as what is there now.

    *where* says where the copy of what is at an address lies. There is no file for what has gone since it was found.
    Raises :class:`InputError` if something cannot be read, and :class:`OutputError` if there is no room for the copies.
    """
    with _listed() as copies:
        due = [one for one in found if copies.tag(where(one.address)) != one.tag]
        _room(due)
        for chunk in _chunks(due):
            copies.note(_at_once(lambda one: _fetch(one, where(one.address)), chunk))
    return [where(one.address) for one in found]


def _room(due: Sequence[Found]) -> None:
    """Nothing, if there is room for the copies of what is *due*."""
    size, free = sum(one.size for one in due), shutil.disk_usage(root()).free
    if size > free:
        needed, there = f"{size / 1e6:,.0f} MB", f"{free / 1e6:,.0f} MB"
        said = f"copies of {len(due):,} files need {needed} in {root()}, where {there} are free"
        raise OutputError(said, "make room, or name another folder with TEI_CACHE")


def _fetch(one: Found, file: Path) -> _Copy:
    try:
        content = store.read(one.address)
    except FileNotFoundError:
        file.unlink(missing_ok=True)
        return _Copy(file)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        state = _state(draft)
        draft.replace(file)
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}", _ELSEWHERE) from error
    return _Copy(file, one.tag, state)


def forget(folder: Address, found: Iterable[Found], *, deep: bool = False) -> None:
    """Take away the copies of what was read in *folder*, and if *deep* below it, and is not among what was *found*."""
    there = {local(one.address) for one in found}
    for place, folders, names in os.walk(local(folder)):
        if not deep:
            folders.clear()
        for path in (Path(place, name) for name in names if name[0] != "."):
            if path not in there:
                path.unlink(missing_ok=True)


def discard(folder: Path) -> None:
    """Take away the copies in *folder*, of this machine, and what the list says of them."""
    with _listed() as copies:
        copies.note(_Copy(path) for path in folder.rglob("*"))
    shutil.rmtree(folder, ignore_errors=True)


def differing(files: Iterable[Path]) -> list[Path]:
    """Those of *files* that are not the copies of anything, or have been written since."""
    with _listed() as copies:
        return [file for file in files if not copies.tag(file)]


def send(files: Iterable[Path], *, there: dict[Address, str] | None = None) -> list[Path]:
    """Those of *files*, which are copies or are to be, that could not be put where they belong.

    With *there*, what is at the addresses now, by its tag, whatever is there is replaced unless it is the same.
    Without, what is at an address is replaced if it is what the file was a copy of before; if somebody else has written
    there since, it stays, and the file is given back. Raises :class:`OutputError`.
    """
    kept: list[Path] = []

    def one(file: Path) -> _Copy:
        address = shown(file)
        assert isinstance(address, Address)
        before = None if there is not None else known[file]
        state, content = _state(file), file.read_bytes()  # in this order: what is written again is sent again
        try:
            return _Copy(file, store.write(address, content, before).tag, state)
        except ChangedError:
            now = store.find(address)
            if now and now.size == len(content) and store.read(address) == content:
                return _Copy(file, now.tag, state)
            kept.append(file)
            return _Copy(file)

    with _listed() as copies:
        for chunk in _chunks(files):
            known = {file: copies.fetched_as(file) for file in chunk}
            due = [file for file in chunk if not _same(copies.tag(file), file, there)]
            copies.note(_at_once(one, due))
    return sorted(kept)


def _same(tag: str, file: Path, there: dict[Address, str] | None) -> bool:
    address = shown(file)
    return bool(tag) and (there is None or (isinstance(address, Address) and there.get(address) == tag))


def remove(files: Iterable[Path]) -> None:
    """Take away what is at the addresses of *files*, and the copies."""

    def one(file: Path) -> _Copy:
        address = shown(file)
        assert isinstance(address, Address)
        store.remove(address)
        file.unlink(missing_ok=True)
        return _Copy(file)

    with _listed() as copies:
        for chunk in _chunks(files):
            copies.note(_at_once(one, chunk))


def mirror(folder: Address) -> None:
    """Make the copy of *folder* in which files are made the same as the folder: all that lies there, and nothing else.

    The folder ``.tei`` in it, where a run keeps what it needs to be taken up again, is no part of that.
    """
    found = [
        one for one in store.inside(folder, deep=True) if one.address.relative_to(folder).parts[0] != STATE
    ]
    there, top = set(fetch(found, made)), made(folder)
    for place, folders, names in os.walk(top):
        if Path(place) == top and STATE in folders:
            folders.remove(STATE)
        for path in (Path(place, name) for name in names):
            if path not in there:
                path.unlink()


def _at_once(work: Callable[[_T], _R], items: Sequence[_T]) -> list[_R]:
    """What *work* gives for each of *items*, many at a time."""
    if len(items) < 2:
        return [work(item) for item in items]
    with ThreadPoolExecutor(min(AT_ONCE, len(items))) as pool:
        return list(pool.map(work, items))


def _chunks(items: Iterable[_T]) -> Iterator[list[_T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
