"""div, head: the document and its heading, and the line above it that says where older volumes have it from."""

from __future__ import annotations

import re

from tei.conventions import Convention
from tei.diagnostics import diagnostic
from tei.document import Annotation, Document, Evidence, Found, Row, Span
from tei.namespaces import XML_ID

# What a heading of a document is: a kind of document, or who writes to whom, or an editors' own note.
_KIND = re.compile(
    r"\b(?:telegram|letter|memorand\w+|message|airgram|despatch|dispatch|paper|report|minutes|note|notes|record|"
    r"conversation|statement|summary|estimate|circular|instruction|aide-mémoire|editorial|briefing|study|draft|"
    r"proposal|agreement|address|remarks|transcript|extract|diary|resolution|communiqué|joint|department|"
    r"secretary|ambassador|president|minister|consul\w*|embassy|chargé|office|mission|legation|representative)\b",
    re.IGNORECASE,
)
_NUMBERED_NAME = re.compile(r"d(?P<n>\d+[A-Za-z]?)")
_NOT_IN_AN_ID = re.compile(r"[^\w.-]")
_LONGEST = 600
_LONGEST_SOURCE = 120


def annotate(document: Document, convention: Convention) -> Found:
    """The ``div`` of the document with its number and id, and the heading in it."""
    head = _heading(document, convention)
    number = None
    if head.annotations:
        number = convention.heading.match(document.words(head.annotations[-1].span))
    return Found([_div(document, number["n"] if number else None), *head.annotations], head.diagnostics)


def _div(document: Document, number: str | None) -> Annotation:
    """The ``div``: its number and id are those of the heading, or else those that the name of the file says."""
    whole = Span(0, len(document.text))
    attributes = {"type": "document"}
    named = _NUMBERED_NAME.fullmatch(document.name)
    if number or named:
        attributes["n"] = number or named["n"]  # type: ignore[index]
        attributes[XML_ID] = f"d{attributes['n']}"
    else:
        name = _NOT_IN_AN_ID.sub("_", document.name)
        attributes[XML_ID] = name if name[0].isalpha() else f"d_{name}"
    return Annotation(
        whole, "div", Evidence("heading-number" if number else "file-name", 0.99, whole), attributes
    )


def _heading(document: Document, convention: Convention) -> Found:
    """The ``head``, and above it an unnumbered ``note`` of type ``source`` if a line there says the file number.

    The heading is the first line; it is the second when the first looks like the number of a file or of a
    collection and the second like a heading. Source: TEI P5, section 4.2.1 (Headings and Trailers).
    """
    rows = [row for row in document.rows if row.text]
    if not rows:
        return Found([], [])
    first = rows[0]
    if len(rows) > 1 and rows[1].opens and _is_source_line(first, rows[1], convention):
        evidence = Evidence("source-line", 0.95, first.span)
        source = Annotation(first.span, "note", evidence, {"type": "source", "rend": "inline"})
        return Found([source, _head(rows[1], "heading-below-source-line", 0.95)], [])
    if convention.heading.match(first.text):
        return Found([_head(first, "numbered-heading", 0.99)], [])
    if len(first.text) <= _LONGEST and not (len(rows) > 1 and not rows[1].opens):
        certainty = 0.9 if _KIND.search(first.text) else 0.6
        return Found([_head(first, "first-line", certainty)], [])
    hint = "begin the document with its heading on a line of its own"
    return Found(
        [],
        [diagnostic("B001", "the document begins without a heading", document.place(first.span.start), hint)],
    )


def _head(row: Row, rule: str, certainty: float) -> Annotation:
    return Annotation(row.span, "head", Evidence(rule, certainty, row.span))


def _is_source_line(first: Row, second: Row, convention: Convention) -> bool:
    """Whether *first* says where the document is kept and *second* is its heading."""
    source_line = convention.source_line.fullmatch(first.text)
    return bool(source_line) and len(first.text) <= _LONGEST_SOURCE and len(second.text) <= _LONGEST
