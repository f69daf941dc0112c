"""Scratch: databases for what is too much for memory, such as what is known of a hundred thousand documents.

Each is in memory as long as it is small, and on disk, in the folder for temporary files, when it is not; one that is
given a place stands there. None is of use to another run, so nothing in them need outlive a loss of power.
"""

from __future__ import annotations

import sqlite3

_CARELESS = "pragma journal_mode = off; pragma synchronous = off;"


def database(tables: str, place: str = "") -> sqlite3.Connection:
    """An empty database that has *tables*, in the file *place* if that is given."""
    base = sqlite3.connect(place)
    base.executescript(_CARELESS + tables)
    return base


def raw(name: str) -> bytes:
    """The *name* of a file as it is kept: it may hold bytes that are no characters."""
    return name.encode("utf-8", "surrogatepass")


def plain(name: bytes) -> str:
    """What :func:`raw` was made of."""
    return name.decode("utf-8", "surrogatepass")
