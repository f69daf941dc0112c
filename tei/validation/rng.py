"""RELAX NG schemas, in XML or compact syntax: their faults as diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tei.caches import kept
from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.errors import SchemaError
from tei.validation.lookup import Given, Parts

if TYPE_CHECKING:
    from tei import relaxng

NAMESPACE = "http://relaxng.org/ns/structure/1.0"

_CODES = {
    "element": "S001",
    "unknown": "S001",
    "incomplete": "S002",
    "text": "S003",
    "attribute": "S004",
    "missing": "S004",
    "value": "S005",
    "id": "S006",
}


def diagnose(content: bytes, file: str, schema: Given) -> Iterator[Diagnostic]:
    """The faults of a well-formed document by the RELAX NG *schema*, in the order in which they stand in it.

    Raises :class:`SchemaError` if the schema cannot be used.
    """
    from tei import relaxng  # half of the program, and most runs need none of it

    try:
        for error in _load(schema).iter_errors(content):
            if error.kind != "syntax":  # what is not well-formed is told by the parser, in more words
                place = Place(file, error.line, error.column, error.path)
                names = tuple(name.rpartition("}")[2] for name in error.expected)
                yield diagnostic(_CODES[error.kind], error.message, place, error.hint, expected=names)
    except relaxng.ComplexityError as error:
        message = f"the file was not checked to its end: {error.message}"
        yield diagnostic(
            "S011",
            message,
            Place(file),
            "the pattern is to be mended by the author of the schema",
            rule=schema.path.name,
        )
    except relaxng.SchemaError as error:
        raise SchemaError(f"the schema cannot be used: {error}", "check it with its author") from error


@kept
def _load(schema: Given) -> relaxng.Schema:
    """The *schema*, once a process."""
    from tei import relaxng

    try:
        return relaxng.load(schema.path, Parts(schema))
    except OSError as error:
        raise SchemaError(f"the schema {schema.path} cannot be read", "check the path") from error
