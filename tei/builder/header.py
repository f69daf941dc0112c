"""The teiHeader: what the document says of itself, and what was done to it.

Source: TEI P5, chapter 2 (The TEI Header). Nothing stands in it that the document or the edition does not say.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tei.authority import Authority
from tei.builder.encoding import encoding_description
from tei.document import Annotation, Document
from tei.metadata import Metadata
from tei.namespaces import TEI, XML_ID, qname

Element = etree._Element


def header(document: Document, div: Element, authority: Authority, metadata: Metadata) -> Element:
    """The ``teiHeader`` for *document*, whose text stands in *div*."""
    root = etree.Element(qname("teiHeader"), nsmap={None: TEI})
    facts = [a for a in document.annotations if a.header]
    _file_description(root, document, div, facts, metadata)
    root.append(encoding_description(div, authority))
    _profile_description(root, document, div, facts, authority, metadata)
    etree.indent(root)
    return root


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child: Element = etree.SubElement(parent, qname(name), attributes)
    child.text = text
    return child


def title(div: Element) -> str:
    """The heading of *div* as a title: its words without notes; empty if it has no heading."""
    head = div.find(qname("head"))
    return "" if head is None else _phrase(head)


def _phrase(element: Element) -> str:
    """The words in *element* without its notes, one space apart."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterable[str]:
    """The text in *element* without its notes."""
    yield element.text or ""
    for child in element:
        if child.tag != qname("note"):
            yield from _words(child)
        yield child.tail or ""


def _file_description(
    root: Element, document: Document, div: Element, facts: list[Annotation], metadata: Metadata
) -> None:
    description = _add(root, "fileDesc")
    titles = _add(description, "titleStmt")
    _add(titles, "title", title(div) or document.name)
    if metadata.title:
        _add(titles, "title", metadata.title, type="edition")
    for editor in metadata.editors:
        _add(titles, "editor", editor)
    if metadata.edition:
        _add(_add(description, "editionStmt"), "edition", metadata.edition)
    _publication(description, metadata)
    source = _add(description, "sourceDesc")
    where = [a for a in facts if a.element in ("repository", "collection", "msName")]
    if where:
        identifier = _add(_add(source, "msDesc"), "msIdentifier")
        for fact in where:
            _add(identifier, fact.element, _plain(document, fact))
    line = next((a for a in document.of("note") if a.attributes.get("rend") == "inline"), None)
    if line is not None:
        _add(source, "bibl", _plain(document, line))
    if not where and line is None:
        _add(source, "p", "The document does not say where the original is kept.")


def _publication(description: Element, metadata: Metadata) -> None:
    """The ``publicationStmt`` and ``seriesStmt`` (Guidelines 2.2.4, 2.2.5): the publisher and what *metadata* says."""
    publication = _add(description, "publicationStmt")
    if metadata.publisher:
        _add(publication, "publisher", metadata.publisher)
        if metadata.place:
            _add(publication, "pubPlace", metadata.place)
        if metadata.date:
            _add(publication, "date", metadata.date, when=metadata.date)
        if metadata.licence or metadata.licence_url:
            target = {"target": metadata.licence_url} if metadata.licence_url else {}
            licence = metadata.licence or metadata.licence_url
            _add(_add(publication, "availability"), "licence", licence, **target)
    else:
        _add(publication, "p", "Unpublished encoding.")
    if metadata.series:
        series = _add(description, "seriesStmt")
        _add(series, "title", metadata.series, level="s")
        if metadata.volume:
            _add(series, "biblScope", metadata.volume, unit="volume")


def _plain(document: Document, annotation: Annotation) -> str:
    return " ".join(document.visible(annotation.span).split())


def _profile_description(
    root: Element,
    document: Document,
    div: Element,
    facts: list[Annotation],
    authority: Authority,
    metadata: Metadata,
) -> None:
    description = _add(root, "profileDesc")
    dateline = div.find(f".//{qname('dateline')}")
    dates = [] if dateline is None else dateline.findall(qname("date"))
    if dates:
        _copy(_add(description, "creation"), dates[0])
    _add(_add(description, "langUsage"), "language", metadata.language_name or None, ident=metadata.language)
    _correspondence(description, document, div, facts, dateline)
    _participants(description, document, div, authority)
    _places(description, div, authority)
    terms = [a for a in facts if a.element == "term"]
    if terms:
        keywords = _add(_add(description, "textClass"), "keywords", scheme="#classification")
        for term in terms:
            _add(keywords, "term", _plain(document, term))


def _copy(parent: Element, original: Element) -> None:
    """A copy of *original* under *parent*: its attributes and words, without notes, breaks and ids."""
    attributes = {name: value for name, value in original.attrib.items() if name not in (XML_ID, "type")}
    copied = etree.SubElement(parent, original.tag, attributes)
    copied.text = _phrase(original)


def _correspondence(
    parent: Element, document: Document, div: Element, facts: list[Annotation], dateline: Element | None
) -> None:
    """The ``correspDesc``: who sent the document where and when, and who received it; one action for each."""
    actions = [a for a in facts if a.element == "correspAction"]
    if not actions:
        return
    names = list(div.iterfind(f"{qname('head')}//{qname('persName')}[@type]"))
    description = _add(parent, "correspDesc")
    for kind in dict.fromkeys(fact.attributes["type"] for fact in actions):
        action = _add(description, "correspAction", type=kind)
        for fact in actions:
            if fact.attributes["type"] == kind:
                _party(action, fact.attributes["subtype"], _plain(document, fact), names)
        places = [a for a in facts if a.element == "placeName" and a.attributes.get("type") == kind]
        for fact in places:
            _add(action, "placeName", _plain(document, fact))
        if kind == "sent" and dateline is not None:
            for element in ("date",) if places else ("placeName", "date"):
                found = dateline.find(qname(element))
                if found is not None:
                    _copy(action, found)


def _party(action: Element, kind: str, words: str, names: list[Element]) -> None:
    """Put the party of *words* into *action*: a person, as the heading has the name, an organisation or an office."""
    name = next((name for name in names if _phrase(name) == words), None)
    if kind == "office":
        _add(action, "name", words, type="office")
    elif name is not None:
        _copy(action, name)
    else:
        _add(action, "persName" if kind == "person" else "orgName", words)


def _places(parent: Element, div: Element, authority: Authority) -> None:
    """The ``settingDesc``: each listed place that a ``placeName`` of the document points to, as first mentioned."""
    used = dict.fromkeys(name.get("ref", "")[1:] for name in div.iter(qname("placeName")))
    known = [authority.places.entries[ident] for ident in used if ident in authority.places.entries]
    if known:
        places = _add(_add(parent, "settingDesc"), "listPlace")
        for entry in known:
            place = _add(places, "place", **{XML_ID: entry.id})
            _add(place, "placeName", entry.name)
            if entry.description:
                _add(place, "note", entry.description)


def _participants(parent: Element, document: Document, div: Element, authority: Authority) -> None:
    """The ``particDesc``: each person that a ``persName`` of the document points to, in the order of mention."""
    fullest: dict[str, str] = {}
    for name in div.iter(qname("persName")):
        ident = name.get("ref", "")[1:]
        words = _phrase(name)
        if ident and len(words) > len(fullest.get(ident, "")):
            fullest[ident] = words
    if not fullest:
        return
    persons = _add(_add(parent, "particDesc"), "listPerson")
    for ident, words in fullest.items():
        known = authority.persons.entries.get(ident)
        person = _add(persons, "person", **{XML_ID: ident})
        _add(person, "persName", known.name if known else words)
        if known and known.description:
            _add(person, "note", known.description)
