"""The dates of the documents of an edition beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from tei.records import Record
from tei.validation.rules.edition.finding import Finding, Known, known
from tei.validation.rules.view import integer

_FEWEST = 10  # documents, for what they have in common to say something of one
_FAR = 15  # years
_MOST = 0.9


class _Dated(NamedTuple):
    number: int
    day: str  # as TEI writes it
    document: Known
    editorial: bool
    source: bool


class Chronology:
    """D004: a date far from the others; D005: a year that the neighbours have not; B007, B008: no source, no date."""

    def __init__(self) -> None:
        self._groups: dict[str, list[_Dated]] = {}

    def add(self, group: str, record: Record, volume: bool) -> None:
        """Take in a document."""
        if not record.kind:
            return
        day = record.date.earliest[:10] if record.date else ""
        dated = bool(day) or bool(record.date and (record.date.latest or record.date.text))
        source = any(note.kind == "source" for note in record.notes)
        editorial = "editorial" in record.kind or "editorial note" in record.title.casefold()
        day = day if day[:4].isdigit() else ("?" if dated else "")
        entry = _Dated(integer(record.n) or 0, day, known(record), editorial, source)
        self._groups.setdefault(group, []).append(entry)

    def found(self) -> Iterator[Finding]:
        """What documents of one group say of each other; a few documents say nothing."""
        for entries in self._groups.values():
            entries.sort(key=lambda entry: entry.number)
            yield from _slips(entries)
            if len(entries) >= _FEWEST:
                yield from _far(entries)
                own = [entry for entry in entries if not entry.editorial]
                yield from _without(own, [e for e in own if not e.source], "B007", "note on its source")
                yield from _without(own, [e for e in own if not e.day], "B008", "date")


def _slips(entries: list[_Dated]) -> Iterator[Finding]:
    """D005: with the year of its neighbours the document would stand where it belongs, with its own it does not."""
    days = [entry for entry in entries if len(entry.day) == 10]
    for before, entry, after in zip(days, days[1:], days[2:], strict=False):
        if not before.day <= after.day or before.day <= entry.day <= after.day:
            continue
        for year in sorted({before.day[:4], after.day[:4]} - {entry.day[:4]}):
            if before.day <= year + entry.day[4:] <= after.day:
                message = f"{entry.document} is dated {entry.day}, between documents of {before.day} and {after.day}"
                hint = f"was it in {year}? Compare the date with the printed source"
                yield entry.document.finding("D005", message, hint, phrase=entry.day)


def _far(entries: list[_Dated]) -> Iterator[Finding]:
    years = [int(entry.day[:4]) for entry in entries if entry.day[:4].isdigit()]
    if len(years) < _FEWEST:
        return
    middle = int(median(years))
    for entry in entries:
        if entry.day[:4].isdigit() and abs(int(entry.day[:4]) - middle) > _FAR:
            message = f"{entry.document} is dated {entry.day}, others around {middle}"
            yield entry.document.finding("D004", message, "look whether the year is right", phrase=entry.day)


def _without(entries: Sequence[_Dated], lacking: Sequence[_Dated], code: str, what: str) -> Iterator[Finding]:
    if len(entries) >= _FEWEST and len(entries) - len(lacking) >= _MOST * len(entries):
        for entry in lacking:
            hint = "look whether it was lost, or whether this is part of the document before"
            yield entry.document.finding(code, f"{entry.document} has no {what}, unlike most others", hint)
