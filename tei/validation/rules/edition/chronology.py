"""The dates of the documents of an edition beside each other."""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Iterator

from tei.calendar import Partial
from tei.records import Record
from tei.validation.rules.edition.finding import Finding
from tei.validation.rules.edition.seen import Seen
from tei.validation.rules.view import integer

_FEWEST = 10  # documents, for what they have in common to say something of one
_FAR = 15  # years
_MOST = 0.9
_WITH_YEAR = "day not in ('', '?')"
_DAY = re.compile(r"(\d{4})-(0[1-9]|1\d)-(0[1-9]|[1-3]\d)")


_TABLE = """
create table dated (team integer, number integer, day text, document integer, editorial integer, source integer);
"""


class Chronology:
    """D004: a date far from the others; D005: a year that the neighbours have not; B007, B008: no source, no date."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        seen.base.executescript(_TABLE)

    def add(self, group: int, document: int, record: Record, volume: bool) -> None:
        """Take in a document; a day is as TEI writes it, or a question mark if the date has no value."""
        if not record.kind:
            return
        day = record.date.earliest[:10] if record.date else ""
        dated = bool(day) or bool(record.date and (record.date.latest or record.date.text))
        source = any(note.kind == "source" for note in record.notes)
        editorial = "editorial" in record.kind or "editorial note" in record.title.casefold()
        day = day if day[:4].isdigit() else ("?" if dated else "")
        number = integer(record.n) or 0
        row = (group, number, day, document, editorial, source)
        self._seen.put("insert into dated values (?, ?, ?, ?, ?, ?)", row)

    def found(self) -> Iterator[Finding]:
        """What documents of one group say of each other; a few documents say nothing."""
        self._seen.base.execute("create index dates on dated (team, number)")
        for group in self._seen.groups("dated"):
            yield from self._slips(group)
            [(count,)] = self._seen.each("select count(*) from dated where team = ?", group)
            if count >= _FEWEST:
                yield from self._far(group)
                yield from self._without(group, "not source", "B007", "note on its source")
                yield from self._without(group, "day = ''", "B008", "date")

    def _in_order(self, group: int, condition: str) -> Iterator[tuple[str, int]]:
        """The day and the number of each document of *group* that fits *condition*."""
        query = f"select day, document from dated where team = ? and {condition} order by number, rowid"
        return ((day, document) for day, document in self._seen.each(query, group))

    def _slips(self, group: int) -> Iterator[Finding]:
        """D005: with the year of its neighbours the document would stand where it belongs, with its own it does not.

        A day that does not exist is no neighbour: the schema tells that it is wrong.
        """
        window: deque[tuple[str, int]] = deque(maxlen=3)
        for entry in self._in_order(group, "length(day) = 10"):
            if not _exists(entry[0]):
                continue
            window.append(entry)
            if len(window) == window.maxlen:
                (before, _), (day, document), (after, _) = window
                yield from self._slip(before, day, after, document)

    def _slip(self, before: str, day: str, after: str, document: int) -> Iterator[Finding]:
        if not before <= after or before <= day <= after:
            return
        for year in sorted({before[:4], after[:4]} - {day[:4]}):
            if before <= year + day[4:] <= after:
                known = self._seen.known(document)
                message = f"{known} is dated {day}, between documents of {before} and {after}"
                hint = f"was it in {year}? Compare the date with the printed source"
                yield known.finding("D005", message, hint, phrase=day)

    def _far(self, group: int) -> Iterator[Finding]:
        years = array("q", (int(day[:4]) for day, _ in self._in_order(group, _WITH_YEAR)))
        if len(years) < _FEWEST:
            return
        ordered = sorted(years)
        middle = (ordered[len(years) // 2] + ordered[(len(years) - 1) // 2]) // 2  # the median
        for day, document in self._in_order(group, _WITH_YEAR):
            if abs(int(day[:4]) - middle) > _FAR:
                known = self._seen.known(document)
                message = f"{known} is dated {day}, others around {middle}"
                yield known.finding("D004", message, "look whether the year is right", phrase=day)

    def _without(self, group: int, lacking: str, code: str, what: str) -> Iterator[Finding]:
        query = f"select count(*), sum({lacking}) from dated where team = ? and not editorial"
        [(count, without)] = self._seen.each(query, group)
        if count >= _FEWEST and count - without >= _MOST * count:
            for _, document in self._in_order(group, f"not editorial and {lacking}"):
                known = self._seen.known(document)
                hint = "look whether it was lost, or whether this is part of the document before"
                yield known.finding(code, f"{known} has no {what}, unlike most others", hint)


def _exists(day: str) -> bool:
    """Whether the calendar has *day*."""
    match = _DAY.fullmatch(day)
    return match is not None and Partial(*map(int, match.groups())).exists
