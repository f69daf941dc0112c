"""pb, fw: where a page of the printed source begins, and numbers that stand at the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tei.annotators.notes import read_list
from tei.annotators.printed import rendered, token
from tei.conventions import Convention, Patterns
from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Annotation, Document, Evidence, Found, Line, Span

FEED = "\f"
_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5,
          "iv": 4, "i": 1}  # fmt: skip
_LONGEST = 24  # characters of a line that holds nothing but the number of a page
# What may follow the hyphen of a word that is not broken: pre- and post-war.
_SUSPENDED = re.compile(r"(?:and|or|to|nor|und|oder|et|ou)\b")
_NEAR = 80  # characters around a form feed in which the words before and behind it stand
_HINT = "compare with the printed volume: a page marker may be missing, repeated or misread"


class _Mark(NamedTuple):
    """What says that a page begins: the span of the mark, the number if it says one, and the rule."""

    span: Span
    n: str
    rule: str


def annotate(document: Document, convention: Convention) -> Found:
    """The page beginnings that marks of the convention and form feeds say, and where their numbers do not go on.

    A ``pb`` has the ``@n`` that the mark says; that of a form feed has ``@rend="form-feed"``, and the number in the
    first or last line of the page as ``@n``; a number in the last line stays, as ``fw``. Within a word, as in
    ``wo[Page 9]rd`` or ``con- [Page 9] tinued``, it has ``@break="no"``. How the mark is printed is in ``@rend``,
    unless it is ``[Page 9]`` between blanks. Reports P001.

    Source: TEI Guidelines, sections 3.11.3 (Milestone Elements) and 12.6 (Headers, Footers, and Similar Matter);
    att.breaking.
    """
    text = document.text
    marks = [_Mark(Span(*m.span()), m["n"], "page-marker") for m in convention.page_marker.finditer(text)]
    if convention.page_line:
        marks += _lines(document.lines, document, convention)
    feet: list[Annotation] = []
    if FEED in text:
        marks, feet = _with_feeds(document, convention, marks)
    marks.sort()
    found = [_page_break(text, mark) for mark in marks]
    numbered = [a for a in found if "n" in a.attributes]
    return Found(found + feet, list(_gaps(document, convention, numbered)))


def _lines(lines: Sequence[Line], document: Document, convention: Convention) -> Iterator[_Mark]:
    """The marks that stand on a line of their own."""
    for line in lines:
        if line.end - line.start <= _LONGEST:
            match = convention.page_line.fullmatch(document.text, line.start, line.end)
            if match:
                yield _Mark(line.span, match["n"], "page-line")


def _with_feeds(
    document: Document, convention: Convention, marks: list[_Mark]
) -> tuple[list[_Mark], list[Annotation]]:
    """The *marks* and one for each form feed that words follow, and a ``fw`` for each number at the foot of a page.

    A mark right behind a form feed is the same page beginning.
    """
    text = document.text
    end = len(text.rstrip())
    feeds = [match.start() for match in re.finditer(FEED, text) if match.start() < end]
    pages = [Span(start, end) for start, end in pairwise([*feeds, len(text)])]
    said = {mark.span.start: mark for mark in marks}
    feet: list[Annotation] = []
    opening = _edges(document, convention, Span(0, feeds[0] if feeds else len(text)), said)
    if opening and opening.rule == "page-foot":
        feet.append(_foot(opening))
        said.pop(opening.span.start, None)
    elif opening:
        said.setdefault(opening.span.start, opening)
    for page in pages:
        edge = _edges(document, convention, page, said)
        span = Span(page.start, page.start + 1)
        if edge is None:
            said[page.start] = _Mark(span, "", "form-feed")
            continue
        said.pop(edge.span.start, None)
        if edge.rule == "page-foot":
            feet.append(_foot(edge))
            said[page.start] = _Mark(span, edge.n, "form-feed")
        else:
            said[page.start] = _Mark(Span(page.start, edge.span.end), edge.n, "form-feed")
    return list(said.values()), feet


def _edges(document: Document, convention: Convention, page: Span, said: dict[int, _Mark]) -> _Mark | None:
    """The number in the first line of *page* (the rule is then ``page-head``) or in its last (``page-foot``)."""
    words = document.words(page)
    start = page.start + len(words) - len(words.lstrip())
    end = page.start + len(words.rstrip())
    if start >= end:
        return None
    if (mark := said.get(start)) and mark.rule == "page-marker":
        return mark
    patterns = Patterns((*convention.page_line, *convention.page_edge))
    stop = document.text.find("\n", start, end)
    if stop > 0 and (match := patterns.fullmatch(document.text, start, len(document.text[:stop].rstrip()))):
        return _Mark(Span(start, match.end()), match["n"], "page-head")
    last = document.text.rfind("\n", start, end) + 1
    last += len(document.text[last:end]) - len(document.text[last:end].lstrip())
    if last > start and (match := patterns.fullmatch(document.text, last, end)):
        return _Mark(Span(last, end), match["n"], "page-foot")
    return None


def _foot(mark: _Mark) -> Annotation:
    """The ``fw`` for a number at the foot of a page."""
    attributes = {"type": "pageNum", "place": "bottom"}
    return Annotation(mark.span, "fw", Evidence(mark.rule, 0.9, mark.span), attributes)


def _page_break(text: str, mark: _Mark) -> Annotation:
    if mark.rule == "page-marker":
        return _marker(text, mark)
    start, end = mark.span
    attributes = {"n": mark.n} if mark.n else {}
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    attributes |= {"break": "no"} if _goes_on(before.rstrip()[-2:], after.lstrip()[:1]) else {}
    feed = "form-feed" if mark.rule == "form-feed" else ""
    printed = text[start:end].strip()
    goes_on = printed != "" and text[end : end + 1] not in ("", "\n")
    gone: tuple[Span, ...] = (Span(start, end),)
    if feed and printed:  # the line with the number is apart
        gone = (Span(start, start + 1), Span(end - len(text[start:end].lstrip()), end))
    point = gone[-1].start if goes_on else start
    attributes = rendered(attributes, feed, token("mark" if goes_on else "line", printed) if printed else "")
    evidence = Evidence(mark.rule, 1.0 if feed else 0.9, Span(start, end))
    return Annotation(Span(point, point), "pb", evidence, attributes, replaces=gone)


def _marker(text: str, mark: _Mark) -> Annotation:
    """The ``pb`` for a mark such as ``[Page 9]``; one of two blanks around it is the mark's own."""
    start, end = mark.span
    attributes = {"n": mark.n}
    printed = ""
    if text[start:end] != f"[Page {mark.n}]":
        own_line = not (
            text[text.rfind("\n", 0, start) + 1 : start] + f"{text[end:]}\n".partition("\n")[0]
        ).strip()
        printed = token("line" if own_line else "mark", text[start:end])
    if text[start - 1 : start].isalpha() and text[end : end + 1].isalpha():
        attributes = rendered({**attributes, "break": "no"}, printed)
    elif _breaks_word(text, start, end):
        attributes = rendered({**attributes, "break": "no"}, "spaced", printed)
        start, end = start - 1, end + 1
    else:
        before = "tight-before" if start > 0 and not text[start - 1].isspace() else ""
        after = "tight-after" if end < len(text) and not text[end].isspace() else ""
        attributes = rendered(attributes, before, after, printed)
        if text.startswith(" ", end) and not before:
            end += 1
    span = Span(start, end)
    return Annotation(Span(start, start), "pb", Evidence(mark.rule, 1.0, span), attributes, replaces=(span,))


