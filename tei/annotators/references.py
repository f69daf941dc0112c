"""ref: references to the documents, notes and pages of the same edition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotators.paging import page_references
from tei.conventions import Convention
from tei.document import Annotation, Document, Evidence, Found, Span
from tei.namespaces import XML_ID

_DOCUMENT = r"\d{1,4}[A-Za-z]?(?!\w|[/.:]\d|-[A-Za-z])"
_NOTE = r"\d{1,3}(?![\w/-])"
_AND = r"(?:, and |, or |, | and | or )"
# The first letter stands apart: a search for one of three letters is quick.
_REFERENCE = re.compile(
    rf"[FfD](?<!\w\w)(?:ootnotes? (?P<notes>{_NOTE}(?:(?:{_AND}|[–-])(?:footnotes? )?{_NOTE})*)"
    rf"(?:,? (?:to |of |in )?Document (?P<of>{_DOCUMENT})|,? (?P<way>above|below|supra|infra)\b)?"
    rf"|ocuments? ?(?P<documents>{_DOCUMENT}(?:(?:{_AND}|[–-]){_DOCUMENT})*)"
    rf"(?:,? (?:and )?footnotes? (?P<its>{_NOTE}(?:{_AND}{_NOTE})*)(?!,? (?:to |of |in )?(?:Document|p\.|pp\.)))?)"
)
_NUMBER = re.compile(r"(?P<dash>[–-])?(?P<n>\d+[A-Za-z]?)")
_OWN_NUMBER = re.compile(r"d(\d+)")
_SENTENCE = re.compile(
    r"\n|;(?! (?!Document)[A-Z][a-z]+(?:(?:[;,]| of| and)? [A-Z][a-z]+)*,? (?:\d{4}|Document))"
    r"|(?<=[IVX])\.\s(?=(?!Part)[A-Z][a-z])"
    r"|(?<=[a-z\d)\]”’])(?<!\b[Vv]ol)(?<!\bpp)(?<!\b[Nn]o)(?<!\b[Nn]os)(?<!\bed)(?<!\beds)\.\s(?=[A-Z“\"(])"
)
_OTHER_VOLUME = re.compile(
    r"\b(?:[Vv]ols?(?:\.|umes?\b)|Part [IVX\d]+\b|Foreign Relations\b|FRUS\b|Public Papers\b|American Foreign Policy\b)"
)
_SAME_VOLUME = re.compile(r"\b(?:[Tt]his|present) (?:volume|compilation)\b")
_IBID = re.compile(r"\b[Ii]bid\.?,? (?:\([^()]*\) ?)?$")
_VOLUME_NEXT = re.compile(
    r",? (?:in |of |and |\()?(?:Foreign Relations|FRUS|[Vv]ol(?:\.|ume)|[Ii]bid\b|Part [IVX\d])"
)
_NOT_OWN = re.compile(
    r",? (?:thereto|to|of|in|on|p\.|pp\.|page|[Ii]bid|Foreign Relations)\b|, (?:p|pp|vol)\."
)
_PAGE_BEFORE = re.compile(r"(?:\bpp?\.|\bpages?) [\d–-]+,? (?:and )?$")
_REACH = 160  # characters before a reference in which another volume would be named


def annotate(document: Document, convention: Convention) -> Found:
    """A ``ref`` with ``@target`` for each document, footnote or page that a number names (``#d44``, ``#d44fn2``).

    A note ``supra`` or ``infra`` is one of the document before or behind. A document of another volume gets none,
    because it is not part of the edition. Source: TEI P5, section 3.7 (Simple Links and Cross-References).
    """
    text = document.text
    found: list[Annotation] = []
    if any(word in text for word in ("Document", "ootnote")):
        own = next((a.attributes[XML_ID] for a in document.of("div")), "")
        numbers = {a.attributes["n"] for a in document.of("note") if "n" in a.attributes}
        for match in _REFERENCE.finditer(text):
            if match["notes"]:
                found += _to_notes(text, match, own, numbers)
            else:
                found += _to_documents(text, match)
    found += page_references(document)
    return Found(found, [])


def _to_notes(text: str, match: re.Match[str], own: str, numbers: set[str]) -> Iterator[Annotation]:
    """The references to footnotes: of a numbered document, of the one beside, or of this very document."""
    start, end = match.span()
    if match["of"]:
        if not _elsewhere(text, match):
            yield from _series(match, "notes", f"d{match['of']}fn", "footnote-number", 0.97, end)
        return
    if match["way"] in ("supra", "infra"):
        owner, certainty = _beside(own, match["way"]), 0.8
    elif match["way"] or not (
        _NOT_OWN.match(text, end) or _PAGE_BEFORE.search(text, max(0, start - 30), start)
    ):
        known = all(m["n"] in numbers for m in _NUMBER.finditer(match["notes"]))
        owner, certainty = (own if known else ""), (0.95 if match["way"] else 0.8)
    else:
        return
    if owner:
        yield from _series(match, "notes", f"{owner}fn", "footnote-number", certainty, match.end("notes"))


def _to_documents(text: str, match: re.Match[str]) -> Iterator[Annotation]:
    """The references to documents; the last may name its footnotes (``Document 44 and footnote 2 thereto``)."""
    if _elsewhere(text, match):
        return
    if not match["its"]:
        yield from _series(match, "documents", "d", "document-number", 0.97, match.end("documents"))
        return
    ident = match["documents"]
    notes = list(_NUMBER.finditer(match["its"]))
    if ident.isalnum() and len(notes) == 1:
        span = Span(match.start(), match.end("its"))
        yield _ref(span, f"d{ident}fn{notes[0]['n']}", "footnote-number", 0.95)
        return
    yield from _series(match, "documents", "d", "document-number", 0.97, match.end("documents"))
    last = list(_NUMBER.finditer(ident))[-1]["n"]
    for note in notes:
        span = Span(match.start("its") + note.start(), match.start("its") + note.end())
        yield _ref(span, f"d{last}fn{note['n']}", "footnote-number", 0.95)


def _series(
    match: re.Match[str], group: str, prefix: str, rule: str, certainty: float, end: int
) -> Iterator[Annotation]:
    """A reference for each number in *group*: the first begins with the word before it, the last reaches to *end*.

    The second of two numbers with a dash between may be abbreviated: ``Documents 124–26``.
    """
    numbers, before = list(_NUMBER.finditer(match[group])), ""
    for number in numbers:
        n = number["n"]
        if number["dash"] and len(n) < len(before) and n.isdigit():
            n = before[: len(before) - len(n)] + n
        start = match.start() if number is numbers[0] else match.start(group) + number.start("n")
        stop = end if number is numbers[-1] else match.start(group) + number.end()
        yield _ref(Span(start, stop), f"{prefix}{n}", rule, certainty)
        before = n


def _beside(own: str, way: str) -> str:
    """The id of the document before or behind the one with the id *own*; empty if it has no number."""
    number = _OWN_NUMBER.fullmatch(own)
    n = int(number[1]) + (1 if way == "infra" else -1) if number else 0
    return f"d{n}" if n > 0 else ""


def _elsewhere(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence up to the reference, or what comes next, says that another volume is meant."""
    if _VOLUME_NEXT.match(text, match.end()):
        return True
    start = max(0, match.start() - _REACH)
    for stop in _SENTENCE.finditer(text, start, match.end()):
        start = stop.end()
    before = text[start : match.start()]
    others = [m.end() for m in _OTHER_VOLUME.finditer(before)]
    here = [m.end() for m in _SAME_VOLUME.finditer(before)]
    return bool(_IBID.search(before)) or (bool(others) and max(others) > max(here, default=0))


def _ref(span: Span, target: str, rule: str, certainty: float) -> Annotation:
    return Annotation(span, "ref", Evidence(rule, certainty, span), {"target": f"#{target}"})
