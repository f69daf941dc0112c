"""Slips in an edition file that is not TOML: what is wrong in plain words, where, and what to write instead."""

from __future__ import annotations

import re

from tei.errors import EditionFileError

_AT = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")
_TWICE = re.compile(r"Cannot declare \((?P<names>[^)]*)\) twice")
_USUAL = 'words stand in quotation marks, and a key has one value: title = "Letters"'

# What the parser of Python says, as it begins; what is wrong; what to do.
_SLIPS = (
    ("Illegal character '\\n'", "a quotation mark is not closed on its line", "write the second one"),
    (
        "Unescaped '\\'",
        "a backslash stands between double quotation marks",
        "write paths with /: files = [\"letters/*.txt\"]; or put them in 'single' quotation marks",
    ),
    ("Cannot overwrite a value", "a key has a value twice", "delete one of the two"),
    ("Unclosed array", "a list is not closed", "write ] at its end"),
    ("Expected ']'", "the name of a table is not closed", "write [edition]"),
    ("Expected '='", "a key has no value", 'write = behind it: title = "Letters"'),
    ("Unterminated string", "a quotation mark is not closed", "write the second one"),
)


def not_toml(file: str, text: str, said: str) -> EditionFileError:
    """The error that *text*, that of the edition file *file*, is not TOML, for what the parser *said*."""
    at = _AT.search(said)
    number = int(at["line"]) if at and at["line"] else 0
    where = f"{file}:{number}" if number else file
    what, hint = _told(_AT.sub("", said), text.split("\n")[number - 1] if number else "")
    return EditionFileError(f"{where}: this is not TOML: {what}", hint)


def _told(said: str, line: str) -> tuple[str, str]:
    """What is wrong in the *line* of which the parser *said* this, and what to do."""
    if match := _TWICE.match(said):
        table = ".".join(re.findall(r"'([^']*)'", match["names"]))
        return f"the table [{table}] stands there twice", "put its keys together under one of them"
    if any(sign in line for sign in "“”„‘’«»") and '"' not in line:
        return "typographic quotation marks", 'write straight ones: title = "Letters"'
    for beginning, what, hint in _SLIPS:
        if said.startswith(beginning):
            return what, hint
    return said[:1].lower() + said[1:], _USUAL
