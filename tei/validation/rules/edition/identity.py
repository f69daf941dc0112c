"""Persons and places: whether each has one id, and each id one person or place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.records import Entry, Record
from tei.validation.rules.edition.finding import Finding, Known, known

_WORD = re.compile(r"[^\W\d_]{3,}")


class Identity:
    """A004: one name under two ids; A005: one id with two names."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], tuple[str, Known]] = {}  # by group and id
        self._ids: dict[tuple[str, str, str], tuple[str, Known]] = {}  # by group, name and description
        self._found: dict[tuple[str, str, str], Finding] = {}

    def add(self, group: str, record: Record, volume: bool) -> None:
        """Take in the persons and places that the header of a document lists."""
        for entry in (*record.persons, *record.places):
            self._one_name(group, entry, known(record))
            self._one_id(group, entry, known(record))

    def found(self) -> Iterator[Finding]:
        """Each clash once."""
        yield from self._found.values()

    def _one_name(self, group: str, entry: Entry, document: Known) -> None:
        name, first = self._names.setdefault((group, entry.id), (entry.name, document))
        if name != entry.name and _others(name, entry.name):
            message = f"#{entry.id} is {entry.name} here, and {name} in {first.file}"
            finding = document.finding("A005", message, "give each of them an id of its own", phrase=entry.id)
            self._found.setdefault(("A005", group, entry.id), finding)

    def _one_id(self, group: str, entry: Entry, document: Known) -> None:
        plain = " ".join(entry.name.split()).casefold()
        if len(plain.split()) < 2:
            return
        ident, _ = self._ids.setdefault((group, plain, entry.description), (entry.id, document))
        if ident != entry.id:
            message = f"{entry.name} is #{entry.id} here, and #{ident} elsewhere"
            hint = "if they are one, use one id; if not, say in the description who they are"
            finding = document.finding("A004", message, hint, phrase=entry.id)
            self._found.setdefault(("A004", group, plain), finding)


def _others(one: str, other: str) -> bool:
    """Whether two names can hardly be those of one person: each has two words that the other has not."""
    first, second = ({word.casefold() for word in _WORD.findall(name)} for name in (one, other))
    return (
        len(first) > 1
        and len(second) > 1
        and len(first & second) <= 1
        and not (first <= second or second <= first)
    )
