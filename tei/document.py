"""The Document: a source text, unchanged once read, and what annotators have found in it.

Offsets are code points of ``Document.text`` and spans are half-open, so ``text[span.start:span.end]`` is what a
span covers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tei.diagnostics import Diagnostic, Place


class Span(NamedTuple):
    """Half-open ``[start, end)`` in code points of ``Document.text``; ``start == end`` is a milestone."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether *other* lies within this span; a span covers itself."""
        return self.start <= other.start and other.end <= self.end


class Evidence(NamedTuple):
    """Why an annotation was made: the rule, how certain it is (0 to 1), and the words it rests on."""

    rule: str
    certainty: float
    source: Span


_NO_ATTRIBUTES: Mapping[str, str] = {}


class Annotation(NamedTuple):
    """A TEI element found in a document, stand-off.

    ``span`` is the text inside the element. ``anchor`` is where the element stands if that is not where its text
    stands (a note is printed at the foot and hangs on a word). ``replaces`` are the characters that the markup
    now says and that leave the text (a note number, a page marker). With ``header`` the element belongs into
    the ``teiHeader`` and the text keeps the words.
    """

    span: Span
    element: str
    evidence: Evidence
    attributes: Mapping[str, str] = _NO_ATTRIBUTES
    anchor: int | None = None
    replaces: tuple[Span, ...] = ()
    header: bool = False

    @property
    def point(self) -> int:
        """Where the element stands in the running text: its anchor, or else where its text begins."""
        return self.span.start if self.anchor is None else self.anchor


class Line(NamedTuple):
    """A line with words in it: its span without white space at the edges, and whether an empty line precedes."""

    start: int
    end: int
    opens: bool

    @property
    def span(self) -> Span:
        """The span of the words of the line."""
        return Span(self.start, self.end)


class Row(NamedTuple):
    """A line of the running text: its span, what remains of it without markup, and whether it opens a block.

    A page marker alone on its line leaves nothing: ``text`` is then empty.
    """

    span: Span
    text: str
    opens: bool


@dataclass(frozen=True)
class Document:
    """One document of an edition: its text, where it came from, and the annotations made so far.

    ``name`` is the stem of the file it came from, ``file`` the path as the user gave it. ``first_line`` is the line of
    ``file`` on which the text begins, counted from 1.
    """

    text: str
    name: str = "document"
    file: str = ""
    first_line: int = 1
    annotations: tuple[Annotation, ...] = ()

    def with_annotations(self, more: Iterable[Annotation]) -> Document:
        """The document with *more* annotations behind those it has."""
        new = tuple(more)
        if not new:
            return self
        fuller = Document(self.text, self.name, self.file, self.first_line, self.annotations + new)
        if any(map(_REPLACES, new)):
            keep = _OF_TEXT
        elif _MADE_OF_LINES.isdisjoint(map(_ELEMENT, new)):
            keep = _OF_LINES
        else:
            keep = _OF_REPLACED
        known = self.__dict__
        fuller.__dict__.update({name: known[name] for name in keep if name in known})
        before = self._by_element
        added = {element: before.get(element, []) + found for element, found in _by_element(new).items()}
        fuller.__dict__["_by_element"] = {**before, **added}
        return fuller

    def of(self, *elements: str) -> Iterator[Annotation]:
        """The annotations of the given TEI *elements* that stand in the text, in the order they were made."""
        if len(elements) == 1:
            return iter(self._by_element.get(elements[0], ()))
        return iter([a for a in self.annotations if a.element in elements and not a.header])

    @cached_property
    def _by_element(self) -> dict[str, list[Annotation]]:
        return _by_element(self.annotations)

    def words(self, span: Span) -> str:
        """The text that *span* covers."""
        return self.text[span.start : span.end]

    @cached_property
    def replaced(self) -> list[Span]:
        """What leaves the text because markup says it, in order: note numbers, labels of notes, page markers."""
        return sorted(span for a in self.annotations for span in a.replaces)

    @cached_property
    def notes_apart(self) -> list[Span]:
        """Where notes stand apart from the words they hang on, in order: each from its label to its end."""
        return sorted(Span(a.replaces[-1].start, a.span.end) for a in self.of("note") if a.replaces)

    @cached_property
    def _gone(self) -> list[Span]:
        """What leaves the running text, in order: what is replaced, and the notes that stand in its midst."""
        notes = self.notes_apart
        if not notes or (not self.text[notes[-1].end :].strip() and not _parted(self.text, notes)):
            return self.replaced
        return sorted({*self.replaced, *(self._with_gap(note) for note in notes)})

    @cached_property
    def _gone_starts(self) -> list[int]:
        return [span.start for span in self._gone]

    def _with_gap(self, note: Span) -> Span:
        """The span of a *note* with the empty lines around it, up to a form feed; a line break before it stays."""
        start, end = note
        while start > 1 and self.text[start - 1] in _BLANK and self.text[start - 2] in _BLANK:
            start -= 1
        while end < len(self.text) and self.text[end] in _BLANK:
            end += 1
        return Span(start, end)

    def visible(self, span: Span) -> str:
        """The text that *span* covers without what markup says instead, and without notes that stand within it."""
        return self.visible_between(*span)

    def visible_between(self, start: int, end: int) -> str:
        """As :meth:`visible`, for the text from *start* to *end*."""
        starts = self._gone_starts
        at = bisect_left(starts, start)
        if at == len(starts) or starts[at] >= end:
            return self.text[start:end]
        parts = []
        for gone in self._gone[at : bisect_left(starts, end, at)]:
            parts.append(self.text[start : gone.start])
            start = max(start, gone.end)
        parts.append(self.text[start:end])
        return "".join(parts)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that hold words, in order; a form feed ends a line as well."""
        found: list[Line] = []
        opens, offset = True, 0
        for raw in self.text.replace("\f", "\n").split("\n"):
            words = raw.strip()
            if words:
                start = offset + raw.index(words[0])
                found.append(Line(start, start + len(words), opens))
                opens = False
            else:
                opens = True
            offset += len(raw) + 1
        return tuple(found)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The lines of the running text, once notes and pages are annotated: without notes that stand apart.

        Lines that an ``lb`` joins are one row. A number at the foot of a page (``fw``) is a row without text.
        """
        anchors = {a.anchor for a in self.of("note") if a.replaces}
        feet = {a.span.start for a in self.of("fw")}
        rows = [
            Row(
                Span(start, end),
                ""
                if start in feet
                else self.visible_between(start, end).strip() or self._number(start, end, anchors),
                opens,
            )
            for start, end, opens in _outside(self.lines, self.notes_apart)
        ]
        breaks = {a.span.start for a in self.of("lb")}
        edges = {
            at for a in self.of("pb", "fw") if a.evidence.rule != "page-marker" for at in a.evidence.source
        }
        return tuple(_joined(_parted_by_pages(rows, edges), breaks) if breaks or edges else rows)

    def _number(self, start: int, end: int, anchors: set[int | None]) -> str:
        """The words of a line that holds nothing but note numbers; empty if a page marker is all it holds."""
        return self.text[start:end] if any(start <= (a or -1) < end for a in anchors) else ""

    def place(self, offset: int) -> Place:
        """The file, line and column (from 1) of the character at *offset*."""
        row = bisect_right(self._line_starts, offset) - 1
        return Place(self.file, self.first_line + row, offset - self._line_starts[row] + 1)


