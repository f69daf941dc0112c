"""Why a file is not well-formed XML, in plain words and at the exact place.

libxml2 has found that it is not; expat, which names positions by byte, is asked once more for the cause.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint
from xml.parsers import expat

from lxml import etree

from tei.validation.decode import Fault, position

_CODES = expat.errors.codes
_MISMATCH = _CODES[expat.errors.XML_ERROR_TAG_MISMATCH]
_ENTITY = _CODES[expat.errors.XML_ERROR_UNDEFINED_ENTITY]
_TOKEN = _CODES[expat.errors.XML_ERROR_INVALID_TOKEN]
_NO_ELEMENT = _CODES[expat.errors.XML_ERROR_NO_ELEMENTS]
_UNCLOSED = _CODES[expat.errors.XML_ERROR_UNCLOSED_TOKEN]
_ATTRIBUTE = _CODES[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]
_JUNK = _CODES[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_PREFIX = _CODES[expat.errors.XML_ERROR_UNBOUND_PREFIX]
_DECLARATION = _CODES[expat.errors.XML_ERROR_MISPLACED_XML_PI]
_REFERENCE = _CODES[expat.errors.XML_ERROR_BAD_CHAR_REF]

_NAME = re.compile(r"</?\s*([^\s/<>=\"']+)")
_AMPERSAND = re.compile(r"&[\w.:-]{0,60}$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def byte_position(content: bytes, offset: int) -> tuple[int, int]:
    """The line and column, both from 1, of the character that begins at byte *offset* of UTF-8."""
    return position(content[:offset].decode("utf-8", "ignore"))


def fault(content: bytes, error: etree.XMLSyntaxError) -> Fault:
    """Why the UTF-8 *content* is not well-formed, given the *error* with which libxml2 refused it."""
    opened: list[int] = []
    parser = expat.ParserCreate("utf-8", "}")  # a separator, so that prefixes are checked
    parser.StartElementHandler = lambda *_: opened.append(parser.CurrentByteIndex)
    parser.EndElementHandler = lambda *_: opened.pop()
    try:
        parser.Parse(content, True)
    except expat.ExpatError as found:
        return _Cause(content, parser.ErrorByteIndex, opened, str(error)).told(found.code)
    line, column = error.position  # a limit of libxml2, such as 2,048 elements inside one another
    message = (error.msg or "").partition(", ")[0]
    return Fault(f"the file goes beyond what can be read: {message}", line or 1, column or 1)


class _Cause:
    """The circumstances of a fault: the text, the offset in it, and the elements open there."""

    def __init__(self, content: bytes, offset: int, opened: list[int], libxml2: str) -> None:
        self.before = content[:offset].decode("utf-8", "ignore")
        self.after = content[offset:].decode("utf-8", "ignore")
        self.opened = [_opened(content, start) for start in opened[-1:]]
        self.libxml2 = libxml2

    def told(self, code: int) -> Fault:
        tellers = {
            _MISMATCH: self.mismatch,
            _ENTITY: self.entity,
            _TOKEN: self.token,
            _NO_ELEMENT: self.ended,
            _UNCLOSED: self.unclosed,
            _ATTRIBUTE: self.attribute,
            _JUNK: self.junk,
            _PREFIX: self.prefix,
            _DECLARATION: self.declaration,
            _REFERENCE: self.reference,
        }
        teller = tellers.get(code)
        return teller() if teller else self.at(f"this is not well-formed XML: {expat.ErrorString(code)}")

    def at(self, message: str, hint: str = "", back: int = 0, fix: tuple[int, str] | None = None) -> Fault:
        """The fault *back* characters before the offset; *fix* is how many bytes there should become what."""
        before = self.before[: len(self.before) - back]
        line, column = position(before)
        if fix is None:
            return Fault(message, line, column, hint)
        start = len(before.encode("utf-8"))
        return Fault(message, line, column, hint, (start, start + fix[0], fix[1]))

    def mismatch(self) -> Fault:
        begun = len(self.before) - self.before.rfind("<")  # expat points at the name, not the tag
        end = _name(self.before[-begun:] + self.after)
        line, column, start = self.opened[-1]
        return self.at(
            f"</{end}> does not match <{start}>, opened in line {line}, column {column}",
            f"close <{start}> first, or delete one of the two tags",
            begun,
        )

    def entity(self) -> Fault:
        name = self.after[1:].partition(";")[0]
        code = name2codepoint.get(name)
        hint = f"write the character itself, or &#{code};" if code else "write the character itself"
        fix = (len(name) + 2, f"&#{code};") if code else None
        message = f"&{name}; is not known; XML knows &amp; &lt; &gt; &quot; and &apos; only"
        return self.at(message, hint, fix=fix)

    def token(self) -> Fault:
        character = self.after[:1]
        ampersand = _AMPERSAND.search(self.before) or _AMPERSAND.search(self.before + character)
        if _CONTROL.match(character):
            return self.at(f"the control character U+{ord(character):04X} may not stand in XML", "delete it")
        if self.before.rfind("<!--") > self.before.rfind("-->"):
            return self.at("“--” may not stand inside a comment", "a comment ends with -->")
        if self.before.endswith("]]") and character == ">":
            return self.at("“]]>” may not stand in a text", "write ]]&gt; for it", 2)
        if ampersand:
            meant = ampersand[0][1:] not in name2codepoint
            back = len(self.before) - ampersand.start()
            return self.at("a bare “&”", "write &amp; for it", back, (1, "&amp;") if meant else None)
        if character == "<" or self.before.endswith("<"):
            back = int(character != "<")
            sure = back and (character.isspace() or character.isdigit())
            return self.at(
                "a “<” that begins no tag", "write &lt; for it", back, (1, "&lt;") if sure else None
            )
        tag = self.before[self.before.rfind("<") :]
        if self.before.rfind("<") > self.before.rfind(">"):
            if character in "“”„‟‘’‚«»":
                message = f"the tag <{_name(tag)}> has typographic quotation marks, {character}"
                return self.at(message, 'write straight ones: name="value"')
            message = f"the tag <{_name(tag)}> is not written as XML wants it, at “{character}”"
            return self.at(message, 'attributes are written name="value"')
        return self.at(f"“{character}” may not stand here in XML", "delete it")

    def ended(self) -> Fault:
        if not self.opened:
            return Fault("the file holds no element", hint="it should hold a TEI document")
        line, column, start = self.opened[-1]
        return self.at(
            f"the file ends before <{start}>, opened in line {line}, column {column}, is closed",
            "the file may have been cut off",
        )

    def unclosed(self) -> Fault:
        begun = " ".join(self.after[:20].split())
        return self.at(f"the file ends in the middle of “{begun}…”", "the file may have been cut off")

    def attribute(self) -> Fault:
        tag, name = self.before[self.before.rfind("<") :], re.split(r"[\s=]", self.after, maxsplit=1)[0]
        return self.at(f"<{_name(tag)}> has the attribute {name} twice", "delete one of the two")

    def junk(self) -> Fault:
        return self.at("something follows after the end of the document", "delete it, or move it inside")

    def prefix(self) -> Fault:
        match = re.search(r"prefix (\S+)", self.libxml2)
        prefix = match[1] if match else ""
        return self.at(
            f"the prefix “{prefix}:” is not declared in <{_name(self.after)}>",
            f'write xmlns:{prefix}="…" on the first element, or take the prefix away',
        )

    def declaration(self) -> Fault:
        return self.at(
            "<?xml … ?> may only stand at the very start of a file", "delete what stands before it"
        )

    def reference(self) -> Fault:
        reference = self.after.partition(";")[0]
        return self.at(f"{reference}; is not a character that may stand in XML", "delete it")


def _opened(content: bytes, offset: int) -> tuple[int, int, str]:
    """The line, the column and the name of the start tag at *offset*."""
    return *byte_position(content, offset), _name(content[offset : offset + 200].decode("utf-8", "ignore"))


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1] if match else ""
