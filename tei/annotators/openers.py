"""opener, seg: what stands between the heading and the text besides the dateline: how secret, how sent."""

from __future__ import annotations

import re

from tei.annotators.enclosures import divisions
from tei.annotators.layout import block, chunks, worded
from tei.conventions import Convention
from tei.document import Annotation, Document, Found, Span

_SEPARATOR = re.compile(r"[\s\[\],;.()–—-]+")
_NUMBER = re.compile(r"No\. ?\d+")


def annotate(document: Document, convention: Convention) -> Found:
    """The ``seg`` for a line of classification or of a despatch number, and the ``opener`` around it and the dateline.

    Source: TEI P5, section 4.2.2 (Openers and Closers).
    """
    found: list[Annotation] = []
    datelines = sorted(a.span for a in document.of("dateline"))
    segs = [
        Span(rows[0].span.start, rows[-1].span.end)
        for rows in map(worded, chunks(document))
        if len(rows) == 1 and is_classification(rows[0].text, convention)
    ]
    for seg in segs:
        found.append(block("seg", seg, "classification-line", 0.9))
    segs += [a.span for a in document.of("seg")]
    tops = [span.start for span in divisions(document)] + [a.span.end for a in document.of("head")]
    for group in _adjacent(document, [*segs, *datelines]):
        at_the_top = any(not document.visible(Span(min(top, group[0].start), group[0].start)).strip() for top in tops)
        if at_the_top and any(span in segs for span in group):
            found.append(block("opener", Span(group[0].start, group[-1].end), "dateline-and-classification", 0.9))
        elif not at_the_top:
            found = [a for a in found if a.span not in group]
    return Found(found, [])


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


def _adjacent(document: Document, spans: list[Span]) -> list[list[Span]]:
    """The *spans* in groups that have nothing but white space between them."""
    groups: list[list[Span]] = []
    for span in sorted(spans):
        if groups and not document.words(Span(groups[-1][-1].end, span.start)).strip():
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups
