"""Overlap: what happens when two annotations claim the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tei.document import Annotation, Document, Span

_WORDS = frozenset({"persName", "placeName", "orgName", "date", "time", "ref", "term", "gloss"})


def prefer_earlier(document: Document, found: Iterable[Annotation]) -> Iterator[Annotation]:
    """The annotations in *found*, without those on words that an earlier annotation of words already claims.

    Nor are any made of characters that markup replaces: ``[Page 9]`` does not name a Mr. Page.
    """
    taken: list[Span] | None = None
    for annotation in found:
        if annotation.header or annotation.element not in _WORDS:
            yield annotation
            continue
        if taken is None:
            taken = sorted(a.span for a in document.of(*_WORDS))
        if not _meets(annotation.span, taken) and not _cuts(annotation.span, document.replaced):
            yield annotation


def _meets(span: Span, taken: list[Span]) -> bool:
    """Whether *span* shares a character with one of the *taken* spans, which do not overlap each other."""
    at = bisect_left(taken, span)
    after = at < len(taken) and taken[at].start < span.end
    before = at > 0 and taken[at - 1].end > span.start
    return after or before


def _cuts(span: Span, replaced: list[Span]) -> bool:
    """Whether *span* begins or ends within one of the *replaced* spans."""
    at = bisect_left(replaced, (span.start,))
    before = at > 0 and replaced[at - 1].end > span.start
    inside = bisect_left(replaced, (span.end,)) - 1
    return before or (inside >= 0 and replaced[inside].start < span.end < replaced[inside].end)
