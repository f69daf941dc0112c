"""The lines of the running text that no block has claimed yet, in the groups that empty lines make."""

from __future__ import annotations

import itertools

from tei.document import Annotation, Document, Evidence, Row, Span

# What holds the words of a line. A postscript and a quote hold paragraphs and claim nothing themselves.
BLOCKS = ("head", "dateline", "list", "table", "lg", "opener", "closer", "seg", "signed", "salute", "p")

Chunk = list[Row]


def chunks(document: Document) -> list[Chunk]:
    """The unclaimed lines in groups parted by empty lines or by what is claimed.

    A page marker alone on its line is a row without text; it stays with the group it touches.
    """
    claimed = [a.span for a in document.of(*BLOCKS)]
    claimed += [a.span for a in document.of("note") if a.attributes.get("rend") == "inline"]
    claimed.sort()
    found: list[Chunk] = []
    at, fresh = 0, True
    for row in document.rows:
        while at < len(claimed) and claimed[at].end <= row.span.start:
            at += 1
        if at < len(claimed) and claimed[at].start < row.span.end:
            fresh = True
        elif fresh or row.opens:
            found.append([row])
            fresh = False
        else:
            found[-1].append(row)
    return found


def worded(chunk: Chunk) -> Chunk:
    """The rows of *chunk* that hold more than a page marker."""
    return [row for row in chunk if row.text]


def across(rows: Chunk) -> Span:
    """From the start of the first of *rows* to the end of the last."""
    return Span(rows[0].span.start, rows[-1].span.end)


def block(element: str, span: Span, rule: str, certainty: float, **attributes: str) -> Annotation:
    """An annotation of a block whose evidence is the block itself."""
    return Annotation(span, element, Evidence(rule, certainty, span), attributes)


def line_breaks(document: Document, rows: Chunk) -> list[Annotation]:
    """An ``lb`` between each of *rows* and the next; it replaces the line break and the indentation.

    Where a page marker or a note stands between them, it replaces only the white space behind that.
    """
    found = []
    for one, two in itertools.pairwise(rows):
        between = document.text[one.span.end : two.span.start]
        gap = Span(two.span.start - len(between) + len(between.rstrip()), two.span.start)
        evidence = Evidence("line-break", 1.0, gap)
        found.append(Annotation(Span(gap.start, gap.start), "lb", evidence, replaces=(gap,)))
    return found
