"""pb: where a page of the printed source begins."""

from __future__ import annotations

import re

from tei.conventions import Convention
from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Annotation, Document, Evidence, Found, Span

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_JUMP_HINT = "compare with the printed volume: a page marker may be missing, repeated or misread"


def annotate(document: Document, convention: Convention) -> Found:
    """The page beginnings (``pb`` with ``@n``) that the page markers of the convention say, and their gaps.

    Between two letters, as in ``wo[Page 9]rd``, the break gets ``@break="no"``. Source: TEI P5, section 3.11.3
    (Milestone Elements) and att.breaking.
    """
    text = document.text
    found = []
    for match in convention.page_marker.finditer(text):
        start, end = match.span()
        attributes = {"n": match["n"]}
        if text[start - 1 : start].isalpha() and text[end : end + 1].isalpha():
            attributes["break"] = "no"
        elif text[end : end + 1] == " ":
            end += 1  # one of the two spaces around the marker is the marker's own
        marker = Span(start, end)
        found.append(
            Annotation(
                Span(start, start), "pb", Evidence("page-marker", 1.0, marker), attributes, replaces=(marker,)
            )
        )
    return Found(found, _gaps(document, found))


def page_number(n: str) -> tuple[str, int]:
    """The numbering *n* belongs to (``"arabic"`` or ``"roman"``) and its value; a letter behind is left out."""
    if n[0].isdigit():
        return "arabic", int(re.match(r"\d+", n)[0])  # type: ignore[index]
    values = [_ROMAN[c] for c in n]
    return "roman", sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _gaps(document: Document, breaks: list[Annotation]) -> list[Diagnostic]:
    """P001 for each page that does not follow the one before it."""
    out = []
    for before, after in zip(breaks, breaks[1:], strict=False):
        was, now = page_number(before.attributes["n"]), page_number(after.attributes["n"])
        if was[0] == now[0] and now[1] not in (was[1] + 1, was[1]) or before.attributes == after.attributes:
            message = f"page {after.attributes['n']} follows page {before.attributes['n']}"
            out.append(diagnostic("P001", message, document.place(after.span.start), _JUMP_HINT))
    return out
