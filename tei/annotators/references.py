"""ref: references to documents and notes of the same edition."""

from __future__ import annotations

import re

from tei.conventions import Convention
from tei.document import Annotation, Document, Evidence, Found, Span
from tei.namespaces import XML_ID

_NUMBER = r"\d{1,4}[A-Za-z]?(?![\w-])"
_NOTE = re.compile(
    rf"\bfootnotes? (?P<n>\d{{1,3}}),? (?:to )?Documents? (?P<d>{_NUMBER})"
    rf"|\bDocument (?P<d2>{_NUMBER}),? (?:and )?footnote (?P<n2>\d{{1,3}})"
    r"|\bfootnote (?P<n3>\d{1,3}) (?:above|below)"
)
_DOCUMENTS = re.compile(rf"\bDocuments? (?P<first>{_NUMBER})(?P<more>(?:(?:, and |, | and |[–-]){_NUMBER})*)")
_MORE = re.compile(_NUMBER)
_OTHER_VOLUME = re.compile(r"\b(?:[Vv]ol(?:ume|\.)|Part|Foreign Relations|Public Papers)\b[^.;]*$")
_REACH = 90  # characters before a reference in which another volume would be named


def annotate(document: Document, convention: Convention) -> Found:
    """A ``ref`` with ``@target`` for each document or footnote that a number names (``#d44``, ``#d44fn2``).

    A document of another volume gets none, because it is not part of the edition. Source: TEI P5, section 3.7
    (Simple Links and Cross-References).
    """
    text = document.text
    if "Document" not in text and "footnote" not in text:
        return Found([], [])
    found = [annotation for m in _NOTE.finditer(text) if (annotation := _note(document, m))]
    taken = {a.span.end for a in found} | {a.span.start for a in found}
    for match in _DOCUMENTS.finditer(text):
        if not _elsewhere(text, match) and not any(a.span.covers(Span(*match.span("first"))) for a in found):
            found.append(_ref(Span(match.start(), match.end("first")), f"d{match['first']}", "document-number"))
            found += [
                _ref(Span(*more.span()), f"d{more[0]}", "document-number")
                for more in _MORE.finditer(text, match.start("more"), match.end("more"))
                if more.start() not in taken
            ]
    return Found(found, [])


def _note(document: Document, match: re.Match[str]) -> Annotation | None:
    """The reference to a footnote; one "above" or "below" is in this very document."""
    if _elsewhere(document.text, match):
        return None
    ident = match["d"] or match["d2"]
    note = match["n"] or match["n2"] or match["n3"]
    owner = f"d{ident}" if ident else next(document.of("div")).attributes[XML_ID]
    return _ref(Span(*match.span()), f"{owner}fn{note}", "footnote-number")


def _elsewhere(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before or behind says that another volume is meant."""
    before = text[max(0, match.start() - _REACH) : match.start()]
    after = text[match.end() : match.end() + 12]
    return bool(_OTHER_VOLUME.search(before)) or after.startswith((" in vol", " in ibid", ", vol", ", ibid"))


def _ref(span: Span, target: str, rule: str) -> Annotation:
    return Annotation(span, "ref", Evidence(rule, 0.95, span), {"target": f"#{target}"})
