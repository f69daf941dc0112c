"""Overlap: what happens when two annotations claim the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from tei.document import Annotation, Document, Span

_ELEMENT = attrgetter("element")
_WORDS = frozenset({"persName", "placeName", "orgName", "date", "time", "ref", "term", "gloss"})


def prefer_earlier(document: Document, found: Sequence[Annotation]) -> Sequence[Annotation]:
    """The annotations in *found*, without those on words that an earlier annotation of words already claims.

    Nor are any made of characters that markup replaces: ``[Page 9]`` does not name a Mr. Page.
    """
    if _WORDS.isdisjoint(map(_ELEMENT, found)):
        return found
    taken = sorted([a.span for a in document.annotations if a.element in _WORDS and not a.header])
    return [
        a
        for a in found
        if a.header
        or a.element not in _WORDS
        or not (_meets(a.span, taken) or _cuts(a.span, document.replaced))
    ]


def _meets(span: Span, taken: list[Span]) -> bool:
    """Whether *span* shares a character with one of the *taken* spans, which do not overlap each other."""
    at = bisect_left(taken, span)
    if at < len(taken) and taken[at].start < span.end:
        return True
    return at > 0 and taken[at - 1].end > span.start


def _cuts(span: Span, replaced: list[Span]) -> bool:
    """Whether *span* begins or ends within one of the *replaced* spans."""
    start, end = span
    at = bisect_left(replaced, (start,))
    if at > 0 and replaced[at - 1].end > start:
        return True
    if at == len(replaced) or replaced[at].start >= end:  # nothing is replaced within it
        return False
    last = replaced[bisect_left(replaced, (end,), at) - 1]
    return last.start < end < last.end
