"""The words of a document, at the offsets at which the source has them."""

from __future__ import annotations

from bisect import bisect_left

from tei.document import Document, Span


def in_place(document: Document, span: Span | None = None) -> str:
    """The text, or what *span* covers of it, with spaces for what is no part of its words.

    What markup says instead (the number of a note, a page marker) is blanked, so that an offset in the result is
    one in the text, counted from the start of *span*.
    """
    text = document.text
    start, end = span or (0, len(text))
    gone, parts, at = document.replaced, [], start
    for index in range(bisect_left(gone, (start, start)), len(gone)):
        if gone[index].start >= end:
            break
        if gone[index].start >= at:
            stop = min(gone[index].end, end)
            parts += [text[at : gone[index].start], " " * (stop - gone[index].start)]
            at = stop
    return "".join([*parts, text[at:end]])
