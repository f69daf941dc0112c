"""The body: text and stand-off annotations become one division.

White space between blocks goes, white space inside a block stays as it is in the source. What an annotation
``replaces`` is left out, because the element says it.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from tei.builder.layout import Layout
from tei.builder.markup import is_special, tag, text
from tei.document import Annotation, Document, Span
from tei.namespaces import XML_ID

# Elements that hold blocks and no words of their own: TEI P5, sections 3.8, 3.9, 4.2 and 4.3.2.
_HOLDERS = frozenset(
    {"div", "list", "table", "row", "lg", "opener", "closer", "postscript", "quote", "floatingText", "body"}
)

_NUMBER = re.compile("[0-9A-Za-z]+")  # the number of a note that may be part of an id; a * may not


# What the header repeats of the text.
_TOLD = frozenset({"head", "dateline", "date", "placeName", "persName", "term"})


class Told(NamedTuple):
    """An element of the text that the header may repeat: what it is, where it stands, and in which elements."""

    element: str
    attributes: Mapping[str, str]
    span: Span
    path: tuple[str, ...]


class Body(NamedTuple):
    """The ``div`` of a document as XML, and what the header may repeat of it, in the order of the text."""

    xml: str
    told: list[Told]


class _Open:
    """An element that is being written: its name, where it begins and ends, and where its start tag will stand.

    The start tag is written last, because what follows may still take an attribute back.
    """

    __slots__ = ("at", "attributes", "end", "filled", "holds_words", "name", "start")

    def __init__(
        self, name: str, attributes: Mapping[str, str], span: Span, at: int, holds_words: bool
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.start, self.end = span
        self.at = at
        self.holds_words = holds_words
        self.filled = False


class BodyBuilder:
    """Builds the ``div`` of one document; every ``xml:id`` in it is given once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ident = ""
        self.ids = {a.attributes[XML_ID] for a in document.annotations if XML_ID in a.attributes}
        self.notes = _placed(sorted((a for a in document.of("note") if a.replaces), key=lambda a: a.span))
        self.main, self.inside = self._regions()
        self.layout = Layout(document)
        self.escape: Callable[[str], str] = text if is_special(document.text) else str
        self.parts: list[str] = []
        self.told: list[Told] = []

    def _regions(self) -> tuple[list[Annotation], dict[Span, list[Annotation]]]:
        """The annotations of the running text and of each note, each in the order they open."""
        starts = [note.span.start for note in self.notes]
        main: list[Annotation] = []
        inside: dict[Span, list[Annotation]] = {note.span: [] for note in self.notes}
        others = (a for a in self.document.annotations if a.element != "note" or not a.replaces)
        for annotation in (*others, *(note for note in self.notes if note.anchor is not None)):
            if annotation.header or annotation.attributes.get("type") == "document":
                continue
            point = annotation.point
            at = bisect_left(starts, point + 1) - 1
            if at >= 0 and point < self.notes[at].span.end and annotation is not self.notes[at]:
                inside[self.notes[at].span].append(annotation)
            else:
                main.append(annotation)
        main.sort(key=_order)
        for group in inside.values():
            group.sort(key=_order)
        return main, inside

    def in_order(self) -> Iterator[Annotation]:
        """The annotations that become elements in the ``div``, in the order of these elements."""
        hanging = [note for note in self.notes if note.anchor is None]
        for annotation in (*self.main, *hanging):
            yield annotation
            if annotation.element == "note":
                yield from self.inside.get(annotation.span, ())

    def build(self, attributes: Mapping[str, str]) -> Body:
        """The ``div`` with *attributes*, holding the whole text of the document."""
        self.ident = attributes[XML_ID]
        labels = [note.replaces[-1].start for note in self.notes]
        running = max((row.span.end for row in self.document.rows), default=0)
        region = Span(0, max(running, min(labels, default=len(self.document.text))))
        div = self._begin("div", {**attributes, **self.layout.of_notes()}, region, False)
        self._fill(div, self.main)
        for note in self.notes:
            if note.anchor is None:
                self._break(div)
                self._note(note, div.name)
        if div.filled:
            self._break(div)
        self._finish(div)
        return Body("".join(self.parts), self.told)

    def _begin(self, name: str, attributes: Mapping[str, str], span: Span, holds_words: bool) -> _Open:
        """A new element behind what is written; :meth:`_finish` writes its tags."""
        self.parts.append("")
        return _Open(name, attributes, span, len(self.parts) - 1, holds_words)

    def _finish(self, element: _Open) -> None:
        start = tag(element.name, element.attributes)
        self.parts[element.at] = f"<{start}>" if element.filled else f"<{start}/>"
        if element.filled:
            self.parts.append(f"</{element.name}>")

    def _break(self, element: _Open) -> None:
        """A line break in an *element* that holds blocks."""
        self.parts.append("\n")
        element.filled = True

    def _fill(self, whole: _Open, annotations: Iterable[Annotation]) -> None:
        """Put the text of *whole* and the elements that *annotations* ask for into it."""
        stack = [whole]
        cursor = whole.start
        for annotation in annotations:
            point = annotation.point
            cursor = self._close(stack, cursor, point)
            top = stack[-1]
            cursor = self._text(top, cursor, point)
            if not top.holds_words:
                self._break(top)
            top.filled = True
            if annotation.element == "note" and annotation.span in self.inside:
                self._note(annotation, top.name, None if top.holds_words or point <= top.start else point)
                continue
            attributes = self._attributes(annotation, top, point)
            if annotation.anchor is None and annotation.span.end > annotation.span.start:
                span = Span(point, min(annotation.span.end, top.end))
                if annotation.element in _TOLD:
                    path = tuple(element.name for element in stack)
                    self.told.append(Told(annotation.element, attributes, span, path))
                words = annotation.element not in _HOLDERS
                stack.append(self._begin(annotation.element, attributes, span, words))
            else:
                self.parts.append(f"<{tag(annotation.element, attributes)}/>")
        cursor = self._close(stack, cursor, whole.end)
        self._text(whole, cursor, whole.end)

    def _close(self, stack: list[_Open], cursor: int, point: int) -> int:
        """Close what ends at or before *point*; returns how far the text has been written."""
        while len(stack) > 1 and stack[-1].end <= point:
            top = stack.pop()
            cursor = self._text(top, cursor, top.end)
            if top.filled and not top.holds_words:
                self._break(top)
            self._finish(top)
        return cursor

    def _text(self, top: _Open, start: int, end: int) -> int:
        """Write the text from *start* to *end* where words belong; returns *end* (or *start* if beyond it)."""
        if start >= end:
            return start
        if top.holds_words:
            self.parts.append(self.escape(self.document.visible(Span(start, end))))
            top.filled = True
        return end

    def _attributes(self, annotation: Annotation, top: _Open, point: int) -> Mapping[str, str]:
        """The attributes of the element for *annotation*, which stands in *top*; the beginning of a page gets an id."""
        attributes = annotation.attributes
        if annotation.element == "pb":
            if "n" in attributes:
                attributes = {**attributes, XML_ID: self._id(f"pg_{attributes['n']}")}
        elif not top.holds_words and point > top.start:
            attributes = self.layout.marked(annotation.element, attributes, top.name, point)
        elif annotation.element == "list" and point == top.start:
            top.attributes = self.layout.unmarked(top.name, top.attributes)
        return attributes

    def _note(self, annotation: Annotation, parent: str, line: int | None = None) -> None:
        """Write a note with its whole content; *line* is where it begins a line of its *parent*, if it does."""
        attributes = annotation.attributes
        if "n" in attributes:
            number = (
                attributes["n"] if _NUMBER.fullmatch(attributes["n"]) else self.notes.index(annotation) + 1
            )
            attributes = {**attributes, XML_ID: self._id(f"{self.ident}fn{number}")}
        if line is not None:
            attributes = self.layout.marked("note", attributes, parent, line)
        inner = self.inside[annotation.span]
        note = self._begin("note", attributes, annotation.span, not any(a.element == "p" for a in inner))
        self._fill(note, inner)
        self._finish(note)

    def _id(self, wanted: str) -> str:
        """*wanted*, or with a number behind it when that is taken."""
        ident, count = wanted, 1
        while ident in self.ids:
            count += 1
            ident = f"{wanted}_{count}"
        self.ids.add(ident)
        return ident


def _placed(notes: list[Annotation]) -> list[Annotation]:
    """*notes* in the order of their list; one that hangs nowhere is placed before the next, or else at the end."""
    placed: list[Annotation] = []
    anchor: int | None = None
    for note in reversed(notes):
        anchor = anchor if note.anchor is None else note.anchor
        placed.append(note if note.anchor is not None else note._replace(anchor=anchor))
    return placed[::-1]


# At one place the wider element opens first; of two that are as wide these come first, then what was found first.
_RANK = {"div": 0, "opener": 1, "closer": 1}


def _order(annotation: Annotation) -> tuple[int, int, int]:
    point = annotation.point
    end = point if annotation.anchor is not None else annotation.span.end
    if (
        annotation.element == "lb" and not annotation.replaces
    ):  # it begins a line, and so stands before its first word
        end = sys.maxsize
    return point, -end, _RANK.get(annotation.element, 50)
