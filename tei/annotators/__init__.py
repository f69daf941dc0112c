"""Annotators: each looks at a document and hands back stand-off annotations; none changes it.

:data:`ANNOTATORS` is the order of work. A later annotator sees what the earlier ones found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tei.annotators import (
    closers,
    correspondence,
    datelines,
    dates,
    enclosures,
    heading,
    lines,
    lists,
    notes,
    openers,
    overlap,
    pages,
    paragraphs,
    persons,
    provenance,
    references,
    terms,
)
from tei.authority import Authority
from tei.conventions import Convention, load
from tei.diagnostics import Diagnostic
from tei.document import Document, Found


@dataclass(frozen=True)
class Knowledge:
    """What annotators may know besides the document: how the series prints, and who the persons are."""

    convention: Convention = field(default_factory=load)
    authority: Authority = field(default_factory=Authority)


Annotator = Callable[[Document, Knowledge], Found]

ANNOTATORS: tuple[tuple[str, Annotator], ...] = (
    ("pages", lambda d, k: pages.annotate(d, k.convention)),
    ("notes", lambda d, k: notes.annotate(d, k.convention)),
    ("lines", lambda d, k: lines.annotate(d, k.convention)),
    ("heading", lambda d, k: heading.annotate(d, k.convention)),
    ("enclosures", lambda d, k: enclosures.annotate(d, k.convention)),
    ("datelines", lambda d, k: datelines.annotate(d, k.convention)),
    ("openers", lambda d, k: openers.annotate(d, k.convention)),
    ("closers", lambda d, k: closers.annotate(d, k.convention)),
    ("lists", lambda d, k: lists.annotate(d, k.convention)),
    ("paragraphs", lambda d, k: paragraphs.annotate(d, k.convention)),
    ("provenance", lambda d, k: provenance.annotate(d, k.convention)),
    ("correspondence", lambda d, k: correspondence.annotate(d, k.convention)),
    ("dates", lambda d, k: dates.annotate(d, k.convention)),
    ("references", lambda d, k: references.annotate(d, k.convention)),
    ("persons", lambda d, k: persons.annotate(d, k.convention, k.authority)),
    ("terms", lambda d, k: terms.annotate(d, k.convention, k.authority)),
)


def annotate(document: Document, knowledge: Knowledge) -> tuple[Document, list[Diagnostic]]:
    """*document* with everything that :data:`ANNOTATORS` find in it, and what they could not make out."""
    problems: list[Diagnostic] = []
    for _, annotator in ANNOTATORS:
        found = annotator(document, knowledge)
        if found.annotations:
            document = document.with_annotations(overlap.prefer_earlier(document, found.annotations))
        problems += found.diagnostics
    return document, problems
