"""What has been seen of an edition: its documents, and what the rules keep of each.

All of it stands in a database that is in memory as long as it is small and on disk when it is not, so that an edition
of a hundred thousand documents is compared in as little memory as one of a thousand. Documents and groups are
numbered, in the order in which they were seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from tei import scratch
from tei.records import Record
from tei.scratch import plain, raw
from tei.validation.rules.edition.finding import Known

_TABLES = """
create table document (at integer primary key, file blob, id text, n text, line integer, path text);
create table team (at integer primary key, name blob unique);
"""


_TOGETHER = 4000  # rows that are put into the database at once, which is cheaper than one by one
_DOCUMENT = "insert into document (at, file, id, n, line, path) values (?, ?, ?, ?, ?, ?)"


class Seen:
    """The documents that have been seen, and the tables that rules add to ``base``."""

    def __init__(self) -> None:
        self._base = scratch.database(_TABLES)
        self._group = ("", 0)
        self._documents = 0
        self._waiting: dict[str, list[tuple[Any, ...]]] = {}
        self._rows = 0

    @property
    def base(self) -> sqlite3.Connection:
        """The database, with all that was put into it."""
        for statement, rows in self._waiting.items():
            self._base.executemany(statement, rows)
        self._waiting, self._rows = {}, 0
        return self._base

    def put(self, statement: str, *rows: tuple[Any, ...]) -> None:
        """Do *statement* with each of *rows*, before anything is read."""
        self._waiting.setdefault(statement, []).extend(rows)
        self._rows += len(rows)
        if self._rows > _TOGETHER:
            _ = self.base

    def add(self, record: Record) -> int:
        """The number of a document that is seen now."""
        self._documents += 1
        row = (self._documents, raw(record.file), record.id, record.n, record.line, record.path)
        self.put(_DOCUMENT, row)
        return self._documents

    def group(self, name: str) -> int:
        """The number of the group *name*: an edition, or a volume, whose documents are numbered together."""
        if self._group[0] != name or not self._group[1]:
            self._base.execute("insert or ignore into team (name) values (?)", (raw(name),))
            (number,) = self._base.execute("select at from team where name = ?", (raw(name),)).fetchone()
            self._group = (name, number)
        return self._group[1]

    def known(self, document: int) -> Known:
        """What is known of the document of this number."""
        row = self.base.execute(
            "select file, id, n, line, path from document where at = ?", (document,)
        ).fetchone()
        return Known(plain(row[0]), *row[1:])

    def groups(self, table: str) -> Iterator[int]:
        """The groups of which *table* has a row, in the order of their first rows."""
        rows = self.base.execute(f"select team from {table} group by team order by min(rowid)").fetchall()
        return (group for (group,) in rows)

    def each(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows that *query* gives."""
        return iter(self.base.execute(query, values))
