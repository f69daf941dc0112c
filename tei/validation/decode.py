"""The characters of an XML file: which encoding it is in, and what is wrong if it is in none.

The rules are those of XML 1.0, appendix F: a byte order mark counts first, then the declaration, then UTF-8.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tei.validation.windows import certain

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_PACKED = ((b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"))
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
_BEGINNING = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_HTML = re.compile(_BEGINNING + r"<(?:!doctype\s+html\b|html\b(?![^>]*\bxmlns))", re.IGNORECASE | re.DOTALL)
_P4 = re.compile(_BEGINNING + r"(?:<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)?<TEI\.2\b", re.DOTALL)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*["{\[\]\d])')
_VERSION = re.compile(r"""\s*<\?xml\s+version\s*=\s*["'](?!1\.0["'])([^"']*)["']""")
# Codecs of Python that are no encodings of text, or with which one text can be hidden in another.
_UNFIT = frozenset({"utf-7", "utf7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})


class Fault(NamedTuple):
    """Why a file is not well-formed XML, and where (line and column from 1, in characters).

    *fix* is what mends it for certain: the bytes from and to, and what should stand there.
    """

    message: str
    line: int = 1
    column: int = 1
    hint: str = ""
    fix: tuple[int, int, str] | None = None


def decode(data: bytes) -> str | Fault:
    """The characters of an XML file, without byte order mark, or why they cannot be made out."""
    if not data:
        return Fault("the file is empty")
    for magic, kind in _PACKED:
        if data.startswith(magic):
            return Fault(f"the file is a {kind} archive, not XML", hint="unpack it first")
    for magic, kind in _OTHERS:
        if data.startswith(magic):
            return Fault(
                f"the file is {kind}, not XML", hint="only its name ends in .xml; look for the TEI file"
            )
    start, codec = _encoding(data)
    wide = codec[:6] if codec[:6] in ("utf-16", "utf-32") else ""
    declared = _declared(data[start:], codec)
    if declared and wide != (declared[:6] if declared[:6] in ("utf-16", "utf-32") else ""):
        actual = wide.upper() if wide else "one byte a character"
        return Fault(
            f"the file says that it is in {declared.upper()}, but it is in {actual}",
            hint='save it as UTF-8 and write encoding="UTF-8" in the first line, or nothing',
        )
    if declared and not wide:
        codec = declared
    text = _decoded(data, start, codec)
    return text if isinstance(text, Fault) else _something_else(text) or text


def _something_else(text: str) -> Fault | None:
    """Why *text* is none that can be checked, though it may well be XML; None if it may be."""
    if _HTML.match(text):
        return Fault(
            "the file is HTML, not TEI", hint="convert it to TEI, or look for the TEI file it was made from"
        )
    if _JSON.match(text):
        return Fault("the file is JSON, not XML", hint="only its name ends in .xml; look for the TEI file")
    if _P4.match(text):
        return Fault(
            "the file is TEI P4, which has been out of use since 2012", hint="convert it to TEI P5 first"
        )
    version = _VERSION.match(text)
    if version:
        return Fault(f"the file is XML {version[1]}; only XML 1.0 can be read", hint='write version="1.0"')
    return None


def codec_of(data: bytes) -> tuple[int, str]:
    """How many bytes the byte order mark takes, and the encoding of what follows it."""
    start, codec = _encoding(data)
    return start, codec if codec[:6] in ("utf-16", "utf-32") else _declared(data[start:], codec) or codec


def position(text: str) -> tuple[int, int]:
    """The line and the column of the character that follows *text*, both counted from 1."""
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    return lines + 1, len(text) - max(text.rfind("\n"), text.rfind("\r"))


def _encoding(data: bytes) -> tuple[int, str]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return len(mark), codec
    return 0, next((codec for sign, codec in _WIDE if data.startswith(sign)), "utf-8")


def _declared(data: bytes, codec: str) -> str:
    head = data[:1000]
    if codec != "utf-8":
        head = head.decode(codec, "ignore").encode("ascii", "ignore")
    match = _DECLARED.match(head)
    return match[1].decode("ascii").lower() if match else ""


def _decoded(data: bytes, start: int, codec: str) -> str | Fault:
    try:
        if codec.replace("-", "_") in _UNFIT or codec in _UNFIT:
            raise LookupError
        return data[start:].decode(codec)
    except UnicodeDecodeError as error:
        line, column = position(data[start : start + error.start].decode(codec))
        byte = data[start + error.start]
        message = f"the byte 0x{byte:02X} is not {codec.upper()}"
        return Fault(message, line, column, _advice(byte, codec), _certain(data, start + error.start, codec))
    except (LookupError, UnicodeError):  # no codec of that name, or one that is not for text
        message = f"the file names an encoding that is not known, “{codec}”"
        return Fault(message, hint="save the file as UTF-8")


def _certain(data: bytes, at: int, codec: str) -> tuple[int, int, str] | None:
    """The fix for a byte that is not UTF-8 and, where it stands, can only be one character of Windows-1252."""
    before, after = (part.decode("ascii", "ignore") for part in (data[at - 1 : at], data[at + 1 : at + 2]))
    sure = certain(data[at], before, after) if codec == "utf-8" and before and after else ""
    return (at, at + 1, sure) if sure else None


def _advice(byte: int, codec: str) -> str:
    if codec != "utf-8":
        return "save the file as UTF-8"
    character = bytes([byte]).decode("cp1252", "replace")
    guess = f"in Windows-1252 it would be “{character}”; " if character.isprintable() else ""
    return f"{guess}save the file as UTF-8"
