"""What is wrong: with a document (:class:`Error`, data) or with a schema (:class:`SchemaError`, an exception)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Error:
    """One fault of a document.

    ``kind`` is one of "element" (may not stand here), "unknown" (an element the schema does not have),
    "incomplete" (something is missing before the end tag), "text", "attribute", "missing" (an attribute),
    "value", "id" and "syntax" (not well-formed). Lines and columns count from 1, columns in characters; 0 means
    not known. ``path`` is an XPath without namespaces. ``element`` and the names in ``expected`` and ``found``
    are in the form ``{namespace}name``; ``expected`` has the likely ones first, and all of them.
    """

    kind: str
    message: str
    line: int = 0
    column: int = 0
    path: str = ""
    element: str = ""
    expected: tuple[str, ...] = ()
    found: str = ""
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.line}:{self.column}: {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


class SchemaError(Exception):
    """A schema that cannot be read or that breaks a rule of RELAX NG, with the place where it does."""

    def __init__(self, message: str, file: str = "", line: int = 0) -> None:
        super().__init__(message, file, line)
        self.message = message
        self.file = file
        self.line = line

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        return f"{place}: {self.message}" if place else self.message


class ComplexityError(SchemaError):
    """A schema that would need more time or memory than any honest one does."""


class InvalidError(ValueError):
    """A document that is not valid; ``error`` is the first of its faults."""

    def __init__(self, error: Error) -> None:
        super().__init__(str(error))
        self.error = error

    def __reduce__(self) -> tuple[type[InvalidError], tuple[Error]]:
        return InvalidError, (self.error,)
