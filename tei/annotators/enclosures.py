"""div: the documents that were sent with this one, each a division of its own."""

from __future__ import annotations

from collections.abc import Iterator

from tei.annotators.layout import block
from tei.conventions import Convention
from tei.document import Annotation, Document, Found, Row, Span
from tei.namespaces import XML_ID


def annotate(document: Document, convention: Convention) -> Found:
    """A ``div`` of type ``enclosure`` for each document that a line such as ``[Enclosure]`` or ``Tab A`` begins.

    What comes before the first of them becomes a ``div`` of type ``main``, because a letter may have a closer of its
    own and TEI wants that last in its division (section 4.2).
    """
    rows = [row for row in document.rows if row.text]
    heads = max((a.span.end for a in document.of("head")), default=0)
    starts = [
        at for at in range(1, len(rows) - 1) if rows[at].span.start >= heads and _begins(rows, at, convention)
    ]
    if not starts:
        return Found([], [])
    whole = next(document.of("div"))
    first = next(at for at, row in enumerate(rows) if row.span.start >= heads)
    found: list[Annotation] = []
    if first < starts[0]:
        found.append(
            block("div", _across(document, rows, first, starts[0]), "before-the-enclosures", 0.9, type="main")
        )
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(rows)], strict=True), 1):
        ident = {XML_ID: f"{whole.attributes[XML_ID]}e{number}"}
        span = _across(document, rows, start, end)
        found.append(block("div", span, "enclosure-line", 0.85, type="enclosure", n=str(number), **ident))
    return Found(found, [])


def divisions(document: Document) -> Iterator[Span]:
    """The spans of the divisions that hold the text: the enclosures and what comes before, or the whole document."""
    nested = [a.span for a in document.of("div") if a.attributes["type"] != "document"]
    yield from nested or [a.span for a in document.of("div")]


def _begins(rows: list[Row], at: int, convention: Convention) -> bool:
    """Whether the row stands alone, says that an enclosure begins, and is not one of several such lines."""
    return (
        rows[at].opens
        and rows[at + 1].opens
        and bool(convention.enclosure.fullmatch(rows[at].text))
        and not convention.enclosure.fullmatch(rows[at + 1].text)
    )


def _across(document: Document, rows: list[Row], start: int, end: int) -> Span:
    """From the row *start* to the row before *end*, with the page markers that stand behind the last."""
    stop = rows[end].span.start if end < len(rows) else document.rows[-1].span.end
    return Span(rows[start].span.start, stop)
