"""Notes: the list at the end of a document, and for each note the word it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tei.annotators.alignment import Alignment, Placed, align
from tei.annotators.markers import Markers, Note
from tei.conventions import Convention
from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Annotation, Document, Evidence, Found, Span

# A place that is less certain than the first is reported, with the others that have at least the second.
_SURE, _RIVAL = 0.9, 0.05
_SHOWN = 24  # characters of text before a number that a message shows


def annotate(document: Document, convention: Convention) -> Found:
    """The ``note`` elements of *document*: the list at its end, each note hung where its number stands.

    The span is the text of the note without its label. ``anchor`` is the offset of the number in the text,
    and ``replaces`` are that number and the label. A note whose number was not found has no anchor, and
    ``@anchored="false"``. The certainty is the probability of the place. A note that *convention* knows as a
    source note gets ``@type="source"`` if it hangs in the heading. Reports N001, N002 and N003.

    Source: TEI Guidelines, section 3.9.1 (Notes and Simple Annotation); att.anchoring, att.placement.
    """
    notes = read_list(document.text, convention)
    if not notes:
        return Found([], [])
    notes, alignment, heading_end = _aligned(document.text, notes, convention)
    annotations, diagnostics = [], list(_misnumbered(document, notes))
    for note, placed in zip(notes, alignment.placed, strict=True):
        in_heading = placed.span is not None and placed.span.end <= heading_end
        source = in_heading and convention.source_note.match(document.text, note.text.start) is not None
        annotations.append(_annotation(document.text, note, placed, source))
        diagnostics.extend(_doubts(document, note, placed))
    return Found(annotations, diagnostics)


def read_list(text: str, convention: Convention) -> list[Note]:
    """The notes of the list at the end of *text*, in its order; none if the text does not end in such a list.

    The list is read from its end, so that a line of the body that looks like a note is none of it.
    """
    found: list[Note] = []
    stop = len(text)
    end = len(text.rstrip())  # of the note being read
    while stop >= 0 and end > 0:
        start = text.rfind("\n", 0, stop) + 1
        if label := _label(text, start, stop, convention):
            number, behind = label
            found.append(Note(number, Span(start, behind), Span(behind, max(behind, end))))
            end = len(text[:start].rstrip())
        elif text[start:stop].strip() and not convention.note_continuation.match(text, start, stop):
            break
        stop = start - 1
    found.reverse()
    return found


def _label(text: str, start: int, stop: int, convention: Convention) -> tuple[str, int] | None:
    """The number with which the line from *start* to *stop* opens a note, and where the label ends."""
    match = convention.note_item.match(text, start, stop)
    if match:
        return match["n"], match.end()
    # An editor may have cut the blank behind the label of a note without text.
    bare = convention.note_item.fullmatch(f"{text[start:stop]} ") if text.endswith(".", start, stop) else None
    return (bare["n"], stop) if bare else None


def _aligned(text: str, notes: list[Note], convention: Convention) -> tuple[list[Note], Alignment, int]:
    """The notes that are notes, where they hang, and where the heading ends.

    The body may end in a list of its own, in the form of the notes. Wherever the numbers do not go on, the
    list of notes may begin: that beginning is taken whose notes hang best in the text before.
    """
    tried = []
    for first in _beginnings(text, notes):
        markers = Markers(text, notes[first].label.start, notes[first:], convention)
        alignment = align(markers.candidates(), len(notes) - first)
        tried.append((notes[first:], alignment, markers.heading_end))
    return max(tried, key=lambda tri: tri[1].score)


def _beginnings(text: str, notes: Sequence[Note]) -> Iterator[int]:
    """The indices of *notes* where the list may begin: 0, after an empty line, where the numbers go back."""
    yield 0
    for index, (one, two) in enumerate(pairwise(notes), 1):
        if int(two.number) <= int(one.number) or text.count("\n", one.text.end, two.label.start) > 1:
            yield index


def _annotation(text: str, note: Note, placed: Placed, source: bool) -> Annotation:
    attributes = {"n": note.number, "place": "bottom"}
    if source:
        attributes["type"] = "source"
    if placed.span is None:
        attributes["anchored"] = "false"
        evidence = Evidence("no-number", placed.certainty, note.label)
        return Annotation(note.text, "note", evidence, attributes, None, (note.label,))
    evidence = Evidence(_rule(text, placed.span), placed.certainty, placed.span)
    return Annotation(note.text, "note", evidence, attributes, placed.span.start, (placed.span, note.label))


def _rule(text: str, span: Span) -> str:
    """How the number at *span* is written: within other digits, glued to a word, or on its own."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if before.isdecimal() or after.isdecimal():
        return "split-number"
    return "glued-number" if before and not before.isspace() else "separate-number"


def _doubts(document: Document, note: Note, placed: Placed) -> Iterator[Diagnostic]:
    """N001 if the note hangs nowhere, N002 if it could nearly as well hang in another place, or nowhere."""
    rivals = [_shown(document, span) for share, span in placed.others if share >= _RIVAL]
    if placed.span is None:
        hint = "put its number into the text, behind the word that it is about"
        if rivals:
            hint = f"its number may be in {rivals[0]}; if not, {hint}"
        message = f"note {note.number} has no number in the text that points to it"
        yield diagnostic("N001", message, document.place(note.label.start), hint)
    elif placed.certainty < _SURE:
        others = " or on ".join(rivals[:2]) or "a word that has lost its number"
        taken = f"{_shown(document, placed.span)} (taken, {placed.certainty:.0%} certain)"
        message = f"note {note.number} could hang on {taken} or on {others}"
        hint = "compare the printed page, and correct the encoding if the note hangs elsewhere"
        yield diagnostic("N002", message, document.place(placed.span.start), hint)


def _shown(document: Document, span: Span) -> str:
    """The words before a number and the number in bars, with the place: ``“your 408.|2|” (line 9)``."""
    start = document.text.rfind("\n", 0, span.start) + 1
    if span.start - start > _SHOWN:
        start = document.text.find(" ", span.start - _SHOWN, span.start) + 1 or span.start - _SHOWN
    words = document.text[start : span.start]
    return f"“{words}|{document.words(span)}|” (line {document.place(span.start).line})"


def _misnumbered(document: Document, notes: Sequence[Note]) -> Iterator[Diagnostic]:
    """N003 at the first note of the list whose number does not go on from the one before."""
    numbers = [int(note.number) for note in notes]
    odd = [i for i, n in enumerate(numbers) if (n != numbers[i - 1] + 1 if i else n > 1)]
    if odd:
        first = odd[0]
        after = f"follows note {numbers[first - 1]}" if first else "is the first of the list"
        more = f" (the first of {len(odd)} places where the numbers do not go on)" if len(odd) > 1 else ""
        yield diagnostic(
            "N003",
            f"note {numbers[first]} {after}{more}",
            document.place(notes[first].label.start),
            "see in the printed page whether a note was left out or a number misread",
        )
