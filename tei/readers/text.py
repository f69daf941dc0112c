"""Plain text: UTF-8, one document a file."""

from __future__ import annotations

import re

from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.document import Document
from tei.kinds import kind

# What XML 1.0 (section 2.2, Char) cannot hold; a tab and a line feed it can. A form feed is let
# through: it is a page break, and leaves the text as one.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
# The bytes of which such characters are made; none but U+FFFE and its like begin with the last.
_SUSPICIOUS = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0xEF])
_BOM = "\ufeff"
_XML = re.compile(r"\s*<(?:\?xml\s|TEI[\s.>]|teiCorpus[\s>])")
_HTML = re.compile(r"\s*<(?:!doctype\s+html\b|html[\s>])", re.IGNORECASE)
_SAVE = "save its text as plain text, in UTF-8, and give that"


def read(data: bytes, name: str, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """The document that *data* holds, or None if it is not text that a TEI document can hold, and why not.

    Line ends become line feeds and a byte order mark at the start goes; nothing else is changed.
    """
    if other := kind(data):
        hint = "unpack it first" if other.archive else _SAVE
        return None, [_of_another_kind(other.name, hint, file)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, error, file)]
    text = text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    if _HTML.match(text):
        return None, [_of_another_kind("HTML", _SAVE, file)]
    if _XML.match(text):
        hint = "TEI that is there already is checked with: tei validate"
        return None, [_of_another_kind("XML", hint, file)]
    document = Document(text, name=name, file=file)
    if text.isspace() or not text:
        return None, [
            diagnostic("R003", "the file is empty", Place(file), "take it out of the folder or fill it")
        ]
    if len(data.translate(None, _SUSPICIOUS)) == len(data):
        return document, []
    problems = [_forbidden(document, match) for match in _FORBIDDEN.finditer(text)]
    return (None if problems else document), problems


def _of_another_kind(name: str, hint: str, file: str) -> Diagnostic:
    """R004 for a file of the kind *name*."""
    return diagnostic("R004", f"the file is {name}, not plain text", Place(file), hint)


def _not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> Diagnostic:
    """R001 at the first byte that is not UTF-8, with a guess at what the file is instead."""
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = error.start - (before.rfind(b"\n") + 1) + 1
    byte = data[error.start]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:64]:
        guess = "UTF-16"
    elif 0x80 <= byte <= 0x9F:
        guess = "Windows-1252"
    else:
        guess = "Latin-1 or Windows-1252"
    message = f"byte {byte:#04x} is not UTF-8; the file may be {guess}"
    hint = "save it as UTF-8 and run again"
    return diagnostic("R001", message, Place(file, line, column), hint)


def _forbidden(document: Document, match: re.Match[str]) -> Diagnostic:
    """R002 for a control character."""
    code = ord(match[0])
    message = f"the control character U+{code:04X} cannot stand in XML"
    hint = "take it out of the file, or put there what was meant"
    return diagnostic("R002", message, document.place(match.start()), hint)
