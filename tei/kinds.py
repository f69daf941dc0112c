"""Kinds: what a file is by its first bytes, whatever its name says, if it is neither plain text nor XML."""

from __future__ import annotations

from typing import NamedTuple

_PACKED = ((b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"))
# Documents that are zip archives, and what only this kind has in it; names of files are not packed.
_ZIPPED = (
    (b"word/document", "a document of Word (.docx)"),
    (b"xl/workbook", "a workbook of Excel (.xlsx)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.", "a document of LibreOffice"),
    (b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
)
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "a document of Word before 2007"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
)
_BEGINNINGS = tuple(magic for magic, _ in (*_PACKED, *_OTHERS))


class Kind(NamedTuple):
    """What a file is, in words, and whether it is an archive, in which the file that is meant may lie."""

    name: str
    archive: bool = False


def kind(data: bytes) -> Kind | None:
    """What the file with the bytes *data* is; None if it may be text or XML."""
    if not data.startswith(_BEGINNINGS):
        return None
    for magic, name in _PACKED:
        if data.startswith(magic):
            documents = (document for mark, document in _ZIPPED if name == "zip" and mark in data)
            document = next(documents, "")
            return Kind(document or f"a {name} archive", archive=not document)
    return next((Kind(name) for magic, name in _OTHERS if data.startswith(magic)), None)
