"""Where in a text the number of a note may stand, and how likely each place is.

In the printed page the number is a raised figure; in plain text it is glued to the word it hangs on:
``the Embassy in Jordan1``, ``your 408.2``, ``February 125`` (the 12th, note 5). Nothing tells the raised
figure from any other, so every run of digits whose end spells a wanted number is a :class:`Candidate`,
weighed by what stands around it. A convention may also mark the numbers, as in ``[1]``; such a mark is a candidate
too. :mod:`tei.annotators.alignment` then reads the whole sequence at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from tei.annotators.surroundings import WEIGHTS, around
from tei.conventions import Convention
from tei.document import Span

# Superscript figures and what they stand for.
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Note(NamedTuple):
    """A note of a list: its number or sign, the span of its label (``  1. ``) and of its text.

    The label of the first may begin with a line that parts the list from the text, to ``rule_end``.
    """

    number: str
    label: Span
    text: Span
    rule_end: int = 0


class Candidate(NamedTuple):
    """A place where notes may hang: the first of them in the list, the spans of their numbers, the log-odds.

    More than one span means that several notes hang on the same word (``Athens.12``, ``safety2,3``): what
    stands around says it of all of them or of none.
    """

    first: int
    spans: tuple[Span, ...]
    weight: float


_LINES = re.compile(r"\S(?:.*\S)?")
_DIGITS = re.compile(r"[0-9][0-9]*")  # a pattern that begins with a repetition is searched slowly
_FIGURES = frozenset("0123456789")
# The beginning of a note that says where a document is found, or of what date it is.
_REFERENCE = re.compile(
    r"Telegram|Despatch|Airgram|Dated|Document|Printed|Reference|Not |Neither|None|See |In |Supra|Infra|Ante"
    r"|Post|Ibid|Same|For text|Text"
)

_BEGINNING = 320  # how many characters of a note are compared with the numbers before it
_LONGEST_CLUSTER = 3  # how many notes may hang on one word


class Markers:
    """The places where *notes* may hang: in *text* within *region*, behind which their list begins.

    The characters of *skipped* are numbers of pages.
    """

    def __init__(
        self,
        text: str,
        region: Span,
        notes: Sequence[Note],
        convention: Convention,
        skipped: Collection[int] = (),
    ):
        self.text, self.region, self.notes = text, region, notes
        self.begin, self.end = region
        self._skipped = skipped
        self._convention = convention
        self._wanted = _wanted(notes)
        self._longest = max(map(len, self._wanted), default=0)
        self._last = {number[-1] for number in self._wanted}
        self._marks = [mark for mark in convention.note_mark.finditer(text, *region) if mark["n"]]
        self._marked = {mark.end("n") for mark in self._marks}
        self._file_line_end, self.heading_end = self._heading()
        self._numbers_of: dict[int, frozenset[str]] = {}

    def candidates(self) -> Iterator[Candidate]:
        """Every place where notes may hang, in the order of the text."""
        for first, spans, run in self.places():
            yield Candidate(first, spans, sum(map(WEIGHTS.__getitem__, self.rows(first, spans, run))))
        for mark in self._marks:
            yield from self._marked_places(mark)

    def _marked_places(self, mark: re.Match[str]) -> Iterator[Candidate]:
        """The candidates that a *mark* of the convention is: one note, or several if it holds only their numbers."""
        begins_line = not self.text[self.text.rfind("\n", 0, mark.start()) + 1 : mark.start()].strip()
        weight = WEIGHTS["a mark"] + (WEIGHTS["a mark at a line start"] if begins_line else 0.0)
        for first, count in self._wanted.get(mark["n"].translate(PLAIN), ()):
            if count == 1:
                yield Candidate(first, (Span(*mark.span()),), weight)
            elif mark.span() == mark.span("n"):
                weight += WEIGHTS["several together"]
                yield Candidate(first, self._spans(first, count, mark.start()), weight)

    def places(self) -> Iterator[tuple[int, tuple[Span, ...], Span]]:
        """For every candidate the first note, the spans of the numbers, and the digits the first is in."""
        text, wanted = self.text, self._wanted
        for end in self._ends():
            if end in self._marked or self._is_page(end):
                continue
            begin = end - 1
            while begin > self.begin and text[begin - 1] in _FIGURES:
                begin -= 1
            for start in range(end - 1, max(begin, end - self._longest) - 1, -1):
                for first, count in wanted.get(text[start:end], ()):
                    yield first, self._spans(first, count, start), Span(begin, end)
                    if count == 1 and first and (other := self._with_comma(first - 1, start)):
                        run = Span(_run_start(text, other.start), other.end)
                        yield first - 1, (other, Span(start, end)), run

    def _ends(self) -> list[int]:
        """Where digits end whose last is that of a wanted number, in order."""
        text, found = self.text, []
        for digit in self._last & _FIGURES:
            at = text.find(digit, self.begin, self.end)
            while at >= 0:
                if text[at + 1 : at + 2] not in _FIGURES:
                    found.append(at + 1)
                at = text.find(digit, at + 1, self.end)
        return sorted(found)

    def rows(self, first: int, spans: tuple[Span, ...], run: Span) -> list[str]:
        """The rows of :data:`WEIGHTS` that hold for the notes from *first* on hanging on *spans*."""
        start, end = spans[0].start, spans[-1].end
        found = around(self.text, run, start, end)
        if len(spans) > 1:
            found.append("several with comma" if spans[0].end < spans[1].start else "several together")
        if end == self.heading_end:
            source = not first or self._convention.source_note.match(self.text, self.notes[first].text.start)
            found.append("first note at heading" if source else "later note at heading")
        elif end <= self._file_line_end:
            found.append("in the file number line")
        if run.start < start:
            found += self._by_numbers(first, self.text[run.start : start], self.text[run.start : run.end])
        return found

    def _by_numbers(self, first: int, rest: str, whole: str) -> Iterator[str]:
        """What the document says of *whole* being *rest* and a note's number."""
        if first not in self._numbers_of:
            start, end = self.notes[first].text
            digits = _DIGITS.findall(self.text, start, min(end, start + _BEGINNING))
            self._numbers_of[first] = frozenset(digits)
        if rest in self._numbers_of[first]:
            yield "the note has the rest"
        elif rest in self._occurrences:
            yield "the rest occurs"
        if self._occurrences[whole] > 1:
            yield "the whole occurs"
        if _REFERENCE.match(self.text, self.notes[first].text.start):
            yield "a reference on a number"

    @cached_property
    def _occurrences(self) -> Counter[str]:
        """How often each number stands in the document, from the region on."""
        return Counter(_DIGITS.findall(self.text, self.begin))

    def _heading(self) -> tuple[int, int]:
        """Where a first line with only a file number ends (0 if there is none), and where the heading ends.

        A page marker may stand before the heading.
        """
        convention, file_line_end = self._convention, 0
        if self.begin:
            return 0, 0
        for match in _LINES.finditer(self.text, 0, self.end):
            start, stop = match.span()
            if convention.page_marker.fullmatch(self.text, start, stop) or start in self._skipped:
                continue
            numbered = convention.heading.match(self.text, start)
            if file_line_end or numbered or not convention.source_line.match(self.text, start, stop):
                return file_line_end, stop
            file_line_end = stop
        return 0, file_line_end

    def _is_page(self, end: int) -> bool:
        """Whether the digits that end at *end* are the number of a page marker."""
        if end - 1 in self._skipped:
            return True
        start = self.text.rfind("[", 0, end) if self.text.startswith("]", end) else -1
        return start >= 0 and self._convention.page_marker.match(self.text, start, self.end) is not None

    def _spans(self, first: int, count: int, start: int) -> tuple[Span, ...]:
        """The spans of the numbers of *count* notes, one behind the other from *start*."""
        spans = []
        for note in self.notes[first : first + count]:
            spans.append(Span(start, start + len(note.number)))
            start += len(note.number)
        return tuple(spans)

    def _with_comma(self, first: int, start: int) -> Span | None:
        """The span of the number of the note *first*, if that and a comma stand right before *start*."""
        number = self.notes[first].number
        if self.text.startswith(",", start - 1) and self.text.endswith(number, 0, start - 1):
            return Span(start - 1 - len(number), start - 1)
        return None


def _wanted(notes: Sequence[Note]) -> dict[str, list[tuple[int, int]]]:
    """The strings that are the number of a note, or of several in a row: index of the first, and how many."""
    wanted: dict[str, list[tuple[int, int]]] = {}
    for first in range(len(notes)):
        digits = ""
        for count, note in enumerate(notes[first : first + _LONGEST_CLUSTER], 1):
            digits += note.number
            wanted.setdefault(digits, []).append((first, count))
    return wanted


def _run_start(text: str, start: int) -> int:
    """Where the digits begin that stand right before *start*."""
    while start and text[start - 1] in _FIGURES:
        start -= 1
    return start
