"""The body: text and stand-off annotations become one tree.

White space between blocks goes, white space inside a block stays as it is in the source. What an annotation
``replaces`` is left out, because the element says it.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from tei.builder.layout import Layout
from tei.document import Annotation, Document, Span
from tei.namespaces import XML_ID, qname

# Elements that hold blocks and no words of their own: TEI P5, sections 3.8, 3.9, 4.2 and 4.3.2.
_HOLDERS = frozenset(
    {"div", "list", "table", "row", "lg", "opener", "closer", "postscript", "quote", "floatingText", "body"}
)

_QNAMES = {
    name: qname(name)
    for name in (*_HOLDERS, "p", "item", "head", "note", "pb", "lb", "persName", "date", "ref", "dateline")
}

_NUMBER = re.compile("[0-9A-Za-z]+")  # the number of a note that may be part of an id; a * may not


class _Open:
    """An element under construction: where it ends, and the child that text is put behind."""

    __slots__ = ("element", "end", "holds_words", "last", "start")

    def __init__(self, element: etree._Element, start: int, end: int, holds_words: bool) -> None:
        self.element = element
        self.start = start
        self.end = end
        self.holds_words = holds_words
        self.last: etree._Element | None = None

    def write(self, text: str) -> None:
        if self.last is None:
            self.element.text = (self.element.text or "") + text
        else:
            self.last.tail = (self.last.tail or "") + text


class BodyBuilder:
    """Builds the ``div`` of one document; every ``xml:id`` in it is given once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ident = ""
        self.ids = {a.attributes[XML_ID] for a in document.annotations if XML_ID in a.attributes}
        self.notes = _placed(sorted((a for a in document.of("note") if a.replaces), key=lambda a: a.span))
        self.main, self.inside = self._regions()
        self.layout = Layout(document)

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

    def build(self, attributes: dict[str, str]) -> etree._Element:
        """The ``div`` with *attributes*, holding the whole text of the document."""
        div = etree.Element(_QNAMES["div"], attributes | self.layout.of_notes())
        self.ident = attributes[XML_ID]
        labels = [note.replaces[-1].start for note in self.notes]
        running = max((row.span.end for row in self.document.rows), default=0)
        region = Span(0, max(running, min(labels, default=len(self.document.text))))
        self._fill(div, region, self.main, False)
        for note in self.notes:
            if note.anchor is None:
                div[-1].tail = "\n"
                self._note(div, note)
        if len(div):
            div[-1].tail = "\n"
        return div

    def _fill(
        self, parent: etree._Element, region: Span, annotations: Iterable[Annotation], words: bool
    ) -> None:
        """Put the text of *region* and the elements that *annotations* ask for into *parent*."""
        stack = [_Open(parent, region.start, region.end, words)]
        cursor = region.start
        for annotation in annotations:
            point = annotation.point
            cursor = self._close(stack, cursor, point)
            cursor = self._text(stack[-1], cursor, point)
            top = stack[-1]
            if not top.holds_words:
                top.write("\n")
            child = self._element(top.element, annotation)
            if not top.holds_words and point > top.start:
                self.layout.mark(child, point)
            elif annotation.element == "list" and point == top.start:
                self.layout.unmark(top.element)
            top.last = child
            if annotation.anchor is None and annotation.span.end > annotation.span.start:
                end = min(annotation.span.end, top.end)
                stack.append(_Open(child, point, end, annotation.element not in _HOLDERS))
        cursor = self._close(stack, cursor, region.end)
        self._text(stack[-1], cursor, region.end)

    def _close(self, stack: list[_Open], cursor: int, point: int) -> int:
        """Close what ends at or before *point*; returns how far the text has been written."""
        while len(stack) > 1 and stack[-1].end <= point:
            top = stack.pop()
            cursor = self._text(top, cursor, top.end)
            if not top.holds_words and len(top.element):
                top.write("\n")
        return cursor

    def _text(self, top: _Open, start: int, end: int) -> int:
        """Write the text from *start* to *end* where words belong; returns *end* (or *start* if beyond it)."""
        if start >= end:
            return start
        if top.holds_words:
            top.write(self.document.visible(Span(start, end)))
        return end

    def _element(self, parent: etree._Element, annotation: Annotation) -> etree._Element:
        """A new element under *parent* for *annotation*; a note comes with its whole content."""
        if annotation.element == "note" and annotation.span in self.inside:
            return self._note(parent, annotation)
        attributes = dict(annotation.attributes)
        if annotation.element == "pb" and "n" in attributes:
            attributes[XML_ID] = self._id(f"pg_{attributes['n']}")
        tag = _QNAMES.get(annotation.element) or qname(annotation.element)
        element: etree._Element = etree.SubElement(parent, tag, attributes)
        return element

    def _note(self, parent: etree._Element, annotation: Annotation) -> etree._Element:
        attributes = dict(annotation.attributes)
        if "n" in attributes:
            number = (
                attributes["n"] if _NUMBER.fullmatch(attributes["n"]) else self.notes.index(annotation) + 1
            )
            attributes[XML_ID] = self._id(f"{self.ident}fn{number}")
        note: etree._Element = etree.SubElement(parent, _QNAMES["note"], attributes)
        inner = self.inside[annotation.span]
        self._fill(note, annotation.span, inner, not any(a.element == "p" for a in inner))
        return note

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
        placed.append(note if note.anchor is not None else replace(note, anchor=anchor))
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
