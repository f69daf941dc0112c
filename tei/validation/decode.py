"""The characters of an XML file: which encoding it is in, and what is wrong if it is in none.

The rules are those of XML 1.0, appendix F: a byte order mark counts first, then the declaration, then UTF-8.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tei.kinds import kind
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
_EBCDIC = b"\x4c\x6f\xa7\x94\x93"  # <?xml
_NOT_TEI = "only its name ends in .xml; look for the TEI file"
_BEGINNING = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_TEI = re.compile(r'(?:<\?xml version="1\.0"[^>]*>\s*)?<(?:TEI|teiCorpus|\?xml-model)\s')
_HTML = re.compile(_BEGINNING + r"<(?:!doctype\s+html\b|html\b(?![^>]*\bxmlns))", re.IGNORECASE | re.DOTALL)
_P4 = re.compile(_BEGINNING + r"(?:<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)?<TEI\.2\b", re.DOTALL)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*["{\[\]\d])')
_VERSION = re.compile(r"""\s*<\?xml\s+version\s*=\s*["'](?!1\.0["'])([^"']*)["']""")
LINE_END = re.compile(r"\r\n?|\n")
_ESCAPED = re.compile("[\udc80-\udcff]+")  # bytes that could not be decoded, as Python escapes them
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
_MANY = (
    20  # places with bytes that are not UTF-8, where nothing else is: the whole file is in another encoding
)
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


class Decoded(NamedTuple):
    """The characters of a file, and the bytes that are none, for each of which a ``?`` stands at *unreadable*.

    If it is ``plain`` its bytes are these characters as UTF-8.
    """

    text: str
    faults: tuple[Fault, ...] = ()
    unreadable: tuple[int, ...] = ()
    plain: bool = False


def decode(data: bytes) -> Decoded | Fault:
    """The characters of an XML file, without byte order mark, or why they cannot be made out."""
    if not data:
        return Fault("the file is empty")
    if found := kind(data):
        hint = "unpack it first" if found.archive else _NOT_TEI
        return Fault(f"the file is {found.name}, not XML", hint=hint)
    if data.startswith(_EBCDIC):
        return Fault("the file is in EBCDIC, the encoding of old mainframes", hint="save it as UTF-8")
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
    decoded = _decoded(data[start:], codec)
    if isinstance(decoded, Fault):
        return decoded
    if not _TEI.match(decoded.text) and (other := _something_else(decoded.text.lstrip("\ufeff"))):
        return other
    return decoded._replace(plain=codec == "utf-8" and not start and not decoded.faults)


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
    if data[:1] == b"<" and data[1:2] != b"\0":
        return 0, "utf-8"
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


def _decoded(data: bytes, codec: str) -> Decoded | Fault:
    try:
        if codec.replace("-", "_") in _UNFIT or codec in _UNFIT:
            raise LookupError
        return Decoded(data.decode(codec))
    except UnicodeDecodeError as error:
        return _undecoded(data, codec, error)
    except (LookupError, UnicodeError):  # no codec of that name, or one that is not for text
        message = f"the file names an encoding that is not known, “{codec}”"
        return Fault(message, hint="save the file as UTF-8")


def _undecoded(data: bytes, codec: str, error: UnicodeDecodeError) -> Decoded | Fault:
    """What can be decoded of *data*, and a fault for each run of bytes that cannot."""
    try:
        text = data.decode(codec, "surrogateescape")
    except UnicodeDecodeError:  # in UTF-16 no byte can be left out
        place = position(data[: error.start].decode(codec, "replace"))
        return Fault(
            f"the byte 0x{data[error.start]:02X} is not {codec.upper()}", *place, _advice(b"", codec)
        )
    runs = list(_ESCAPED.finditer(text))
    plain = _ESCAPED.sub(lambda run: "?" * len(run[0]), text)
    if len(runs) >= _MANY and codec == "utf-8" and not _BEYOND_ASCII.search(text):
        return Decoded(plain, (_elsewhere(text, runs),), tuple(_offsets(runs)))
    starts = [0, *(match.end() for match in LINE_END.finditer(plain))]
    faults = []
    for run in runs:
        line = bisect_right(starts, run.start())
        column = run.start() - starts[line - 1] + 1
        message = f"the {_shown(run)} not {codec.upper()}"
        fix = _certain(text, run, codec)
        faults.append(Fault(message, line, column, _advice(_bytes(run), codec), fix))
    return Decoded(plain, tuple(faults), tuple(_offsets(runs)))


def _elsewhere(text: str, runs: Sequence[re.Match[str]]) -> Fault:
    """The fault of a file that is in another encoding throughout."""
    letters = dict.fromkeys("".join(_bytes(run).decode("cp1252", "ignore") for run in runs))
    shown = " ".join([letter for letter in letters if letter.isprintable()][:6])
    message = (
        f"{len(runs)} places of the file are not UTF-8, this is the first: it seems to be in Windows-1252"
    )
    hint = (
        f'in that it would have {shown}; save it as UTF-8, or write encoding="windows-1252" in the first line'
    )
    return Fault(message, *position(text[: runs[0].start()]), hint)


def _offsets(runs: Sequence[re.Match[str]]) -> Iterator[int]:
    return (offset for run in runs for offset in range(*run.span()))


def _bytes(run: re.Match[str]) -> bytes:
    return run[0].encode("ascii", "surrogateescape")


def _shown(run: re.Match[str]) -> str:
    found = [f"0x{byte:02X}" for byte in _bytes(run)]
    dots = " …" if len(found) > 4 else ""
    return f"byte {found[0]} is" if len(found) == 1 else f"bytes {' '.join(found[:4])}{dots} are"


def _certain(text: str, run: re.Match[str], codec: str) -> tuple[int, int, str] | None:
    """The fix for a byte that is not UTF-8 and, where it stands, can only be one character of Windows-1252."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    if codec != "utf-8" or len(run[0]) > 1 or not (before + after).isascii() or not before or not after:
        return None
    sure = certain(_bytes(run)[0], before, after)
    at = len(text[: run.start()].encode("utf-8", "surrogateescape"))
    return (at, at + 1, sure) if sure else None


def _advice(found: bytes, codec: str) -> str:
    if codec != "utf-8":
        return "save the file as UTF-8"
    characters = (
        found.decode("cp1252", "replace") if 0 < len(found) < 3 and found[0] not in b"\xc0\xc1" else "\0"
    )
    guess = f"in Windows-1252 it would be “{characters}”; " if characters.isprintable() else ""
    return f"{guess}save the file as UTF-8"
