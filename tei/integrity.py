"""The text-integrity proof: the words of the source are the words of the TEI, in order, character for character.

The proof reads the finished tree and knows nothing of how it was built. It writes out again what markup replaced
(note numbers, the labels of the notes, page markers), taking the characters from a ledger, and compares the whole
with the source. White space counts as far as it parts words. Each entry of the ledger must say what its
element says: a ``pb`` with ``n="437"`` may stand for ``[Page 437]`` and for nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from lxml import etree

from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Annotation, Document, Span
from tei.namespaces import qname

_INLINE = frozenset(
    qname(name)
    for name in (
        "persName", "placeName", "orgName", "name", "date", "time", "ref", "term", "gloss", "abbr", "hi", "note",
        "seg", "foreign", "q", "num", "affiliation", "roleName", "pb",
    )
)  # fmt: skip
_NOTE = qname("note")
_CONTEXT = 30
_WORD = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")


class Entry(NamedTuple):
    """A line of the ledger: characters of the source that an element now says, and what they are in plain words."""

    element: str
    n: str
    source: str
    what: str


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
        """How often markup stands for characters of the source, by what these are."""
        return Counter(entry.what for entry in self.ledger)


def prove(document: Document, div: etree._Element) -> Proof:
    """The proof that *div* says what *document* says; a failure is a T001 with the first difference."""
    ledger, queue = _ledger(document)
    wrong = next((entry for entry in ledger if not _says(entry)), None)
    if wrong is not None:
        message = f"<{wrong.element} n={wrong.n!r}> stands for {wrong.source!r}, which does not say so"
        return Proof(ledger, diagnostic("T001", message, document.place(0)))
    have = _Reader(queue).read(div)
    want = "\n".join(map(document.words, _in_order(document)))
    # Mostly the lines are the same, and are sooner compared than the words; lines that differ may hold the same words.
    if _lines(have) == _lines(want) or have.split() == want.split():
        return Proof(ledger, None)
    return Proof(ledger, _difference(document, want.split(), have.split()))


def _lines(text: str) -> list[str]:
    """The lines of *text* that hold words, without white space around them."""
    return [line for line in map(str.strip, text.split("\n")) if line]


# What is replaced by an element with one piece of the source, and by a note with two.
_WHAT = {"pb": "page marker", "lb": "line break"}
_NUMBER, _LABEL = "note number", "label in the list of notes"

_Queue = dict[tuple[str, str], list[tuple[str, ...]]]


def _ledger(document: Document) -> tuple[tuple[Entry, ...], _Queue]:
    """What markup replaced, and the same by element and number, in the order of the tree."""
    entries: list[Entry] = []
    queue: _Queue = {}
    notes = document.notes_apart
    for annotation in sorted((a for a in document.annotations if a.replaces), key=lambda a: _place(a, notes)):
        element, n = annotation.element, annotation.attributes.get("n", "")
        pieces = tuple(document.words(span) for span in annotation.replaces)
        queue.setdefault((element, n), []).append(pieces)
        if element == "note":
            entries += [Entry(element, n, piece, _NUMBER) for piece in pieces[:-1]]
            entries.append(Entry(element, n, pieces[-1], _LABEL))
        else:
            entries += [Entry(element, n, piece, _WHAT.get(element, element)) for piece in pieces]
    return tuple(entries), queue


def _place(annotation: Annotation, notes: list[Span]) -> tuple[bool, Span]:
    """Where the tree has an element among those of its kind: within notes last, a note itself as in its list."""
    if annotation.element == "note":
        return False, annotation.replaces[-1]
    place = annotation.replaces[0]
    at = bisect_right(notes, place) - 1
    return at >= 0 and place.start < notes[at].end, place


def _says(entry: Entry) -> bool:
    """Whether the characters say the number of the element and no other number; white space says nothing."""
    source = entry.source if entry.source.isascii() else normalize("NFKC", entry.source)  # ¹ is 1
    if not entry.n or not source.strip():
        return not source.strip()
    return entry.n in source and not _DIGIT.search(source.replace(entry.n, "", 1))


def _in_order(document: Document) -> list[Span]:
    """The source in the order in which the tree is read: the running text, then the notes that stand apart from it.

    Every character is in one of the spans, once. Notes that end the text are there already.
    """
    notes = document.notes_apart
    edges = [0, *(edge for note in notes for edge in note), len(document.text)]
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)] + notes


class _Reader:
    """Reads a tree back into the text of the source."""

    def __init__(self, queue: _Queue) -> None:
        self.queue = {(qname(name), n): values[::-1] for (name, n), values in queue.items()}
        self.replacing = {name for name, _ in self.queue}
        self.parts: list[str] = []
        self.notes: list[tuple[str, etree._Element]] = []

    def read(self, div: etree._Element) -> str:
        """The text of *div*, then that of its notes, each behind its label."""
        self._content(div)
        for label, note in self.notes:  # grows while notes hold notes
            self.parts.append(f"\n{label}")
            before = len(self.parts)
            self._content(note)
            inside = "".join(self.parts[before:]).lstrip("\n")  # the label has the space behind it
            self.parts[before:] = [inside]
        return "".join(self.parts)

    def _content(self, element: etree._Element) -> None:
        """Put the text in *element* behind the parts, and the notes in it behind the notes."""
        parts = self.parts
        parts.append(element.text or "")
        for child in element:
            name = child.tag
            if name in self.replacing and (waiting := self.queue.get((name, child.get("n") or ""))):
                self._said(child, waiting.pop())
            elif name in _INLINE and not (name == _NOTE and child.get("rend") == "inline"):
                self._content(child)
            else:
                parts.append("\n")
                self._content(child)
                parts.append("\n")
            parts.append(child.tail or "")

    def _said(self, element: etree._Element, pieces: tuple[str, ...]) -> None:
        """Put what *element* says instead behind the parts; the last of the *pieces* of a note is its label."""
        if element.tag == _NOTE:
            self.notes.append((pieces[-1], element))
            pieces = pieces[:-1]
        self.parts.extend(pieces)


def _difference(document: Document, want: list[str], have: list[str]) -> Diagnostic:
    """T001 at the first word of the source that the TEI does not have in its place."""
    at = next(
        (i for i, (a, b) in enumerate(zip(want, have, strict=False)) if a != b), min(len(want), len(have))
    )
    starts = (m.start() for span in _in_order(document) for m in _WORD.finditer(document.text, *span))
    expected, found = " ".join(want[at : at + 6]) or "the end", " ".join(have[at : at + 6]) or "the end"
    message = f"the source goes on {expected[: 2 * _CONTEXT]!r}, the encoding {found[: 2 * _CONTEXT]!r}"
    hint = (
        "the document was not written; please report it with the source file, this is a fault of the program"
    )
    return diagnostic(
        "T001", message, document.place(next(islice(starts, at, None), len(document.text))), hint
    )
