"""The teiHeader: what the document says of itself, and what was done to it.

Source: TEI P5, chapter 2 (The TEI Header). Nothing stands in it that the document or the edition does not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei.authority import Authority
from tei.builder.body import ByElement, Told
from tei.builder.encoding import encoding_description
from tei.builder.markup import leaf, nest
from tei.document import Annotation, Document, Span
from tei.metadata import Metadata
from tei.namespaces import XML_ID


def header(document: Document, told: ByElement, authority: Authority, metadata: Metadata) -> list[str]:
    """The lines of the ``teiHeader`` for *document*, whose body has *told* what it says."""
    facts = [a for a in document.annotations if a.header]
    return nest(
        "teiHeader",
        [
            *_file_description(document, told, facts, metadata),
            *encoding_description(told, authority),
            *_profile_description(document, told, facts, authority, metadata),
        ],
    )


def _phrase(document: Document, span: Span) -> str:
    """The words that *span* covers, without notes, one space apart."""
    return " ".join(document.visible_between(*span).split())


def _file_description(
    document: Document, told: ByElement, facts: Sequence[Annotation], metadata: Metadata
) -> list[str]:
    head = next((t.span for t in told["head"] if t.within == "div" and not t.block), Span(0, 0))
    titles = [leaf("title", _phrase(document, head) or document.name)]
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
        identifier = [leaf(fact.element, _phrase(document, fact.span)) for fact in where]
        source += nest("msDesc", nest("msIdentifier", identifier))
    line = next((a for a in document.of("note") if a.attributes.get("rend") == "inline"), None)
    if line is not None:
        source.append(leaf("bibl", _phrase(document, line.span)))
    if not source:
        source.append(leaf("p", "The document does not say where the original is kept."))
    return nest("sourceDesc", source)


def _profile_description(
    document: Document,
    told: ByElement,
    facts: Sequence[Annotation],
    authority: Authority,
    metadata: Metadata,
) -> list[str]:
    dateline = _first_dateline(told)
    terms = [leaf("term", _phrase(document, fact.span)) for fact in facts if fact.element == "term"]
    lines = nest("creation", [_copy(document, dateline["date"])]) if "date" in dateline else []
    lines += nest(
        "langUsage", [leaf("language", metadata.language_name or None, {"ident": metadata.language})]
    )
    lines += _correspondence(document, told, facts, dateline)
    lines += _participants(document, told, authority)
    lines += _places(told, authority)
    if terms:
        lines += nest("textClass", nest("keywords", terms, {"scheme": "#classification"}))
    return nest("profileDesc", lines)


def _first_dateline(told: ByElement) -> dict[str, Told]:
    """The first date and the first place of the first dateline, by the names of the elements."""
    if not told["dateline"]:
        return {}
    whole = told["dateline"][0].span
    found = {}
    for element in ("date", "placeName"):
        inside = (t for t in told[element] if t.within == "dateline" and whole.covers(t.span))
        if first := next(inside, None):
            found[element] = first
    return found


def _copy(document: Document, original: Told) -> str:
    """A copy of *original*: its attributes and words, without notes, breaks and ids."""
    attributes = {name: value for name, value in original.attributes.items() if name not in (XML_ID, "type")}
    return leaf(original.element, _phrase(document, original.span), attributes)


def _correspondence(
    document: Document, told: ByElement, facts: Sequence[Annotation], dateline: Mapping[str, Told]
) -> list[str]:
    """The ``correspDesc``: who sent the document where and when, and who received it; one action for each."""
    actions = [a for a in facts if a.element == "correspAction"]
    if not actions:
        return []
    names = {
        _phrase(document, t.span): t
        for t in reversed(told["persName"])
        if t.block == "head" and "type" in t.attributes
    }
    lines: list[str] = []
    for kind in dict.fromkeys(fact.attributes["type"] for fact in actions):
        action = [
            _party(document, fact.attributes["subtype"], _phrase(document, fact.span), names)
            for fact in actions
            if fact.attributes["type"] == kind
        ]
        places = [a for a in facts if a.element == "placeName" and a.attributes.get("type") == kind]
        action += [leaf("placeName", _phrase(document, fact.span)) for fact in places]
        if kind == "sent":
            wanted = ("date",) if places else ("placeName", "date")
            action += [_copy(document, dateline[element]) for element in wanted if element in dateline]
        lines += nest("correspAction", action, {"type": kind})
    return nest("correspDesc", lines)


def _party(document: Document, kind: str, words: str, names: Mapping[str, Told]) -> str:
    """The party of *words*: a person, as the heading has the name, an organisation or an office."""
    if kind == "office":
        return leaf("name", words, {"type": "office"})
    if words in names:
        return _copy(document, names[words])
    return leaf("persName" if kind == "person" else "orgName", words)


def _participants(document: Document, told: ByElement, authority: Authority) -> list[str]:
    """The ``particDesc``: each person that a ``persName`` of the document points to, in the order of mention."""
    fullest: dict[str, str] = {}
    for name in told["persName"]:
        ident = name.attributes.get("ref", "")[1:]
        longest = len(fullest.get(ident, ""))
        if ident and name.span.end - name.span.start > longest:
            words = _phrase(document, name.span)
            if len(words) > longest:
                fullest[ident] = words
    persons: list[str] = []
    for ident, words in fullest.items():
        known = authority.persons.entries.get(ident)
        person = [leaf("persName", known.name if known else words)]
        if known and known.description:
            person.append(leaf("note", known.description))
        persons += nest("person", person, {XML_ID: ident})
    return nest("particDesc", nest("listPerson", persons)) if persons else []


def _places(told: ByElement, authority: Authority) -> list[str]:
    """The ``settingDesc``: each listed place that a ``placeName`` of the document points to, as first mentioned."""
    used = dict.fromkeys(t.attributes.get("ref", "")[1:] for t in told["placeName"])
    known = [authority.places.entries[ident] for ident in used if ident in authority.places.entries]
    places: list[str] = []
    for entry in known:
        place = [leaf("placeName", entry.name)]
        if entry.description:
            place.append(leaf("note", entry.description))
        places += nest("place", place, {XML_ID: entry.id})
    return nest("settingDesc", nest("listPlace", places)) if places else []
