"""Readers: from a file to its documents. One module a format, one row in :data:`READERS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tei.conventions import Convention
from tei.diagnostics import Diagnostic
from tei.document import Document
from tei.errors import InputError
from tei.readers import text, volume

Reader = Callable[[bytes, str, str], tuple[Document | None, list[Diagnostic]]]

READERS: Mapping[str, Reader] = {
    ".txt": text.read,
}


def read(path: Path, convention: Convention, name: str = "") -> tuple[list[Document], list[Diagnostic]]:
    """The documents in the file at *path*, none if it holds no text, and what was found amiss in it.

    *name* is what the file is called in diagnostics and errors, by default its path.

    Raises :class:`InputError` if the file cannot be opened or if nothing here reads its kind.
    """
    name = name or str(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        hint = f"files that can be read end in {', '.join(READERS)}"
        if path.suffix.lower() == ".xml":
            hint += "; TEI that is there already is checked with: tei validate"
        raise InputError(f"{name} is of a kind that cannot be read", hint)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror}") from error
    document, problems = reader(data, path.stem, name)
    if document is None:
        return [], problems
    documents, doubts = volume.split(document, convention)
    return documents, [*problems, *doubts]
