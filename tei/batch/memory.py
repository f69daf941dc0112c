"""Memory: the hashes of files as they were when they were last read or written, so that few of them are read again.

A file whose inode, size and times are what they were holds what it held: who writes to it changes its ctime, and that
can be set by nobody. Two things could deceive, as they could git, whose index works alike. Within one tick of the file
system's clock a file can change twice and look the same; so a file that had changed just before it was read is not
remembered, nor is one that was written just before the run ended. And some file systems keep no such time, or none
that is fine enough; that is tried out, and files of another file system than the output's are not remembered.

It is only asked whether there is anything to do: before a file is written over or taken away it is read
(:meth:`tei.batch.making.Maker.put`).

Inodes and times are of one machine and of one moment, so none of this lies in the output, which is to be the same
wherever and whenever it is made. It lies with the copies of what is at addresses (:func:`tei.remote.root`), one
database for each output, and may be taken away at any time. What is not there, or cannot be used, is read.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from tei import scratch
from tei.batch import fingerprint
from tei.remote import root

_GRAIN = 50_000_000  # nanoseconds; a tick of the clock that files get their times of is 10 ms at most
_COARSE = 10_000_000  # all times of a file system that has no finer ones are multiples of this
_UNUSED = 90 * 24 * 3600  # seconds after which what is remembered of an output may go
_FOLDER = "seen"
_LAYOUT = 1  # of the tables; what another version of the program left is not taken for its own
_TABLE = (
    "create table if not exists source (name blob primary key, newest integer, states text) without rowid"
)


class Clock(NamedTuple):
    """A file system, and what its clock said at one moment, in nanoseconds."""

    device: int
    now: int

    def knows(self, status: os.stat_result) -> bool:
        """Whether a file of this *status* lies on this file system."""
        return status.st_dev == self.device

    def settled(self, status: os.stat_result) -> bool:
        """Whether a file of this *status* had not changed just now, so that any change after now shows in its times."""
        return self.knows(status) and status.st_ctime_ns < self.now - _GRAIN


def clock(folder: Path) -> Clock | None:
    """The clock of the file system that *folder* is on; None if a file can change there without that being seen."""
    if os.name == "nt":  # what has this name there is the time when the file was made
        return None
    probe = folder / "clock"
    try:
        probe.touch()
        os.utime(probe, (1, 1))
        status = probe.stat()
        probe.unlink()
    except OSError:
        return None
    set_back = status.st_ctime_ns // 10**9 == 1
    return None if set_back or status.st_ctime_ns % _COARSE == 0 else Clock(status.st_dev, status.st_ctime_ns)


def state(status: os.stat_result) -> str:
    """What tells a file of this *status* from any other, and from itself once it is changed."""
    return f"{status.st_dev} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def read(path: Path, began: Clock | None) -> tuple[str, str]:
    """The hash of the file at *path*, and the state it is in; each empty if there is none.

    Its state is not told if it may have changed since without showing it, *began* being when the run did.
    """
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return "", ""
    digest = fingerprint.of_file(path)
    return digest, state(status) if digest and began and began.settled(status) else ""


class Memory:
    """What is remembered of the files of an edition with this *output*; :meth:`close` it.

    Nothing new is remembered without knowing when the run *began*.
    """

    def __init__(self, output: Path, began: Clock | None = None) -> None:
        self.path = _place(output)
        self.began = began
        self._noted = scratch.database(_TABLE)
        self._known = _opened(self.path) if self.path else None

    def close(self) -> None:
        """Close the databases."""
        self._noted.close()
        if self._known:
            self._known.close()

    def hashes(self, name: str, paths: Iterable[str | Path]) -> list[str]:
        """The hash of each of *paths*, a source and what is made of it, or a package; empty if it is not there.

        *name* is that of the source or of the package.
        """
        known = self._states(name)
        hashes, states = [], {}
        for path in paths:
            try:
                status = os.stat(path)  # noqa: PTH116
            except OSError:
                hashes.append("")
                continue
            here = state(status)
            digest = known.get(here) or fingerprint.of_file(path)
            hashes.append(digest)
            if digest and (here in known or (self.began and self.began.settled(status))):
                states[here] = digest
        if states != known:
            self.note(name, states)
        return hashes

    def note(self, name: str, states: Mapping[str, str]) -> None:
        """Remember of the source *name* and of what is made of it the hash of each file by its state."""
        if self.began and states:
            newest = max(int(state.rpartition(" ")[2]) for state in states)
            row = (scratch.raw(name), newest, json.dumps(states))
            self._noted.execute("insert or replace into source values (?, ?, ?)", row)

    def save(self, now: Clock | None) -> None:
        """Have what was noted outlive the run, which ends *now*."""
        if now is None or self.path is None:
            return
        rows = self._noted.execute("select * from source where newest < ?", (now.now - _GRAIN,))
        if (row := rows.fetchone()) is None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _tidied(self.path.parent)
            with closing(sqlite3.connect(self.path)) as base, base:
                base.execute(_TABLE)
                base.execute("insert or replace into source values (?, ?, ?)", row)
                base.executemany("insert or replace into source values (?, ?, ?)", rows)
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
        except OSError:  # the next run reads its files
            return

    def _states(self, name: str) -> dict[str, str]:
        """What is remembered of the source *name*."""
        if self._known is None:
            return {}
        try:
            row = self._known.execute(
                "select states from source where name = ?", (scratch.raw(name),)
            ).fetchone()
            return dict(json.loads(row[0])) if row else {}
        except (sqlite3.Error, ValueError, TypeError):  # what is no table of states
            return {}


def _place(output: Path) -> Path | None:
    """Where that lies which is remembered of *output*; None if this person has no folder for such things."""
    try:
        folder = root()
    except RuntimeError:  # who has no home
        return None
    name = fingerprint.of_bytes(os.fsencode(output.resolve()))[:32]
    return folder / _FOLDER / f"{name}-{_LAYOUT}.sqlite"


def _opened(path: Path) -> sqlite3.Connection | None:
    """The database at *path*, to read; None if it is not there or cannot be opened."""
    try:
        return sqlite3.connect(path) if path.exists() else None
    except (OSError, sqlite3.Error):
        return None


def _tidied(folder: Path) -> None:
    """Take away from *folder* what is remembered of outputs that have not been written to for long."""
    for path in folder.iterdir():
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - _UNUSED:
                path.unlink()
