"""The compact syntax of RELAX NG as tokens (RELAX NG Compact Syntax, sections 3 and 4)."""

from __future__ import annotations

import re
from typing import NamedTuple

from tei.relaxng.errors import SchemaError
from tei.relaxng.lexical import NCNAME

_NAME = NCNAME.pattern
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\n]+|\#(?!\#)[^\n]*)
    |(?P<documentation>\#\#[^\n]*)
    |(?P<literal>\"\"\".*?\"\"\"|'''.*?'''|"[^"\n]*"|'[^'\n]*')
    |(?P<everything>{_NAME}:\*)
    |(?P<prefixed>{_NAME}:{_NAME})
    |(?P<escaped>\\{_NAME})
    |(?P<name>{_NAME})
    |(?P<sign>>>|\|=|&=|[=,&|?*+\-(){{}}\[\]~])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\x+\{([0-9a-fA-F]+)\}")
_NEWLINE = "\0"  # a line break written as an escape, which may stand in a literal where a real one may not

KEYWORDS = frozenset(
    [
        "attribute",
        "default",
        "datatypes",
        "div",
        "element",
        "empty",
        "external",
        "grammar",
        "include",
        "inherit",
        "list",
        "mixed",
        "namespace",
        "notAllowed",
        "parent",
        "start",
        "string",
        "text",
        "token",
    ]
)


class Token(NamedTuple):
    """A token: its kind ("literal", "name", …, or "end"), its text (of a literal the content), and its line."""

    kind: str
    text: str
    line: int


def tokens(content: bytes, file: str) -> list[Token]:
    """The tokens of a schema, with one of the kind "end" behind them; raises :class:`SchemaError`."""
    text = _escapes(_decoded(content, file), file)
    found: list[Token] = []
    place, line = 0, 1
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            shown = text[place : place + 20].split("\n")[0]
            raise SchemaError(f"this is not RELAX NG compact syntax: “{shown}”", file, line)
        kind, word = match.lastgroup or "", match.group()
        if kind != "space":
            found.append(Token(kind, _content(kind, word), line))
        line += word.count("\n")
        place = match.end()
    found.append(Token("end", "", line))
    return found


def _decoded(content: bytes, file: str) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SchemaError("the schema is not text in UTF-8", file, line) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _escapes(text: str, file: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        if code > 0x10FFFF or (code < 32 and code not in (9, 10, 13)) or 0xD800 <= code < 0xE000:
            line = text.count("\n", 0, match.start()) + 1
            raise SchemaError(f"{match.group()} is no character", file, line)
        return _NEWLINE if code in (10, 13) else chr(code)

    return _ESCAPE.sub(character, text)


def _content(kind: str, word: str) -> str:
    if kind == "literal":
        quotes = 3 if word[:3] in ('"""', "'''") else 1
        return word[quotes:-quotes].replace(_NEWLINE, "\n")
    if kind == "documentation":
        return word.lstrip("#").strip()
    return word[1:] if kind == "escaped" else word
