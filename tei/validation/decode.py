"""The characters of an XML file: which encoding it is in, and what is wrong if it is in none.

The rules are those of XML 1.0, appendix F: a byte order mark counts first, then the declaration, then UTF-8.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

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


class Fault(NamedTuple):
    """Why a file is not well-formed XML, and where (line and column from 1, in characters)."""

    message: str
    line: int = 1
    column: int = 1
    hint: str = ""


def decode(data: bytes) -> str | Fault:
    """The characters of an XML file, without byte order mark, or why they cannot be made out."""
    if not data:
        return Fault("the file is empty")
    for magic, kind in _PACKED:
        if data.startswith(magic):
            return Fault(f"the file is a {kind} archive, not XML", hint="unpack it first")
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
    return _decoded(data, start, codec)


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
        return data[start:].decode(codec)
    except UnicodeDecodeError as error:
        line, column = position(data[start : start + error.start].decode(codec))
        byte = data[start + error.start]
        message = f"the byte 0x{byte:02X} is not {codec.upper()}"
        return Fault(message, line, column, _advice(byte, codec))
    except (LookupError, UnicodeError):  # no codec of that name, or one that is not for text
        message = f"the file names an encoding that is not known, “{codec}”"
        return Fault(message, hint="save the file as UTF-8")


def _advice(byte: int, codec: str) -> str:
    if codec != "utf-8":
        return "save the file as UTF-8"
    character = bytes([byte]).decode("cp1252", "replace")
    guess = f"in Windows-1252 it would be “{character}”; " if character.isprintable() else ""
    return f"{guess}save the file as UTF-8"
