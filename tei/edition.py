"""The Edition: one document as a TEI tree."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tei.namespaces import XML_ID, qname

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Edition:
    """A TEI document as a tree; ``name`` is the stem of the file it is written to."""

    root: etree._Element
    name: str

    @property
    def div(self) -> etree._Element:
        """The ``div`` of type ``document`` that holds the text."""
        found = self.root.find(f"{qname('text')}/{qname('body')}/{qname('div')}")
        if found is None:
            raise ValueError("the edition has no div")
        return found

    @property
    def id(self) -> str:
        """The ``xml:id`` of the document's ``div``."""
        return self.div.get(XML_ID, "")

    def to_bytes(self) -> bytes:
        """The edition as it is written to a file: UTF-8 with an XML declaration and a final newline."""
        return _DECLARATION + etree.tostring(self.root, encoding="UTF-8", xml_declaration=False) + b"\n"
