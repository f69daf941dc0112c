"""list, table and lg: lines that follow each other without an empty line between them."""

from __future__ import annotations

import itertools
import re

from tei.annotators.layout import Chunk, across, block, chunks, worded
from tei.conventions import Convention
from tei.document import Annotation, Document, Found, Row, Span

_LABEL = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})(?:[.)]|\.\))")
_FIGURE = r"(?:[$£]?\d[\d,.]*%?|[—–-]|\.{3}|none)"
_COLUMNS = re.compile(rf"(?P<stub>.*?\S)(?P<cells>(?: {_FIGURE})+)")
_CELL = re.compile(r"\S+")
_LONG = 160
_LONGEST_VERSE = 70


def annotate(document: Document, convention: Convention) -> Found:
    """The lists (``list`` with ``head``, ``label``, ``item``), ``table`` and verse (``lg``) that the layout shows.

    A list under a label of the convention gets its ``@type``. Source: TEI P5, sections 3.8 (Lists),
    3.13.1 (Core Tags for Verse) and 14.1.1 (TEI Tables).
    """
    found: list[Annotation] = []
    groups = chunks(document)
    at = 0
    while at < len(groups):
        chunk = groups[at]
        rows = worded(chunk)
        members = _members(groups, at) if len(rows) == 1 else []
        kind = _kind(rows[0].text, convention) if len(rows) > 1 or members else None
        if kind:
            found += _labelled(kind, chunk, members)
            at += len(members)
        elif rows and len(chunk) > 1:
            found += _unlabelled(chunk, rows)
        at += 1
    return Found(found, [])


def _kind(text: str, convention: Convention) -> str | None:
    """The type of list that *text* is the label of, if it is one."""
    words = text.rstrip(": ").upper()
    return next((kind for kind, label in convention.labels.items() if label.fullmatch(words)), None)


def _members(groups: list[Chunk], at: int) -> list[Chunk]:
    """The groups that belong to a label that stands alone: short lines, each group under a heading of its own."""
    members = []
    for chunk in groups[at + 1 :]:
        rows = worded(chunk)
        if len(rows) < 2 or any(len(row.text) > _LONG for row in rows):
            break
        members.append(chunk)
    return members


def _labelled(kind: str, chunk: Chunk, members: list[Chunk]) -> list[Annotation]:
    """A list of the type *kind* whose first line is its heading."""
    rows = worded(chunk)
    last = members[-1] if members else chunk
    rule = "list-label"
    found = [block("list", Span(chunk[0].span.start, last[-1].span.end), rule, 0.97, type=kind)]
    found.append(block("head", rows[0].span, rule, 0.97))
    found += [block("item", row.span, rule, 0.95) for row in rows[1:]]
    for member in members:
        inner = worded(member)
        found += [block("item", across(member), rule, 0.8), block("list", across(member), rule, 0.8)]
        found.append(block("head", inner[0].span, rule, 0.7))
        found += [block("item", row.span, rule, 0.8) for row in inner[1:]]
    return found


def _unlabelled(chunk: Chunk, rows: Chunk) -> list[Annotation]:
    """A list with labels on lines of their own, a table of figures, or a plain list."""
    labels = [bool(_LABEL.fullmatch(row.text)) for row in rows]
    if any(labels) and _alternate(labels):
        return _with_labels(chunk, rows, labels)
    if _is_verse(rows):
        found = [block("lg", across(chunk), "short-lines-in-quotation-marks", 0.7)]
        return found + [block("l", row.span, "short-lines-in-quotation-marks", 0.7) for row in rows]
    columns = [_COLUMNS.fullmatch(row.text) for row in rows]
    if sum(map(bool, columns)) > len(rows) / 2 and max(len(row.text) for row in rows) < _LONG:
        return _table(chunk, rows, columns)
    found = [block("list", across(chunk), "lines-in-a-row", 0.85)]
    return found + [block("item", row.span, "lines-in-a-row", 0.85) for row in rows]


def _is_verse(rows: Chunk) -> bool:
    """Whether the lines are short and quoted as a whole, as verse is."""
    return (
        len(rows) > 1
        and rows[0].text[0] in '“"'
        and rows[-1].text.rstrip("0123456789")[-1:] in ("”", '"')
        and all(len(row.text) <= _LONGEST_VERSE and row.text.count("“") <= 1 for row in rows)
        and not any(row.text[:1] in '“"' for row in rows[1:])
    )


def _alternate(labels: list[bool]) -> bool:
    """Whether every label is followed by a line that is none, and the first line is a label."""
    return labels[0] and not labels[-1] and not any(a and b for a, b in itertools.pairwise(labels))


def _with_labels(chunk: Chunk, rows: Chunk, labels: list[bool]) -> list[Annotation]:
    """A list of ``label`` and ``item``; lines that follow an item without a label are paragraphs in it."""
    rule = "labels-and-items"
    found = [block("list", across(chunk), rule, 0.93)]
    starts = [i for i, label in enumerate(labels) if label] + [len(rows)]
    for start, end in itertools.pairwise(starts):
        item = rows[start + 1 : end]
        found += [block("label", rows[start].span, rule, 0.95), block("item", across(item), rule, 0.93)]
        if len(item) > 1:
            found += [block("p", row.span, rule, 0.85) for row in item]
    return found


def _table(chunk: Chunk, rows: Chunk, columns: list[re.Match[str] | None]) -> list[Annotation]:
    """A table: in rows that end in figures each figure is a cell; what comes before it is one cell."""
    rule = "rows-of-figures"
    found = [block("table", across(chunk), rule, 0.75)]
    for row, match in zip(rows, columns, strict=True):
        found.append(block("row", row.span, rule, 0.75))
        found += [block("cell", cell, rule, 0.7) for cell in _cells(row, match)]
    return found


def _cells(row: Row, match: re.Match[str] | None) -> list[Span]:
    """The spans of the cells of a row; one for the whole row where columns cannot be told."""
    start = row.span.start
    if match is None or row.span.end - start != len(row.text):  # a note number stands in the row
        return [row.span]
    stub = Span(start, start + match.end("stub"))
    figures = _CELL.finditer(row.text, match.start("cells"))
    return [stub, *(Span(start + m.start(), start + m.end()) for m in figures)]
