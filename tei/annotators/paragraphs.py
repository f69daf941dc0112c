"""p, quote: every line that is nothing else, paragraphs that are quoted, and the paragraphs of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.annotators.enclosures import divisions
from tei.annotators.layout import Chunk, across, block, chunks, worded
from tei.conventions import Convention
from tei.document import Annotation, Document, Found, Row, Span

_LINE = re.compile(r"\S[^\n]*(?<=\S)|\S")
_ENDS_A_SENTENCE = re.compile(r"[.,:;?!…\]—–-][”’\"')\]]*\d*$")
_HEADING = re.compile(r"(?:(?:[IVX]+|\d{1,2}|[A-Za-z])[.)] )?[A-ZÀ-ÖØ-Þ“][^.:;?!]*\d?")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]\d*")
_OPENS_QUOTATION, _CLOSES_QUOTATION = re.compile(r"[“\"]"), re.compile(r"[”\"]\d*$")
_LONGEST_HEADING = 100


def annotate(document: Document, convention: Convention) -> Found:
    """The ``p`` of the running text and of the notes, and a ``quote`` around paragraphs that are quoted as a whole.

    A short line that ends no sentence and stands above a paragraph is a subheading and gets ``@rend``. Source: TEI
    P5, sections 3.1 (Paragraphs) and 3.3.3 (Quotation).
    """
    groups = [(chunk, rows) for chunk in chunks(document) if (rows := worded(chunk))]
    found = list(_quotes(groups))
    ends = {division.end for division in divisions(document)}
    for at, (_, rows) in enumerate(groups):
        below = groups[at + 1][1][0] if at + 1 < len(groups) else None
        for row in rows:
            if len(rows) == 1 and row.span.end not in ends and _is_subheading(row, below):
                found.append(block("p", row.span, "short-line-above-a-paragraph", 0.8, rend="subheading"))
            else:
                found.append(block("p", row.span, "line-of-its-own", 0.95))
    for note in document.of("note"):
        if "\n" in document.words(note.span):
            found += _paragraphs(document, note.span)
    return Found(found, [])


def _is_subheading(row: Row, below: Row | None) -> bool:
    """Whether *row* is the heading of what follows *below* it."""
    return (
        below is not None
        and len(row.text) <= _LONGEST_HEADING < len(below.text)
        and not _ENDS_A_SENTENCE.search(row.text)
        and bool(_HEADING.fullmatch(row.text))
    )


def _quotes(groups: Sequence[tuple[Chunk, Chunk]]) -> Iterator[Annotation]:
    """A ``quote`` for each run of paragraphs that begin with a quotation mark, the last of which closes it.

    A colon ends the paragraph above it, as where a text says that it quotes. Each of *groups* comes with its rows that
    hold words.
    """
    at = 1
    while at < len(groups):
        end = at
        while (
            end < len(groups) and len(groups[end][0]) == 1 and _OPENS_QUOTATION.match(groups[end][0][0].text)
        ):
            end += 1
            if _CLOSES_QUOTATION.search(groups[end - 1][0][0].text):
                break
        run = [chunk for chunk, _ in groups[at:end]]
        if run and _CLOSES_QUOTATION.search(run[-1][0].text):
            above = groups[at - 1][1][-1].text.rstrip("0123456789")
            if above.endswith(":") and (len(run) > 1 or _QUOTED.fullmatch(run[0][0].text)):
                yield block(
                    "quote", across([row for chunk in run for row in chunk]), "quoted-paragraphs", 0.85
                )
        at = max(end, at + 1)


def _paragraphs(document: Document, span: Span) -> list[Annotation]:
    """The paragraphs of a note: each of its lines, with the lines that go on with it; none if there is only one."""
    breaks = {a.span.start for a in document.of("lb")}
    feet = {a.span.start for a in document.of("fw")}
    spans: list[Span] = []
    for match in _LINE.finditer(document.text, span.start, span.end):
        if match.start() in feet:
            continue
        if spans and match.start() in breaks:
            spans[-1] = Span(spans[-1].start, match.end())
        else:
            spans.append(Span(*match.span()))
    return [block("p", each, "line-of-a-note", 0.98) for each in spans] if len(spans) > 1 else []
