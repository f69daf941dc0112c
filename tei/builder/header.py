"""The teiHeader: what the document says of itself, and what was done to it.

Source: TEI P5, chapter 2 (The TEI Header). Nothing stands in it that the document or the edition does not say.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei.authority import Authority
from tei.builder.encoding import encoding_description
from tei.builder.markup import leaf, nest
from tei.document import Annotation, Document
from tei.metadata import Metadata
from tei.namespaces import XML_ID, local, qname

Element = etree._Element

_NOTE, _HEAD, _DATE, _DATELINE = qname("note"), qname("head"), qname("date"), qname("dateline")
_NAME, _PLACE = qname("persName"), qname("placeName")


def header(document: Document, div: Element, authority: Authority, metadata: Metadata) -> list[str]:
    """The lines of the ``teiHeader`` for *document*, whose text stands in *div*."""
    facts = [a for a in document.annotations if a.header]
    return nest(
        "teiHeader",
        [
            *_file_description(document, div, facts, metadata),
            *encoding_description(div, authority),
            *_profile_description(document, div, facts, authority, metadata),
        ],
    )


def title(div: Element) -> str:
    """The heading of *div* as a title: its words without notes; empty if it has no heading."""
    head = div.find(_HEAD)
    return "" if head is None else _phrase(head)


def _phrase(element: Element) -> str:
    """The words in *element* without its notes, one space apart."""
    parts: list[str] = []
    _collect(element, parts)
    return " ".join("".join(parts).split())


def _collect(element: Element, parts: list[str]) -> None:
    """Put the text in *element* without its notes behind *parts*."""
    parts.append(element.text or "")
    for child in element:
        if child.tag != _NOTE:
            _collect(child, parts)
        parts.append(child.tail or "")


def _file_description(
    document: Document, div: Element, facts: Sequence[Annotation], metadata: Metadata
) -> list[str]:
    titles = [leaf("title", title(div) or document.name)]
    if metadata.title:
        titles.append(leaf("title", metadata.title, {"type": "edition"}))
    titles += [leaf("editor", editor) for editor in metadata.editors]
    edition = nest("editionStmt", [leaf("edition", metadata.edition)]) if metadata.edition else []
    return nest(
        "fileDesc",
        [*nest("titleStmt", titles), *edition, *_publication(metadata), *_source(document, facts)],
    )


def _publication(metadata: Metadata) -> list[str]:
    """The ``publicationStmt`` and ``seriesStmt`` (Guidelines 2.2.4, 2.2.5): the publisher and what *metadata* says."""
    if metadata.publisher:
        publication = [leaf("publisher", metadata.publisher)]
        if metadata.place:
            publication.append(leaf("pubPlace", metadata.place))
        if metadata.date:
            publication.append(leaf("date", metadata.date, {"when": metadata.date}))
        if metadata.licence or metadata.licence_url:
            target = {"target": metadata.licence_url} if metadata.licence_url else {}
            licence = leaf("licence", metadata.licence or metadata.licence_url, target)
            publication += nest("availability", [licence])
    else:
        publication = [leaf("p", "Unpublished encoding.")]
    lines = nest("publicationStmt", publication)
    if metadata.series:
        series = [leaf("title", metadata.series, {"level": "s"})]
        if metadata.volume:
            series.append(leaf("biblScope", metadata.volume, {"unit": "volume"}))
        lines += nest("seriesStmt", series)
    return lines


def _source(document: Document, facts: Sequence[Annotation]) -> list[str]:
    """The ``sourceDesc``: where the original is kept, as far as the document says."""
    source: list[str] = []
    where = [a for a in facts if a.element in ("repository", "collection", "msName")]
    if where:
        identifier = [leaf(fact.element, _plain(document, fact)) for fact in where]
        source += nest("msDesc", nest("msIdentifier", identifier))
    line = next((a for a in document.of("note") if a.attributes.get("rend") == "inline"), None)
    if line is not None:
        source.append(leaf("bibl", _plain(document, line)))
    if not source:
        source.append(leaf("p", "The document does not say where the original is kept."))
    return nest("sourceDesc", source)


def _plain(document: Document, annotation: Annotation) -> str:
    return " ".join(document.visible(annotation.span).split())


def _profile_description(
    document: Document, div: Element, facts: Sequence[Annotation], authority: Authority, metadata: Metadata
) -> list[str]:
    dateline = next(div.iter(_DATELINE), None)
    date = None if dateline is None else dateline.find(_DATE)
    terms = [leaf("term", _plain(document, fact)) for fact in facts if fact.element == "term"]
    lines = [] if date is None else nest("creation", [_copy(date)])
    lines += nest(
        "langUsage", [leaf("language", metadata.language_name or None, {"ident": metadata.language})]
    )
    lines += _correspondence(document, div, facts, dateline)
    lines += _participants(div, authority)
    lines += _places(div, authority)
    if terms:
        lines += nest("textClass", nest("keywords", terms, {"scheme": "#classification"}))
    return nest("profileDesc", lines)


def _copy(original: Element) -> str:
    """A copy of *original*: its attributes and words, without notes, breaks and ids."""
    attributes = {
        str(name): str(value) for name, value in original.attrib.items() if name not in (XML_ID, "type")
    }
    return leaf(local(original.tag), _phrase(original), attributes)


def _correspondence(
    document: Document, div: Element, facts: Sequence[Annotation], dateline: Element | None
) -> list[str]:
    """The ``correspDesc``: who sent the document where and when, and who received it; one action for each."""
    actions = [a for a in facts if a.element == "correspAction"]
    if not actions:
        return []
    names = list(div.iterfind(f"{_HEAD}//{_NAME}[@type]"))
    lines: list[str] = []
    for kind in dict.fromkeys(fact.attributes["type"] for fact in actions):
        action = [
            _party(fact.attributes["subtype"], _plain(document, fact), names)
            for fact in actions
            if fact.attributes["type"] == kind
        ]
        places = [a for a in facts if a.element == "placeName" and a.attributes.get("type") == kind]
        action += [leaf("placeName", _plain(document, fact)) for fact in places]
        if kind == "sent" and dateline is not None:
            found = (dateline.find(element) for element in ((_DATE,) if places else (_PLACE, _DATE)))
            action += [_copy(element) for element in found if element is not None]
        lines += nest("correspAction", action, {"type": kind})
    return nest("correspDesc", lines)


def _party(kind: str, words: str, names: Sequence[Element]) -> str:
    """The party of *words*: a person, as the heading has the name, an organisation or an office."""
    if kind == "office":
        return leaf("name", words, {"type": "office"})
    name = next((name for name in names if _phrase(name) == words), None)
    if name is not None:
        return _copy(name)
    return leaf("persName" if kind == "person" else "orgName", words)


def _participants(div: Element, authority: Authority) -> list[str]:
    """The ``particDesc``: each person that a ``persName`` of the document points to, in the order of mention."""
    fullest: dict[str, str] = {}
    for name in div.iter(_NAME):
        ident = name.get("ref", "")[1:]
        words = _phrase(name) if ident else ""
        if len(words) > len(fullest.get(ident, "")):
            fullest[ident] = words
    persons: list[str] = []
    for ident, words in fullest.items():
        known = authority.persons.entries.get(ident)
        person = [leaf("persName", known.name if known else words)]
        if known and known.description:
            person.append(leaf("note", known.description))
        persons += nest("person", person, {XML_ID: ident})
    return nest("particDesc", nest("listPerson", persons)) if persons else []


def _places(div: Element, authority: Authority) -> list[str]:
    """The ``settingDesc``: each listed place that a ``placeName`` of the document points to, as first mentioned."""
    used = dict.fromkeys(name.get("ref", "")[1:] for name in div.iter(_PLACE))
    known = [authority.places.entries[ident] for ident in used if ident in authority.places.entries]
    places: list[str] = []
    for entry in known:
        place = [leaf("placeName", entry.name)]
        if entry.description:
            place.append(leaf("note", entry.description))
        places += nest("place", place, {XML_ID: entry.id})
    return nest("settingDesc", nest("listPlace", places)) if places else []
