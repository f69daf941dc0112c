"""Where elements and texts stand in a file, exactly.

libxml2 gives no columns and no lines above 65,535, so one pass of expat over the bytes finds both, only when
there is something to report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from xml.parsers import expat

from lxml import etree

from tei.namespaces import local


class Places:
    """The places of all elements of a file in UTF-8, by their number in document order, from 0."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._elements: list[int] = []
        self._texts: dict[int, list[int]] = {}
        self._open: list[int] = []
        self._in_text = False
        self._lines = _line_starts(content)
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.Parse(content, True)

    def element(self, number: int) -> tuple[int, int]:
        """The line and column of the ``<`` of an element, both from 1."""
        return self._position(self._elements[number])

    def texts(self, number: int) -> list[tuple[int, int]]:
        """The line and column of the first visible character of each text directly in an element."""
        return [self._position(offset) for offset in self._texts.get(number, ())]

    def _position(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self._lines, offset) - 1
        return row + 1, len(self._content[self._lines[row] : offset].decode("utf-8")) + 1

    def _start(self, _name: str, _attributes: object) -> None:
        self._in_text = False
        self._open.append(len(self._elements))
        self._elements.append(self._parser.CurrentByteIndex)

    def _end(self, _name: str) -> None:
        self._in_text = False
        self._open.pop()

    def _text(self, text: str) -> None:
        visible = text.lstrip(" \t\r\n")
        if visible and not self._in_text:
            self._in_text = True
            blanks = len(text) - len(visible)
            self._texts.setdefault(self._open[-1], []).append(self._parser.CurrentByteIndex + blanks)


def elements(tree: etree._ElementTree) -> Iterator[etree._Element]:
    """All elements of *tree* in document order, without comments and processing instructions."""
    return tree.iter(etree.Element)


def xpath(element: etree._Element) -> str:
    """The path to *element* for people: names without namespace, numbered where there are several."""
    steps: list[str] = []
    node: etree._Element | None = element
    while node is not None:
        steps.append(_step(node))
        node = node.getparent()
    return "/" + "/".join(reversed(steps))


def _step(element: etree._Element) -> str:
    parent = element.getparent()
    name = local(element.tag)
    alike = [] if parent is None else [child for child in parent if local(child.tag) == name]
    return f"{name}[{alike.index(element) + 1}]" if len(alike) > 1 else name


def _line_starts(content: bytes) -> list[int]:
    starts, offset = [0], 0
    for line in content.splitlines(keepends=True):  # for bytes: at \n, \r and \r\n only
        offset += len(line)
        starts.append(offset)
    return starts
