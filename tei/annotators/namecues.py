"""Names that no list gives: what a text says when it introduces a person, and where it names the same one again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tei.annotators.correspondence import parties
from tei.document import Annotation, Document, Evidence, Span

_TITLE = (
    r"(?:President|Vice President|Prime Minister|Foreign Minister|Defense Minister|Minister|Secretary|Under Secretary|"
    r"Assistant Secretary|Ambassador|Chargé|Chancellor|Premier|Chairman|Senator|Congressman|Governor|General|"
    r"Colonel|Major|Captain|Commander|Admiral|Marshal|Archbishop|King|Queen|Prince|Sir|Lord|Dr\.|Mr\.|Mrs\.|Miss|Ms\.|"
    r"Messrs\.|Gen\.|Col\.|Lt\.|Adm\.|Sen\.)"
)
_SURNAME = r"(?:(?:de|von|van|al|el|bin) )?[A-ZÀ-ÖØ-Þ][a-zß-ÿ]+(?:[A-Z][a-z]+)?(?:[’'-][A-Z][a-z]+)*(?:-[a-z]+)?"
_GIVEN = r"(?:[A-Z][a-z]+ |[A-Z]\. ?){1,3}"
_TITLED = re.compile(rf"\b{_TITLE} (?P<name>(?:{_GIVEN})?{_SURNAME})(?=[\s,.;:)’'/?!\d—]|$)")
_INITIALLED = re.compile(rf"\b(?P<name>[A-Z][a-z]+ (?:[A-Z]\. ?)+{_SURNAME})(?=[\s,.;:)’'/\d]|$)")
_PAPERS = re.compile(rf"\b(?P<name>{_SURNAME}) (?:Presidential Materials|Library|Papers)\b")
_NOT_NAMES = frozenset(
    "The This That These Those There He She It We They You His Her Our Their My I In On At By For From To Of And But "
    "If As When While After Before Since Department Embassy Government State States United Soviet American British "
    "French German Russian Union Party Congress House Senate Council Committee Conference Treaty Office Secretary "
    "President Minister Ambassador General Files File Subject Chronological Box Source Secret Correspondence "
    "National Security Affairs Foreign Defense East West North South January February March April May June July August September "
    "October November December Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
)


def introduced(document: Document) -> list[Annotation]:
    """A ``persName`` for every mention of a person whom the document introduces, with an id made of the surname.

    A surname becomes known by a party's name in the heading, a title before it, initials, a signature, papers kept
    under it, or a slash beside a known one (``Smith/Rogers``).
    """
    known = dict(_known(document))
    _spread(document.text, known)
    if not known:
        return []
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?P<given>(?:[A-Z][a-z]+ |[A-Z]\. ?){{0,2}})(?P<name>{names})(?![\w-]*[a-z])")
    fulls = {full for full, _ in known.values()}
    return [_mention(document, match, known, fulls) for match in pattern.finditer(document.text)]


def identifier(surname: str) -> str:
    """The id of a person known by *surname* alone: ``p_`` and its letters, without accents."""
    plain = unicodedata.normalize("NFKD", surname).encode("ascii", "ignore").decode()
    return "p_" + re.sub(r"[^a-z]+", "_", plain.lower()).strip("_")


def _known(document: Document) -> Iterator[tuple[str, tuple[str, float]]]:
    """The surnames that are introduced, each with the fullest name and how certain it is that it is one."""
    text = document.text
    for pattern, certainty in ((_PAPERS, 0.7), (_INITIALLED, 0.85), (_TITLED, 0.9)):
        for match in pattern.finditer(text):
            surname = match["name"].split()[-1]
            if surname not in _NOT_NAMES:
                yield surname, (match["name"], certainty)
    spans = [(party.name, 0.97) for party in parties(document) if party.name]
    spans += [(Span(a.span.start, _line_end(text, a.span)), 0.95) for a in document.of("signed")]
    for span, certainty in spans:
        words = re.findall(r"[^\W\d_][\w.’'-]*[^\W\d_]|[A-Z]\.", document.visible(span).strip("[] "))
        if words and words[-1] not in _NOT_NAMES and words[-1][0].isupper():
            yield words[-1], (" ".join(words), certainty)


def _line_end(text: str, span: Span) -> int:
    end = text.find("\n", span.start, span.end)
    return span.end if end < 0 else end


def _spread(text: str, known: dict[str, tuple[str, float]]) -> None:
    """Add the surnames that stand beside a known one with a slash between."""
    before = -1
    while len(known) > before:
        before = len(known)
        names = "|".join(map(re.escape, known))
        if not names:
            return
        beside = re.compile(rf"\b(?:{names})/(?P<a>{_SURNAME})\b|\b(?P<b>{_SURNAME})/(?:{names})\b")
        for match in beside.finditer(text):
            surname = match["a"] or match["b"]
            if surname not in _NOT_NAMES:
                known.setdefault(surname, (surname, 0.7))


def _mention(
    document: Document, match: re.Match[str], known: dict[str, tuple[str, float]], fulls: set[str]
) -> Annotation:
    """A mention; first names before the surname belong to it if they are those of the full name."""
    surname = match["name"]
    full, certainty = known[surname]
    start = match.start("name")
    given = match["given"]
    if given and (given + surname in fulls or given.split()[0] in full.split()):
        start = match.start()
    span = Span(start, match.end())
    return Annotation(
        span, "persName", Evidence("introduced", certainty, span), {"ref": f"#{identifier(surname)}"}
    )
