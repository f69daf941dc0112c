"""correspAction: who writes to whom, as the heading says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tei.annotators import offices
from tei.annotators.words import in_place
from tei.calendar import MONTHS
from tei.conventions import Convention
from tei.document import Annotation, Document, Evidence, Found, Span

_NUMBER = re.compile(r"\s*\[?\d+[A-Za-z]?\.?\]?\.?\s+(?=\S)")
_KIND = re.compile(
    r"\b(?:Telegram|Letter|Memorand(?:um|a)|Message|Airgram|Despatch|Dispatch|Note|Cable|Report|Paper|Instruction|"
    r"Aide-Mémoire|Communication|Circular|Minute|Telex|Telegraphic Message)s?\b(?! for the (?:Record|Files?)\b)"
)
_FROM = re.compile(r"\b(?:[Ff]rom|(?<!Prepared )(?<!Drafted )[Bb]y)\s+")
_NO_LETTER = re.compile(
    r"\b(?:Conversations?|Discussions?|Meetings?|Minutes|Between|Lunch|Record of|Notes on|Editorial Note|Estimate|"
    r"Prepared)\b"
)
_TO = re.compile(r",?\s+to\s+(?=\S)|(?<=\))\s+for\s+(?!the (?:Record|Files?)\b)(?=[A-Zt\[])")
# Who is "to" someone: the Assistant to the President; and who may be: the Ambassador to Canada
_AT_SIDE = re.compile(r"\b(?:Assistant|Advis[eo]r|Aide|Counselor|Consultant|Deputy|Liaison|Officer|Attaché)$")
_ACCREDITED = re.compile(
    r"\b(?:Ambassador|Representatives?|Delegation|Mission|Observer|Envoy|Secretary|Delegate|Minister|Emissary|"
    r"Commissioner)$"
)
_MONTH = "(?:" + "|".join((*MONTHS, *(name[:3] for name in MONTHS), "Sept")) + ")"
_WHEN = re.compile(
    rf"(?:,\s+(?P<where>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,2}}))?,?\s+"
    rf"(?:\[?[Uu]ndated\]?|{_MONTH}\.? \d{{1,2}}\b.*|\d{{1,2}} {_MONTH}\b.*|{_MONTH},? \d{{4}}\b.*|\d{{4}})$"
)
_AT = re.compile(
    r",\s+(?:(?:then )?at|temporarily (?:at|in))\s+(?P<where>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2})$"
)
_AND = re.compile(r"(?:,\s+and|,|\s+and)\s+(?:the\s+)?(?=\S)")
_FOR = re.compile(r"(?<=\))\s+for\s+")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_NOT_SAID = re.compile(r"\[(?:name|text|less|\d|place|[a-z ]+ not )[^\]]*\]$")


class Party(NamedTuple):
    """One side of a correspondence, or one of several: ``sent`` or ``received``, its words, and the name in them.

    ``name`` is empty where the words name an office alone. ``place`` is where the party was, if the heading says so
    (``the Secretary of State, at Geneva``).
    """

    action: str
    span: Span
    name: Span | None
    place: Span | None = None


def annotate(document: Document, convention: Convention) -> Found:
    """The header's ``correspAction``, of type ``sent`` and ``received``, for each party that the heading names.

    A ``placeName`` of the same type follows where the heading says where the party was. Nothing is given for a
    heading that names only one side. Source: TEI P5, section 2.4.6 (Correspondence
    Description).
    """
    found = []
    for party in parties(document):
        evidence = Evidence("heading", 0.95, party.span)
        kind = "person" if party.name else offices.kind(document.words(party.span))
        attributes = {"type": party.action, "subtype": kind}
        found.append(Annotation(party.name or party.span, "correspAction", evidence, attributes, header=True))
        if party.place:
            found.append(Annotation(party.place, "placeName", evidence, {"type": party.action}, header=True))
    return Found(found, [])


def parties(document: Document) -> list[Party]:
    """The senders and the recipients that the heading names, in its order; empty if it does not name both."""
    head = next(document.of("head"), None)
    if head is None:
        return []
    text = in_place(document, head.span).replace("\n", " ").rstrip(" .,")
    return list(_of_heading(text, head.span.start))


@lru_cache(maxsize=8)  # three annotators ask for the parties of one heading
def _of_heading(text: str, offset: int) -> Sequence[Party]:
    """The parties that the heading *text*, which begins at *offset*, names."""
    begin = _sender_begins(text)
    if begin is None:
        return []
    to = _turn(text, begin)
    if to is None:
        return []
    end = _end(text, to.end())
    found = [_party("sent", text, *part, offset) for part in _parts(text, begin, to.start())]
    found += [_party("received", text, *part, offset) for part in _parts(text, to.end(), end)]
    return found if all(party.span.end > party.span.start for party in found) else []


def _sender_begins(text: str) -> int | None:
    """Where the sender begins: after ``Telegram From``, or with the heading in the older style; none if no letter."""
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    kind = _KIND.search(text, start)
    source = _FROM.search(text, kind.end()) if kind else None
    if kind and source and "(" not in text[start : source.start()]:
        spoken = _NO_LETTER.search(text, start, source.start()) or _NO_LETTER.match(text, source.end())
        return None if spoken else source.end()
    to = _turn(text, start)
    if to is None or (kind and kind.start() < to.start()) or _NO_LETTER.search(text, start, to.start()):
        return None
    return start if offices.is_sender(text[start : to.start()]) else None


def _turn(text: str, begin: int) -> re.Match[str] | None:
    """The ``to`` between sender and recipient, which is not that of an ``Assistant to the President``."""
    turns = [
        m
        for m in _TO.finditer(text, begin)
        if m.start() > begin and not _AT_SIDE.search(text, begin, m.start())
    ]
    for turn in turns:
        if not _ACCREDITED.search(text, begin, turn.start()):
            return turn
        if turn is turns[-1]:
            return turn if offices.BEGINNING.match(_ARTICLE.sub("", text[turn.end() :], count=1)) else None
    return None


def _end(text: str, begin: int) -> int:
    """Where the recipients end: before the place and the date of the document."""
    when = _WHEN.search(text, begin)
    if when is None:
        return len(text)
    if when["where"] and offices.WORD.search(when["where"]):
        return when.end("where")
    return when.start()


def _parts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The parties between *begin* and *end*: ``A (B) and C (D)``, ``X, the Y, and the Z``."""
    cut = _FOR.search(text, begin, end)
    end = cut.start() if cut else end
    for joint in _AND.finditer(text, begin, end):
        if joint.start() > begin and _parts_here(text, begin, joint, end):
            yield begin, joint.start()
            begin = joint.end() - len(_article(joint))
    yield begin, end


