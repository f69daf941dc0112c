"""lb: the lines of a paragraph that was broken at some width.

Whether lines that follow each other are one paragraph or as many items of a list is read from their lengths: a
line of a paragraph ends where the next word would not have fitted in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tei.conventions import Convention
from tei.document import Annotation, Document, Evidence, Found, Line, Row, Span

_NARROWEST, _WIDEST = 45, 132  # characters; typewriters set 60 to 80, printers of lists more
_FULL = 0.85  # of the width: a word that would have ended before this would have stood in the line above
_RUNNING = 0.4  # the share of lines that begin small, of those that seem to go on, in a text that was broken
_INDENT = 2  # spaces more than the line above: a new paragraph
_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]|[-•*–—·])\s")
_WORD = re.compile(r"\S+")
_HYPHEN = re.compile(r"[^\W\d_][-\xad]\s*$")
_NEAR = 80  # characters before a line in which the word above it ends
_STOP = re.compile(r"[.!?:;][)\]”\"’']*$")


def annotate(document: Document, convention: Convention) -> Found:
    """The ``lb`` before each line that goes on with the paragraph above, in the text and in the notes.

    Only for a convention whose text is wrapped. Within a word the break has ``@break="no"``. Needs the annotations
    of pages and notes. Source: TEI Guidelines, section 3.11.3 (Milestone Elements).
    """
    if not convention.wrapped:
        return Found([], [])
    text = _unbroken(document.rows, document)
    notes = [note.span for note in document.of("note") if note.replaces]
    pairs = [pair for pair in pairwise(text) if not pair[1].opens]
    width = _width(document.text, pairs)
    found = [_line_break(document, two) for one, two in pairs if _goes_on(document.text, one, two, width)]
    found += [_line_break(document, line) for span in notes for line in _of_note(document, span)]
    found += [_line_break(document, two) for two in _over_pages(document, width)]
    return Found(sorted(found, key=lambda a: a.span), [])


def _unbroken(rows: Sequence[Row], document: Document) -> list[Line]:
    """The lines of *rows* that hold words; one behind notes opens, as if after an empty line."""
    lines: list[Line] = []
    for row in rows:
        far = not lines or document.text.count("\n", lines[-1].end, row.span.start) > 1
        if row.text:
            lines.append(Line(*row.span, row.opens or far))
    return lines


def _of_note(document: Document, span: Span) -> Iterator[Line]:
    """The lines of a note that go on with the one above: all but those behind an empty line, and items."""
    if "\n" not in document.words(span):
        return
    lines = document.lines
    for line in lines[bisect_right(lines, (span.start,)) : bisect_left(lines, (span.end,))]:
        if (
            not line.opens
            and line.start > span.start
            and not _ITEM.match(document.text, line.start, line.end)
        ):
            yield line


def _width(text: str, pairs: Sequence[tuple[Line, Line]]) -> int:
    """The width at which the lines were broken; 0 if they were not."""
    lengths = sorted(one.end - _begin(text, one) for one, _ in pairs)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    on = [two for one, two in pairs if _goes_on(text, one, two, width)]
    small = sum(text[two.start].islower() for two in on)
    return width if on and small >= _RUNNING * len(on) else 0


def _begin(text: str, line: Line) -> int:
    """Where *line* begins with its indentation."""
    return text.rfind("\n", 0, line.start) + 1


def _goes_on(text: str, one: Line, two: Line, width: int) -> bool:
    """Whether the line *two* goes on with the paragraph of the line *one*, in a text of that *width*."""
    if not width or _ITEM.match(text, two.start, two.end):
        return False
    left, right = one.start - _begin(text, one), two.start - _begin(text, two)
    if right >= left + _INDENT and not (_ITEM.match(text, one.start) or text[two.start].islower()):
        return False
    if right > left and _ITEM.match(text, one.start, one.end):
        return True  # a hanging indentation
    word = _WORD.match(text, two.start, two.end)
    return one.end - _begin(text, one) + 1 + len(word[0] if word else "") > _FULL * width


def _over_pages(document: Document, width: int) -> Iterator[Line]:
    """The first line of each page that goes on with the last of the page before, in mid-sentence or mid-word."""
    text, breaks = document.text, sorted(a.span.start for a in document.of("pb"))
    rows = [row for row in document.rows if row.text] if breaks else []
    for one, two in pairwise(rows):
        at = bisect_left(breaks, one.span.end)
        if at < len(breaks) and breaks[at] <= two.span.start and not _STOP.search(one.text):
            last, next_ = Line(*one.span, False), Line(*two.span, False)
            long = len(one.text) >= _NARROWEST or _HYPHEN.search(one.text)
            small = text[two.span.start].islower() and long
            if small or _goes_on(text, last, next_, width):
                yield next_


def _line_break(document: Document, line: Line) -> Annotation:
    """The ``lb`` at the start of *line*."""
    broken = _HYPHEN.search(document.text, max(0, line.start - _NEAR), line.start)
    attributes = {"break": "no"} if broken and document.text[line.start].islower() else {}
    start = Span(line.start, line.start)
    return Annotation(start, "lb", Evidence("wrapped-line", 0.9, line.span), attributes)
