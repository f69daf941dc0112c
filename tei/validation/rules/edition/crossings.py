"""Pointers from file to file: whether what they lead to is there."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from tei.records import Record
from tei.scratch import raw
from tei.validation.rules.edition.finding import Finding
from tei.validation.rules.edition.seen import Seen
from tei.validation.rules.pointers import Others

_MANY = 20  # targets in none of the files; above that, the edition is a part of a larger one
_PORTION = 100_000  # targets that are held in memory at once, some 20 MB
_BETWEEN = "\0"  # which stands in no identifier, as no XML can hold it
_ELSEWHERE = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:)(?P<file>[^#\s]+)#(?P<id>[^#\s(]+)")


# The identifiers of a document are one value: there are many, and few are ever looked for.
_TABLES = """
create table identifiers (team integer, file blob, own text, listed text);
create table holder (team integer, id text, primary key (team, id)) without rowid;
create table local (at integer primary key, team integer, target text, document integer, count integer,
    unique (team, target));
create table distant (at integer primary key, file blob, id text, target text, document integer, unique (file, id));
"""
_LEADS_OUT = """
insert into local (team, target, document, count) values (?, ?, ?, 1)
on conflict (team, target) do update set count = count + 1
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
        row = (group, file, _BETWEEN.join(record.ids), _BETWEEN.join(listed))
        put("insert into identifiers values (?, ?, ?, ?)", row)
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
                    insert = "insert or ignore into distant (file, id, target, document) values (?, ?, ?, ?)"
                    put(insert, (raw(_plain(path)), match["id"], target, document))

    def found(self) -> Iterator[Finding]:
        """Each missing target once; many that are in none of the files are one finding."""
        self._seen.put("delete from local where at = ?", *self._found())
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

    def _found(self) -> Iterator[tuple[int]]:
        """The numbers of the pointers to what a document of their group has."""
        pointers = self._seen.each("select at, team, target from local order by at")
        while portion := list(islice(pointers, _PORTION)):
            wanted: dict[int, dict[str, int]] = {}
            for at, group, target in portion:
                wanted.setdefault(group, {})[target] = at
            for group, own in self._seen.each("select team, own from identifiers"):
                sought = wanted.get(group, {}) if own else {}
                yield from ((sought[ident],) for ident in sought.keys() & own.split(_BETWEEN))

    def _lost(self) -> Iterator[Finding]:
        """L001 for each pointer to what another file has not."""
        if not next(self._seen.each("select 1 from distant limit 1"), None):
            return
        self._seen.base.execute("create index of_file on identifiers (file)")
        self._seen.put("delete from distant where at = ?", *self._not_lost())
        for target, document in self._seen.each("select target, document from distant order by at"):
            message = f"a pointer leads to {target}, but that file has no such xml:id"
            hint = "look in the file what is meant, and correct the pointer"
            yield self._seen.known(document).finding("L001", message, hint, phrase=target)

    def _not_lost(self) -> Iterator[tuple[int]]:
        """The numbers of the pointers to what another file has, or to a file that is not known."""
        for (file,) in self._seen.each("select distinct file from distant"):
            parts = self._seen.each("select own, listed from identifiers where file = ?", file)
            there = {ident for part in parts for ids in part for ident in ids.split(_BETWEEN)}
            for at, ident in self._seen.each("select at, id from distant where file = ?", file):
                if not there or ident in there:
                    yield (at,)

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
