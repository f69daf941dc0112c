"""closer, signed, salute, postscript: how a letter or telegram ends."""

from __future__ import annotations

import re

from tei.annotators.enclosures import divisions
from tei.annotators.layout import Chunk, across, block, chunks, line_breaks, worded
from tei.conventions import Convention
from tei.document import Annotation, Document, Found, Span

_INITIAL = r"(?:[A-Z]|Mc|Mac|O[’'][A-Z])[a-z]?\.(?:-?[A-Z]\.)*"
_WORD = r"[A-ZÀ-ÖØ-Þ](?:[\w’'-]*\w)?(?:\[\w+\])?"
_PARTICLE = r"(?:de|la|von|van|der|den|du|del|di|da|al|el|bin|and)"
_SUFFIX = r"(?:,? (?:Jr|Sr)\.?|,? I{2,3}|,? M\.D\.|,? Ph\.D\.)"
_NAME = re.compile(rf"\[?(?:/[sS]/ )?(?:(?:{_INITIAL}|{_WORD}|{_PARTICLE}) ?){{1,6}}{_SUFFIX}?,?\]?")
_ABBREVIATION = re.compile(r"[A-Z]{2,}(?:/[A-Z]{2,})*")
_OFFICE_BELOW = re.compile(r"[A-Z][\w&,./’' -]{1,50}(?<![.])")
_NOT_A_NAME = re.compile(
    r"(?:attachments?|enclosures?|inclosures?|annex\w*|append\w+|tabs?|table|distribution|summary|conclusions?|"
    r"recommendations?|background|discussion|copies|none|approved?|disapproved?|unclassified|secret|top secret|"
    r"confidential|restricted|end|participants?|subject|yes|no|part|section)\b",
    re.IGNORECASE,
)
_VALEDICTION = re.compile(
    r"(?:(?:(?:with|my|very|most|all|kind\w*|warm\w*|best|every|personal|good) )*(?:respectfully|sincerely|"
    r"faithfully|cordially|truly|regards|wishes|respects|the best|esteem|appreciation)"
    r"(?: yours| and \w+ \w+| to you\w*)?|(?:i am|i remain|yours)\b.{0,60}|your friend)[,.]?",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"(?:P\. ?){1,2}S\.|PS[:.]? |Postscript\b")
_FIGURES = re.compile(r"(?:\s\S*\d){2}\S*$")  # the row of a table: no office ends in two numbers
_LONGEST_LINE = 110
_MOST_LINES = 5


def annotate(document: Document, convention: Convention) -> Found:
    """The ``closer`` with ``signed``, and ``salute`` where a valediction stands before the name.

    A signature is a short block that reads as a name at the end of a document or of an enclosure. The lines under
    the name (office, rank) belong to ``signed``, and a ``postscript`` may follow. Source: TEI P5, section 4.2.2
    (Openers and Closers).
    """
    found: list[Annotation] = []
    groups = [chunk for chunk in chunks(document) if worded(chunk)]
    claimed = [a.span for a in document.of("dateline", "opener", "list")]
    for division in divisions(document):
        inside = [
            chunk
            for chunk in groups
            if division.start <= chunk[0].span.start and chunk[-1].span.end <= division.end
        ]
        if inside and not any(division.covers(s) and s.start > inside[-1][-1].span.end for s in claimed):
            end = next(
                (at for at, chunk in enumerate(inside) if _POSTSCRIPT.match(worded(chunk)[0].text)),
                len(inside),
            )
            closer = _closer(document, inside[:end]) if end else []
            found += closer
            if closer and end < len(inside):
                span = Span(inside[end][0].span.start, inside[-1][-1].span.end)
                found.append(block("postscript", span, "postscript-after-name", 0.95))
    return Found(found, [])


def _is_signature(chunk: Chunk) -> bool:
    """Whether the lines are a name, and under it perhaps an office."""
    rows = worded(chunk)
    name = rows[0].text
    return (
        len(rows) == len(chunk) <= _MOST_LINES
        and all(len(row.text) <= _LONGEST_LINE for row in rows)
        and bool(_NAME.fullmatch(name))
        and not _NOT_A_NAME.match(name)
        and not _VALEDICTION.fullmatch(name)
        and not any(_is_no_office(row.text) for row in rows[1:])
    )


def _is_no_office(text: str) -> bool:
    """Whether a line is a sentence or a row of figures, which do not stand below a name."""
    return bool(_FIGURES.search(text)) or (text.endswith((".", ":", ";", "?")) and len(text) > 60)


def _is_office(text: str, chunk: Chunk) -> bool:
    """Whether the line below a name says his office: an abbreviation, or short and not itself a name."""
    return bool(_ABBREVIATION.fullmatch(text) or (_OFFICE_BELOW.fullmatch(text) and not _is_signature(chunk)))


def _closer(document: Document, groups: list[Chunk]) -> list[Annotation]:
    """The closer at the end of *groups*, if they end with a signature or with one and an office below it."""
    at = len(groups) - 1
    below: Chunk = []
    last = worded(groups[at])
    if at and len(last) == 1 and _is_signature(groups[at - 1]) and _is_office(last[0].text, groups[at]):
        below = groups[at]
        at -= 1
    elif not _is_signature(groups[at]):
        return []
    signature = groups[at]
    before = worded(groups[at - 1]) if at else []
    valediction = before if at > 1 and len(before) == 1 and _VALEDICTION.fullmatch(before[0].text) else []
    if at == 0:  # TEI P5, section 4.2: a closer closes something
        return []
    rule = "name-after-valediction" if valediction else "name-at-the-end"
    certainty = 0.98 if valediction else 0.93
    found = [block("closer", across([*valediction, *signature, *below]), rule, certainty)]
    found += [block("salute", row.span, rule, certainty) for row in valediction]
    found.append(block("signed", across(signature), rule, certainty))
    found += [block("seg", row.span, "office-below-name", 0.7, type="office") for row in below]
    return found + line_breaks(document, signature)
