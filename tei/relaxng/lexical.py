"""The types of XML Schema 1.0, part 2: which texts are of a type, and which value they stand for."""

from __future__ import annotations

import re
import struct
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from ipaddress import IPv6Address

from tei.relaxng.moments import Moment, duration, is_clock, is_day

Context = Mapping[str, str]
LENGTH = frozenset({"length", "minLength", "maxLength", "pattern"})
ORDER = frozenset({"minInclusive", "minExclusive", "maxInclusive", "maxExclusive", "pattern"})
DIGITS = ORDER | {"totalDigits", "fractionDigits"}
PATTERN = frozenset({"pattern"})

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NEXT = _START + "\\-.0-9\u00b7\u0300-\u036f\u203f\u2040"
NCNAME = re.compile(f"[{_START}][{_NEXT}]*")
_NAME = re.compile(f"[:{_START}][:{_NEXT}]*")
_NMTOKEN = re.compile(f"[:{_NEXT}]+")
_LANGUAGE = re.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_INTEGER = re.compile("[+-]?[0-9]+")
_FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([Ee][+-]?[0-9]+)?|-?INF|NaN")
_HEX = re.compile("([0-9a-fA-F]{2})*")
_BYTES = "[A-Za-z0-9+/] ?"
_BASE64 = re.compile(
    f"(({_BYTES}){{4}})*(({_BYTES}){{3}}[A-Za-z0-9+/]|({_BYTES}){{2}}[AEIMQUYcgkosw048] ?=|{_BYTES}[AQgw] ?= ?=)?"
)
_ESCAPE = re.compile("%(?![0-9a-fA-F]{2})")
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*")
_HOST = re.compile(r"^([^@\[\]]*@)?\[([0-9a-fA-F:.]+)\](:[0-9]*)?$")
_SPACES = re.compile("[ \t\r\n]+")


def collapsed(text: str) -> str:
    """*text* with each run of XML's white space made one space, and none at its ends."""
    return _SPACES.sub(" ", text).strip(" ")


def replaced(text: str) -> str:
    """*text* with each white space of XML made a space."""
    return re.sub("[\t\r\n]", " ", text)


@dataclass(frozen=True, slots=True)
class Kind:
    """A type: its name, what it is in words, how to read a text, and the facets it takes.

    ``read`` gets the text after its white space has been normalised, and gives the value or None.
    """

    name: str
    words: str
    read: Callable[[str, Context], object | None]
    normalized: Callable[[str], str]
    facets: frozenset[str]
    by_context: bool = False

    def value(self, text: str, context: Context) -> object | None:
        """The value that *text* stands for, or None."""
        return self.read(self.normalized(text), context)


def _matching(pattern: re.Pattern[str]) -> Callable[[str, Context], object | None]:
    return lambda text, _context: text if pattern.fullmatch(text) else None


def _decimal(text: str, _context: Context) -> object | None:
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _between(low: int | None, high: int | None) -> Callable[[str, Context], object | None]:
    def read(text: str, _context: Context) -> object | None:
        if not _INTEGER.fullmatch(text):
            return None
        value = Decimal(text)
        return value if (low is None or low <= value) and (high is None or value <= high) else None

    return read


def _double(text: str, _context: Context) -> object | None:
    return _number(float(text)) if _FLOAT.fullmatch(text) else None


def _float(text: str, _context: Context) -> object | None:
    if not _FLOAT.fullmatch(text):
        return None
    try:
        (value,) = struct.unpack("f", struct.pack("f", float(text)))
    except OverflowError:
        value = float(text[0] + "INF" if text[0] == "-" else "INF")
    return _number(value)


def _number(value: float) -> object:
    """The number, with NaN as something that is equal to itself and not ordered."""
    return "NaN" if value != value else value


def _boolean(text: str, _context: Context) -> object | None:
    return {"true": "true", "1": "true", "false": "false", "0": "false"}.get(text)


def _hex(text: str, _context: Context) -> object | None:
    return bytes.fromhex(text) if _HEX.fullmatch(text) else None


def _base64(text: str, _context: Context) -> object | None:
    return b64decode(text.replace(" ", "")) if _BASE64.fullmatch(text) else None


def _uri(text: str, _context: Context) -> object | None:
    """A URI reference of RFC 2396 after escaping: brackets are for IPv6 hosts, queries and fragments only."""
    if _ESCAPE.search(text) or text.count("#") > 1:
        return None
    scheme, colon, rest = text.partition(":")
    if not colon or any(mark in scheme for mark in "/?#"):
        rest = text
    elif not rest or not _SCHEME.fullmatch(scheme):
        return None
    elif not rest.startswith("/"):
        return text
    before = re.split("[?#]", rest, maxsplit=1)[0]
    if before.startswith("//"):
        authority, _, path = before[2:].partition("/")
        before = _HOST.sub(_host, authority) + path
    return None if rest == "//" or "[" in before or "]" in before else text


def _host(match: re.Match[str]) -> str:
    """Nothing for a host that is an IPv6 address, else the host as it is."""
    try:
        IPv6Address(match[2])
    except ValueError:
        return match.group()
    return ""


def _qname(text: str, context: Context) -> object | None:
    prefix, colon, local = text.rpartition(":")
    if not NCNAME.fullmatch(local) or (colon and not NCNAME.fullmatch(prefix)):
        return None
    if colon and prefix not in context:
        return None
    return context.get(prefix, ""), local


def _entity(text: str, context: Context) -> object | None:
    return text if NCNAME.fullmatch(text) and f"&{text}" in context else None


def _notation(text: str, context: Context) -> object | None:
    return _qname(text, context) if f"!{text}" in context else None


