"""Reading a text by the productions of XML 1.0, and going on after what breaks them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html.entities import name2codepoint

from tei.validation.decode import LINE_END
from tei.validation.wellformed.found import Found, Tag

# Productions 3 (S), 4 (NameStartChar) and 4a (NameChar) of XML 1.0, fifth edition.
SPACE = "[ \t\r\n]"
_FIRST = (
    ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME = f"[{_FIRST}][{_FIRST}.0-9\xb7\u0300-\u036f\u203f-\u2040-]*"
ATTRIBUTE = re.compile(rf"""({NAME}){SPACE}*={SPACE}*("[^<"]*"|'[^<']*')""")

_START = re.compile(rf"""<({NAME})((?:{SPACE}+{NAME}{SPACE}*={SPACE}*(?:"[^<"]*"|'[^<']*'))*){SPACE}*(/?)>""")
_END = re.compile(rf"</({NAME}){SPACE}*>")
_CLOSED = re.compile(rf"</({NAME})")
_OPENED = re.compile(rf"<({NAME})")
_DOCTYPE = re.compile(r"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*(?:\[.*?\]\s*)?>""", re.DOTALL)
_DECLARATION = re.compile(
    rf"""<\?xml{SPACE}+version{SPACE}*={SPACE}*(?:"1\.[0-9]+"|'1\.[0-9]+')"""
    rf"""(?:{SPACE}+encoding{SPACE}*={SPACE}*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?"""
    rf"""(?:{SPACE}+standalone{SPACE}*={SPACE}*(?:"(?:yes|no)"|'(?:yes|no)'))?{SPACE}*\?>""",
    re.ASCII,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")
_REFERENCE = re.compile(rf"&(?:(#(?:[0-9]+|x[0-9A-Fa-f]+);)|(#\w*;?)|({NAME});)?")
_WHOLE = re.compile("&#(?:[0-9]+|x[0-9A-Fa-f]+)")
_KNOWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_HALF = re.compile(r"&(\w+)")


@dataclass
class Reading:
    """A text as it was read: its faults, and its tags in their order. What follows on the offset *most* is left."""

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
    ) -> None:
        """Add a fault."""
        self.found.append(Found(at, message, hint, fix, last))

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
        elif _WHOLE.fullmatch(reference) and self.text[at + len(reference)] != ";":
            self.tell(at, f"{reference} lacks its “;”", f"write {reference}; for it")
        else:
            self.tell(at, f"{reference} is no number of a character", "write it as &#233; or &#xE9;")

    def _bare(self, at: int) -> None:
        half = _HALF.match(self.text, at)
        if half and half[1] in name2codepoint:
            code = name2codepoint[half[1]]
            write = f"{half[0]};" if half[1] in _KNOWN else f"&#{code};"
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


def read(text: str, most: int, entities: frozenset[str] = frozenset()) -> Reading:
    """*text*, which declares *entities*, as far as something is certain and there are not more than *most* faults."""
    reading = Reading(text, most, _KNOWN | entities)
    at = _begun(reading)
    while at < len(text) and len(reading.found) <= most and not reading.cut:
        at = _markup(reading, at) if text[at] == "<" else _words(reading, at)
    return reading


def _begun(reading: Reading) -> int:
    """Where the text goes on after byte order marks and the XML declaration."""
    at = len(reading.text) - len(reading.text.lstrip("\ufeff"))
    if at:
        reading.tell(0, "a second byte order mark at the start of the file", "delete it", (0, at, ""))
    if re.compile(rf"<\?xml{SPACE}").match(reading.text, at):
        match = _DECLARATION.match(reading.text, at)
        if match:
            return match.end()
        end = reading.text.find(">", at)
        hint = 'write <?xml version="1.0" encoding="UTF-8"?>, or nothing'
        reading.tell(at, "the XML declaration is not written as XML wants it", hint)
        return end + 1 if end >= 0 else len(reading.text)
    return at


