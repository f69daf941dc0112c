"""Regular expressions of XML Schema, in two forms: one for texts in ASCII, quick to make, and one for all others.

The second is elementpath's; making it takes a while for the categories of Unicode, and most values are in ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from functools import cached_property, lru_cache

from tei.relaxng import positions
from tei.relaxng.limits import has_clock, time_limit

_TOKEN = re.compile(
    r"""(?P<category>\\[pP]\{(?:C[cfno]?|L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)\})
    |(?P<several>\\[sSdDwWiIcC])
    |(?P<escape>\\[nrt\\|.?*+(){}\-\[\]^])
    |(?P<open>\[\^?(?:-(?!\[))?)
    |(?P<close>-?\])
    |(?P<many>[?*+]|\{[0-9]{1,4}(?:,[0-9]{0,4})?\})
    |(?P<sign>[|()])
    |(?P<character>[^\\\[\](){}?*+|])""",
    re.VERBOSE,
)
_DOUBTFUL = re.compile(r"\[[^\]]*(--|[^\[\\]-[^\]]-)")  # hyphens of which Python makes something else
_REPEATED = re.compile(r"\)(?:[*+]|\{)")  # a group that is repeated may be matched in very many ways
_SHORT = 25  # characters
_TIME = 0.1  # seconds, after which another way is taken
_ASCII = [chr(code) for code in range(128)]
_LETTERS = "A-Za-z"
_SEVERAL = {"s": r" \t\n\r", "d": "0-9", "i": f"{_LETTERS}_:", "c": rf"{_LETTERS}_:0-9.\-"}


class Pattern:
    """A regular expression that a whole text must match."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._repeats = _REPEATED.search(text) is not None
        quick = _quick(text)
        self._quick = re.compile(quick) if quick is not None else None
        if quick is None:
            self._full.fullmatch("")

    @cached_property
    def _full(self) -> re.Pattern[str]:
        from elementpath.regex import RegexError, translate_pattern

        try:
            whole = translate_pattern(
                self._text, back_references=False, lazy_quantifiers=False, anchors=False
            )
            return re.compile(
                whole.removeprefix("^").removesuffix(r"$(?!\n\Z)")
            )  # what is matched is all of a text
        except (RegexError, re.error, RecursionError, OverflowError) as error:
            raise ValueError(f"the parameter “pattern” is not a regular expression: {error}") from None

    def matches(self, text: str) -> bool:
        """Whether *text* as a whole matches."""
        pattern = self._quick if self._quick is not None and text.isascii() else self._full
        if len(text) < _SHORT or not self._repeats:
            return pattern.fullmatch(text) is not None
        if has_clock():
            with suppress(TimeoutError), time_limit(_TIME):
                return pattern.fullmatch(text) is not None
        return positions.matches(pattern.pattern, text)


@lru_cache(512)
def compiled(text: str) -> Pattern:
    """The regular expression *text*; raises :class:`ValueError`, in words, if it is none."""
    return Pattern(text)


def _quick(text: str) -> str | None:
    """*text* for Python's ``re`` and texts in ASCII, or None where that is not simple."""
    if not text.isascii() or _DOUBTFUL.search(text):
        return None
    found: list[str] = []
    place, inside, before = 0, False, ""
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        kind, word = match.lastgroup or "", match.group()
        if inside:
            if kind == "open" or word == "^":
                return None
            found.append(_inside(kind, word))
            inside = kind != "close"
        elif kind == "close" or (kind == "many" and (before in {"", "many"} or found[-1] in {"(", "|"})):
            return None
        else:
            found.append(_outside(kind, word))
            inside = kind == "open"
        before, place = kind, match.end()
    try:
        re.compile("".join(found))
    except (re.error, RecursionError, OverflowError):
        return None
    return None if inside else "".join(found)


def _inside(kind: str, word: str) -> str:
    """A token between brackets."""
    if kind == "category":
        return _category(word)
    if kind == "several":
        own = _several(word[1].lower())
        return own if word[1].islower() else _complement(own)
    if kind in {"escape", "close"}:
        return word if kind == "escape" else word.replace("-", r"\-")
    return word if word == "-" or word.isalnum() else "".join(re.escape(character) for character in word)


def _outside(kind: str, word: str) -> str:
    """A token outside brackets."""
    if kind in {"category", "several"}:
        own = _inside(kind, word)
        return f"[{own}]" if own else "(?!)"
    if kind == "sign":
        return "(?:" if word == "(" else word
    if kind == "open":
        return word.replace("-", r"\-")
    if kind in {"escape", "many"}:
        return word
    return r"[^\n\r]" if word == "." else re.escape(word)


def _several(letter: str) -> str:
    if letter == "w":
        return "".join(re.escape(c) for c in _ASCII if unicodedata.category(c)[0] not in "PZC")
    return _SEVERAL[letter]


def _complement(characters: str) -> str:
    other = re.compile(f"[{characters}]")
    return "".join(re.escape(c) for c in _ASCII if not other.match(c))


def _category(word: str) -> str:
    name = word[3:-1]
    wanted = word[1] == "p"
    return "".join(re.escape(c) for c in _ASCII if unicodedata.category(c).startswith(name) == wanted)
