"""Exceptions: problems of the program or of how it was called, never of a document.

A problem in a document is data, a :class:`tei.diagnostics.Diagnostic`.

    TeiError
    ├── InputError            a file that cannot be read                 exit status 3
    ├── EditionFileError      an edition.toml that cannot be used        exit status 2
    ├── ConventionError       a convention file that cannot be used      exit status 2
    ├── AuthorityError        a list of persons, places or terms …       exit status 2
    ├── SchemaError           a schema that cannot be used               exit status 2
    ├── TransformError        a stylesheet that cannot be used or run    exit status 2
    ├── ExportError           a target that does not exist or lacks …    exit status 2
    └── OutputError           a place that cannot be written to          exit status 3
"""

from __future__ import annotations


class TeiError(Exception):
    """Base of all errors raised on purpose; carries a hint and the exit status of the command line."""

    exit_status = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(TeiError):
    """A source file that cannot be read."""

    exit_status = 3


class EditionFileError(TeiError):
    """An edition file that cannot be read, or says what it cannot mean."""


class ConventionError(TeiError):
    """A convention that does not exist or a convention file that does not hold what it must."""


class AuthorityError(TeiError):
    """A list of persons, places or terms that does not hold what it must."""


class SchemaError(TeiError):
    """A schema that cannot be read or compiled."""


class TransformError(TeiError):
    """A stylesheet that cannot be read, compiled or run."""


class ExportError(TeiError):
    """A target of an export that does not exist, or an edition that lacks what the target demands of it."""


class OutputError(TeiError):
    """A place that cannot be written to."""

    exit_status = 3
