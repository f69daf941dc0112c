"""Notes: their numbers, and where they stand. Source: TEI P5, section 3.9.1 (Notes and Simple Annotation)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.namespaces import XML_ID, local, qname
from tei.validation.rules.sequence import breaks, orderly, outliers
from tei.validation.rules.view import Element, Problem, View, integer, words

_NOTE, _PB, _DIV = qname("note"), qname("pb"), qname("div")
_ID = re.compile(r"(?P<document>.+?)(?:[-_.]?(?:fn|note|n)[-_.]?)(?P<number>\d+)")
_LAST = re.compile(r"\d+$")
_OUTSIDE = frozenset(("div", "body", "front", "back", "text", "group", "floatingText"))
_PLAIN = frozenset(("place", XML_ID))
_FEWEST = 5  # numbered notes outside documents, for their order to be a rule
_HINT = "compare the notes with the printed source"


def check(view: View) -> Iterator[Problem]:
    """N003 and N005 to N009. Outside numbered documents only what most notes of the file keep to is a rule."""
    if "note" not in view.named:
        return
    numbered = bool(view.documents)
    told: set[Element] = set()
    usual = 0
    for document in view.documents or view.of("text"):
        every = list(document.iter(_NOTE))
        numbers = [None if _apart(note) else integer(note.get("n")) for note in every]
        notes = [note for note, number in zip(every, numbers, strict=True) if number is not None]
        known = [number for number in numbers if number is not None]
        if len(set(known)) < len(known):
            told.add(document)  # a number that comes again shifts those in the identifiers
        if not _consecutive(known):
            for problem in _order(notes, known, _fresh(document), numbered):
                told.add(document)
                yield problem
        if numbered:
            if notes:
                yield from _without_number(every)
            yield from _misplaced(notes)
            if _as_usual(document.get(XML_ID, ""), notes, known):
                usual += len(notes)
            else:
                yield from _of_another(document, notes)
    if usual < len(view.named["note"]):
        yield from _ids(_alone(view), told)


def _alone(view: View) -> list[Element]:
    """The numbered notes whose ``xml:id`` no element before them has."""
    notes = [note for note in view.named["note"] if integer(note.get("n")) is not None and note.get(XML_ID)]
    return notes if view.unambiguous else [n for n in notes if view.identified[n.get(XML_ID, "")] is n]


def _consecutive(numbers: list[int]) -> bool:
    """Whether each of *numbers* is one more than that before it."""
    return not numbers or numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _as_usual(own: str, notes: list[Element], numbers: list[int]) -> bool:
    """Whether the identifiers of *notes* are made as most are: of *own*, that of their document, and their number."""
    return own[-1:].isalnum() and all(
        note.get(XML_ID) == f"{own}fn{number}" for note, number in zip(notes, numbers, strict=True)
    )


def _fresh(document: Element) -> list[bool]:
    """For each numbered note of *document*, whether a page or division has begun since the one before."""
    fresh: list[bool] = []
    begun = True
    for element in document.iter(_NOTE, _PB, _DIV):
        if element.tag != _NOTE:
            begun = True
        elif integer(element.get("n")) is not None and not _apart(element):
            fresh.append(begun)
            begun = False
    return fresh


def _apart(note: Element) -> bool:
    """Whether *note* does not stand where its number stands."""
    return note.get("anchored") == "false" or note.get("target") is not None


def _order(notes: list[Element], numbers: list[int], fresh: list[bool], numbered: bool) -> Iterator[Problem]:
    """N003. A number may come again where the note is the same: so a printed page refers to one note twice."""
    if not numbered and (len(numbers) < _FEWEST or not orderly(numbers, fresh)):
        return
    for found in breaks(numbers, fresh):
        again = [note for note, n in zip(notes[: found.at], numbers, strict=False) if n == found.found]
        if not again or words(again[-1]) != words(notes[found.at]):
            yield Problem("N003", found.told("note"), _HINT, notes[found.at], "n")


def _without_number(notes: list[Element]) -> Iterator[Problem]:
    for note in notes:
        if _PLAIN.issuperset(note.keys()) and note.get("place", "bottom") in ("bottom", "foot", "end"):
            yield Problem("N005", "a note without a number, among notes that have one", "give it @n", note)


def _misplaced(notes: list[Element]) -> Iterator[Problem]:
    for note in notes:
        parent = note.getparent()
        name = local(parent.tag) if parent is not None else ""
        if name in _OUTSIDE:
            message = f"note {note.get('n')} stands directly in <{name}>, outside any paragraph"
            yield Problem("N006", message, "put it where its number stands in the text", note)
        elif note.get("type") is None:
            outer = next(note.iterancestors(_NOTE), None)
            if outer is not None and integer(outer.get("n")) is not None:
                message = f"note {note.get('n')} stands inside note {outer.get('n')}"
                yield Problem("N008", message, "close the outer note before it", note)


def _of_another(document: Element, notes: list[Element]) -> Iterator[Problem]:
    own = document.get(XML_ID)
    if not own:
        return
    meant = _LAST.sub(document.get("n", ""), own)  # the document itself may have the wrong id, which is told
    parts = [(note, _ID.fullmatch(note.get(XML_ID, ""))) for note in notes]
    alike = any(match and match["document"] == own for _, match in parts)
    shape = re.sub(r"\d+", "0", own)
    for note, match in parts:
        if (
            match
            and match["document"] not in (own, meant)
            and (alike or re.sub(r"\d+", "0", match["document"]) == shape)
        ):
            message = (
                f"the xml:id “{match[0]}” of a note says document {match['document']}, but it stands in {own}"
            )
            hint = f"it should begin with “{own}”"
            yield Problem("N007", message, hint, note, XML_ID)


def _ids(notes: list[Element], told: set[Element]) -> Iterator[Problem]:
    """N009: the number of a note is not that in its ``xml:id``, as it is in the others of the file.

    Where the order of a document has been *told* already, or is known to be shifted by the note before, it is not
    told again.
    """
    matches = [_ID.fullmatch(note.get(XML_ID, "")) for note in notes]
    offsets = [
        (integer(note.get("n")) or 0) - int(match["number"]) if match else None
        for note, match in zip(notes, matches, strict=True)
    ]
    usual, others = outliers(offsets)
    shifted: set[tuple[str, int]] = set()
    for index in others:
        note, match, offset = notes[index], matches[index], offsets[index]
        if match is None or offset is None or (match["document"], offset) in shifted:
            continue
        shifted.add((match["document"], offset))
        if told.isdisjoint(note.iterancestors(_DIV)):
            message = f"note {note.get('n')} has the xml:id “{match[0]}”, which is that of another number"
            hint = "compare both with the printed source" if usual else "the two numbers should be the same"
            yield Problem("N009", message, hint, note, "n")
