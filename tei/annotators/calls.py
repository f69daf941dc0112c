"""Persons called by less than their surname: by a first name, or by a letter in front of what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tei.annotators.mentions import Mention
from tei.annotators.namesakes import CERTAINTY, Decision
from tei.authority import Entry
from tei.authority.names import parse
from tei.document import Document, Span

_BEHIND = re.compile(r"[’']s\b|[,:;?!)\]—]|\.?\s+(?![A-Z(\[\d])|\d|\.?$", re.MULTILINE)
_BEHIND_A_NAME = re.compile(r"(?:[\w’'.-]|\bDear |\b[A-Z][\w’'-]*\.? |\b[A-Z]\. )$")
_SIR = "Sir "
_LETTER = re.compile(r"\n(?P<letter>[A-Z]):(?=\s)")
_LEAST = 3  # lines that a letter stands before, for it to be the sign of somebody who speaks


def by_first_name(text: str, decided: list[Decision]) -> list[Decision]:
    """The mentions by first name alone of a person whom the document also names in full.

    Nothing is said of a first name that two persons of the document have, or that stands before another name.
    """
    persons: dict[str, Entry | None] = {}
    for entry in dict.fromkeys(d.entry for d in decided if d.entry is not None):
        given = parse(entry.name).given
        if given and len(given[0]) > _LEAST:
            persons[given[0]] = entry if given[0] not in persons else None
    taken = {d.mention.span.start for d in decided}
    surnames = {text[d.mention.surname.start : d.mention.surname.end] for d in decided}
    return [
        Decision(Mention(span, span, (entry,), False, ""), entry, rule, CERTAINTY[rule])
        for name, entry in persons.items()
        if entry is not None and name not in surnames
        for span, rule in _called(text, name)
        if span.start not in taken
    ]


def _called(text: str, name: str) -> Iterator[tuple[Span, str]]:
    """Where *name* stands alone, neither behind nor before another name nor as an address, and the rule."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        knight = text.startswith(_SIR, start - len(_SIR))
        if _BEHIND.match(text, end) and (
            knight or not _BEHIND_A_NAME.search(text, max(0, start - 24), start)
        ):
            yield Span(start, end), "title-and-first-name" if knight else "first-name"
        start = text.find(name, end)


def speakers(document: Document, decided: list[Decision]) -> list[Decision]:
    """The letters before what somebody says, in a record that names its speakers by a letter (``K: Hello.``).

    A letter stands for the person with that initial whom the heading, or else the document, names most.
    """
    lines = f"\n{document.text}"  # each begins behind a line break, which is sooner found than a beginning
    letters = [m for m in _LETTER.finditer(lines) if m["letter"] not in "QA"]
    counted = Counter(match["letter"] for match in letters)
    if not any(number >= _LEAST for number in counted.values()):
        return []
    head = next(document.of("head"), None)
    until = head.span.end if head else 0
    named: dict[str, Counter[Entry]] = {}
    for decision in decided:
        if decision.entry is not None:
            letter = parse(decision.entry.name).surnames[0][:1].upper()
            weight = 100 if decision.mention.span.end <= until else 1
            named.setdefault(letter, Counter())[decision.entry] += weight
    found = []
    for match in letters:
        persons = named.get(match["letter"])
        if persons:
            entry = persons.most_common(1)[0][0]
            span = Span(match.start(), match.start() + 1)
            found.append(
                Decision(Mention(span, span, (entry,), False, ""), entry, "letter", CERTAINTY["letter"])
            )
    return found
