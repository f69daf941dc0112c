"""term and placeName: the terms, abbreviations and places of the edition's own lists."""

from __future__ import annotations

from tei.annotators import abbreviations
from tei.annotators.lookup import hits
from tei.annotators.words import in_place
from tei.authority import Authority
from tei.conventions import Convention
from tei.document import Annotation, Document, Evidence, Found


def annotate(document: Document, convention: Convention, authority: Authority) -> Found:
    """A ``term`` or ``placeName`` with ``@ref`` for each form of the lists, where one entry alone has it.

    Source: TEI P5, sections 3.4.1 (Terms and Glosses) and 14.2.3 (Place Names).
    """
    found = []
    if authority.terms:
        for term in abbreviations.find(in_place(document), authority.terms):
            if len(term.entries) == 1:
                rule, certainty = ("listed", 0.9) if term.listed else ("listed-in-other-letters", 0.8)
                evidence = Evidence(rule, certainty, term.span)
                found.append(Annotation(term.span, "term", evidence, {"ref": f"#{term.entries[0].id}"}))
    if authority.places:
        for hit in hits(document.text, authority.places):
            if len(hit.entries) == 1:
                evidence = Evidence("listed", 0.9, hit.span)
                found.append(Annotation(hit.span, "placeName", evidence, {"ref": f"#{hit.entries[0].id}"}))
    return Found(found, [])
