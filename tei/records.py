"""Records: what a view of the whole edition needs to know of one document, as plain data taken from its TEI.

Registers of persons and places, lists by date, checks across documents and exports all read these, and none of them
walks a tree for itself. A record can be sent between processes and kept as JSON: :func:`as_data`, :func:`of_data`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple

from lxml import etree

from tei.namespaces import XML_ID, XML_LANG, local, qname, xpath

Element = etree._Element

_TEI, _HEADER, _TEXT, _DIV = qname("TEI"), qname("teiHeader"), qname("text"), qname("div")
_HEAD, _TITLE, _NOTE, _CREATION = qname("head"), qname("title"), qname("note"), qname("creation")
_DATELINE, _DATE, _PLACE, _ACTION = (
    qname("dateline"),
    qname("date"),
    qname("placeName"),
    qname("correspAction"),
)
_CATEGORY, _TERM_ENTRY, _LANGUAGE = qname("catDesc"), qname("category"), qname("language")
_IDS = etree.XPath("descendant-or-self::*/@xml:id", smart_strings=False)
_NAMES = ("persName", "placeName", "orgName", "term", "gloss")
_COMPARED = ("{*}pb", "{*}note", "{*}ref", "{*}ptr")
_NAMED = tuple(f"{{*}}{name}" for name in _NAMES)

_PARTIES = {"persName": "person", "orgName": "organisation", "name": "office"}
_EARLIEST = ("when", "from", "notBefore", "when-iso", "from-iso", "notBefore-iso")
_LATEST = ("when", "to", "notAfter", "when-iso", "to-iso", "notAfter-iso")


class Date(NamedTuple):
    """A date as printed, with its earliest and latest moment as TEI writes them; empty where nothing is said."""

    text: str
    earliest: str = ""
    latest: str = ""


class Party(NamedTuple):
    """Who sent or received a document: a ``person``, an ``organisation`` or ``office``; ``ref`` is an id or a URI."""

    kind: str
    name: str
    ref: str = ""


class Entry(NamedTuple):
    """A person, a place or a term that the header of the document lists."""

    id: str
    name: str
    description: str = ""


class Mention(NamedTuple):
    """A name in the text: the element, whom it points to (an id, or a URI; empty if not told), its words and its place.

    ``note`` is the number of the note it stands in, ``page`` that of the page, ``anchor`` the ``xml:id`` of the name,
    or of what is nearest around or before it: a note, a page break, or the document.
    """

    element: str
    ref: str
    words: str
    role: str = ""
    note: str = ""
    page: str = ""
    anchor: str = ""
    line: int = 0


class Milestone(NamedTuple):
    """A note or a page break: its number, ``xml:id``, type (of a note) or facsimile (of a page), and line."""

    n: str
    id: str
    kind: str = ""
    line: int = 0


class Reference(NamedTuple):
    """A pointer in the text: what it points to, as it is written, its words, and its line."""

    target: str
    words: str
    line: int = 0


class Record(NamedTuple):
    """One document of an edition. ``file`` is the name it was given, lines are those of the file.

    ``path`` is the XPath of its element, which only the brief record of a document alone in its file has.
    """

    file: str
    id: str
    n: str = ""
    kind: str = ""
    title: str = ""
    language: str = ""
    date: Date | None = None
    place: str = ""
    senders: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    persons: tuple[Entry, ...] = ()
    places: tuple[Entry, ...] = ()
    terms: tuple[Entry, ...] = ()
    mentions: tuple[Mention, ...] = ()
    notes: tuple[Milestone, ...] = ()
    pages: tuple[Milestone, ...] = ()
    references: tuple[Reference, ...] = ()
    ids: tuple[str, ...] = ()
    line: int = 0
    path: str = ""


def documents(root: Element) -> list[Element]:
    """The elements of *root* that hold one document each: ``div[@type='document']``, or else each ``text``.

    A document inside another (an enclosure, a document quoted in full) belongs to the outer one.
    """
    divs = [div for div in root.iter(_DIV) if div.get("type") == "document"]
    return _outermost(divs) or _outermost(list(root.iter(_TEXT)))


def _outermost(elements: list[Element]) -> list[Element]:
    """Those of *elements* that none of the others holds."""
    if len(elements) < 2:
        return elements
    all_ = set(elements)
    return [element for element in elements if all_.isdisjoint(element.iterancestors())]


def records(
    root: Element, file: str, *, brief: bool = False, within: Sequence[Element] = ()
) -> Iterator[Record]:
    """The record of each document in *root*, a ``TEI`` or ``teiCorpus``, in their order; *file* is its name.

    One that is *brief* has what documents are compared by: no language, place, parties, terms and mentions, of a note
    its type, of a page its number, and of a reference what it points to. The elements *within* are those of the
    documents, if they are known.
    """
    for owner, elements in groupby(within or documents(root), key=_owner):
        its = list(elements)
        header = next(owner.iterchildren(_HEADER), None)
        lists = {
            "persons": _entries(header, "person", "persName"),
            "places": _entries(header, "place", "placeName"),
            "terms": () if brief else _entries(header, "category", "term"),
        }
        for element in its:
            yield _record(element, owner, header, len(its) == 1, lists, file, brief)


def _owner(element: Element) -> Element:
    """The ``TEI`` that *element* stands in."""
    return next(element.iterancestors(_TEI), element)


def _record(
    element: Element,
    owner: Element,
    header: Element | None,
    alone: bool,
    lists: Mapping[str, tuple[Entry, ...]],
    file: str,
    brief: bool,
) -> Record:
    """The record of *element*; *alone* says that what *header* describes is this document and no other."""
    described = header if alone else None
    content: dict[str, Any] = _compared(element) if brief else _content(element)
    ids = _IDS(element)
    assert isinstance(ids, list)
    named = frozenset() if alone else frozenset(map(pointed, element.iter(*_NAMED)))
    listed: dict[str, Any] = {
        name: entries if alone else tuple(e for e in entries if e.id in named)
        for name, entries in lists.items()
    }
    head = next(element.iter(_HEAD), None)
    title = phrase(head) if head is not None else ""
    if not title and header is not None:
        title = " ".join((next((e.text or "" for e in header.iter(_TITLE)), "")).split())
    return Record(
        file=file,
        id=element.get(XML_ID, "") or (owner.get(XML_ID, "") if alone else ""),
        n=element.get("n", ""),
        kind=element.get("subtype", "") or element.get("type", ""),
        title=title,
        language="" if brief else _language(element, header),
        date=_date(element, described),
        place="" if brief else _place(element, described),
        senders=() if brief else _parties(described, "sent"),
        recipients=() if brief else _parties(described, "received"),
        ids=tuple(filter(None, ids)),
        line=element.sourceline or 0,
        path=xpath(element) if brief and alone and owner.getparent() is None else "",
        **content,
        **listed,
    )


def _compared(element: Element) -> dict[str, Any]:
    """What stands in the text of a document, as far as documents are compared by it."""
    notes: list[Milestone] = []
    pages: list[Milestone] = []
    references: list[Reference] = []
    for item in element.iter(*_COMPARED):
        name = local(item.tag)
        if name == "note":
            notes.append(Milestone("", "", item.get("type", "")))
        elif name == "pb":
            pages.append(Milestone(item.get("n", ""), ""))
        elif target := item.get("target"):
            references.append(Reference(target, ""))
    return {"notes": tuple(notes), "pages": tuple(pages), "references": tuple(references)}


def _content(element: Element) -> dict[str, Any]:
    """What stands in the text of a document, in the order it stands there."""
    mentions: list[Mention] = []
    notes: list[Milestone] = []
    pages: list[Milestone] = []
    references: list[Reference] = []
    page, anchor = "", element.get(XML_ID, "")
    note: Element | None = None
    for item in element.iter(*_COMPARED, *_NAMED):
        name, ident, line = local(item.tag), item.get(XML_ID, ""), item.sourceline or 0
        if name == "pb":
            page, anchor = item.get("n", ""), ident or anchor
            pages.append(Milestone(page, ident, item.get("facs", ""), line))
        elif name == "note":
            notes.append(Milestone(item.get("n", ""), ident, item.get("type", ""), line))
            note = item
        elif name in _NAMES:
            if note is not None and next(item.iterancestors("{*}note"), None) is not note:
                note = None
            number, place = ("", anchor) if note is None else (note.get("n", ""), note.get(XML_ID, anchor))
            words, role = phrase(item), item.get("type", "") or item.get("role", "")
            mentions.append(Mention(name, pointed(item), words, role, number, page, ident or place, line))
        elif target := item.get("target"):
            references.append(Reference(target, phrase(item), line))
    return {
        "mentions": tuple(mentions),
        "notes": tuple(notes),
        "pages": tuple(pages),
        "references": tuple(references),
    }


def phrase(element: Element) -> str:
    """The words in *element* without its notes, one space apart."""
    if not len(element):
        return " ".join((element.text or "").split())
    if next(element.iterdescendants(_NOTE), None) is None:
        return " ".join("".join(element.itertext()).split())
    pieces: list[str] = []
    _words(element, pieces)
    return " ".join("".join(pieces).split())


def _words(element: Element, pieces: list[str]) -> None:
    """Put the pieces of text in *element*, but not those of its notes, at the end of *pieces*."""
    pieces.append(element.text or "")
    for child in element:
        if child.tag != _NOTE and isinstance(child.tag, str):
            _words(child, pieces)
        pieces.append(child.tail or "")


def pointed(element: Element) -> str:
    """The id or URI that the name *element* points to; empty if none. A ``#`` before an id is left out.

    Published volumes of *Foreign Relations* point with ``@corresp`` where the Guidelines (13.3.1) have ``@ref``.
    """
    target = element.get("ref")
    if not target:
        others = ("target",) if local(element.tag) in ("term", "gloss") else ("corresp", "key")
        target = next((value for name in others if (value := element.get(name))), "")
    return next(iter(target.split()), "").removeprefix("#")


def _date(element: Element, header: Element | None) -> Date | None:
    """The date of a document: as its correspondence, its dateline or its creation has it."""
    without: Date | None = None
    for date in _dates(element, header):
        earliest, latest = _value(date, _EARLIEST), _value(date, _LATEST)
        if earliest or latest:
            return Date(phrase(date), earliest, latest)
        without = without or Date(phrase(date))
    return without


def _dates(element: Element, header: Element | None) -> Iterator[Element]:
    """The dates that may be that of a document, the likeliest first."""
    if header is not None:
        yield from _sent(header, _DATE)
    for line in element.iter(_DATELINE):
        yield from line.iter(_DATE)
    for creation in header.iter(_CREATION) if header is not None else ():
        yield from creation.iter(_DATE)


def _value(date: Element, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := date.get(name))), "")


def _place(element: Element, header: Element | None) -> str:
    sent = () if header is None else _sent(header, _PLACE)
    printed = (place for line in element.iter(_DATELINE) for place in line.iter(_PLACE))
    return next((phrase(place) for place in chain(sent, printed)), "")


def _sent(header: Element, tag: str) -> Iterator[Element]:
    """The elements *tag* by which *header* says when or where a document was sent."""
    for action in header.iter(_ACTION):
        if action.get("type") == "sent":
            yield from action.iterchildren(tag)


def _parties(header: Element | None, action: str) -> tuple[Party, ...]:
    """Who sent (*action* ``sent``) or ``received`` the document, as ``correspDesc`` (Guidelines 2.4.6) says."""
    found = () if header is None else header.iter(_ACTION)
    return tuple(
        Party(_PARTIES[local(child.tag)], phrase(child), pointed(child))
        for element in found
        if element.get("type") == action
        for child in element
        if local(child.tag) in _PARTIES
    )


def _entries(header: Element | None, element: str, name: str) -> tuple[Entry, ...]:
    """Each *element* (``person``, ``place``, ``category`` of a term) that the header lists under an ``xml:id``."""
    if header is None:
        return ()
    wanted, note = qname(name), qname("gloss" if name == "term" else "note")
    found = []
    for e in header.iter(qname(element)):
        if ident := e.get(XML_ID):
            entry = Entry(ident, _part(e, wanted), _part(e, note))
            if entry.name or name != "term":
                found.append(entry)
    return tuple(found)


def _part(entry: Element, tag: str) -> str:
    """The words of the first child *tag* of *entry*, or else of its ``catDesc``; empty if there is none."""
    part = next(entry.iterchildren(tag), None)
    if part is None and entry.tag == _TERM_ENTRY:
        part = next(
            (e for category in entry.iterchildren(_CATEGORY) for e in category.iterchildren(tag)), None
        )
    return "" if part is None else phrase(part)


def _language(element: Element, header: Element | None) -> str:
    said = (e.get(XML_LANG, "") for e in (element, *element.iterancestors()))
    stated = next((language for language in said if language), "")
    used = None if header is None else next(header.iter(_LANGUAGE), None)
    return stated or ("" if used is None else used.get("ident", ""))


_ROWS: dict[str, type[Any]] = {
    "senders": Party, "recipients": Party, "persons": Entry, "places": Entry, "terms": Entry,
    "mentions": Mention, "notes": Milestone, "pages": Milestone, "references": Reference,
}  # fmt: skip


def as_data(record: Record) -> dict[str, Any]:
    """*record* as what JSON can hold, without what is empty; :func:`of_data` gives it back."""
    data = {name: value for name, value in record._asdict().items() if value}
    if record.date:
        data["date"] = record.date._asdict()
    for name in _ROWS.keys() & data.keys():
        data[name] = [item._asdict() for item in data[name]]
    return data


def of_data(data: Mapping[str, Any]) -> Record:
    """The record that :func:`as_data` made *data* of."""
    values = dict(data)
    for name in _ROWS.keys() & data.keys():
        kind = _ROWS[name]
        values[name] = tuple(kind(**item) for item in data[name])
    values["ids"] = tuple(data.get("ids", ()))
    values["date"] = Date(**data["date"]) if data.get("date") else None
    return Record(**values)
