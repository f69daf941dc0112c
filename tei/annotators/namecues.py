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
_END = r"(?=[\s,.;:)’'/?!\d—]|$)"
# None of these begins with a word boundary: a pattern that begins with its letters is searched several times faster.
_TITLED = re.compile(rf"{_TITLE} (?P<name>(?:{_GIVEN})?{_SURNAME}){_END}")
_INITIALLED = re.compile(rf"(?P<name>[A-Z][a-z]+ (?:[A-Z]\. ?)+{_SURNAME}){_END}")
_PAPERS = re.compile(rf"(?P<name>{_SURNAME}) (?:Presidential Materials|Library|Papers)\b")
_SLASH = re.compile(rf"(?P<a>{_SURNAME})/(?P<b>{_SURNAME})\b")
_GIVEN_BEFORE = re.compile(r"(?<![\w-])(?:[A-Z][a-z]+ |[A-Z]\. ?){1,2}$")
_REACH = 40  # characters before a surname in which its first names stand
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
    pattern = re.compile(rf"(?:{names})(?![\w-]*[a-z])")
    fulls = {full for full, _ in known.values()}
    return [
        _mention(document.text, Span(*match.span()), known, fulls)
        for match in pattern.finditer(document.text)
        if _begins(document.text, match)
    ]


def _begins(text: str, match: re.Match[str]) -> bool:
    """Whether a word begins where *match* begins."""
    before = text[match.start() - 1 : match.start()]
    return not (before.isalnum() or before == "-")


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
            if surname not in _NOT_NAMES and _begins(text, match):
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
    pairs = [(m["a"], m["b"]) for m in _SLASH.finditer(text)]
    while pairs:
        new = {b if a in known else a for a, b in pairs if (a in known) != (b in known)} - _NOT_NAMES
        if not new:
            return
        known.update({surname: (surname, 0.7) for surname in new})


def _mention(text: str, name: Span, known: dict[str, tuple[str, float]], fulls: set[str]) -> Annotation:
    """A mention; first names before the surname belong to it if they are those of the full name."""
    surname = text[name.start : name.end]
    full, certainty = known[surname]
    start = name.start
    given = _GIVEN_BEFORE.search(text, max(0, start - _REACH), start) if text[start - 1 : start] == " " else None
    if given and (given[0] + surname in fulls or given[0].split()[0] in full.split()):
        start = given.start()
    span = Span(start, name.end)
    return Annotation(span, "persName", Evidence("introduced", certainty, span), {"ref": f"#{identifier(surname)}"})
