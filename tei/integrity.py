"""The text-integrity proof: the words of the source are the words of the TEI, in order, character for character.

The proof reads the finished tree and knows nothing of how it was built. It writes out again what markup replaced
(note numbers, the labels of the notes, page markers), taking the characters from a ledger, and compares the whole
with the source. White space counts as far as it parts words. Each entry of the ledger must say what its
element says: a ``pb`` with ``n="437"`` may stand for ``[Page 437]`` and for nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Document
from tei.namespaces import local

_INLINE = frozenset(
    {
        "persName", "placeName", "orgName", "name", "date", "time", "ref", "term", "gloss", "abbr", "hi", "note",
        "seg", "foreign", "q", "num", "affiliation", "roleName", "pb",
    }
)  # fmt: skip
_CONTEXT = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger: characters of the source that an element now says."""

    element: str
    n: str
    source: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome: the ledger, and what differs first if the texts differ."""

    ledger: tuple[Entry, ...]
    failure: Diagnostic | None

    @property
    def holds(self) -> bool:
        """Whether the text of the TEI is the text of the source."""
        return self.failure is None

    def counts(self) -> Counter[str]:
        """How many elements of each kind stand for characters of the source."""
        return Counter(entry.element for entry in self.ledger)


def prove(document: Document, div: etree._Element) -> Proof:
    """The proof that *div* says what *document* says; a failure is a T001 with the first difference."""
    ledger, queue = _ledger(document)
    wrong = next((entry for entry in ledger if not _says(entry)), None)
    if wrong is not None:
        message = f"<{wrong.element} n={wrong.n!r}> stands for {wrong.source!r}, which does not say so"
        return Proof(ledger, diagnostic("T001", message, document.place(0)))
    have = _Reader(queue).read(div)
    want = document.text.split()
    if have == want:
        return Proof(ledger, None)
    return Proof(ledger, _difference(document, want, have))


def _ledger(document: Document) -> tuple[tuple[Entry, ...], dict[tuple[str, str], list[tuple[str, ...]]]]:
    """What markup replaced, and the same by element and number, in the order of the source."""
    entries, queue = [], {}  # type: ignore[var-annotated]
    for annotation in sorted(document.annotations, key=lambda a: a.replaces):
        if annotation.replaces:
            n = annotation.attributes.get("n", "")
            pieces = tuple(document.words(span) for span in annotation.replaces)
            entries.extend(Entry(annotation.element, n, piece) for piece in pieces)
            queue.setdefault((annotation.element, n), []).append(pieces)
    return tuple(entries), queue


def _says(entry: Entry) -> bool:
    """Whether the characters say the number of the element and no other number."""
    if not entry.n:
        return not entry.source.strip()
    return entry.n in entry.source and not re.search(r"\d", entry.source.replace(entry.n, "", 1))


class _Reader:
    """Reads a tree back into the words of the source."""

    def __init__(self, queue: dict[tuple[str, str], list[tuple[str, ...]]]) -> None:
        self.queue = {key: list(reversed(values)) for key, values in queue.items()}
        self.parts: list[str] = []
        self.notes: list[tuple[str, etree._Element]] = []

    def read(self, div: etree._Element) -> list[str]:
        """The words of *div*, then those of its notes, each behind its label."""
        self._walk(div)
        for label, note in self.notes:  # grows while notes hold notes
            self.parts.append(f"\n{label}")
            self._content(note)
        return "".join(self.parts).split()

    def _content(self, element: etree._Element) -> None:
        self.parts.append(element.text or "")
        for child in element:
            self._walk(child)
            self.parts.append(child.tail or "")

    def _walk(self, element: etree._Element) -> None:
        name = local(element.tag)
        pieces = self._pieces(name, element.get("n") or "")
        if name == "note" and pieces:
            self.parts.extend(pieces[:-1])
            self.notes.append((pieces[-1], element))
        elif pieces:
            self.parts.extend(pieces)
        elif name in _INLINE and element.get("rend") != "inline":
            self._content(element)
        else:
            self.parts.append("\n")
            self._content(element)
            self.parts.append("\n")

    def _pieces(self, name: str, n: str) -> tuple[str, ...]:
        waiting = self.queue.get((name, n))
        return waiting.pop() if waiting else ()


def _difference(document: Document, want: list[str], have: list[str]) -> Diagnostic:
    """T001 at the first word of the source that the TEI does not have in its place."""
    at = next(
        (i for i, (a, b) in enumerate(zip(want, have, strict=False)) if a != b), min(len(want), len(have))
    )
    offset = 0
    for word in want[:at]:
        offset = document.text.index(word, offset) + len(word)
    expected, found = " ".join(want[at : at + 6]) or "the end", " ".join(have[at : at + 6]) or "the end"
    message = f"the source goes on {expected[: 2 * _CONTEXT]!r}, the encoding {found[: 2 * _CONTEXT]!r}"
    hint = (
        "the document was not written; please report it with the source file, this is a fault of the program"
    )
    start = re.compile(r"\S").search(document.text, offset)
    return diagnostic("T001", message, document.place(start.start() if start else offset), hint)
