"""Pointers from file to file: whether what they lead to is there."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from tei.records import Record
from tei.scratch import raw
from tei.validation.rules.edition.finding import Finding
from tei.validation.rules.edition.seen import Seen
from tei.validation.rules.pointers import Others

_MANY = 20  # targets in none of the files; above that, the edition is a part of a larger one
_ELSEWHERE = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:)(?P<file>[^#\s]+)#(?P<id>[^#\s(]+)")


_TABLES = """
create table identifier (team integer, file blob, id text, listed integer);
create table holder (team integer, id text, primary key (team, id)) without rowid;
create table local (at integer primary key, team integer, target text, document integer, count integer,
    unique (team, target));
create table distant (at integer primary key, file blob, id text, target text, document integer, unique (file, id));
"""
_LEADS_OUT = """
insert into local (team, target, document, count) values (?, ?, ?, 1)
on conflict (team, target) do update set count = count + 1
"""
_FOUND = """
delete from local where at in (
    select at from identifier cross join local on local.team = identifier.team and target = id where not listed)
"""
_LOST = """
select target, document from distant
where exists (select 1 from identifier where identifier.file = distant.file)
and not exists (select 1 from identifier where identifier.file = distant.file and identifier.id = distant.id)
order by at
"""


class Crossings:
    """L001: a pointer to what a document or file has not; L002: to a document that is not among the files."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._file = ""
        self._within: set[str] = set()  # the ids in that file
        seen.base.executescript(_TABLES)

    def add(self, group: int, document: int, record: Record, volume: bool) -> None:
        """Take in a document: its ids, and which pointers lead out of it."""
        if record.file != self._file:
            self._file, self._within = record.file, set()
        put, file = self._seen.put, raw(_plain(record.file))
        put("insert or ignore into holder values (?, ?)", (group, record.id))
        listed = [entry.id for entry in (*record.persons, *record.places)]
        self._within.update(record.ids, listed)
        every = "insert into identifier values (?, ?, ?, ?)"
        put(every, *((group, file, ident, False) for ident in record.ids))
        put(every, *((group, file, ident, True) for ident in listed or [""]))  # the file is known
        others: Others | None = None
        for reference in record.references:
            for target in reference.target.split():
                if target.startswith("#"):
                    if not volume and target[1:] not in self._within:
                        others = others or Others(record.id, record.ids)
                        if others.likely(target[1:]):  # or else the file alone shows that it leads nowhere
                            put(_LEADS_OUT, (group, target[1:], document))
                elif match := _ELSEWHERE.fullmatch(target):
                    path = posixpath.join(posixpath.dirname(_slashes(record.file)), match["file"])
                    row = (raw(_plain(path)), match["id"], target, document)
                    insert = "insert or ignore into distant (file, id, target, document) values (?, ?, ?, ?)"
                    put(insert, row)

    def found(self) -> Iterator[Finding]:
        """Each missing target once; many that are in none of the files are one finding."""
        self._seen.base.execute(_FOUND)
        absent: dict[int, list[tuple[str, int, str]]] = {}
        counts: Counter[int] = Counter()
        query = "select team, target, document, count from local order by at"
        for group, target, document, count in self._seen.each(query):
            other = self._document(target, group)
            also = f"; so do {count - 1} more" if count > 1 else ""
            if other:
                message = f"a pointer leads to #{target}, which document {other} has not{also}"
                hint = f"look in the file of {other} what is meant, and correct the pointer"
                yield self._seen.known(document).finding("L001", message, hint, phrase=f'#{target}"')
            else:
                counts[group] += 1
                if counts[group] <= _MANY:
                    absent.setdefault(group, []).append((target, document, also))
        for group, missing in absent.items():
            yield from self._absent(missing, counts[group])
        yield from self._lost()

    def _absent(self, missing: list[tuple[str, int, str]], count: int) -> Iterator[Finding]:
        """L002 for each target that is *missing*; where the edition is far from whole, for all *count* at once."""
        hint = "that is as it should be, if the edition does not hold the document"
        for target, document, also in missing if count <= _MANY else missing[:1]:
            if count > _MANY:
                also = f"; so is what {count - 1} others lead to"
            message = f"a pointer leads to #{target}, which is in none of the files{also}"
            yield self._seen.known(document).finding("L002", message, hint, phrase=f'#{target}"')

    def _lost(self) -> Iterator[Finding]:
        """L001 for each pointer to what another file has not."""
        if not next(self._seen.each("select 1 from distant limit 1"), None):
            return
        self._seen.base.execute("create index of_file on identifier (file, id)")
        for target, document in self._seen.each(_LOST):
            message = f"a pointer leads to {target}, but that file has no such xml:id"
            hint = "look in the file what is meant, and correct the pointer"
            yield self._seen.known(document).finding("L001", message, hint, phrase=target)

    def _document(self, target: str, group: int) -> str:
        """The document of *group* that *target* names a part of; empty if it is of none."""
        for end in range(len(target) - 1, 0, -1):
            if not target[end].isdigit():
                query = "select 1 from holder where team = ? and id = ?"
                if next(self._seen.each(query, group, target[:end]), None):
                    return target[:end]
        return ""


def _plain(path: str) -> str:
    """*path* without what may be left out of it when it is written in a pointer."""
    return posixpath.normpath(_slashes(path)).removesuffix(".xml")


def _slashes(path: str) -> str:
    return path.replace("\\", "/")
