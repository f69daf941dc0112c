"""The body of a volume as it grows, document by document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.exporters.corpus import Source
from tei.exporters.frus.document import as_document, describe, name_of, project, separate
from tei.exporters.frus.front import Lists
from tei.exporters.frus.structure import Structure
from tei.exporters.inner import inner
from tei.namespaces import local, qname
from tei.records import Record

Element = etree._Element


class Volume:
    """What has been written of a volume: its documents, the ids in it, the names that point to a list.

    With *own* it has the elements and attributes of the series, which TEI P5 does not have.
    """

    def __init__(self, out: BinaryIO, structure: Structure, lists: Lists, own: bool) -> None:
        self.documents: dict[str, str] = {}
        self._out, self._structure, self._lists, self._own = out, structure, lists, own
        self.front: list[bytes] = []
        self.back: list[bytes] = []
        self._ids: set[str] = set()
        self._pointed: dict[str, tuple[str, Place]] = {}

    def add(self, source: Source) -> Iterator[Diagnostic]:
        """Write the documents of *source*; yield those that cannot stand in the volume, and what others lack.

        The divisions of a file that holds a volume are kept, with all that stands in them.
        """
        found = dict(source.documents())
        names = {element: name_of(record, source.path) for element, record in found.items()}
        for record in found.values():
            self._lists.add(record)
        twice = [element for element, ident in names.items() if ident in self.documents]
        for element in twice:
            ident = names[element]
            message = f"the document {ident} is already in {self.documents[ident]}"
            yield diagnostic(
                "O005", message, source.place(element), "give each document an xml:id of its own"
            )
            parent = element.getparent()
            if len(found) > 1 and parent is not None:
                parent.remove(element)
        for element, ident in names.items():
            if element not in twice:
                self.documents[ident] = str(source.path)
                yield from self._lacks(element, found[element], ident, source)
        parts = list(found)
        if len(found) > 1:
            parts = _parts(source.root, parts)
            self._around(source.root)
        for part in parts:
            if part not in twice:
                self._write(part, found, names, source)

    def dangling(self) -> Iterator[Diagnostic]:
        """The names that point to a person or a term that no list of the volume has, each once."""
        known = {*self._lists.persons, *self._lists.terms, *self._ids}
        for ident, (words, place) in self._pointed.items():
            if ident not in known:
                message = f"“{words}” points to {ident}, which is in no list of the volume"
                hint = "add it to the list of persons or terms, and give that list with --option persons=… or terms=…"
                yield diagnostic("O006", message, place, hint)

    def _write(
        self, part: Element, found: dict[Element, Record], names: dict[Element, str], source: Source
    ) -> None:
        """Write *part*, a document or a division that holds documents."""
        documents = {e: (found[e], names[e]) for e in part.iter(etree.Element) if e in found}
        for element in part.iter(qname("persName"), qname("term"), qname("gloss")):
            self._note(element, source)
        for element, (record, ident) in documents.items():
            div = as_document(element, record, ident)
            if element is part:
                part = div
            describe(div, record, self._own)
        project(part, self._own)
        first = next(iter(documents.values()), (None, "part"))[1]
        separate(part, first, self._ids)
        if part.get("type") == "document":
            self._out.write(self._structure.before(first))
        else:
            self._out.write(self._structure.end())
        self._out.write(inner(part) + b"\n")

    def _around(self, root: Element) -> None:
        """Keep what stands before and behind the body of a volume."""
        for name, kept in (("front", self.front), ("back", self.back)):
            for matter in root.iter(qname(name)):
                project(matter, self._own)
                separate(matter, name, self._ids)
                kept += [inner(part) + b"\n" for part in matter.iterchildren(etree.Element)]

    def _note(self, name: Element, source: Source) -> None:
        """Keep whom *name* points to, and where it was first met."""
        pointer = name.get("ref") or name.get("corresp") or name.get("target") or ""
        if pointer.startswith("#"):
            words = " ".join("".join(name.itertext()).split())
            self._pointed.setdefault(pointer[1:], (words, source.place(name)))

    def _lacks(self, element: Element, record: Record, ident: str, source: Source) -> Iterator[Diagnostic]:
        lacking = [what for what, value in (("number", record.n), ("heading", _head(element))) if not value]
        if lacking:
            message = f"the document {ident} has no {' and no '.join(lacking)}"
            hint = "the series gives every document a number (@n) and a heading (head)"
            yield diagnostic("O007", message, source.place(element), hint)


def _head(element: Element) -> bool:
    head = element.find(qname("head") if local(element.tag) == "div" else f"{qname('body')}/{qname('head')}")
    return head is not None


def _parts(root: Element, documents: list[Element]) -> list[Element]:
    """What the bodies of the texts in *root* hold, in their order: documents, divisions, and what stands between."""
    bodies = dict.fromkeys(body for d in documents for body in d.iterancestors(qname("body")))
    if not bodies:
        return documents
    outermost = [body for body in bodies if bodies.keys().isdisjoint(body.iterancestors())]
    return [part for body in outermost for part in body.iterchildren(etree.Element)]
