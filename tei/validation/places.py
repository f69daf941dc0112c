"""Where elements, attributes and texts stand in a file, exactly.

libxml2 gives no columns and no lines above 65,535, so the bytes are searched for both, only when there is something
to report: for start tags by an expression, and for what else is asked by one pass of expat.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from xml.parsers import expat

from lxml import etree

from tei.namespaces import XML

_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*""")
_START = re.compile(rb"<(?:([^!?/])|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)", re.DOTALL)
_EMPTY = re.compile(rb"\s*/")
_ATTRIBUTE = re.compile(rb"""\s([^\s=>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Places:
    """The places of all elements of a file in UTF-8, by their number in document order, from 0."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._last: tuple[int, dict[bytes, re.Match[bytes]]] = (-1, {})
        self._read: tuple[int, dict[str, str]] = (-1, {})
        self._near = (0, 1)  # the byte that was asked for last, and its column
        # In well-formed XML a < that stands in no comment, CDATA section or instruction begins a tag.
        self._elements = array("q", (match.start() for match in _START.finditer(content) if match[1]))

    @cached_property
    def _lines(self) -> array[int]:
        return _line_starts(self._content)

    @cached_property
    def _pass(self) -> _Pass:
        return _Pass(self._content)

    def element(self, number: int) -> tuple[int, int]:
        """The line and column of the ``<`` of an element, both from 1."""
        return self.position(self._elements[number])

    def texts(self, number: int) -> list[tuple[int, int]]:
        """The line and column of the first visible character of each text directly in an element."""
        return [self.position(offset) for offset in self._pass.texts.get(number, ())]

    def start(self, number: int) -> int:
        """The byte at which the start tag of an element begins."""
        return self._elements[number]

    def end(self, number: int) -> int:
        """The byte at which the end tag of an element begins; that of its start tag if it has no end tag."""
        return self._pass.ends[number]

    def value(self, number: int, name: str) -> tuple[int, int] | None:
        """The bytes, from and to, of the value of an attribute; None if it cannot be told from others."""
        return self._attribute(number, name, value=True)

    def name(self, number: int, name: str) -> tuple[int, int] | None:
        """The bytes, from and to, of the name of an attribute; None if it cannot be told from others."""
        return self._attribute(number, name, value=False)

    def given(self, number: int) -> dict[str, str]:
        """The attributes of an element by the names as they are written; libxml2 takes long to find one of many.

        Nothing if its tag by itself does not tell them, as with an entity that the file declares.
        """
        if self._read[0] != number:
            found: dict[str, str] = {}
            parser = expat.ParserCreate("utf-8")
            parser.StartElementHandler = lambda _name, attributes: found.update(attributes)
            tag = _TAG.match(self._content, self._elements[number])
            with suppress(expat.ExpatError):
                parser.Parse((tag[0] if tag else b"<none") + b"/>", True)
            self._read = number, found
        return self._read[1]

    def around(self, offset: int) -> int:
        """The number of the innermost element that holds the byte at *offset*."""
        number = bisect_right(self._elements, offset) - 1
        if number >= 0 and self._opens(number, offset):
            return number
        while number > 0 and self._pass.ends[number] < offset:
            number = self._pass.parents[number]
        return max(number, 0)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column, both from 1, of the character that begins at byte *offset*."""
        row = bisect_right(self._lines, offset) - 1
        start, column = self._lines[row], 1
        if start <= self._near[0] <= offset:  # a line may be as long as the file
            start, column = self._near
        column += len(self._content[start:offset].decode("utf-8"))
        self._near = offset, column
        return row + 1, column

    def _opens(self, number: int, offset: int) -> bool:
        """Whether the byte at *offset* stands in the start tag of an element that has an end tag, or begins one."""
        start = self._elements[number]
        tag = _TAG.match(self._content, start)
        return offset == start or (
            tag is not None and offset < tag.end() and not _EMPTY.match(tag.string, tag.end())
        )

    def _attribute(self, number: int, name: str, *, value: bool) -> tuple[int, int] | None:
        wanted = name.replace(f"{{{XML}}}", "xml:").encode()
        match = self._written(number).get(wanted)
        return match.span((2 if match[2] is not None else 3) if value else 1) if match else None

    def _written(self, number: int) -> dict[bytes, re.Match[bytes]]:
        """The attributes of an element as they are written; those of the last one are kept, as it is asked for many."""
        if self._last[0] != number:
            start = self._elements[number]
            tag = _TAG.match(self._content, start)
            found = _ATTRIBUTE.finditer(self._content, start, tag.end() if tag else start)
            self._last = number, {match[1]: match for match in found}
        return self._last[1]


class _Pass:
    """What one pass of expat tells: where elements end, what they stand in, and where their texts begin."""

    def __init__(self, content: bytes) -> None:
        self.ends = array("q")
        self.parents = array("q")
        self.texts: dict[int, list[int]] = {}
        self._open: list[int] = []
        self._in_text = False
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.Parse(content, True)

    def _start(self, _name: str, _attributes: object) -> None:
        self._in_text = False
        self.parents.append(self._open[-1] if self._open else -1)
        self._open.append(len(self.ends))
        self.ends.append(0)

    def _end(self, _name: str) -> None:
        self._in_text = False
        self.ends[self._open.pop()] = self._parser.CurrentByteIndex

    def _text(self, text: str) -> None:
        visible = text.lstrip(" \t\r\n")
        if visible and not self._in_text:
            self._in_text = True
            blanks = len(text) - len(visible)
            self.texts.setdefault(self._open[-1], []).append(self._parser.CurrentByteIndex + blanks)


def elements(tree: etree._ElementTree) -> Iterator[etree._Element]:
    """All elements of *tree* in document order, without comments and processing instructions."""
    return tree.iter(etree.Element)


def _line_starts(content: bytes) -> array[int]:
    """The byte at which each line begins."""
    return array("q", accumulate(map(len, content.splitlines(keepends=True)[:-1]), initial=0))
