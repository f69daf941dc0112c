"""The body: text and stand-off annotations become one division.

White space between blocks goes, white space inside a block stays as it is in the source. What an annotation
``replaces`` is left out, because the element says it.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
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
_TOLD = ("head", "dateline", "date", "placeName", "persName", "term")


class Told(NamedTuple):
    """An element of the text that the header may repeat: what it is, and where it stands.

    ``within`` is the element that holds it, ``block`` the child of the document's ``div`` in which it stands; that is
    empty for such a child itself, and in a note.
    """

    element: str
    attributes: Mapping[str, str]
    span: Span
    within: str
    block: str


ByElement = Mapping[str, Sequence[Told]]


class Body(NamedTuple):
    """The ``div`` of a document as XML, and what the header may repeat of it, by element, in the order of the text."""

    xml: str
    told: ByElement


class _Open(NamedTuple):
    """An element that is being written: its name, what it covers, and which of the parts is its start tag."""

    name: str
    attributes: Mapping[str, str]
    start: int
    end: int
    at: int
    holds_words: bool


# An annotation behind what says where its element opens, so that it sorts: the point, how far it reaches (the wider
# is less), its rank, and its number among those that were found. There are so many that they are bare tuples.
_Placed = tuple[int, int, int, int, Annotation]


class BodyBuilder:
    """Builds the ``div`` of one document; every ``xml:id`` in it is given once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ident = ""
        self.ids = {a.attributes[XML_ID] for a in document.annotations if XML_ID in a.attributes}
        notes = sorted((a for a in document.of("note") if a.replaces), key=lambda a: a.span)
        self.notes = _anchored(notes, document.text)
        self.main, self.inside = self._regions()
        self.layout = Layout(document)
        self.text = _as_xml(document)
        self.parts: list[str] = []
        self.told: dict[str, list[Told]] = {element: [] for element in _TOLD}

    def _regions(self) -> tuple[list[_Placed], dict[Span, list[_Placed]]]:
        """The annotations of the running text and of each note, each in the order they open."""
        starts = [note.span.start for note in self.notes]
        first = starts[0] if starts else sys.maxsize
        main: list[_Placed] = []
        inside: dict[Span, list[_Placed]] = {note.span: [] for note in self.notes}
        others = [a for a in self.document.annotations if a.element != "note" or not a.replaces]
        for number, annotation in enumerate(
            [*others, *(note for note in self.notes if note.anchor is not None)]
        ):
            if annotation.header or annotation.attributes.get("type") == "document":
                continue
            placed = _placed(annotation, number)
            point = placed[0]
            if point >= first:
                note = self.notes[bisect_right(starts, point) - 1]
                if point < note.span.end and annotation is not note:
                    inside[note.span].append(placed)
                    continue
            main.append(placed)
        main.sort()
        for group in inside.values():
            group.sort()
        return main, inside

    def in_order(self) -> Iterator[Annotation]:
        """The annotations that become elements in the ``div``, in the order of these elements."""
        hanging = [note for note in self.notes if note.anchor is None]
        for annotation in (*(placed[-1] for placed in self.main), *hanging):
            yield annotation
            if annotation.element == "note":
                yield from (placed[-1] for placed in self.inside.get(annotation.span, ()))

    def build(self, attributes: Mapping[str, str]) -> Body:
        """The ``div`` with *attributes*, holding the whole text of the document."""
        self.ident = attributes[XML_ID]
        labels = [note.replaces[-1].start for note in self.notes]
        running = max((row.span.end for row in self.document.rows), default=0)
        region = Span(0, max(running, min(labels, default=len(self.document.text))))
        div = self._begin("div", {**attributes, **self.layout.of_notes()}, *region, False)
        self._fill(div, self.main)
        for note in self.notes:
            if note.anchor is None:
                self.parts.append("\n")
                self._note(note, div, div.start)
        self._end(div, region.end)
        return Body("".join(self.parts), self.told)

    def _begin(
        self, name: str, attributes: Mapping[str, str], start: int, end: int, holds_words: bool
    ) -> _Open:
        """A new element behind what is written; :meth:`_end` ends it."""
        self.parts.append(f"<{tag(name, attributes) if attributes else name}>")
        return _Open(name, attributes, start, end, len(self.parts) - 1, holds_words)

    def _end(self, element: _Open, cursor: int) -> int:
        """Write what is left of *element* from *cursor* on, and its end; returns how far the text is written."""
        if cursor < element.end and element.holds_words:
            self.parts.append(self.text(cursor, element.end))
        if len(self.parts) == element.at + 1:
            self.parts[-1] = f"{self.parts[-1][:-1]}/>"
        else:
            self.parts.append(f"\n</{element.name}>" if element.name in _HOLDERS else f"</{element.name}>")
        return max(cursor, element.end)

    def _fill(self, whole: _Open, annotations: Sequence[_Placed]) -> int:
        """Put the text of *whole* and the elements that *annotations* ask for into it; returns how far that is."""
        parts = self.parts
        stack = [whole]
        top, cursor = whole, whole.start
        following = [*(placed[0] for placed in annotations[1:]), sys.maxsize]
        for (point, _, _, _, annotation), next_point in zip(annotations, following, strict=False):
            while top.end <= point and len(stack) > 1:
                cursor = self._end(stack.pop(), cursor)
                top = stack[-1]
            if cursor < point and top.holds_words:
                parts.append(self.text(cursor, point))
            cursor = max(cursor, point)
            span, element, _, attributes, anchor, _, _ = annotation
            if not top.holds_words:
                parts.append("\n")
            if element == "note" and span in self.inside:
                self._note(annotation, top, point)
                continue
            if element == "list" and point == top.start:
                stack[-1] = top = self._unmarked(top)
            if not top.holds_words or element == "pb":
                attributes = self._attributes(annotation, top, point)
            if span.end == span.start or anchor is not None:
                parts.append(f"<{tag(element, attributes)}/>")
                continue
            end = span.end if span.end < top.end else top.end
            if element in self.told:
                self._tell(element, attributes, span if end == span.end else Span(point, end), stack)
            if cursor < end <= next_point and element not in _HOLDERS:  # it holds words and nothing else
                start_tag = tag(element, attributes) if attributes else element
                parts.append(f"<{start_tag}>{self.text(cursor, end)}</{element}>")
                cursor = end
            else:
                top = self._begin(element, attributes, point, end, element not in _HOLDERS)
                stack.append(top)
        while len(stack) > 1:
            cursor = self._end(stack.pop(), cursor)
        return cursor

    def _tell(self, element: str, attributes: Mapping[str, str], span: Span, stack: Sequence[_Open]) -> None:
        """Remember an *element* in the innermost of *stack*, for the header."""
        block = stack[1].name if len(stack) > 1 and stack[0].name == "div" else ""
        self.told[element].append(Told(element, attributes, span, stack[-1].name, block))

    def _unmarked(self, item: _Open) -> _Open:
        """The element *item*, which begins with a list, without the mark of an empty line before it, if it has one."""
        attributes = self.layout.unmarked(item.name, item.attributes)
        if attributes is not item.attributes:
            self.parts[item.at] = f"<{tag(item.name, attributes)}>"
        return item._replace(attributes=attributes)

    def _attributes(self, annotation: Annotation, top: _Open, point: int) -> Mapping[str, str]:
        """The attributes of the element for *annotation*, which stands in *top* at *point*.

        An element that begins a line says so if it must; the beginning of a page and a note with a number get an id.
        """
        attributes = annotation.attributes
        if annotation.element == "pb" and "n" in attributes:
            return {**attributes, XML_ID: self._id(f"pg_{attributes['n']}")}
        if annotation.element == "note" and annotation.replaces and "n" in attributes:
            known = _NUMBER.fullmatch(attributes["n"])
            number = attributes["n"] if known else self.notes.index(annotation) + 1
            attributes = {**attributes, XML_ID: self._id(f"{self.ident}fn{number}")}
        if not top.holds_words and point > top.start:
            return self.layout.marked(annotation.element, attributes, top.name, point)
        return attributes

    def _note(self, annotation: Annotation, top: _Open, point: int) -> None:
        """Write a note, which stands in *top* at *point*, with its whole content."""
        attributes = self._attributes(annotation, top, point)
        start, end = annotation.span
        inner = self.inside[annotation.span]
        words = not any(annotation.element == "p" for *_, annotation in inner)
        note = self._begin("note", attributes, start, end, words)
        self._end(note, self._fill(note, inner))

    def _id(self, wanted: str) -> str:
        """*wanted*, or with a number behind it when that is taken."""
        ident, count = wanted, 1
        while ident in self.ids:
            count += 1
            ident = f"{wanted}_{count}"
        self.ids.add(ident)
        return ident


