"""Diagnostics: problems of a document, as data that a person can act on.

:data:`CODES` is the one table of what can be reported; :func:`diagnostic` makes a :class:`Diagnostic` of a
row in it. The first letter of a code is its family, of which :data:`FAMILIES` says what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

LONGEST = 300  # characters of a message or of a hint
_WINDOW = 100  # characters of a line that an excerpt shows
_MEANT = re.compile(r"</?[\w:.-]*|&[\w#]*;?|[\w.:-]+|\S")  # a tag, a reference, a word, a character


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
        return ":".join(filter(None, [self.file or "-", self.position]))

    @property
    def position(self) -> str:
        """The line and the column as ``2:9``, or as much of it as is known."""
        return ":".join(str(number) for number in (self.line, self.line and self.column) if number)


@dataclass(frozen=True, slots=True)
class Code:
    """A row of :data:`CODES`: a stable code, its severity, and in a few words what it stands for."""

    code: str
    severity: Severity
    title: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line in which a problem stands, cut to what a screen shows; from *start* to *end* it is what is meant."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that helps to mend a problem: the bytes from *start* to *end* of the file become *replacement*."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place: what was found, and in the hint what to do about it.

    The message has at most :data:`LONGEST` characters; *expected* has all that could stand there instead, the likely
    first. *rule* names the rule of a schema that says so, or the schema, where that is not the edition's own. *fixes*
    are the changes that mend it for certain, if there are any.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    expected: tuple[str, ...] = ()
    rule: str = ""
    excerpt: Excerpt | None = None
    fixes: tuple[Fix, ...] = ()

    def __str__(self) -> str:
        line = f"{self.place}: {self.severity}[{self.code}] {self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


_ROWS = (
    Code("R001", Severity.ERROR, "the file is not text in the expected encoding"),
    Code("R002", Severity.ERROR, "the file holds a character that XML cannot hold"),
    Code("R003", Severity.ERROR, "the file holds no text"),
    Code("R004", Severity.ERROR, "the file is of another kind than plain text"),
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
    Code("L001", Severity.ERROR, "a pointer that leads nowhere"),
    Code("L002", Severity.INFO, "a pointer to a document that is not among the files"),
    Code("L003", Severity.WARNING, "two documents with one identifier"),
    Code("L004", Severity.WARNING, "a pointer with a prefix that nothing explains"),
    Code("L005", Severity.WARNING, "a pointer that lacks its #"),
    Code("L006", Severity.INFO, "a pointer with a space around it"),
    Code("N005", Severity.WARNING, "a note without a number among notes that have one"),
    Code("N006", Severity.WARNING, "a numbered note outside the text that it belongs to"),
    Code("N007", Severity.WARNING, "a note whose identifier is that of another document"),
    Code("N008", Severity.WARNING, "a numbered note inside another"),
    Code("N009", Severity.WARNING, "a note whose number and identifier disagree"),
    Code("P002", Severity.WARNING, "a page break without a number"),
    Code("P003", Severity.WARNING, "a page whose number and identifier disagree"),
    Code("P004", Severity.WARNING, "page images that are those of other pages"),
    Code("D002", Severity.WARNING, "a date whose value contradicts its words"),
    Code("D003", Severity.ERROR, "a range that ends before it begins"),
    Code("D004", Severity.INFO, "a date far from those of the other documents"),
    Code("D005", Severity.WARNING, "a date whose year does not fit its neighbours"),
    Code("D006", Severity.WARNING, "a date that says both one day and a range"),
    Code("D007", Severity.WARNING, "a header that gives another date than the dateline"),
    Code("A002", Severity.WARNING, "a name that points to someone of another name"),
    Code("A003", Severity.INFO, "a name that is tagged here and not there"),
    Code("A004", Severity.WARNING, "one name under two identifiers"),
    Code("A005", Severity.WARNING, "one identifier with two names"),
    Code("B004", Severity.WARNING, "an element for words that is empty"),
    Code("B005", Severity.WARNING, "a document without a heading"),
    Code("B006", Severity.WARNING, "a document with two headings"),
    Code("B007", Severity.INFO, "a document without a note on its source"),
    Code("B008", Severity.INFO, "a document without a date"),
    Code("B009", Severity.WARNING, "a document with two numbers"),
    Code("B010", Severity.WARNING, "a table that has not the rows or columns that it says"),
    Code("C001", Severity.WARNING, "a control character in the text"),
    Code("C002", Severity.WARNING, "a byte order mark inside the text"),
    Code("C003", Severity.WARNING, "a character that was lost"),
    Code("C004", Severity.WARNING, "text that was read in the wrong encoding"),
    Code("C005", Severity.INFO, "a character that cannot be seen"),
    Code("C006", Severity.WARNING, "a character that turns text around"),
    Code("C007", Severity.INFO, "a character of private use"),
    Code("C008", Severity.WARNING, "a code point that is no character"),
    Code("C009", Severity.INFO, "letters with accents in two forms"),
    Code("C010", Severity.WARNING, "a word that looks misread"),
    Code("K001", Severity.WARNING, "a file of the edition was changed by hand"),
    Code("K002", Severity.ERROR, "a file that is not of the edition stands where one is to be written"),
    Code("K003", Severity.WARNING, "what was once made of a source is still there"),
    Code("K004", Severity.WARNING, "an exception in the edition file that excepts nothing"),
    Code("X001", Severity.ERROR, "the file cannot be read as XML"),
    Code("X002", Severity.WARNING, "a DTD, or what a file declares, that is not used"),
    Code("S001", Severity.ERROR, "an element that may not stand here"),
    Code("S002", Severity.ERROR, "an element that is missing"),
    Code("S003", Severity.ERROR, "text that may not stand here"),
    Code("S004", Severity.ERROR, "an attribute that is not allowed, or is missing"),
    Code("S005", Severity.ERROR, "a value that is not allowed"),
    Code("S006", Severity.ERROR, "an identifier that is given twice"),
    Code("S008", Severity.WARNING, "a schema that the file names is not used"),
    Code("S009", Severity.ERROR, "a rule of the schema that is not kept"),
    Code("S011", Severity.WARNING, "a rule of a schema that could not be applied"),
    Code("S012", Severity.WARNING, "a schema of which no rule applies to the file"),
    Code("V001", Severity.INFO, "an element that the rendition has no template for"),
    Code("O001", Severity.INFO, "a document that does not say who wrote to whom"),
    Code("O002", Severity.INFO, "a person or place without a URI of an authority file"),
    Code("O003", Severity.INFO, "a letter whose sender or recipient is not named"),
    Code("O004", Severity.WARNING, "a date that the export cannot hold"),
    Code("O005", Severity.ERROR, "two documents that the export would give one name"),
    Code("O006", Severity.WARNING, "a name that points to no entry of a list"),
    Code("O007", Severity.WARNING, "a document without the number or heading that the export asks for"),
    Code("O008", Severity.ERROR, "a file of an export that was changed by hand"),
    Code("O020", Severity.WARNING, "an image that the export cannot show"),
    Code("O021", Severity.ERROR, "a file that is not TEI"),
    Code("O050", Severity.ERROR, "a file whose name cannot identify its text"),
    Code("O051", Severity.WARNING, "a text that does not say how it is cited"),
    Code("O052", Severity.WARNING, "a rule of citation that cannot be used"),
    Code("O053", Severity.WARNING, "a unit that cannot be cited"),
)

CODES: dict[str, Code] = {row.code: row for row in _ROWS}

FAMILIES = {
    "R": "reading",
    "T": "text integrity",
    "N": "notes",
    "P": "pages",
    "B": "blocks and documents",
    "D": "dates",
    "A": "names",
    "L": "pointers",
    "C": "characters",
    "K": "files of an edition",
    "X": "well-formedness",
    "S": "schema",
    "V": "renditions",
    "O": "exports",
}


def diagnostic(
    code: str,
    message: str,
    place: Place,
    hint: str = "",
    *,
    expected: tuple[str, ...] = (),
    rule: str = "",
    fixes: tuple[Fix, ...] = (),
) -> Diagnostic:
    """A :class:`Diagnostic` with the severity that :data:`CODES` gives *code* (:class:`KeyError` if none)."""
    severity = CODES[code].severity
    return Diagnostic(code, severity, place, _cut(message), _cut(hint), expected, rule, None, fixes)


def excerpted(
    diagnostics: Iterable[Diagnostic], file: str, text: str | bytes, first_line: int = 1
) -> list[Diagnostic]:
    """*diagnostics*, those in *file* with the line that each is about; *text* is that file from *first_line* on.

    It may be given as UTF-8, of which only these lines are then decoded.
    """
    every = list(diagnostics)
    if not every:
        return every
    wanted = {d.place.line for d in every if d.place.file == file and not d.excerpt} - {0}
    lines = _lines(text, wanted, first_line)
    return [
        replace(d, excerpt=_excerpt(lines[d.place.line], d.place.column))
        if not d.excerpt and d.place.file == file and d.place.line in lines
        else d
        for d in every
    ]


def _lines(text: str | bytes, wanted: set[int], first: int) -> dict[int, str]:
    """The lines of *text* whose numbers are *wanted*; its own first line has the number *first*."""
    if not wanted:
        return {}
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogatepass")
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    found: dict[int, str] = {}
    begin = 0
    for number in range(first, max(wanted, default=0) + 1):
        end = text.find(b"\n", begin)
        end = len(text) if end < 0 else end
        if number in wanted:
            found[number] = text[begin:end].decode("utf-8", "surrogatepass")
        begin = end + 1
        if begin > len(text):
            break
    return found


def _excerpt(line: str, column: int) -> Excerpt:
    """What is shown of *line*: a window around *column* (from 1; 0 if not known), with dots where it is cut."""
    at = min(max(column - 1, 0), len(line))
    meant = _MEANT.match(line, at) if column else None
    end = max(meant.end() if meant else at, at)
    start = 0 if at < _WINDOW - 20 else at - _WINDOW // 2
    stop = min(len(line), start + _WINDOW)
    before, after = "…" * (start > 0), "…" * (stop < len(line))
    shift = len(before) - start
    shown = before + line[start:stop] + after
    return Excerpt(shown.replace("\t", " "), at + shift, max(min(end, stop), at) + shift)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The highest severity among *diagnostics*, or None if there are none."""
    return max((d.severity for d in diagnostics), default=None)
