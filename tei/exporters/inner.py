"""Elements as the bytes that stand inside a TEI file which is written piece by piece."""

from __future__ import annotations

from lxml import etree

from tei.namespaces import TEI

_DECLARED = f' xmlns="{TEI}"'.encode()


def inner(element: etree._Element) -> bytes:
    """*element* as UTF-8 without its tail, to stand inside an element that declares the namespace of TEI."""
    content: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)
    start, close, rest = content.partition(b">")
    return start.replace(_DECLARED, b"", 1) + close + rest


def indented(element: etree._Element) -> bytes:
    """As :func:`inner`, for an element without text beside its children: each child on a line of its own."""
    etree.indent(element)
    return inner(element) + b"\n"