def _list_of(read: Callable[[str, Context], object | None]) -> Callable[[str, Context], object | None]:
    def read_all(text: str, context: Context) -> object | None:
        items = tuple(read(item, context) for item in text.split())
        return items if items and None not in items else None

    return read_all


def _moment(kind: str, form: str) -> Callable[[str, Context], object | None]:
    pattern = re.compile(form.replace("Z", r"(?P<zone>Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"))

    def read(text: str, _context: Context) -> object | None:
        match = pattern.fullmatch(text)
        if not match:
            return None
        parts = match.groupdict()
        right = is_day(parts.get("year"), parts.get("month"), parts.get("day")) and is_clock(
            parts.get("clock")
        )
        return Moment(kind, text, parts["zone"] is not None) if right else None

    return read


_DURATION = re.compile(
    r"-?P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"
)


def _duration(text: str, _context: Context) -> object | None:
    return duration(text) if _DURATION.fullmatch(text) else None


_YEAR, _MONTH, _DAY = "(?P<year>-?([1-9][0-9]{4,}|[0-9]{4}))", "(?P<month>[0-9]{2})", "(?P<day>[0-9]{2})"
_CLOCK = r"(?P<clock>[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?)"
_DATE = f"{_YEAR}-{_MONTH}-{_DAY}"


def _kinds() -> dict[str, Kind]:
    """All types by their names."""
    string: Callable[[str, Context], object | None] = lambda text, _context: text  # noqa: E731
    rows: list[tuple[str, str, Callable[[str, Context], object | None], frozenset[str]]] = [
        ("token", "a text", string, LENGTH),
        ("language", "the code of a language, like en or pt-BR", _matching(_LANGUAGE), LENGTH),
        ("Name", "an XML name", _matching(_NAME), LENGTH),
        ("NCName", "an XML name without colons", _matching(NCNAME), LENGTH),
        ("ID", "an XML name without colons", _matching(NCNAME), LENGTH),
        ("IDREF", "an XML name without colons", _matching(NCNAME), LENGTH),
        ("IDREFS", "a list of XML names without colons", _list_of(_matching(NCNAME)), LENGTH),
        ("NMTOKEN", "a word of letters, digits and . - _ :", _matching(_NMTOKEN), LENGTH),
        ("NMTOKENS", "words of letters, digits and . - _ :", _list_of(_matching(_NMTOKEN)), LENGTH),
        ("anyURI", "a URI", _uri, LENGTH),
        ("hexBinary", "hexadecimal digits, two for each byte", _hex, LENGTH),
        ("base64Binary", "bytes in Base64", _base64, LENGTH),
        ("boolean", "true, false, 1 or 0", _boolean, PATTERN),
        ("decimal", "a decimal number", _decimal, DIGITS),
        ("double", "a number", _double, ORDER),
        ("float", "a number", _float, ORDER),
        ("duration", "a duration, like P1Y2M3DT4H", _duration, ORDER),
        ("dateTime", "a date and time, like 1962-03-09T18:30:00", _moment("DateTime10", f"{_DATE}T{_CLOCK}Z"), ORDER),
        ("date", "a date, like 1962-03-09", _moment("Date10", f"{_DATE}Z"), ORDER),
        ("time", "a time, like 18:30:00", _moment("Time", f"{_CLOCK}Z"), ORDER),
        ("gYearMonth", "a month of a year, like 1962-03", _moment("GregorianYearMonth10", f"{_YEAR}-{_MONTH}Z"), ORDER),
        ("gYear", "a year of four digits, like 1962", _moment("GregorianYear10", f"{_YEAR}Z"), ORDER),
        ("gMonthDay", "a day of a month, like --03-09", _moment("GregorianMonthDay", f"--{_MONTH}-{_DAY}Z"), ORDER),
        ("gMonth", "a month, like --03", _moment("GregorianMonth", f"--{_MONTH}Z"), ORDER),
        ("gDay", "a day, like ---09", _moment("GregorianDay", f"---{_DAY}Z"), ORDER),
    ]  # fmt: skip
    found = {name: Kind(name, words, read, collapsed, facets) for name, words, read, facets in rows}
    found["string"] = Kind("string", "a text", string, str, LENGTH)
    found["normalizedString"] = Kind("normalizedString", "a text", string, replaced, LENGTH)
    for name, low, high in _RANGES:
        words = "an integer" if low is None and high is None else f"an integer{_bounds(low, high)}"
        found[name] = Kind(name, words, _between(low, high), collapsed, DIGITS)
    for name, words, read in (
        ("QName", "an XML name with a known prefix", _qname),
        ("NOTATION", "a declared notation", _notation),
        ("ENTITY", "a declared unparsed entity", _entity),
        ("ENTITIES", "declared unparsed entities", _list_of(_entity)),
    ):
        found[name] = Kind(name, words, read, collapsed, LENGTH, by_context=True)
    return found


def _bounds(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f" from {low} to {high}"
    return f" not less than {low}" if low is not None else f" not more than {high}"


_RANGES: tuple[tuple[str, int | None, int | None], ...] = (
    ("integer", None, None),
    ("nonPositiveInteger", None, 0),
    ("negativeInteger", None, -1),
    ("nonNegativeInteger", 0, None),
    ("positiveInteger", 1, None),
    ("long", -(2**63), 2**63 - 1),
    ("int", -(2**31), 2**31 - 1),
    ("short", -(2**15), 2**15 - 1),
    ("byte", -128, 127),
    ("unsignedLong", 0, 2**64 - 1),
    ("unsignedInt", 0, 2**32 - 1),
    ("unsignedShort", 0, 2**16 - 1),
    ("unsignedByte", 0, 255),
)

TYPES = _kinds()
