"""The rules for a whole edition: what only shows when its documents are seen together.

They see one :class:`tei.records.Record` after another and keep of each no more than its ids, numbers and dates.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tei.diagnostics import Diagnostic, Place, diagnostic, excerpted
from tei.namespaces import XML_ID
from tei.records import Record
from tei.validation.parse import Loaded, load
from tei.validation.places import Places, elements, xpath
from tei.validation.rules.edition.chronology import Chronology
from tei.validation.rules.edition.crossings import Crossings
from tei.validation.rules.edition.finding import Finding, Rule
from tei.validation.rules.edition.identity import Identity
from tei.validation.rules.edition.numbering import Numbering

__all__ = ["Together", "across", "placed"]

RULES: tuple[tuple[Callable[[], Rule], tuple[str, ...]], ...] = (
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
        self._rules = [make() for make, _ in RULES]
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
            group = record.file if volume else _group(record)
            for rule in self._rules:
                if not (volume and self._told) or isinstance(rule, Crossings):
                    rule.add(group, record, volume)
        self._waiting = []


def _group(record: Record) -> str:
    """What is numbered together: the documents of a folder whose ids differ in their last number only."""
    return f"{posixpath.dirname(record.file)}/{_LAST_NUMBER.sub('', record.id)}"


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


def placed(findings: Iterable[Finding], loaded: Loaded | None = None) -> Iterator[Diagnostic]:
    """The diagnostics for *findings*, file by file, with line, column and path where the file can be read."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.file, []).append(finding)
    for file, some in files.items():
        source = loaded or _loaded(file)
        place = _placer(source)
        found = [diagnostic(f.code, f.message, place(f), f.hint) for f in some]
        yield from excerpted(found, file, source.content.decode("utf-8")) if source else found


def _loaded(file: str) -> Loaded | None:
    try:
        return load(Path(file), file)
    except OSError:
        return None


def _placer(source: Loaded | None) -> Callable[[Finding], Place]:
    """What gives the place of each finding in the file *source*."""
    if source is None or source.tree is None:
        return lambda finding: Place(finding.file, finding.line)
    places, every = Places(source.content), list(elements(source.tree))
    by_id: dict[str, int] = {}
    for number, element in enumerate(every):
        if ident := element.get(XML_ID):
            by_id.setdefault(ident, number)

    def place(finding: Finding) -> Place:
        number = by_id.get(finding.id)
        if number is None:
            number = next((i for i, e in enumerate(every) if places.element(i)[0] == finding.line), 0)
        start = places.start(number)
        name = finding.attribute.replace("xml:id", XML_ID)
        if name and (span := places.value(number, name)):
            start = span[0]
        elif finding.phrase:
            found = source.content.find(finding.phrase.encode("utf-8"), start)
            if found < 0:  # it stands in the header
                found = source.content.find(finding.phrase.encode("utf-8"))
            start = found if found >= 0 else start
        return Place(finding.file, *places.position(start), xpath(every[places.around(start)]))

    return place
