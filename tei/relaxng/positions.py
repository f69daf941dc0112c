"""Matching without going back: where a regular expression can end is worked out for all its beginnings at once.

Python's ``re`` tries one way after another, of which ``(a+)+b`` has more than anybody can wait for. An expression
of XML Schema has no references back, so it is enough to know which places of the text can be reached. That takes a time
which grows with the text, and no alarm clock.
"""

from __future__ import annotations

import re
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_FLAGS = {ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_SPACE: r"\s", ops.CATEGORY_WORD: r"\w"} | {
    ops.CATEGORY_NOT_DIGIT: r"\D",
    ops.CATEGORY_NOT_SPACE: r"\S",
    ops.CATEGORY_NOT_WORD: r"\W",
}


def matches(pattern: str, text: str) -> bool:
    """Whether *text* as a whole matches *pattern*, one of Python that refers to nothing and has no anchors."""
    return len(text) in _ends(parser.parse(pattern), text, frozenset({0}))


def _ends(items: Any, text: str, starts: frozenset[int]) -> frozenset[int]:
    """The places of *text* that can be reached by matching *items*, one after another, from any of *starts*."""
    for kind, value in items:
        if not starts:
            break
        if kind is ops.BRANCH:
            starts = frozenset().union(*(_ends(each, text, starts) for each in value[1]))
        elif kind is ops.SUBPATTERN:
            starts = _ends(value[3], text, starts)
        elif kind in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            starts = _repeated(value, text, starts)
        else:
            starts = frozenset(at + 1 for at in starts if at < len(text) and _is(kind, value, text[at]))
    return starts


def _repeated(value: tuple[Any, Any, Any], text: str, starts: frozenset[int]) -> frozenset[int]:
    least, most, items = value
    for _ in range(least):
        after = _ends(items, text, starts)
        if after == starts:
            break
        starts = after
    reached, new = starts, starts
    count = least
    while new and (most is ops.MAXREPEAT or count < most):
        new = _ends(items, text, new) - reached
        reached |= new
        count += 1
    return reached


def _is(kind: Any, value: Any, character: str) -> bool:
    """Whether *character* is what one item stands for."""
    if kind is ops.LITERAL:
        return bool(ord(character) == value)
    if kind is ops.NOT_LITERAL:
        return bool(ord(character) != value)
    if kind is ops.ANY:
        return character != "\n"
    if kind is ops.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    if kind is ops.CATEGORY:
        return re.match(_FLAGS[value], character) is not None
    if kind is ops.IN:
        negated = value[0][0] is ops.NEGATE
        return negated != any(_is(each[0], each[1], character) for each in value[1 if negated else 0 :])
    raise AssertionError(kind)  # a schema has no other, as tests say