def _words(reading: Reading, at: int) -> int:
    end = reading.text.find("<", at)
    if end < 0 and not reading.tags and not reading.found and reading.text.strip():
        hint = "only its name ends in .xml; plain text is made TEI with: tei encode"
        reading.tell(0, "the file is plain text, not XML", hint, last=True)
        return len(reading.text)
    end = len(reading.text) if end < 0 else end
    if not reading.tags:
        words = reading.text[at:end]
        if words.strip(" \t\r\n"):
            start = at + len(words) - len(words.lstrip(" \t\r\n"))
            shown = " ".join(words.split())[:20]
            reading.tell(start, f"“{shown}” stands before the first element", "delete it, or move it inside")
        return end
    reading.characters(at, end)
    reading.references(at, end)
    stop = reading.text.find("]]>", at, end)
    while stop >= 0:
        reading.tell(
            stop, "“]]>” may not stand in a text", "write ]]&gt; for it", (stop + 2, stop + 3, "&gt;")
        )
        stop = reading.text.find("]]>", stop + 3, end)
    return end


def _markup(reading: Reading, at: int) -> int:
    """Where the text goes on after what begins with the ``<`` at *at*."""
    text = reading.text
    start = _START.match(text, at)
    if start:
        return _start(reading, start)
    end = _END.match(text, at)
    if end:
        reading.tags.append(Tag("end", end[1], at, end.end()))
        return end.end()
    if text.startswith("<!--", at):
        return _comment(reading, at)
    if text.startswith("<![CDATA[", at):
        return _enclosed(reading, at, "]]>", "the CDATA section")
    if text.startswith("<?", at):
        return _instruction(reading, at)
    doctype = _DOCTYPE.match(text, at)
    if doctype and not reading.tags:
        return doctype.end()
    from tei.validation.wellformed.tags import broken  # which most faults do not need

    return broken(reading, at)


def _start(reading: Reading, match: re.Match[str]) -> int:
    """Where the text goes on after the start tag of *match*, whose attributes are written as they should be."""
    from tei.validation.wellformed.tags import attributes, named

    declared: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    if ":" in match[1]:
        named(reading, match.start(), match[1])
        used = (match[1].partition(":")[0],)
    if match[2]:
        found = [
            (m.start(), m[1], m[2]) for m in ATTRIBUTE.finditer(reading.text, match.start(2), match.end(2))
        ]
        declared, names = attributes(reading, match[1], found)
        used += names
        if "&" in match[2]:
            reading.references(match.start(2), match.end(2))
        reading.characters(match.start(2), match.end(2))
    reading.tags.append(
        Tag("empty" if match[3] else "start", match[1], match.start(), match.end(), declared, used)
    )
    return match.end()


def _comment(reading: Reading, at: int) -> int:
    text = reading.text
    end = text.find("-->", at + 4)
    if end < 0:
        return _cut(reading, at, "the comment", "-->")
    reading.characters(at, end)
    hyphens = text.find("--", at + 4, end + 2)
    if hyphens == end:
        return end + 3
    within = text.find("<!--", at + 4, end)
    if 0 <= within == hyphens - 2:
        message = f"a comment begins inside the comment that begins in line {reading.place(at)[0]}"
        reading.tell(within, message, "end the one before with -->, or take the inner one out")
        return within
    reading.tell(hyphens, "“--” may not stand inside a comment", "a comment ends with -->")
    return end + 3


def _instruction(reading: Reading, at: int) -> int:
    text = reading.text
    if re.compile(r"<\?xml\b(?![-.:])", re.IGNORECASE).match(text, at):
        while reading.found and not reading.tags and reading.found[-1].message.endswith("first element"):
            reading.found.pop()  # what stands before it is what is told here
        hint = "delete what stands before it" if not reading.tags else "delete it"
        reading.tell(at, "<?xml … ?> may only stand at the very start of a file", hint)
    elif not re.compile(rf"<\?{NAME}(?:\?>|{SPACE})").match(text, at):
        reading.tell(at, "a processing instruction begins with <? and its name", "write its name after <?")
    return _enclosed(reading, at, "?>", "the processing instruction")


def _enclosed(reading: Reading, at: int, closing: str, what: str) -> int:
    end = reading.text.find(closing, at)
    if end < 0:
        return _cut(reading, at, what, closing)
    reading.characters(at, end)
    return end + len(closing)


def _cut(reading: Reading, at: int, what: str, closing: str) -> int:
    """The end of the text, which lies inside *what* began at *at*."""
    hint = f"write {closing} where it ends; or the file may have been cut off"
    reading.tell(at, f"{what} that begins here is not closed", hint, last=True)
    reading.cut = True
    return len(reading.text)


def _stands(reference: str) -> bool:
    """Whether the character of *reference*, such as ``#233;``, may stand in XML (production 2)."""
    digits = reference[1:-1]
    code = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
