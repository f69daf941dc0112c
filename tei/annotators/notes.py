"""Notes: the lists at the end of a document and at the foot of its pages, and for each note the word it hangs on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from tei.annotators.alignment import Alignment, Placed, align
from tei.annotators.markers import PLAIN, Markers, Note
from tei.annotators.printed import rendered, token
from tei.annotators.surroundings import WEIGHTS, around
from tei.conventions import Convention
from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Annotation, Document, Evidence, Found, Span

# A place that is less certain than the first is reported, with the others that have at least the second.
_SURE, _RIVAL = 0.9, 0.05
_MOST_BEGINNINGS = 12
# The weight of a number that is reported if there is no note for it: of the numbers of notes 96 in 100 reach it, and
# in 3,389 documents whose notes are complete no other number where a note could be missing.
_STRAY = 7.0
_MOST_STRAYS = 20  # numbers behind that of the last note
_SHOWN = 24  # characters of text before a number that a message shows


def annotate(document: Document, convention: Convention) -> Found:
    """The ``note`` elements of *document*, from the lists at its end and at the foot of its pages.

    Each hangs where its number stands.
    The span is the text of the note without its label. ``anchor`` is the offset of the number in the text,
    and ``replaces`` are that number and the label. A note whose number was not found has no anchor, and
    ``@anchored="false"``. The certainty is the probability of the place. A note that *convention* knows as a
    source note gets ``@type="source"`` if it hangs in the heading. A note whose list stands at the foot of a page of
    the source has ``@place="foot"``, one of the list at the end ``@place="bottom"``. How number and label are printed
    is in ``@rend`` unless it is as in ``word1`` and ``  1. Note``. Reports N001, N002, N003 and N004.

    Source: TEI Guidelines, section 3.9.1 (Notes and Simple Annotation); att.anchoring, att.placement.
    """
    annotations: list[Annotation] = []
    diagnostics: list[Diagnostic] = []
    before: Note | None = None
    for hung in _lists(document, convention):
        diagnostics += _misnumbered(document, hung.notes, before)
        before = hung.notes[-1]
        for note, placed, foot in zip(hung.notes, hung.alignment.placed, hung.feet(), strict=True):
            in_heading = placed.span is not None and placed.span.end <= hung.heading_end
            source = in_heading and convention.source_note.match(document.text, note.text.start) is not None
            annotations.append(_annotation(document.text, note, placed, source, foot))
            diagnostics += _doubts(document, note, placed)
        diagnostics += _strays(document, hung.markers.region, hung)
    if before is None and convention.notes_certain:
        diagnostics += _strays(document, Span(0, len(document.text)), None)
    return Found(annotations, diagnostics)


class _Hung(NamedTuple):
    """A list of notes, where they hang, the numbers that could be theirs, and where the heading ends.

    ``ends`` are where pages end, from the one on which the first may hang to the one at whose foot the last stands.
    """

    notes: list[Note]
    alignment: Alignment
    markers: Markers
    ends: Sequence[int] = ()

    @property
    def heading_end(self) -> int:
        return self.markers.heading_end

    def feet(self) -> list[str]:
        """For each note at the foot of which page it stands: ``0`` for that on which it hangs; empty at the end.

        A note that hangs nowhere is taken to hang where the next does that stands at the same foot, or else there.
        """
        found: list[str] = []
        hangs, last = 0, -1
        for note, placed in zip(reversed(self.notes), reversed(self.alignment.placed), strict=True):
            foot = next((end for end in self.ends if end >= note.text.end), -1)
            if placed.span is not None:
                hangs = placed.span.start
            elif foot != last:
                hangs = foot
            found.append("" if foot < 0 else str(sum(hangs < end < foot for end in self.ends)))
            last = foot
        return found[::-1]

    def holds(self, offset: int) -> bool:
        """Whether *offset* is in one of the notes."""
        return any(note.label.start <= offset < note.text.end for note in self.notes)


def _lists(document: Document, convention: Convention) -> Iterator[_Hung]:
    """The lists of notes, in order: that at the end, and where the convention has them those at the foot of pages.

    A list at the foot of a page hangs on what stands between the list before and itself.
    """
    text = document.text
    pages = list(document.of("pb", "fw"))
    skipped = {at for page in pages for span in (*page.replaces, page.span) for at in range(*span)}
    begin = 0
    ends = sorted(page.span.start for page in pages)
    feet = [end for end in ends if _begins_line(text, end)] if convention.notes_by_page else []
    for end in (*feet, len(text)):
        if hung := _hung(text, Span(begin, end), skipped, convention):
            outside = [at for at in ends if begin <= at <= end and not hung.holds(at)]
            yield hung._replace(ends=outside) if convention.notes_by_page else hung
            begin = end


def _begins_line(text: str, start: int) -> bool:
    """Whether the mark of a page at *start* begins a line, so that notes may stand above it."""
    return text.startswith("\f", start) or not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _hung(text: str, region: Span, skipped: Collection[int], convention: Convention) -> _Hung | None:
    """The list of notes at the end of *region*; None if there is none, or none that is certain or hangs somewhere."""
    notes = read_list(text, convention, region, skipped)
    hung = _aligned(text, region, notes, skipped, convention) if notes else None
    return hung if hung and (convention.notes_certain or hung.alignment.score > 0) else None


def read_list(
    text: str, convention: Convention, region: Span | None = None, skipped: Collection[int] = ()
) -> list[Note]:
    """The notes of the list at the end of *text* (or of a *region*), in its order; none if there is no such list.

    The list is read from its end, so that a line of the body that looks like a note is none of it. The characters of
    *skipped* are marks of pages.
    """
    begin, stop = region or (0, len(text))
    found: list[Note] = []
    end = _rstrip(text, begin, stop)  # of the note being read
    below = False  # whether lines were read that go on with a note only if no empty line comes between
    while stop >= begin and end > begin:
        start = max(begin, text.rfind("\n", begin, stop) + 1, text.rfind("\f", begin, stop) + 1)
        if skipped and _first(text, start, stop) in skipped:
            pass
        elif label := _label(text, start, stop, convention):
            number, behind = label
            while behind < end and text[behind].isspace() and behind not in skipped:
                behind += 1
            found.append(Note(number, Span(start, behind), Span(behind, max(behind, end))))
            end, below = _rstrip(text, begin, start), False
        elif not text[start:stop].strip():
            if below:
                break
        elif not convention.note_continuation.match(text, start, stop):
            if not convention.wrapped:
                break
            below = True
        stop = start - 1
    found.reverse()
    return found if convention.notes_certain else _settled(text, found)


def _settled(text: str, notes: Sequence[Note]) -> list[Note]:
    """The *notes* without lines that only begin with a number, such as ``12 May``: they belong to the note above.

    So does a line right below a note whose number does not go on from the one above.
    """
    settled: list[Note] = []
    for note in notes:
        above = settled[-1] if settled else None
        if above and note.number.isdigit() and above.number.isdigit() and note.number != "1":
            jumps = int(note.number) != int(above.number) + 1
            if jumps and text.count("\n", above.text.end, note.label.start) < 2:
                start = _first(text, above.text.start, note.text.end)
                settled[-1] = Note(above.number, Span(above.label.start, start), Span(start, note.text.end))
                continue
        settled.append(note)
    return settled


def _first(text: str, start: int, stop: int) -> int:
    """Where the first word between *start* and *stop* begins; *stop* if there is none."""
    return start + len(text[start:stop]) - len(text[start:stop].lstrip())


def _rstrip(text: str, begin: int, end: int) -> int:
    """Where the words before *end* end, not before *begin*."""
    while end > begin and text[end - 1].isspace():
        end -= 1
    return end


def _label(text: str, start: int, stop: int, convention: Convention) -> tuple[str, int] | None:
    """The number with which the line from *start* to *stop* opens a note, and where the label ends."""
    match = convention.note_item.match(text, start, stop)
    if match:
        return match["n"].translate(PLAIN), match.end()
    # An editor may have cut the blank behind the label of a note without text.
    if not text.endswith(".", start, stop):
        return None
    bare = convention.note_item.fullmatch(f"{text[start:stop]} ")
    return (bare["n"].translate(PLAIN), stop) if bare else None


def _aligned(
    text: str, region: Span, notes: list[Note], skipped: Collection[int], convention: Convention
) -> _Hung:
    """The notes that are notes, and where they hang.

    The body may end in a list of its own, in the form of the notes. Wherever the numbers do not go on, the
    list of notes may begin: that beginning is taken whose notes hang best in the text before.
    """
    tried = []
    for first in islice(_beginnings(text, notes), _MOST_BEGINNINGS):
        body = Span(region.start, notes[first].label.start)
        markers = Markers(text, body, notes[first:], convention, skipped)
        alignment = align(markers.candidates(), len(notes) - first)
        tried.append(_Hung(notes[first:], alignment, markers))
    best = max(tried, key=lambda hung: hung.alignment.score)
    return best._replace(notes=_below_rule(text, best.notes, convention))


def _beginnings(text: str, notes: Sequence[Note]) -> Iterator[int]:
    """The indices of *notes* where the list may begin: 0, after an empty line, where the numbers go back."""
    yield 0
    for index, (one, two) in enumerate(pairwise(notes), 1):
        back = one.number.isdigit() and two.number.isdigit() and int(two.number) <= int(one.number)
        if back or text.count("\n", one.text.end, two.label.start) > 1:
            yield index


def _below_rule(text: str, notes: list[Note], convention: Convention) -> list[Note]:
    """The *notes*, the label of the first with the line above it that parts them from the text, if there is one."""
    first = notes[0]
    end = _rstrip(text, 0, first.label.start)
    start = text.rfind("\n", 0, end) + 1
    start = end - len(text[start:end].lstrip())
    if (
        start == end
        or "\f" in text[end : first.label.start]
        or not convention.note_rule.fullmatch(text, start, end)
    ):
        return notes
    return [first._replace(label=Span(start, first.label.end), rule_end=end), *notes[1:]]


def _annotation(text: str, note: Note, placed: Placed, source: bool, foot: str) -> Annotation:
    attributes = {"n": note.number, "place": "foot" if foot else "bottom"}
    if source:
        attributes["type"] = "source"
    start = max(note.label.start, note.rule_end)
    label = text[start : note.label.end].lstrip("\n")
    tokens = [token("rule", text[note.label.start : start])] if note.rule_end else []
    tokens += [token("label", label)] if label.rstrip() != f"  {note.number}." else []
    tokens += [token("pages", foot)] if foot.strip("0") else []
    if placed.span is None:
        attributes["anchored"] = "false"
        evidence = Evidence("no-number", placed.certainty, note.label)
        return Annotation(note.text, "note", evidence, rendered(attributes, *tokens), None, (note.label,))
    printed = text[placed.span.start : placed.span.end]
    tokens += [token("call", printed)] if printed != note.number else []
    attributes = rendered(attributes, *tokens)
    evidence = Evidence(_rule(text, placed.span), placed.certainty, placed.span)
    return Annotation(note.text, "note", evidence, attributes, placed.span.start, (placed.span, note.label))


def _rule(text: str, span: Span) -> str:
    """How the number at *span* is written: marked, within other digits, glued to a word, or on its own."""
    if not (text[span.start : span.end].isascii() and text[span.start : span.end].isdigit()):
        return "marked-number"
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


def _misnumbered(document: Document, notes: Sequence[Note], before: Note | None) -> Iterator[Diagnostic]:
    """N003 at the first note of the list whose number does not go on from the one before.

    The list of a page goes on from the note *before*, or begins at 1. Signs such as * have no order.
    """
    numbers = [int(note.number) if note.number.isdigit() else 0 for note in notes]
    last = int(before.number) if before and before.number.isdigit() else 0
    odd = [
        i for i, n in enumerate(numbers) if n and (n != numbers[i - 1] + 1 if i else n not in (1, last + 1))
    ]
    if odd:
        first = odd[0]
        follows = numbers[first - 1] if first else last
        after = f"follows note {follows}" if first or last else "is the first of the list"
        more = f" (the first of {len(odd)} places where the numbers do not go on)" if len(odd) > 1 else ""
        yield diagnostic(
            "N003",
            f"note {numbers[first]} {after}{more}",
            document.place(notes[first].label.start),
            "see in the printed page whether a note was left out or a number misread",
        )


def _strays(document: Document, region: Span, hung: _Hung | None) -> Iterator[Diagnostic]:
    """N004 for a number in *region* that looks like that of a note that its list does not have.

    Only numbers that the list leaves out, or that come after its last, and only where such a note would hang.
    """
    pairs = zip(hung.notes, hung.alignment.placed, strict=True) if hung else ()
    places = {int(note.number): placed.span for note, placed in pairs if note.number.isdigit()}
    after, last = region.start, max(places, default=0)
    for number in range(min(places, default=1), last + _MOST_STRAYS + 1):
        if number in places:
            after = max(after, (places[number] or Span(0, 0)).end)
            continue
        until = min((s.start for n, s in places.items() if s and n > number), default=region.end)
        stray = _best_stray(document.text, number, after, until)
        if stray is not None:
            after = stray.end
            message = (
                f"{_shown(document, stray)} looks like the number of a note, but there is no note {number}"
            )
            hint = "see in the printed page whether a note was left out, or what the number says"
            if hung is None and (line := _line_numbered(document, number, stray.end)):
                hint = f"if the note is in line {line}, its list is in another form: try --convention plain"
            yield diagnostic("N004", message, document.place(stray.start), hint)
        elif number > last:
            return


def _line_numbered(document: Document, number: int, start: int) -> int:
    """The line behind *start* that begins with *number* as a note may, in whatever form; 0 if there is none."""
    line = re.compile(rf"^[ \t(\[^]*{number}[.)\]:]*[ \t]+(?=\S)", re.MULTILINE)
    found = line.search(document.text, start)
    return document.place(found.start()).line if found else 0


def _best_stray(text: str, number: int, start: int, stop: int) -> Span | None:
    """The place from *start* to *stop* where *number* looks most like that of a note; None if none surely does."""
    best, most = None, _STRAY
    for match in _glued(number).finditer(text, start, max(start, stop)):
        span = Span(*match.span())
        weight = sum(map(WEIGHTS.__getitem__, around(text, span, *span)))
        if weight > most:
            best, most = span, weight
    return best


@cache
def _glued(number: int) -> re.Pattern[str]:
    """The pattern that *number* fits where it is glued to something other than a digit, or a digit and a point."""
    # The number stands first, because a search for letters is quick; what stands before it is looked at behind it.
    return re.compile(rf"{number}(?!\d)(?<=[^\s\d]{number})(?<!\d[.,]{number})")
