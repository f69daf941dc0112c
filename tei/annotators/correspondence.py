"""correspAction: who writes to whom, as the heading says it."""

from __future__ import annotations

import re
from typing import NamedTuple

from tei.conventions import Convention
from tei.document import Annotation, Document, Evidence, Found, Span

_KIND = re.compile(
    r"\b(?:Telegram|Letter|Memorandum|Message|Airgram|Despatch|Dispatch|Note|Cable|Report|Paper|Instruction|"
    r"Aide-Mémoire|Communication|Briefing Memorandum|Backchannel Message)\b",
)
_FROM = re.compile(r"\b(?:[Ff]rom|[Bb]y)\s+")
_TO = re.compile(r"(?<=\)),?\s+to\s+")
_TO_WITHOUT_NAME = re.compile(r",?\s+to\s+(?=(?:the\s+)?(?:[A-Z]|all\b|certain\b|posts?\b))", re.IGNORECASE)
_OLD = re.compile(r"(?:The\s+)?(?=[A-Z])")
_PARENTHESIS = re.compile(r"\((?P<name>[^()\d]*)\)")
_PLACE_OR_DATE = re.compile(r",\s+(?:[A-Z][\w.]+(?:\s[A-Z]\w+)?,\s+)?(?:[A-Z][a-z]+ \d{1,2}, )?\d{4}$")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Dr|Sir|Lord|President|Prime Minister|Premier|Chairman|Senator|Ambassador|Secretary|General)\.?\s+)*"
    r"(?P<name>(?:[A-Z][\w’'-]+\s+)?(?:[A-Z]\.\s?)*[A-Z][\w’'-]+(?:, Jr\.)?)(?=\s+of\b|$)"
)
_OFFICE = re.compile(
    r"\b(?:Department|Embass|Legation|Consulate|Mission|Delegation|Agency|Council|Staff|Office|Government|Committee|"
    r"Board|Headquarters|Command|Bureau|Station|Division|Ministry|Secretariat|Interests Section|Posts?)\w*\b",
)


class Party(NamedTuple):
    """One side of a correspondence: ``sent`` or ``received``, its words, and the name in them if one is given."""

    action: str
    span: Span
    name: Span | None


def annotate(document: Document, convention: Convention) -> Found:
    """The header's ``correspAction``, of type ``sent`` and ``received``, for a heading that says who writes to whom.

    Nothing is given for a heading that names only one side. Source: TEI P5, section 2.4.6 (Correspondence
    Description).
    """
    both = parties(document)
    found = []
    for party in both:
        evidence = Evidence("heading", 0.95, party.span)
        kind = "person" if party.name else ("org" if _OFFICE.search(document.words(party.span)) else "office")
        attributes = {"type": party.action, "subtype": kind}
        found.append(Annotation(party.name or party.span, "correspAction", evidence, attributes, header=True))
    return Found(found, [])


def parties(document: Document) -> list[Party]:
    """The sender and the recipients that the heading names; empty if it does not name both sides."""
    head = next(document.of("head"), None)
    if head is None:
        return []
    text, start = document.visible(head.span), head.span.start
    source = _FROM.search(text)
    kind = _KIND.search(text)
    if kind and source and source.start() > kind.end():
        begin = source.end()
    elif not kind or kind.start() > text.find(" to "):
        old = _OLD.search(text)
        begin = old.end() if old else 0
    else:
        return []
    to = _TO.search(text, begin) or _TO_WITHOUT_NAME.search(text, begin)
    if not to:
        return []
    cut = _PLACE_OR_DATE.search(text, to.end())
    end = cut.start() if cut else len(text.rstrip(" .,"))
    sent = _party("sent", text, begin, to.start(), start)
    received = _party("received", text, to.end(), end, start)
    return [party for party in (sent, received) if party.span.end > party.span.start]


def _party(action: str, text: str, begin: int, end: int, offset: int) -> Party:
    article = _ARTICLE.match(text, begin)
    begin = article.end() if article and article.end() < end else begin
    inside = _PARENTHESIS.search(text, begin, end)
    person = None if inside else _PERSON.match(text[begin:end])
    name = None
    if inside and inside["name"].strip():
        name = Span(offset + inside.start("name"), offset + inside.end("name"))
    elif person and not _OFFICE.search(text, begin, end) and person["name"].count(" "):
        name = Span(offset + begin + person.start("name"), offset + begin + person.end("name"))
    return Party(action, Span(offset + begin, offset + end), name)
