"""The schemas that a file names for itself.

Sources: W3C, Associating Schemas with XML documents 1.0 (``<?xml-model?>``), for which TEI P5 asks in files that are
handed on (section 1.1); W3C XML Schema Part 1, section 4.3.2 (``xsi:schemaLocation``); and ``<?oxygen?>``, which that
editor wrote before there was a standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LANGUAGES = {
    "http://relaxng.org/ns/structure/1.0": "rng",
    "http://www.w3.org/2001/XMLSchema": "xsd",
    "http://purl.oclc.org/dsdl/schematron": "schematron",
}
_OTHERS = {
    "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0": "NVDL",
    "application/xml-dtd": "a DTD",
}


class Named(NamedTuple):
    """A schema that a file names: the address, its kind if the file says it, its phase, and the line that names it.

    ``unknown`` is what it is, if that is something which cannot be used.
    """

    href: str
    kind: str
    phase: str
    line: int
    unknown: str = ""


def named_schemas(tree: etree._ElementTree) -> Iterator[Named]:
    """The schemas that the file of *tree* names, in their order."""
    root = tree.getroot()
    for node in reversed(list(root.itersiblings(preceding=True))):
        if isinstance(node, etree._ProcessingInstruction):
            if node.target == "xml-model":
                yield _model(node)
            elif node.target == "oxygen":
                for name, kind in (("RNGSchema", "rng"), ("SCHSchema", "schematron")):
                    if node.get(name):
                        yield Named(str(node.get(name)), kind, "", node.sourceline or 0)
    line = int(root.sourceline or 0)
    places = root.get(f"{{{_XSI}}}schemaLocation", "").split()[1::2]
    for href in (*places, *root.get(f"{{{_XSI}}}noNamespaceSchemaLocation", "").split()):
        yield Named(href, "xsd", "", line)


def _model(node: etree._ProcessingInstruction) -> Named:
    given = str(node.get("schematypens") or ""), str(node.get("type") or "")
    kind = next((_LANGUAGES[name] for name in given if name in _LANGUAGES), "")
    if given[1] == "application/relax-ng-compact-syntax":
        kind = "rng"
    unknown = next((_OTHERS[name] for name in given if name in _OTHERS), "")
    return Named(
        str(node.get("href") or ""), kind, str(node.get("phase") or ""), node.sourceline or 0, unknown
    )
