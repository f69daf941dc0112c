"""Room: what is said when the disk is full, whatever it was that was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tei.errors import OutputError
from tei.files import full, unwritten


@contextmanager
def room(output: Path) -> Iterator[None]:
    """Raise :class:`OutputError` if there is no room for what a run writes to *output*, or puts aside meanwhile."""
    try:
        yield
    except OSError as error:
        if not full(error):
            raise
        raise unwritten(output, error) from error
    except sqlite3.OperationalError as error:
        hint = "make room on the disk of the output and on that for temporary files, and run again"
        raise OutputError(f"{output} cannot be written: {error}", hint) from error