def _breaks_word(text: str, start: int, end: int) -> bool:
    """Whether the mark from *start* to *end* stands, between blanks, behind the hyphen of a word that goes on."""
    if not (text.startswith(" ", end) and text.startswith("- ", start - 2)) or start < 3:
        return False
    return _goes_on(text[start - 3 : start - 1], text[end + 1 : end + 2]) and not _SUSPENDED.match(
        text, end + 1
    )


def _goes_on(before: str, after: str) -> bool:
    """Whether *before* is a letter and a hyphen, and *after* a small letter."""
    return len(before) == 2 and before[0].isalpha() and before[1] in "-\xad" and after.islower()


def page_number(n: str) -> tuple[str, int]:
    """The numbering *n* belongs to (``"arabic"`` or ``"roman"``) and its value; a letter behind is left out."""
    if n[0].isdigit():
        return "arabic", int(n.rstrip("abcdefghijklmnopqrstuvwxyz"))
    values = [_ROMAN[c] for c in n.lower()]
    return "roman", sum(-a if a < b else a for a, b in pairwise([*values, 0]))


def _written(numbering: str, value: int) -> str:
    """The number *value* as a page of that *numbering* bears it."""
    if numbering == "arabic":
        return str(value)
    written = ""
    for letters, worth in _ROMAN.items():
        written += letters * (value // worth)
        value %= worth
    return written


def _gaps(document: Document, convention: Convention, breaks: Sequence[Annotation]) -> Iterator[Diagnostic]:
    """P001 for each page that does not follow the one before it.

    In the list of notes the pages begin anew: a note that runs over a page has its own mark.
    """
    odd = [
        (one, two) for one, two in pairwise(breaks) if not _follows(one.attributes["n"], two.attributes["n"])
    ]
    if not odd:
        return
    notes = read_list(document.text, convention)
    begins = notes[0].label.start if notes else len(document.text)
    for one, two in odd:
        if one.span.start < begins <= two.span.start:
            continue
        yield diagnostic(
            "P001", _odd(one.attributes["n"], two.attributes["n"]), document.place(two.span.start), _HINT
        )


def _follows(one: str, two: str) -> bool:
    """Whether the page *two* may come after the page *one*: the next, 12a after 12, or 1 after roman numbers."""
    was, now = page_number(one), page_number(two)
    if was[0] != now[0]:
        return now[0] == "arabic"
    return now[1] == was[1] + 1 or (now[1] == was[1] and one < two)


def _odd(one: str, two: str) -> str:
    """What is odd about the page *two* after the page *one*."""
    (numbering, was), (other, now) = page_number(one), page_number(two)
    follows = f"page {two} follows page {one}"
    if one == two:
        return f"page {two} begins twice"
    if numbering != other or now <= was:
        return f"{follows}, and should come before it" if numbering == other else follows
    missing = [_written(numbering, value) for value in (was + 1, now - 1)]
    if missing[0] == missing[1]:
        return f"{follows}: {missing[0]} is missing"
    between = "and" if now - was == 3 else "to"
    return f"{follows}: {missing[0]} {between} {missing[1]} are missing"
