"""Layout that the structure does not say, kept in ``@rend`` so that the text can be written again as it was.

A block has an empty line before it, an item only a line break; what differs is marked. ``tight``: no empty line
before a block. ``spaced``: an empty line before an item. ``tight-notes`` and ``spaced-notes``: the list of notes
follows the text without an empty line, or with one, where the last block would have it otherwise.
"""

from __future__ import annotations

from lxml import etree

from tei.document import Document
from tei.namespaces import local

_LINES = frozenset({"item", "label", "row", "l"})
_LAST_BLOCKS = ("p", "signed", "item", "cell", "head")


class Layout:
    """The empty lines of a document, held against those that its elements imply."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.opens = {row.span.start: row.opens for row in document.rows}

    def mark(self, element: etree._Element, start: int) -> None:
        """Give *element*, which begins a line at *start*, the ``@rend`` that its empty line asks for, if any."""
        opens = self.opens.get(start)
        name = local(element.tag)
        if opens is None or name == "pb":
            return
        parent = element.getparent()
        inside = local(parent.tag) if parent is not None else ""
        line = name in _LINES or (inside in ("list", "item", "table") and name != "list")
        if line == opens:
            token = "spaced" if opens else "tight"
            element.set("rend", " ".join(filter(None, (element.get("rend"), token))))

    def unmark(self, item: etree._Element) -> None:
        """Take the ``@rend`` of *item* back: it begins with a list, which has its empty line anyway."""
        if local(item.tag) == "item" and item.get("rend") == "spaced":
            del item.attrib["rend"]

    def of_notes(self) -> dict[str, str]:
        """The ``@rend`` of the document for the empty line before its list of notes; nothing where it is implied."""
        labels = [a.replaces[-1].start for a in self.document.of("note") if a.replaces]
        if not labels:
            return {}
        start = min(labels)
        opens = next((line.opens for line in self.document.lines if line.end > start), True)
        blocks = [a for a in self.document.of(*_LAST_BLOCKS) if a.span.start < start]
        last = max(blocks, key=lambda a: (a.span.start, -a.span.end), default=None)
        implied = last is None or last.element != "signed"
        if opens == implied:
            return {}
        return {"rend": "spaced-notes" if opens else "tight-notes"}
