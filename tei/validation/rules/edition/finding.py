"""What a rule for the whole edition gives back, and what such a rule is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from tei.records import Record


class Finding(NamedTuple):
    """A problem at a document: at *phrase* in it, or its attribute *attribute*, or its beginning.

    The document is that with the ``xml:id`` *id*, or that in line *line*; *path* is its XPath, if that is known.
    """

    code: str
    message: str
    hint: str
    file: str
    id: str
    line: int
    attribute: str = ""
    phrase: str = ""
    path: str = ""


class Rule(Protocol):
    """A rule that sees one document after another, keeps what it needs on disk, and says at the end what it found.

    A *group* is an edition, or a volume: documents that are numbered together. A *volume* is a group in one file. The
    *document* is the number by which :class:`tei.validation.rules.edition.seen.Seen` knows it.
    """

    def add(self, group: int, document: int, record: Record, volume: bool) -> None:
        """Take in a document."""

    def found(self) -> Iterator[Finding]:
        """What is wrong, now that all documents have been seen."""


class Known(NamedTuple):
    """What is kept of a document: enough to name it and to find it again."""

    file: str
    id: str
    n: str
    line: int
    path: str = ""

    def __str__(self) -> str:
        return f"document {self.n or self.id}" if self.n or self.id else self.file

    def finding(self, code: str, message: str, hint: str, attribute: str = "", phrase: str = "") -> Finding:
        """A problem at this document."""
        return Finding(code, message, hint, self.file, self.id, self.line, attribute, phrase, self.path)
