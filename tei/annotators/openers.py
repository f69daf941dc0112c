"""opener, seg: what stands between the heading and the text besides the dateline: how secret, how sent."""

from __future__ import annotations

import re

from tei.annotators.enclosures import divisions
from tei.annotators.layout import Chunk, across, block
from tei.conventions import Convention
from tei.document import Annotation, Document, Found, Row, Span

_SEPARATOR = re.compile(r"[\s\[\],;.()–—-]+")
_NUMBER = re.compile(r"No\. ?\d+")


def annotate(document: Document, convention: Convention) -> Found:
    """The ``opener`` of the document and of each enclosure, and a ``seg`` for each line in it but the dateline.

    An opener holds what stands above the text: the line that says that an enclosure begins, a title above the
    dateline, the dateline, marks of classification and handling, the number of a despatch. A dateline alone gets none.
    Source: TEI P5, section 4.2.2 (Openers and Closers).
    """
    found: list[Annotation] = []
    heads = max((a.span.end for a in document.of("head")), default=0)
    datelines = [a.span for a in document.of("dateline")]
    enclosures = {a.span.start for a in document.of("div") if a.attributes["type"] == "enclosure"}
    for division in divisions(document):
        begin, end = max(division.start, heads), division.end
        rows = [row for row in document.rows if row.span.start >= begin and row.span.end <= end]
        opener = _opener(rows, datelines, enclosures, convention)
        segs = [row for row in opener if row.text and not any(d.covers(row.span) for d in datelines)]
        if segs:
            found.append(block("opener", across(opener), "lines-above-the-text", 0.9))
            found += [_seg(row, enclosures, convention) for row in segs]
    return Found(found, [])


def _opener(rows: Chunk, datelines: list[Span], enclosures: set[int], convention: Convention) -> Chunk:
    """The rows above the text: those down to the last dateline, and those behind it that classify."""
    last = max((at for d in datelines for at, row in enumerate(rows) if d.covers(row.span)), default=-1)
    end = 0
    for at, row in enumerate(rows):
        if at <= last or row.span.start in enclosures or is_classification(row.text, convention):
            end = at + 1
        elif row.text:
            break
    return rows[:end]


def _seg(row: Row, enclosures: set[int], convention: Convention) -> Annotation:
    if row.span.start in enclosures:
        return block("seg", row.span, "enclosure-line", 0.9, type="enclosure")
    if is_classification(row.text, convention):
        return block("seg", row.span, "classification-line", 0.9)
    return block("seg", row.span, "line-above-dateline", 0.8, type="title")


def is_classification(text: str, convention: Convention) -> bool:
    """Whether *text* holds nothing but grades of secrecy and words of handling, or the number of a despatch."""
    if _NUMBER.fullmatch(text):
        return True
    if len(text) > 80:
        return False
    titled = text.title().replace("Us ", "US ")
    rest = convention.grades.sub("", titled)
    rest = convention.handling.sub("", rest)
    return rest != titled and not _SEPARATOR.sub("", rest)