def _as_xml(document: Document) -> Callable[[int, int], str]:
    """What gives the text of *document* between two offsets as XML; there are seldom characters to be escaped."""
    words = document.visible_between
    return (lambda start, end: text(words(start, end))) if is_special(document.text) else words


def _anchored(notes: list[Annotation], text: str) -> list[Annotation]:
    """*notes* in the order of their lists in *text*; one that hangs nowhere is placed before the next of its list.

    The last of a list is placed at the foot of the page where the list stands, or else at the end of the document.
    """
    placed: list[Annotation] = []
    anchor: int | None = None
    for note in reversed(notes):
        label = note.replaces[-1].start
        if (
            not placed
            or (between := text[note.span.end : placed[-1].replaces[-1].start]).strip()
            or "\f" in between
        ):
            anchor = label if note.attributes.get("place") == "foot" else None
        anchor = anchor if note.anchor is None else note.anchor
        placed.append(note if note.anchor is not None else note._replace(anchor=anchor))
    return placed[::-1]


# At one place the wider element opens first; of two that are as wide these come first, then what was found first.
_RANK = {"div": 0, "opener": 1, "closer": 1}


def _placed(annotation: Annotation, number: int) -> _Placed:
    """The *annotation*, found as the one of that *number*, so that it sorts as its element opens."""
    (point, end), anchor = annotation.span, annotation.anchor
    if anchor is not None:
        point = end = anchor
    elif annotation.element == "lb" and not annotation.replaces:
        end = sys.maxsize  # it begins a line, and so stands before its first word
    return point, -end, _RANK.get(annotation.element, 50), number, annotation
