"""p: every line that is nothing else, and the paragraphs of notes that have several."""

from __future__ import annotations

import re

from tei.annotators.layout import block, chunks, worded
from tei.conventions import Convention
from tei.document import Annotation, Document, Found, Span

_LINE = re.compile(r"\S[^\n]*(?<=\S)|\S")


def annotate(document: Document, convention: Convention) -> Found:
    """The ``p`` of the running text and of the notes. Source: TEI P5, section 3.1 (Paragraphs)."""
    found = [
        block("p", row.span, "line-of-its-own", 0.95) for chunk in chunks(document) for row in worded(chunk)
    ]
    for note in document.of("note"):
        if "\n" in document.words(note.span):
            found += _paragraphs(document, note.span)
    return Found(found, [])


def _paragraphs(document: Document, span: Span) -> list[Annotation]:
    """The paragraphs of a note: each of its lines."""
    lines = _LINE.finditer(document.text, span.start, span.end)
    return [block("p", Span(*match.span()), "line-of-a-note", 0.98) for match in lines]
