"""What the reading of a text finds: faults, and tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html.entities import name2codepoint
from typing import NamedTuple

from tei.validation.decode import LINE_END
from tei.validation.doctype import BUILT_IN

# Productions 3 (S), 4 (NameStartChar) and 4a (NameChar) of XML 1.0, fifth edition.
SPACE = "[ \t\r\n]"
_FIRST = (
    ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME = f"[{_FIRST}][{_FIRST}.0-9\xb7\u0300-\u036f\u203f-\u2040-]*"

_CLOSED = re.compile(rf"</({NAME})")
_OPENED = re.compile(rf"<({NAME})")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")
_REFERENCE = re.compile(rf"&(?:(#(?:[0-9]+|x[0-9A-Fa-f]+);)|(#\w*;?)|({NAME});)?")
_WHOLE = re.compile("&#(?:[0-9]+|x[0-9A-Fa-f]+)")
_HALF = re.compile(r"&(\w+)")


class Found(NamedTuple):
    """A fault at an offset of the text. *fix* is what mends it for certain: from, to, and what should stand there.

    What follows on one that is *last* is its consequence, and is not told. One that is *early* tells of what stands
    before the first element.
    """

    at: int
    message: str
    hint: str = ""
    fix: tuple[int, int, str] | None = None
    last: bool = False
    early: bool = False


class Tag(NamedTuple):
    """A tag from one offset to another: "start", "end" or "empty", with the prefixes that it declares and uses."""

    kind: str
    name: str
    at: int
    end: int
    declared: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


@dataclass
class Reading:
    """A text as it was read: its faults, and its tags in their order; if it is *cut*, not to its end.

    It declares *entities*; of its faults not many more than *most* are looked for.
    """

    text: str
    most: int
    entities: frozenset[str]
    found: list[Found] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    cut: bool = False

    def tell(
        self,
        at: int,
        message: str,
        hint: str = "",
        fix: tuple[int, int, str] | None = None,
        *,
        last: bool = False,
        early: bool = False,
    ) -> None:
        """Add a fault."""
        self.found.append(Found(at, message, hint, fix, last, early))

    @cached_property
    def closed(self) -> Counter[str]:
        """How many end tags there are of each name: what looks like a tag and has none is likely to be none."""
        return Counter(_CLOSED.findall(self.text))

    @cached_property
    def opened(self) -> Counter[str]:
        """How many start tags there are of each name."""
        return Counter(_OPENED.findall(self.text))

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def place(self, at: int) -> tuple[int, int]:
        """The line and the column of the character at the offset *at*, both from 1."""
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    def characters(self, start: int, end: int) -> None:
        """Look from *start* to *end* for characters that XML does not have; several in a row are one fault."""
        for match in _CONTROL.finditer(self.text, start, end):
            many = len(match[0]) > 1
            what = f"{len(match[0])} control characters, from U+{ord(match[0][0]):04X} on," if many else ""
            what = what or f"the control character U+{ord(match[0]):04X}"
            self.tell(match.start(), f"{what} may not stand in XML", "delete them" if many else "delete it")

    def references(self, start: int, end: int) -> None:
        """Look at each ``&`` from *start* to *end*, in a text or in the value of an attribute."""
        for match in _REFERENCE.finditer(self.text, start, end):
            number, broken, name = match.groups()
            if number or broken:
                if broken or not _stands(number):
                    self._number(match.start(), match[0].removesuffix(";"), whole=bool(number))
            elif not name:
                self._bare(match.start())
            elif name not in self.entities:
                self._entity(match.start(), name)

    def _number(self, at: int, reference: str, *, whole: bool) -> None:
        if whole:
            self.tell(at, f"{reference}; is not a character that may stand in XML", "delete it")
        elif _WHOLE.fullmatch(reference) and not self.text.startswith(";", at + len(reference)):
            self.tell(at, f"{reference} lacks its “;”", f"write {reference}; for it")
        else:
            self.tell(at, f"{reference} is no number of a character", "write it as &#233; or &#xE9;")

    def _bare(self, at: int) -> None:
        half = _HALF.match(self.text, at)
        if half and half[1] in name2codepoint:
            code = name2codepoint[half[1]]
            write = f"{half[0]};" if half[1] in BUILT_IN else f"&#{code};"
            self.tell(
                at, f"{half[0]} lacks its “;”", f"write {write} for it, or &amp;{half[1]} if that is meant"
            )
        else:
            self.tell(at, "a bare “&”", "write &amp; for it", (at, at + 1, "&amp;"))

    def _entity(self, at: int, name: str) -> None:
        code = name2codepoint.get(name)
        hint = f"write the character itself, or &#{code};" if code else "write the character itself"
        fix = (at, at + len(name) + 2, f"&#{code};") if code else None
        self.tell(at, f"&{name}; is not known; XML knows &amp; &lt; &gt; &quot; and &apos; only", hint, fix)


def _stands(reference: str) -> bool:
    """Whether the character of *reference*, such as ``#233;``, may stand in XML (production 2)."""
    digits, base = (reference[2:-1], 16) if reference[1] == "x" else (reference[1:-1], 10)
    digits = digits.lstrip("0")
    if not 0 < len(digits) < 8:  # as many as the last character has
        return False
    code = int(digits, base)
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
