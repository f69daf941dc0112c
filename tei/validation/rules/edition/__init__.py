"""The rules for a whole edition: what only shows when its documents are seen together.

They see one :class:`tei.records.Record` after another and keep of each no more than its ids, numbers and dates, in a
database (:mod:`tei.validation.rules.edition.seen`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from string import digits

from tei.diagnostics import Diagnostic
from tei.records import Record
from tei.validation.parse import Loaded
from tei.validation.rules.edition.chronology import Chronology
from tei.validation.rules.edition.crossings import Crossings
from tei.validation.rules.edition.finding import Finding, Rule
from tei.validation.rules.edition.identity import Identity
from tei.validation.rules.edition.numbering import Numbering
from tei.validation.rules.edition.placing import placed
from tei.validation.rules.edition.seen import Seen

__all__ = ["Together", "across", "placed"]

RULES: tuple[tuple[Callable[[Seen], Rule], tuple[str, ...]], ...] = (
    (Numbering, ("B003", "L003", "P001")),
    (Chronology, ("B007", "B008", "D004", "D005")),
    (Crossings, ("L001", "L002")),
    (Identity, ("A004", "A005")),
)

_LAST_NUMBER = re.compile(r"\d+[A-Za-z]?$")


class Together:
    """The documents of an edition, as the rules see them: fed one by one with :meth:`add`, in the order of files.

    With *told*, what files of several documents show by themselves is known already, and only what lies between files
    is told.
    """

    def __init__(self, *, told: bool = False) -> None:
        self._seen = Seen()
        self._rules = [make(self._seen) for make, _ in RULES]
        self._told = told
        self._waiting: list[Record] = []

    def add(self, record: Record) -> None:
        """Take in a document; those of one file follow one another."""
        if self._waiting and self._waiting[0].file != record.file:
            self._feed()
        self._waiting.append(record)

    def found(self) -> Iterator[Finding]:
        """What is wrong, now that all documents have been taken in."""
        self._feed()
        for rule in self._rules:
            yield from rule.found()

    def _feed(self) -> None:
        volume = len(self._waiting) > 1
        for record in self._waiting:
            group = self._seen.group(record.file if volume else _group(record))
            document = self._seen.add(record)
            for rule in self._rules:
                if not (volume and self._told) or isinstance(rule, Crossings):
                    rule.add(group, document, record, volume)
        self._waiting = []


def _group(record: Record) -> str:
    """What is numbered together: the documents of a folder whose ids differ in their last number only."""
    folder, ident = posixpath.dirname(record.file), record.id
    series = ident.rstrip(digits) if ident[-1:] in digits else _LAST_NUMBER.sub("", ident)
    return f"{folder}/{series}"


def across(
    records: Iterable[Record], loaded: Loaded | None = None, *, told: bool = False
) -> Iterator[Diagnostic]:
    """What the rules for a whole edition find in *records*, those of one file after another.

    Where something is found, its file is read again for the exact place, unless it is *loaded*.
    """
    together = Together(told=told)
    for record in records:
        together.add(record)
    yield from placed(together.found(), loaded)
