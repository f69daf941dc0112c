"""The numbers of the documents of an edition, and of its pages from document to document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tei.records import Record
from tei.validation.rules.edition.finding import Finding, Known, known
from tei.validation.rules.sequence import breaks, orderly
from tei.validation.rules.view import integer

_FEWEST = 3  # documents, for their order to be a rule
_HINT = "compare the documents with the printed source"


class _Numbered(NamedTuple):
    number: int
    document: Known
    first: int  # page, 0 if it has none
    last: int


class Numbering:
    """B003: numbers of documents that jump or repeat; L003: two documents of one id; P001: pages between documents."""

    def __init__(self) -> None:
        self._groups: dict[str, list[_Numbered]] = {}
        self._volumes: set[str] = set()
        self._ids: dict[tuple[str, str], Known] = {}
        self._twice: list[tuple[Known, Known]] = []

    def add(self, group: str, record: Record, volume: bool) -> None:
        """Take in a document; only such that are encoded as ``div`` of a type count as numbered."""
        if not record.kind:
            return
        document = known(record)
        if record.id and not volume:
            first = self._ids.setdefault((group, record.id), document)
            if first is not document and first.file != document.file:
                self._twice.append((first, document))
        number = integer(record.n)
        if volume:
            self._volumes.add(group)
        if number is not None:
            pages = [page for page in (integer(page.n) for page in record.pages) if page is not None]
            entry = _Numbered(number, document, pages[0] if pages else 0, pages[-1] if pages else 0)
            self._groups.setdefault(group, []).append(entry)

    def found(self) -> Iterator[Finding]:
        """The documents of a volume are in their order; those in files of their own are put in it."""
        for first, second in self._twice:
            message = f"the xml:id “{second.id}” is also that of the document in {first.file}"
            yield second.finding("L003", message, "give each document an xml:id of its own", "xml:id")
        for group, entries in self._groups.items():
            if group not in self._volumes:
                entries.sort(key=lambda entry: entry.number)
            numbers, fresh = [entry.number for entry in entries], [False] * len(entries)
            if len(numbers) < _FEWEST or not orderly(numbers, fresh):
                continue
            for found in breaks(numbers, fresh):
                yield entries[found.at].document.finding("B003", found.told("document"), _HINT, "n")
            if group not in self._volumes:
                yield from _pages(entries)


def _pages(entries: list[_Numbered]) -> Iterator[Finding]:
    """Documents whose pages begin before those of the document before end, unless they begin anew.

    That they begin later says nothing: the page break may stand before the document, where no document holds it.
    """
    before: _Numbered | None = None
    for entry in entries:
        if not entry.first:
            continue
        if before is not None and 1 < entry.first < before.last:
            message = (
                f"its first page is {entry.first}, but the last page of {before.document} is {before.last}"
            )
            yield entry.document.finding(
                "P001", message, "compare the pages with the printed source", phrase="<pb"
            )
        before = entry
