"""Diagnostics: problems of a document, as data that a person can act on.

:data:`CODES` is the one table of what can be reported; :func:`diagnostic` makes a :class:`Diagnostic` of a
row in it. The first letter of a code is its family: R reading, T text integrity, N notes, P pages, B blocks,
D dates, A names and authority, X well-formedness, S schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a diagnostic matters; higher is worse, so severities compare."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is. Lines and columns count from 1, columns in characters; 0 means not known."""

    file: str = ""
    line: int = 0
    column: int = 0
    xpath: str = ""

    def __str__(self) -> str:
        parts = [self.file or "-"]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Code:
    """A row of :data:`CODES`: a stable code, its severity, and in a few words what it stands for."""

    code: str
    severity: Severity
    title: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place: what was found, and in the hint what to do about it."""

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.place}: {self.severity}[{self.code}] {self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


_ROWS = (
    Code("R001", Severity.ERROR, "the file is not text in the expected encoding"),
    Code("R002", Severity.ERROR, "the file holds a character that XML cannot hold"),
    Code("R003", Severity.ERROR, "the file holds no text"),
    Code("T001", Severity.ERROR, "the text of the encoding is not the text of the source"),
    Code("N001", Severity.WARNING, "a note has no number in the text that points to it"),
    Code("N002", Severity.WARNING, "a note number could hang in more than one place"),
    Code("N003", Severity.WARNING, "the numbers of the notes jump, repeat or are out of order"),
    Code("N004", Severity.WARNING, "a number looks like that of a note, but there is no such note"),
    Code("P001", Severity.WARNING, "the page numbers jump or repeat"),
    Code("B001", Severity.INFO, "no heading was found"),
    Code("B002", Severity.WARNING, "a document may begin in the middle of the file"),
    Code("B003", Severity.WARNING, "the numbers of the documents jump or repeat"),
    Code("D001", Severity.WARNING, "a date that cannot exist"),
    Code("A001", Severity.WARNING, "a name that could be one of several persons"),
    Code("X001", Severity.ERROR, "the file cannot be read as XML"),
    Code("S001", Severity.ERROR, "an element that may not stand here"),
    Code("S002", Severity.ERROR, "an element that is missing"),
    Code("S003", Severity.ERROR, "text that may not stand here"),
    Code("S004", Severity.ERROR, "an attribute that is not allowed, or is missing"),
    Code("S005", Severity.ERROR, "a value that is not allowed"),
    Code("S006", Severity.ERROR, "an identifier that is given twice"),
    Code("S008", Severity.WARNING, "a schema that the file names is not used"),
    Code("S009", Severity.ERROR, "a rule of the schema that is not kept"),
)

CODES: dict[str, Code] = {row.code: row for row in _ROWS}


def diagnostic(code: str, message: str, place: Place, hint: str = "") -> Diagnostic:
    """A :class:`Diagnostic` with the severity that :data:`CODES` gives *code* (:class:`KeyError` if none)."""
    return Diagnostic(code, CODES[code].severity, place, message, hint)


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The highest severity among *diagnostics*, or None if there are none."""
    return max((d.severity for d in diagnostics), default=None)