_REPLACES, _ELEMENT = attrgetter("replaces"), attrgetter("element")
_BLANK = " \t\n"
# Annotations that change what the rows are: lines that are joined, or that are none of the text.
_MADE_OF_LINES = frozenset({"lb", "fw"})
# What a document works out once: from the text alone, also from what is replaced, also from how lines are joined.
_OF_TEXT: tuple[str, ...] = ("lines", "_line_starts")
_OF_REPLACED: tuple[str, ...] = (*_OF_TEXT, "replaced", "notes_apart", "_gone", "_gone_starts")
_OF_LINES: tuple[str, ...] = (*_OF_REPLACED, "rows")
_LABELLED = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]\s|[-•*–—·]\s")  # the first line of an item


def _by_element(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    """Those of *annotations* that stand in the text, by their elements."""
    found: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        if not annotation.header:
            found.setdefault(annotation.element, []).append(annotation)
    return found


def _outside(lines: Iterable[Line], spans: Sequence[Span]) -> Iterator[Line]:
    """The *lines* that share no character with *spans*, both in order."""
    at = 0
    for line in lines:
        start, end, _ = line
        while at < len(spans) and spans[at].end <= start:
            at += 1
        if at == len(spans) or spans[at].start >= end:
            yield line


def _parted(text: str, spans: Sequence[Span]) -> bool:
    """Whether words stand between *spans*."""
    return any(text[one.end : two.start].strip() for one, two in pairwise(spans))


def _parted_by_pages(rows: Sequence[Row], edges: Collection[int]) -> Iterator[Row]:
    """The *rows*, those at one of the *edges* of pages opening a block, and those behind."""
    marks = sorted(edges)
    before = 0
    for row in rows:
        at = bisect_left(marks, before)
        yield row._replace(opens=row.opens or (at < len(marks) and marks[at] <= row.span.start))
        before = row.span.end


def _joined(rows: Iterable[Row], breaks: Collection[int]) -> Iterator[Row]:
    """The *rows*, those that begin at one of the *breaks* made one with the row before.

    What is joined is a paragraph: it opens a block, and so does what follows it; unless it is the item of a list.
    """
    whole: list[Row] = []  # the row being joined, and rows without text behind it
    several = False
    for row in rows:
        if whole and row.span.start in breaks:
            first = whole[0]
            opens = first.opens or not _LABELLED.match(first.text)
            whole = [Row(Span(first.span.start, row.span.end), f"{first.text} {row.text}", opens)]
            several = True
        elif not row.text and whole:
            whole.append(row)
        else:
            yield from whole
            whole = [row._replace(opens=row.opens or (several and not _LABELLED.match(row.text)))]
            several = False
    yield from whole


class Found(NamedTuple):
    """What an annotator hands back: what it found, and what it could not make out."""

    annotations: list[Annotation]
    diagnostics: list[Diagnostic]
