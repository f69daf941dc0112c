"""persName: the persons a document names, from the edition's list or from how the text introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotators.calls import by_first_name, speakers
from tei.annotators.correspondence import parties
from tei.annotators.mentions import Mention, mentions
from tei.annotators.namecues import introduced
from tei.annotators.namesakes import CERTAINTY, Decision, decide
from tei.annotators.ordinary import CAPITAL, COMMON
from tei.authority import Authority
from tei.conventions import Convention
from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Annotation, Document, Evidence, Found, Span

_INSTITUTION = re.compile(
    r"[’']?s? (?:Foundation|Library|Material\b|Office File\b|Airport|Avenue|Street|Motors?\b|Company|Corporation|"
    r"Institut\w+|University|College|School|Island|County|City\b|Amendment|Building|Boulevard|Square|Field\b)"
)
_BEFORE_PLACES = frozenset(
    {"USS", "SS", "HMS", "Fort", "Ft.", "Mount", "Mt.", "Lake", "Camp", "Cape", "Port", "Point", "Club"}
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Messrs|Dr|Gen|Col|Lt|Maj|Capt|Adm|Amb|Sen|Sir|Lord|Lady|Miss|Madame|General|Colonel|Major|Captain|"
    r"Admiral|Ambassador|Secretary|Senator|Congressman|Governor|President|Minister|Premier|Chairman|Chancellor|"
    r"Marshal|Counselor|Prof|Professor|Judge|Under Secretary|Attorney General|Viscount|Commander|Chargé)s?\.? $"
)
_AFTER_HIM = re.compile(r" (?:Administration|Doctrine|Plan|Papers|Presidential|Diar)")
_CAPITALISED = re.compile(r" [A-Z][a-z]")
_PROPER = re.compile(r"(?:[A-Z]\.? ?)*(?:[A-Z][\w’'.-]+ )*[A-Z][\w’'-]+(?:, Jr\.)?")
_ARTICLE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Hh]is|[Oo]ur|[Tt]heir|[Yy]our|[Aa]t|[Ii]n|[Nn]o|[Ff]our) $"
)


def annotate(document: Document, convention: Convention, authority: Authority) -> Found:
    """A ``persName`` for each mention of a person, with ``@ref`` where it is certain who is meant.

    With a list, the persons on it are looked for; a surname that several of them share gets a ``@ref`` only where
    title, office, first names or rank decide. Without a list, names are those that a title, an office, a heading, a
    signature or a neighbour introduces, and every later mention of them. The parties of a heading are told by
    ``@type`` (``from``, ``to``). Source: TEI P5, section 3.6.1 (Names).
    """
    roles = _roles(document)
    if not authority.persons:
        return Found([_with_role(a, roles) for a in introduced(document)], [])
    found = _listed(document, authority)
    annotations = [_with_role(_annotation(decision), roles) for decision in found]
    annotations += [_with_role(name, roles) for name in _unlisted(document, annotations)]
    return Found(annotations, list(_undecided(document, found)))


def _listed(document: Document, authority: Authority) -> list[Decision]:
    """The mentions of persons of the list, each with the person meant if that can be told."""
    text = document.text
    found = [m for m in mentions(text, authority.persons) if not _INSTITUTION.match(text, m.span.end)]
    known = {e.id for m in found if m.full or (m.before and _TITLE.search(m.before + " ")) for e in m.entries}
    decided = decide(text, [m for m in found if m.full or _is_name(text, m, known)])
    more = [*by_first_name(text, decided), *speakers(document, decided)]
    return list(_apart([*decided, *more])) if more else decided


def _apart(decisions: list[Decision]) -> Iterator[Decision]:
    """The *decisions* in the order of the text, without those that share words with the one before."""
    reached = 0
    for decision in sorted(decisions, key=lambda decision: decision.mention.span):
        if decision.mention.span.start >= reached:
            reached = decision.mention.span.end
            yield decision


def _is_name(text: str, mention: Mention, known: set[str]) -> bool:
    """Whether a surname standing alone is one here: not a place or ship, nor an ordinary word that looks like one."""
    start, end = mention.span
    if mention.before.rpartition(" ")[2] in _BEFORE_PLACES:
        return False
    word = text[start:end].lower()
    if word not in CAPITAL and word not in COMMON:
        return True
    if _TITLE.search(text, max(0, start - 20), start):
        return True
    if _AFTER_HIM.match(text, end):
        return True
    if _CAPITALISED.match(text, end) or _ARTICLE.search(text, max(0, start - 6), start):
        return False
    return word in COMMON or any(entry.id in known for entry in mention.entries)


def _annotation(decision: Decision) -> Annotation:
    attributes = {"ref": f"#{decision.entry.id}"} if decision.entry else {}
    mention = decision.mention
    evidence = Evidence(decision.rule, decision.certainty, mention.surname)
    return Annotation(mention.span, "persName", evidence, attributes)


def _unlisted(document: Document, found: list[Annotation]) -> Iterator[Annotation]:
    """The persons whom the heading names in brackets or by first names and the list does not have; without ``@ref``."""
    for party in parties(document):
        name = party.name
        if name is None or any(a.span.start < name.end and name.start < a.span.end for a in found):
            continue
        if _PROPER.fullmatch(document.words(name)):
            yield Annotation(name, "persName", Evidence("heading", CERTAINTY["heading"], name))


def _roles(document: Document) -> list[tuple[Span, str]]:
    """Where the heading names who wrote and who received, and which of the two each is."""
    return [(party.span, "from" if party.action == "sent" else "to") for party in parties(document)]


def _with_role(annotation: Annotation, roles: list[tuple[Span, str]]) -> Annotation:
    """*annotation* with the role of the party that it names, if it names one."""
    if not roles or annotation.span.start > roles[-1][0].end:
        return annotation
    role = next((role for span, role in roles if span.covers(annotation.span)), None)
    if role is None:
        return annotation
    return annotation._replace(attributes={"type": role, **annotation.attributes})


def _undecided(document: Document, found: list[Decision]) -> Iterator[Diagnostic]:
    """A001 for each name, once, that stands for several persons of the list."""
    seen: set[str] = set()
    for decision in found:
        name = document.words(decision.mention.span)
        if decision.entry is None and name not in seen:
            seen.add(name)
            message = f"{name} could be any of several persons of the list; it has no @ref"
            hint = "decide who is meant and give the persName its @ref"
            yield diagnostic("A001", message, document.place(decision.mention.span.start), hint)
