"""term and placeName: the terms, abbreviations and places of the edition's own lists."""

from __future__ import annotations

from tei.annotators.lookup import hits
from tei.authority import Authority
from tei.conventions import Convention
from tei.document import Annotation, Document, Evidence, Found


def annotate(document: Document, convention: Convention, authority: Authority) -> Found:
    """A ``term`` or ``placeName`` with ``@ref`` for each form of the lists, where one entry alone has it.

    Source: TEI P5, sections 3.4.1 (Terms and Glosses) and 14.2.3 (Place Names).
    """
    found = []
    for element, register in (("term", authority.terms), ("placeName", authority.places)):
        if register:
            for hit in hits(document.text, register):
                if len(hit.entries) == 1:
                    evidence = Evidence("listed", 0.9, hit.span)
                    found.append(Annotation(hit.span, element, evidence, {"ref": f"#{hit.entries[0].id}"}))
    return Found(found, [])
