"""persName: the persons a document names, from the edition's list or from how the text introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotators.correspondence import parties
from tei.annotators.lookup import hits
from tei.annotators.namecues import introduced
from tei.authority import Authority
from tei.conventions import Convention
from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Annotation, Document, Evidence, Found, Span

_INSTITUTION = re.compile(
    r"[’']?s? (?:Foundation|Doctrine|Administration|Library|Airport|House|Avenue|Street|Motor|Company|Institut\w+|"
    r"University|College|School|Island|County|City|Act|Amendment|Center|Building)\b"
)


def annotate(document: Document, convention: Convention, authority: Authority) -> Found:
    """A ``persName`` for each mention, with ``@ref`` where it is certain who is meant.

    With a list, its forms are looked for, and a surname that several persons share gets a ``@ref`` only if one of
    them is named in full in the document. Without a list, names are those that a title, an office, a heading, a signature or a
    neighbour introduces, and every later mention of them. Source: TEI P5, section 3.6.1 (Names).
    """
    if authority.persons:
        mentions = list(_listed(document, authority))
    else:
        mentions = introduced(document)
    roles = {party.name: "from" if party.action == "sent" else "to" for party in parties(document) if party.name}
    found = []
    for annotation in mentions:
        role = next((r for name, r in roles.items() if name.covers(annotation.span)), None)
        found.append(_with(annotation, type=role) if role else annotation)
    return Found(found, _undecided(document, found) if authority.persons else [])


def _listed(document: Document, authority: Authority) -> Iterator[Annotation]:
    """A mention for each place where a form of the list stands."""
    mentions = [hit for hit in hits(document.text, authority.persons) if not _INSTITUTION.match(document.text, hit.span.end)]
    full = {hit.entries[0].id for hit in mentions if " " in hit.form and len(hit.entries) == 1}
    signatures = [a.span for a in document.of("signed")]
    for hit in mentions:
        people = hit.entries
        decided = people if len(people) == 1 else [person for person in people if person.id in full]
        attributes = {"ref": f"#{decided[0].id}"} if len(decided) == 1 else {}
        rule = "full-name" if " " in hit.form else "surname"
        certainty = 0.95 if len(people) == 1 else (0.8 if attributes else 0.4)
        wide = _signature(document, hit.span, signatures)
        yield Annotation(wide, "persName", Evidence(rule, certainty, hit.span), attributes)


def _signature(document: Document, span: Span, signatures: list[Span]) -> Span:
    """The whole line of a signature if the mention is in one: a first name the list does not know is part of it."""
    for signed in signatures:
        if signed.covers(span):
            row = next((r for r in document.rows if r.span.covers(span)), None)
            if row and row.span.start < span.start and document.words(row.span)[:1].isalpha():
                return Span(row.span.start, span.end)
    return span


def _with(annotation: Annotation, **attributes: str) -> Annotation:
    merged = {**attributes, **annotation.attributes}
    return Annotation(annotation.span, annotation.element, annotation.evidence, merged)


def _undecided(document: Document, found: list[Annotation]) -> list[Diagnostic]:
    """A001 for each name, once, that stands for several persons of the list."""
    seen: set[str] = set()
    out = []
    for annotation in found:
        name = document.words(annotation.span)
        if "ref" not in annotation.attributes and name not in seen:
            seen.add(name)
            message = f"{name} could be any of several persons of the list; it has no @ref"
            hint = "decide who is meant and give the persName its @ref"
            out.append(diagnostic("A001", message, document.place(annotation.span.start), hint))
    return out
