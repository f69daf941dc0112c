"""A volume in one file: where each of its documents begins.

A document begins at a heading with a number, or, in older volumes, at a line that names its file and stands above an
unnumbered heading. Neither is sure by itself (a paragraph may begin with a number), so each candidate is weighed by
what stands around it, and the numbers must go on from one document to the next.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tei.conventions import Convention
from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Document, Line
from tei.patterns import whole_words

_TITLE_WORDS = re.compile(
    whole_words(
        r"Telegram|Letter|Memorandum|Message|Airgram|Despatch|Paper|Report|Minutes|Notes?|Record|Conversation|"
        r"Statement|Summary|Estimate|Circular|Instruction|Aide-Mémoire|Editorial Note|Resolution|Communiqué|Draft|"
        r"Address|Remarks|Agreement|Proclamation|Treaty|Extract|Entry|Transcript|Study|Directive"
    )
)
_EDITORIAL_NOTE = re.compile(r"\[?Editorial Note\]?\d?")
_DATED = re.compile(whole_words(r"1[5-9]\d\d|20\d\d|undated"))
_SENTENCE = re.compile(r"[.:;,?!][”’\"')\]]*\d{0,2}$")
_LONGEST_HEADING, _LONGEST_DATELINE = 500, 120
_REACH = 4  # lines below a heading in which its dateline stands

# What speaks for a beginning, in points; a beginning needs more than _ENOUGH.
_TITLED, _AFTER_NOTES, _DATELINE_BELOW, _NOTE_AT_END, _IS_SENTENCE = 2.0, 2.5, 1.5, 0.5, -4.0
_FILE_NAMED, _EDITORIAL = 2.5, 3.0
_NEXT_NUMBER, _SMALL_GAP, _OUT_OF_ORDER = 2.0, 0.0, -5.0
_LARGEST_GAP = 5
_ENOUGH, _SURE = 2.5, 4.0


class Beginning(NamedTuple):
    """A line at which a document may begin, its number if it has one, and the points for it."""

    line: int
    number: int | None
    label: str
    points: float


def split(document: Document, convention: Convention) -> tuple[list[Document], list[Diagnostic]]:
    """The documents that the text of *document* holds, each on its own; *document* itself if there is but one.

    B002 marks a beginning that is not sure, B003 a number that does not follow the one before.
    """
    lines = document.lines
    beginnings = _chain(_candidates(lines, document.text, convention))
    if len(beginnings) < 2:
        return [document], []
    starts = [0] + [_start(lines, b.line, document.text, convention) for b in beginnings[1:]]
    names: Counter[str] = Counter()
    parts = []
    for start, end, beginning in zip(starts, [*starts[1:], len(document.text)], beginnings, strict=True):
        line = document.place(start).line
        name = f"d{beginning.label}" if beginning.label else f"l{line}"
        names[name] += 1
        again = f"-{names[name]}" if names[name] > 1 else ""
        text = document.text[start:end].rstrip("\n") + "\n"
        parts.append(Document(text, f"{document.name}-{name}{again}", document.file, line))
    return parts, _doubts(document, beginnings)


def _candidates(lines: Sequence[Line], text: str, convention: Convention) -> list[Beginning]:
    """Every line that could begin a document, with the points that its surroundings give it."""
    found = []
    editorials = "Editorial Note" in text
    for at, line in enumerate(lines):
        words = text[line.start : line.end]
        match = convention.heading.match(words)
        editorial = editorials and not match and _EDITORIAL_NOTE.fullmatch(words)
        file_named = (
            not match and at + 1 < len(lines) and lines[at + 1].opens and _names_file(words, convention)
        )
        if not (match or file_named or editorial) or not _opens(lines, at, text, convention):
            continue
        if match:
            found.append(Beginning(at, _value(match["n"]), match["n"], _points(lines, at, text, convention)))
        elif file_named:
            points = _points(lines, at + 1, text, convention) + _points_above(lines, at, text, convention)
            found.append(Beginning(at, None, "", points + _FILE_NAMED))
        else:
            found.append(Beginning(at, None, "", _EDITORIAL + _points_above(lines, at, text, convention)))
    return found


def _opens(lines: Sequence[Line], at: int, text: str, convention: Convention) -> bool:
    """Whether the line *at* stands behind an empty line or behind notes, and is itself none of the notes."""
    behind = lines[at].opens or _points_above(lines, at, text, convention) > 0
    return behind and not _has_label(_row(lines, at, text), convention)


def _names_file(words: str, convention: Convention) -> bool:
    """Whether the line is one that names the file of a document, as older volumes print it above the heading."""
    return (
        len(words) <= _LONGEST_DATELINE
        and not _SENTENCE.search(words)
        and bool(convention.source_line.fullmatch(words))
    )


def _value(number: str) -> int:
    return int(re.sub(r"\D", "", number))


def _points(lines: Sequence[Line], at: int, text: str, convention: Convention) -> float:
    """The points for a heading on the line *at*."""
    words = text[lines[at].start : lines[at].end]
    if len(words) > _LONGEST_HEADING:
        return _IS_SENTENCE
    points = _points_above(lines, at, text, convention)
    points += _TITLED if _TITLE_WORDS.search(words) else 0.0
    points += _NOTE_AT_END if words[-1].isdigit() and not words[-2:].isdigit() else 0.0
    points += _IS_SENTENCE if _SENTENCE.search(words) else 0.0
    below = (text[line.start : line.end] for line in lines[at + 1 : at + 1 + _REACH])
    dated = any(
        len(row) <= _LONGEST_DATELINE and _DATED.search(row) and not _has_label(row, convention)
        for row in below
    )
    return points + (_DATELINE_BELOW if dated else 0.0)


def _points_above(lines: Sequence[Line], at: int, text: str, convention: Convention) -> float:
    """The points for what ends above the line *at*: the notes of the document before, page markers left out."""
    while at > 0:
        at -= 1
        row = _row(lines, at, text)
        if not convention.page_marker.fullmatch(row.strip()):
            return _AFTER_NOTES if _has_label(row, convention) else 0.0
    return _AFTER_NOTES


def _row(lines: Sequence[Line], at: int, text: str) -> str:
    """The line *at* with its indentation, which tells a note from a heading with a number."""
    return text[text.rfind("\n", 0, lines[at].start) + 1 : lines[at].end]


def _has_label(row: str, convention: Convention) -> bool:
    return bool(convention.note_item.match(row) or convention.note_continuation.match(row))


def _chain(candidates: list[Beginning]) -> list[Beginning]:
    """The candidates that together have the most points, where a number should follow the one before it."""
    best: list[tuple[float, int]] = []  # the points of the best chain that ends here, and the one before
    for at, candidate in enumerate(candidates):
        chain, before = 0.0, -1
        for earlier in range(at):
            points = best[earlier][0] + _step(candidates[earlier], candidate)
            if best[earlier][1] >= -1 and points > chain:
                chain, before = points, earlier
        own = candidate.points - _ENOUGH
        best.append((chain + own, before))
    if not best:
        return []
    at = max(range(len(best)), key=lambda i: best[i][0])
    chosen = []
    while at >= 0:
        chosen.append(candidates[at])
        at = best[at][1]
    return chosen[::-1]


def _step(before: Beginning, after: Beginning) -> float:
    """The points for *after* following *before*."""
    if before.number is None or after.number is None:
        return 0.0 if before.number is after.number else _OUT_OF_ORDER
    gap = after.number - before.number
    if gap == 1 or (gap == 0 and after.label != before.label):
        return _NEXT_NUMBER
    return _SMALL_GAP if 1 < gap <= _LARGEST_GAP else _OUT_OF_ORDER


def _start(lines: Sequence[Line], at: int, text: str, convention: Convention) -> int:
    """Where the document that begins on the line *at* starts: a page marker alone above it belongs to it."""
    while at > 0 and convention.page_marker.fullmatch(text[lines[at - 1].start : lines[at - 1].end]):
        at -= 1
    return text.rfind("\n", 0, lines[at].start) + 1


def _doubts(document: Document, beginnings: list[Beginning]) -> list[Diagnostic]:
    """B002 for each beginning that is not sure, and B003 for each number out of sequence."""
    out = []
    for before, beginning in itertools.pairwise(beginnings):
        place = document.place(document.lines[beginning.line].start)
        follows = _step(before, beginning)
        if beginning.points + follows < _SURE:
            hint = "if it does not, take away its number or join the two documents"
            out.append(diagnostic("B002", "a document seems to begin here", place, hint))
        if follows < _NEXT_NUMBER and beginning.label and before.label:
            message = f"document {beginning.label} follows document {before.label}"
            out.append(
                diagnostic("B003", message, place, "see whether a document is missing or its heading unseen")
            )
    return out
