"""Reading a text by the productions of XML 1.0, and going on after what breaks them."""

from __future__ import annotations

import re

from tei.validation.doctype import BUILT_IN
from tei.validation.wellformed.found import NAME, SPACE, Reading, Tag
from tei.validation.wellformed.tags import attributes, broken, named

ATTRIBUTE = re.compile(rf"""({NAME}){SPACE}*={SPACE}*("[^<"]*"|'[^<']*')""")

_START = re.compile(rf"""<({NAME})((?:{SPACE}+{NAME}{SPACE}*={SPACE}*(?:"[^<"]*"|'[^<']*'))*){SPACE}*(/?)>""")
_END = re.compile(rf"</({NAME}){SPACE}*>")
_DOCTYPE = re.compile(r"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*(?:\[.*?\]\s*)?>""", re.DOTALL)
_DECLARATION = re.compile(
    rf"""<\?xml{SPACE}+version{SPACE}*={SPACE}*(?:"1\.[0-9]+"|'1\.[0-9]+')"""
    rf"""(?:{SPACE}+encoding{SPACE}*={SPACE}*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?"""
    rf"""(?:{SPACE}+standalone{SPACE}*={SPACE}*(?:"(?:yes|no)"|'(?:yes|no)'))?{SPACE}*\?>""",
    re.ASCII,
)


def read(text: str, most: int, entities: frozenset[str] = frozenset()) -> Reading:
    """*text*, which declares *entities*, as far as something is certain and there are not more than *most* faults."""
    reading = Reading(text, most, BUILT_IN | entities)
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
            message, hint = f"“{shown}” stands before the first element", "delete it, or move it inside"
            reading.tell(start, message, hint, early=True)
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
    return broken(reading, at)


def _start(reading: Reading, match: re.Match[str]) -> int:
    """Where the text goes on after the start tag of *match*, whose attributes are written as they should be."""
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
        while reading.found and not reading.tags and reading.found[-1].early:
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
