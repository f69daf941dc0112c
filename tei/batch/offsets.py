"""Offsets: where in the manifest and in the journal the line of each source begins.

They are kept in a database of their own, which is in memory as long as it is small and on disk when it is not, so that
a run over a hundred thousand documents takes no more memory than one over a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tei import scratch
from tei.scratch import plain, raw

_TABLE = """
create table source (at integer primary key, name blob unique, settled integer, journal integer,
    begun integer not null default 0);
"""
_NOTE = "insert into source (name, {0}) values (?, ?) on conflict (name) do update set {0} = excluded.{0}"
_COUNT = """
insert into source (name, begun) values (?, ?) on conflict (name) do update set begun = begun + excluded.begun
"""


class Known(NamedTuple):
    """Where the line of a source begins in the manifest and in the journal, and how often it was begun for nothing."""

    settled: int | None = None
    journal: int | None = None
    begun: int = 0


_UNKNOWN = Known()


class Offsets:
    """What is known of sources, by their names; :meth:`close` it."""

    def __init__(self) -> None:
        self._base = scratch.database(_TABLE)

    def close(self) -> None:
        """Give up what is known."""
        self._base.close()

    def settle(self, lines: Iterable[tuple[str, int]]) -> None:
        """Note where in the manifest the line of each source begins; *lines* are their names and these places."""
        self._base.executemany(_NOTE.format("settled"), ((raw(name), at) for name, at in lines))

    def add(self, name: str, offset: int) -> None:
        """Note where in the journal the line of the source *name* begins: it was begun once less."""
        self._base.execute(_NOTE.format("journal"), (raw(name), offset))
        self._count(name, -1)

    def begin(self, name: str) -> None:
        """Note that the source *name* was begun."""
        self._count(name, 1)

    def _count(self, name: str, more: int) -> None:
        self._base.execute(_COUNT, (raw(name), more))

    def find(self, name: str) -> Known:
        """What is known of the source *name*."""
        rows = self._base.execute("select settled, journal, begun from source where name = ?", (raw(name),))
        row = rows.fetchone()
        return Known(*row) if row else _UNKNOWN

    def settled(self) -> Iterator[str]:
        """The sources that have a line in the manifest, in the order of those."""
        return self._names("settled is not null")

    def journal(self) -> Iterator[str]:
        """The sources that have a line in the journal."""
        return self._names("journal is not null")

    def both(self) -> Iterator[str]:
        """The sources that have a line in the manifest or in the journal."""
        return self._names("coalesce(settled, journal) is not null")

    def _names(self, condition: str) -> Iterator[str]:
        rows = self._base.execute(f"select name from source where {condition} order by at")
        return (plain(key) for (key,) in rows)
