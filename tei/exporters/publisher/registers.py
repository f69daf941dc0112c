"""The registers of persons and places, as TEI Publisher keeps them in ``data/registers``."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tei.namespaces import TEI, XML_ID, qname
from tei.records import Entry, Record

_KINDS = (
    ("persons", "Persons", "listPerson", "person", "persName", "bio"),
    ("places", "Places", "listPlace", "place", "placeName", ""),
)


class Registers:
    """The persons and places that the headers of the documents list, by their ids."""

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Entry]] = {"persons": {}, "places": {}}

    def add(self, records: Iterable[Record]) -> None:
        """Take in those that the documents list."""
        for record in records:
            for kind, entries in (("persons", record.persons), ("places", record.places)):
                for entry in entries:
                    self._entries[kind].setdefault(entry.id, entry)

    def name(self, pointer: str) -> str:
        """The name in the registers that *pointer* (``#p_smith``) leads to; empty if there is none."""
        ident = pointer.removeprefix("#")
        return next((entries[ident].name for entries in self._entries.values() if ident in entries), "")

    def files(self) -> dict[str, bytes]:
        """The file of each register that has entries, by its path in the package."""
        return {
            f"data/registers/{kind[0]}.xml": _register(list(self._entries[kind[0]].values()), *kind)
            for kind in _KINDS
            if self._entries[kind[0]]
        }


def _register(
    entries: list[Entry], ident: str, title: str, lists: str, element: str, name: str, note: str
) -> bytes:
    root = etree.Element(qname("TEI"), {XML_ID: f"pb-{ident}"}, nsmap={None: TEI})
    description = etree.SubElement(etree.SubElement(root, qname("teiHeader")), qname("fileDesc"))
    _add(_add(description, "titleStmt"), "title", title)
    _add(_add(description, "publicationStmt"), "p", "Part of the edition.")
    _add(_add(description, "sourceDesc"), "p", "The lists in the headers of the documents.")
    listed = _add(_add(root, "standOff"), lists)
    for entry in sorted(entries, key=lambda e: (e.name.casefold(), e.id)):
        item = _add(listed, element)
        item.set(XML_ID, entry.id)
        _add(item, name, entry.name, type="main")
        _add(item, name, entry.name, type="sort")
        if entry.description:
            _add(item, "note", entry.description, **({"type": note} if note else {}))
    etree.indent(root)
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child: etree._Element = etree.SubElement(parent, qname(name), attributes)
    child.text = text
    return child
