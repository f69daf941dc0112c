"""The lock on an output folder: one run at a time writes to it, and what a dead run left is cleared away.

The folder ``.tei`` in the output is there while a run is going, and after one that was cut off; it holds the lock, the
journal, and files that are not complete.
"""

from __future__ import annotations

import os
import platform
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from tei.errors import OutputError

STATE = ".tei"
DRAFTS = "drafts"
_PATIENCE = 30.0  # seconds that the last files of a run that was killed may take
_PAUSE = 0.02


@contextmanager
def locked(output: Path, name: object = None) -> Iterator[Path]:
    """The folder for the state of a run in *output*, held by this run alone; it goes when the run is complete.

    *name* is what it is called in messages, if not by its path. Raises :class:`OutputError` if another run holds it, or
    if it cannot be made.
    """
    state = output / STATE
    handle = _acquire(state, name or output)
    try:
        _await_writers(state)
        shutil.rmtree(state / DRAFTS, ignore_errors=True)
        (state / DRAFTS).mkdir(exist_ok=True)
        yield state
    except BaseException:
        shutil.rmtree(state / DRAFTS, ignore_errors=True)
        os.close(handle)
        raise
    if os.name == "nt":  # an open file cannot be taken away there
        os.close(handle)
    shutil.rmtree(state, ignore_errors=True)
    if os.name != "nt":
        os.close(handle)


def _acquire(state: Path, name: object) -> int:
    """The open lock file, locked; it is opened again if another run took it away in the meantime."""
    path = state / "lock"
    while True:
        try:
            state.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{state} cannot be written: {error.strerror}") from error
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:  # another run took the folder away just now
            continue
        except OSError as error:
            raise OutputError(f"{state} cannot be written: {error.strerror}") from error
        if not _lock(handle):
            os.close(handle)
            hint = "wait until it has ended; two runs cannot write to one folder"
            raise OutputError(f"another run is writing to {name}", hint)
        with suppress(OSError):
            if os.fstat(handle).st_ino == path.stat().st_ino:
                return handle
        os.close(handle)


def writing(state: Path) -> int:
    """An open file that says that this process writes to the output, as long as it is open.

    Raises :class:`OutputError` if *state* is not there, which is so on a machine that does not see the output.
    """
    try:
        handle = os.open(state / "writers", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        hint = "sources and output must lie where each machine finds them under the same path"
        raise OutputError(
            f"{state.parent} cannot be written from {platform.node()}: {error.strerror}", hint
        ) from error
    if os.name != "nt":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


@cache
def register(state: Path) -> int:
    """Say once a process that it writes to the output."""
    return writing(state)


def _await_writers(state: Path) -> None:
    """Wait for the processes of a run that was killed: each ends once it is through with its document."""
    if os.name == "nt":
        return
    handle = os.open(state / "writers", os.O_RDWR | os.O_CREAT, 0o666)
    end = time.monotonic() + _PATIENCE
    while not _lock(handle):
        if time.monotonic() > end:
            os.close(handle)
            raise OutputError(f"processes of an earlier run still write to {state.parent}", "end them first")
        time.sleep(_PAUSE)
    os.close(handle)


def _lock(handle: int) -> bool:
    """Whether the open file could be locked."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
