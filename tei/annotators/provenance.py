"""repository, collection, msName, and the classification: what the source note says of the original."""

from __future__ import annotations

import re

from tei.calendar import find
from tei.conventions import Convention
from tei.document import Annotation, Document, Evidence, Found, Span

_END = re.compile(r"\.(?:\s+(?=[A-Z\[(])|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Vols?|Nos?|Jr|Sr|Dr|Mr|Mrs|St|Ft|Mt|pt|Pt|Acc|Dept|Gen|[A-Z])|\b[A-Z]\.[A-Z])$"
)
_PART = re.compile(r"[^,]+")
_TERM = re.compile(r"[^;,.]+")
_YEAR = re.compile(r"\d{4}")


def annotate(document: Document, convention: Convention) -> Found:
    """The header's ``repository``, ``collection`` and ``msName`` (folder), and a ``term`` for each classification.

    The source note names the archive first and the folder last, with commas between; a date belongs to the folder
    whose name it follows or precedes. Source: TEI P5, section 10.4 (The Manuscript Identifier).
    """
    note = next(
        (a for a in document.of("note") if convention.source_note.match(document.words(a.span))), None
    )
    if note is None:
        return Found([], [])
    text = document.words(note.span)
    start = convention.source_note.match(text).end()  # type: ignore[union-attr]
    end = _sentence(text, start)
    offset = note.span.start
    found = _identifier(
        document, [Span(offset + m.start(), offset + m.end()) for m in _PART.finditer(text, start, end)]
    )
    grade = convention.grades.match(text[end + 1 :].lstrip())
    if grade:
        begin = end + 1 + len(text[end + 1 :]) - len(text[end + 1 :].lstrip())
        found += _terms(text, begin, _sentence(text, begin), offset)
    return Found(found, [])


def _sentence(text: str, start: int) -> int:
    """Where the sentence that begins at *start* ends: the offset of its full stop."""
    for match in _END.finditer(text, start):
        if not _ABBREVIATION.search(text, start, match.start()):
            return match.start()
    return len(text)


def _identifier(document: Document, parts: list[Span]) -> list[Annotation]:
    """Archive, collection and folder from the *parts* of the first sentence."""
    parts = [_trim(document, part) for part in parts]
    if not parts:
        return []
    folder = len(parts)
    if len(parts) > 2:
        folder -= 1
        if folder > 1 and (_is_date(document, parts[folder]) or _is_date(document, parts[folder - 1])):
            folder -= 1
    found = [_fact("repository", parts[0])]
    if folder > 1:
        found.append(_fact("collection", Span(parts[1].start, parts[folder - 1].end)))
    if folder < len(parts):
        found.append(_fact("msName", Span(parts[folder].start, parts[-1].end)))
    return found


def _terms(text: str, begin: int, end: int, offset: int) -> list[Annotation]:
    """A ``term`` for each marking of the classification, which semicolons part."""
    return [
        _fact(
            "term",
            Span(
                offset + m.start() + len(m[0]) - len(m[0].lstrip()), offset + m.start() + len(m[0].rstrip())
            ),
        )
        for m in _TERM.finditer(text, begin, end)
        if m[0].strip()
    ]


def _is_date(document: Document, span: Span) -> bool:
    words = document.words(span)
    return bool(_YEAR.fullmatch(words) or find(words))


def _trim(document: Document, span: Span) -> Span:
    words = document.words(span)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _fact(element: str, span: Span) -> Annotation:
    return Annotation(span, element, Evidence("source-note", 0.9, span), header=True)
