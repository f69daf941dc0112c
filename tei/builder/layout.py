"""Layout that the structure does not say, kept in ``@rend`` so that the text can be written again as it was.

A block has an empty line before it, an item only a line break; what differs is marked. ``tight``: no empty line
before a block. ``spaced``: an empty line before an item. ``tight-notes`` and ``spaced-notes``: the list of notes
follows the text without an empty line, or with one, where the last block would have it otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from tei.document import Document, Line

_LINES = frozenset({"item", "label", "row", "l"})
_LAST_BLOCKS = ("p", "signed", "item", "cell", "head")


class Layout:
    """The empty lines of a document, held against those that its elements imply."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.opens = {row.span.start: row.opens for row in document.rows}

    def marked(self, name: str, attributes: Mapping[str, str], parent: str, start: int) -> Mapping[str, str]:
        """The *attributes* of the element *name* in a *parent*, with the ``@rend`` that *start* asks for."""
        opens = self.opens.get(start)
        if opens is None or name == "pb":
            return attributes
        line = name in _LINES or (parent in ("list", "item", "table") and name != "list")
        if line != opens:
            return attributes
        token = "spaced" if opens else "tight"
        rend = attributes.get("rend")
        return {**attributes, "rend": f"{rend} {token}" if rend else token}

    def unmarked(self, name: str, attributes: Mapping[str, str]) -> Mapping[str, str]:
        """The *attributes* of an item without its ``@rend``: it begins with a list, which has its empty line anyway."""
        if name == "item" and attributes.get("rend") == "spaced":
            return {key: value for key, value in attributes.items() if key != "rend"}
        return attributes

    def of_notes(self) -> dict[str, str]:
        """The ``@rend`` of the document for the empty line before its list of notes; nothing where it is implied."""
        labels = [a.replaces[-1].start for a in self.document.of("note") if a.replaces]
        if not labels:
            return {}
        start = min(labels)
        opens = next((line.opens for line in self._lines_from(start)), True)
        blocks = [
            (a.span.start, -a.span.end, -number, a.element)
            for number, a in enumerate(self.document.of(*_LAST_BLOCKS))
            if a.span.start < start
        ]
        implied = not blocks or max(blocks)[-1] != "signed"
        if opens == implied:
            return {}
        return {"rend": "spaced-notes" if opens else "tight-notes"}

    def _lines_from(self, start: int) -> Sequence[Line]:
        """The lines that end behind *start*."""
        lines = self.document.lines
        at = bisect_left(lines, (start,))
        return lines[at - 1 :] if at and lines[at - 1].end > start else lines[at:]
