"""Parts: the pages that a file falls into, each as a TEI tree of its own: its documents, and what stands around them.

A file that holds one document is one part, whole. A volume is cut at its documents (``div[@type='document']``); what is
neither a document nor the heading of a chapter (title page, preface, list, introduction to a chapter) is a part too,
so that the parts together hold every word. A page break between two documents opens the later one.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from tei.namespaces import TEI, XML_ID, XML_LANG, local, qname
from tei.records import documents, phrase

Element = etree._Element

ROOTS = ("TEI", "teiCorpus")
_MILESTONES = frozenset({"pb", "cb", "gb", "milestone", "anchor", "fw"})
_PAGES = frozenset({"div", "titlePage"})
_AROUND = frozenset({"text", "group", "front", "body", "back"})
_TITLES = {"titlePage": "Title page", "front": "Front matter", "back": "Back matter"}


class Chapter(NamedTuple):
    """A division that holds documents: its ``xml:id``, empty if none, and its heading without notes."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """A page of an edition: its tree, its heading without notes, and the chapters it stands in, the outermost first.

    ``document`` tells a document from what stands around documents; ``whole`` says that the file holds nothing else.
    """

    root: Element
    title: str
    chapters: tuple[Chapter, ...] = ()
    document: bool = True
    whole: bool = False

    @property
    def id(self) -> str:
        """The ``xml:id`` of what the page holds; empty if it has none."""
        div = self.root.find(f"{qname('text')}//{qname('div')}")
        return (div.get(XML_ID, "") if div is not None else "") or self.root.get(XML_ID, "")


class _Piece(NamedTuple):
    """Neighbours of a volume that make one part, not yet taken out of it."""

    elements: list[Element]
    title: str
    chapters: tuple[Chapter, ...]
    document: bool = False


def volume_title(root: Element) -> str:
    """The title of the edition that *root*, a ``TEI`` or ``teiCorpus``, describes in its header."""
    statement = root.find(f"{qname('teiHeader')}/{qname('fileDesc')}/{qname('titleStmt')}")
    titles = [] if statement is None else statement.findall(qname("title"))
    ranked = sorted(titles, key=lambda title: title.get("type", "") not in ("complete", "main", ""))
    return phrase(ranked[0]) if ranked else ""


def parts(root: Element) -> Iterator[Part]:
    """The parts of *root*, a ``TEI`` or ``teiCorpus``, in their order. Takes *root* apart: read it anew afterwards."""
    texts = [e for e in root.iter(qname("TEI")) if e.find(qname("TEI")) is None] or [root]
    for text in texts:
        found = documents(text)
        if len(found) < 2 or local(found[0].tag) != "div":
            whole = len(texts) == 1
            title = _heading(found[0]) if found else ""
            yield Part(text if whole else _alone(text), title or volume_title(text), whole=whole)
        else:
            yield from _cut(text, found)


def _alone(text: Element) -> Element:
    """*text*, one ``TEI`` of a ``teiCorpus``, as the root of a tree."""
    alone = deepcopy(text)
    alone.tail = None
    if language := _language(text):
        alone.set(XML_LANG, language)
    return alone


def _language(element: Element) -> str:
    said = (e.get(XML_LANG, "") for e in (element, *element.iterancestors()))
    return next((language for language in said if language), "")


def _heading(element: Element) -> str:
    head = element.find(qname("head"))
    return phrase(head) if head is not None else ""


def _cut(text: Element, found: list[Element]) -> Iterator[Part]:
    """The parts of *text*, which holds the documents *found*; page breaks after the last part belong to it."""
    holding = {ancestor for document in found for ancestor in document.iterancestors()}
    volume = volume_title(text)
    loose: list[Element] = []
    last: Part | None = None
    for piece in list(_pieces(text, set(found), holding, ())):
        if not _substance(piece.elements):
            loose += (e for e in piece.elements if local(e.tag) in _MILESTONES)
            continue
        if last is not None:
            yield last
        last = _part(text, loose, piece, volume)
        loose = []
    if last is not None:
        next(last.root.iter(qname("div"))).extend(loose)
        yield last


def _pieces(
    container: Element, found: set[Element], holding: set[Element], chapters: tuple[Chapter, ...]
) -> Iterator[_Piece]:
    """What *container* falls into, in order: its documents, other divisions, and the rest between them."""
    title = _heading(container) or _TITLES.get(local(container.tag), "")
    run: list[Element] = []
    for child in container:
        name = local(child.tag)
        if name == "teiHeader":
            continue
        around = name in _AROUND or child in holding
        if name not in _PAGES and not around:
            run.append(child)
            continue
        if run:
            yield _Piece(run, title, chapters)
            run = []
        if around:
            heading = _heading(child)
            inner = (*chapters, Chapter(child.get(XML_ID, ""), heading)) if heading else chapters
            yield from _pieces(child, found, holding, inner)
        else:
            own = _heading(child) or _TITLES.get(name, "") or title
            yield _Piece([child], own, chapters, child in found)
    if run:
        yield _Piece(run, title, chapters)


def _substance(elements: list[Element]) -> bool:
    """Whether *elements* show more than page breaks and a heading in plain words."""
    return any(
        next(e.iter(qname("note"), qname("pb")), None) is not None
        if local(e.tag) == "head"
        else next(e.iter(qname("graphic"), qname("note")), None) is not None or "".join(e.itertext()).strip()
        for e in elements
        if isinstance(e.tag, str) and local(e.tag) not in _MILESTONES
    )


def _part(text: Element, loose: list[Element], piece: _Piece, volume: str) -> Part:
    """The part that *piece* is, with a header of its own; its elements leave *text*. *loose* page breaks open it."""
    root = etree.Element(qname("TEI"), nsmap=text.nsmap)
    if language := _language(piece.elements[0]):
        root.set(XML_LANG, language)
    root.append(_header(text.find(qname("teiHeader")), piece.title, volume))
    body = etree.SubElement(etree.SubElement(root, qname("text")), qname("body"))
    first = piece.elements[0]
    if local(first.tag) == "div":
        body.append(first)
        div = first
    else:
        div = etree.SubElement(body, qname("div"))
        div.extend(piece.elements)
    for number, element in enumerate(loose):
        div.insert(number, element)
        element.tail = None
    div.tail = None
    return Part(root, piece.title, piece.chapters, piece.document)


def _header(header: Element | None, title: str, volume: str) -> Element:
    """A header for a part called *title* of *volume*; who published it and how it renders is taken from *header*."""
    own = etree.Element(qname("teiHeader"), nsmap={None: TEI})
    description = etree.SubElement(own, qname("fileDesc"))
    etree.SubElement(etree.SubElement(description, qname("titleStmt")), qname("title")).text = title
    published = header.find(f".//{qname('publicationStmt')}") if header is not None else None
    if published is not None:
        description.append(deepcopy(published))
    etree.SubElement(etree.SubElement(description, qname("sourceDesc")), qname("bibl")).text = volume
    tags = header.find(f".//{qname('tagsDecl')}") if header is not None else None
    if tags is not None:
        etree.SubElement(own, qname("encodingDesc")).append(deepcopy(tags))
    return own
