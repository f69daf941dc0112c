"""What stands before the documents of a volume: the header, the title page, the lists of terms and persons."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from tei import authority
from tei.exporters.identity import published
from tei.exporters.inner import indented
from tei.exporters.target import Options
from tei.namespaces import TEI, XML_ID, qname
from tei.records import Entry, Record

Element = etree._Element


class Lists:
    """The persons and terms of a volume, by their ids: those of the lists that are given and those in the headers.

    Raises :class:`tei.errors.AuthorityError` if a list that is given cannot be used.
    """

    def __init__(self, options: Options) -> None:
        files = (options.get(name) for name in ("persons", "terms"))
        persons, terms = (Path(file) if file else None for file in files)
        given = authority.load(persons=persons, terms=terms)
        self.persons = {e.id: Entry(e.id, e.name, e.description) for e in given.persons.entries.values()}
        self.terms = {e.id: Entry(e.id, e.name, e.description) for e in given.terms.entries.values()}

    def add(self, record: Record) -> None:
        """Take in those that the header of a document lists."""
        for known, entries in ((self.persons, record.persons), (self.terms, record.terms)):
            for entry in entries:
                known.setdefault(entry.id, entry)


def beginning(options: Options, lists: Lists, matter: bytes) -> bytes:
    """The ``teiHeader``, and the ``text`` up to the ``body``; front *matter* of a volume stands for the title page."""
    front = (matter or indented(_title_page(options))) + b"".join(map(indented, _sections(lists)))
    return indented(_header(options)) + b"<text>\n<front>\n" + front + b"</front>\n"


def _sections(lists: Lists) -> Iterable[Element]:
    """The lists as sections, those that have entries."""
    for ident, title, kind, name, entries in (
        ("terms", "Abbreviations and Terms", "terms", "term", lists.terms),
        ("persons", "Persons", "names", "persName", lists.persons),
    ):
        if entries:
            section = _element("div", type="section")
            section.set(XML_ID, ident)
            _add(section, "head", title)
            items = _add(section, "list", type=kind)
            for entry in sorted(entries.values(), key=lambda e: (e.name.casefold(), e.id)):
                _item(items, name, entry)
            yield section


def _item(parent: Element, name: str, entry: Entry) -> None:
    """An item of a list as the series has it: the name in bold with its comma, then who or what that is."""
    item = _add(parent, "item")
    bold = _add(item, "hi", rend="strong")
    named = _add(bold, name, entry.name.rstrip(",; "))
    named.set(XML_ID, entry.id)
    if entry.description:
        named.tail = ","
        bold.tail = f" {entry.description}"


def _header(options: Options) -> Element:
    known = options.metadata
    root = _element("teiHeader")
    description = _add(root, "fileDesc")
    titles = _add(description, "titleStmt")
    parts = _titles(options)
    complete = ", ".join(title for title in parts.values() if title)
    for kind, title in {"complete": complete, **parts}.items():
        if title:
            _add(titles, "title", title, type=kind)
    for editor in known.editors:
        _add(titles, "editor", editor, role="primary")
    publication = _add(description, "publicationStmt")
    _add(publication, "publisher", known.publisher or "Unpublished")
    if known.place:
        _add(publication, "pubPlace", known.place)
    if published(options):
        _add(publication, "date", published(options)[:4], when=published(options))
    if options.get("id"):
        _add(publication, "idno", options.get("id"), type="frus")
    if known.licence or known.licence_url:
        target = {"target": known.licence_url} if known.licence_url else {}
        _add(_add(publication, "availability"), "licence", known.licence or known.licence_url, **target)
    _add(_add(description, "sourceDesc"), "p", "Assembled from encodings of single documents.")
    return root


def _titles(options: Options) -> dict[str, str]:
    """The parts of the title by their type, as the series has them; a part that is not known is empty."""
    known = options.metadata
    return {
        "series": known.series,
        "sub-series": options.get("subseries"),
        "volume-number": known.volume,
        "volume": known.title or "Documents",
    }


def _title_page(options: Options) -> Element:
    known = options.metadata
    page = _element("titlePage", type="main")
    parts = _add(page, "docTitle")
    for kind, title in _titles(options).items():
        if title:
            _add(parts, "titlePart", title, type=kind)
    for editor in known.editors:
        _add(_add(page, "byline"), "persName", editor)
    if known.publisher:
        imprint = _add(page, "docImprint")
        _add(imprint, "publisher", known.publisher)
        if known.place:
            _add(imprint, "pubPlace", known.place)
        if published(options):
            _add(imprint, "docDate", published(options)[:4])
    return page


def _element(name: str, **attributes: str) -> Element:
    return etree.Element(qname(name), attributes, nsmap={None: TEI})


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child: Element = etree.SubElement(parent, qname(name), attributes)
    child.text = text
    return child