def _article(joint: re.Match[str]) -> str:
    words = re.search(r"the\s+$", joint[0])
    return words[0] if words else ""


def _parts_here(text: str, begin: int, joint: re.Match[str], end: int) -> bool:
    """Whether one party ends and another begins at *joint*, which may also be within the name of an office."""
    rest = text[joint.end() : end]
    if text[joint.start() - 1] == ")":
        return bool(rest[:1].isupper()) and not _AT.match(text, joint.start())
    if _article(joint):
        return bool(offices.BEGINNING.match(rest))
    left, right = text[begin : joint.start()], re.split(r",| and ", rest)[0]
    return bool(offices.titled(right) and (offices.titled(left) or offices.WORD.search(left)))


def _party(action: str, text: str, begin: int, end: int, offset: int) -> Party:
    """The party between *begin* and *end*, without its article and without the place it was at."""
    article = _ARTICLE.match(text, begin, end)
    begin = article.end() if article else begin
    at = _AT.search(text, begin, end)
    stop = at.start() if at else end
    stop -= len(text[begin:stop]) - len(text[begin:stop].rstrip(" ,"))
    place = Span(offset + at.start("where"), offset + at.end("where")) if at else None
    words = text[begin:stop]
    name = None if _NOT_SAID.fullmatch(words) else offices.name(words, plain=article is None)
    if name:
        name = Span(offset + begin + name.start, offset + begin + name.end)
    return Party(action, Span(offset + begin, offset + stop), name, place)
