"""Words that are hardly right, and that a machine is likely to have misread in print.

Few are told, so that most of what is told is wrong: what only a dictionary could tell stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from tei.validation.rules.view import Problem, View, quoted

_WORDS = (
    "tbe", "tlie", "tbat", "tliat", "tbis", "tliis", "tbey", "tliey", "tbere", "wbich", "whicli", "wliich", "witb",
    "witli", "liave", "liad", "tbese", "tliese", "0f", "t0", "f0r", "th1s", "w1th", "wh1ch",
)  # fmt: skip
_WORD = re.compile(rf"(?<![\w’'.@/-])(?:{'|'.join(_WORDS)})(?![\w’'.@/-])")
_FOE = re.compile(r"\b(?:will|would|should|could|may|might|must|shall|not|to|can) foe\b")
# Each begins with one certain character: a search for that passes over the rest of a text at once.
_DIGITS = (
    re.compile(r"0(?<=[a-z]{2}0)[a-z]"),
    re.compile(r"1(?<=[a-z]{2}1)[a-z]{2}"),
    re.compile(r"l(?<![\w.,:/-]l)[89][0-9][0-9](?![\w/-])"),
    re.compile(r"1(?<![\w.,:/-]1)[89](?:[lO][0-9]|[0-9][lO])(?![\w/-])"),
    re.compile(r"l(?<!\wl)[0-9](?:th|st|nd|rd)\b"),
)
_ALL = (_WORD, _FOE, *_DIGITS)
# What the bytes of a text have in which one of these finds something: few have it, and so few are read closely.
_SIGNS = (
    re.compile(rb"b(?<=[tw]b)(?:e|at|is|ey|ere|ich|ese)|b(?<=witb)"),
    re.compile(
        rb"l(?:i(?:(?<=[tw]li)(?:e|at|is|ey|ich|ese)|(?<!\wli)a[vd]|(?<=hicli)|(?<=witli))"
        rb"|[89]\d\d|\d(?:th|st|nd|rd))"
    ),
    re.compile(rb"0(?:f(?<!\w0f)|(?<=t0)|(?<=f0)r|(?<=[a-z]{2}0)[a-z])"),
    re.compile(rb"f(?<= f)oe"),
    re.compile(rb"1(?:(?<=[hw]1)|(?<=[a-z]{2}1)[a-z]{2}|[89](?:[lO]\d|\d[lO]))"),
)
_AROUND = re.compile(r"[\w.@/&;:-]*")


_BLOCK = 1 << 16  # bytes that are looked at together


def check(view: View) -> Iterator[Problem]:
    """C010: each such word once."""
    told: set[str] = set()
    for begin, block in _blocks(view.content, view.begin):
        if any(sign.search(block) for sign in _SIGNS):
            yield from _in_block(view, begin, block.decode("utf-8"), told)


def _blocks(content: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    """The parts of *content* from *begin* on, each with its first byte; they end where a line does."""
    while begin < len(content):
        end = content.find(b"\n", begin + _BLOCK) + 1 or len(content)
        yield begin, content[begin:end]
        begin = end


def _in_block(view: View, begin: int, text: str, told: set[str]) -> Iterator[Problem]:
    """The words in *text*, which begins at the byte *begin*, but for those that were *told*."""
    for match in chain.from_iterable(pattern.finditer(text) for pattern in _ALL):
        start = match.start()
        while start > 0 and (text[start - 1].isalnum() or text[start - 1] in ".@/&;:_-#"):
            start -= 1
        around = _AROUND.match(text, start)
        word = around[0] if around and around.end() > match.end() else text[start : match.end()]
        word = word.rstrip(".:;")
        plain = word.replace("-", "").isalnum() or " " in word
        at = begin + len(text[:start].encode("utf-8"))
        if word in told or not plain or view.in_markup(at):
            continue
        told.add(word)
        message = f"{quoted(word)} looks like a misreading of the print"
        hint = "compare it with the printed source"
        yield Problem("C010", message, hint, offset=at, length=len(word.encode()))
