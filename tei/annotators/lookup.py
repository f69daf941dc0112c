"""Where the forms of a register stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tei.authority import Entry, Register
from tei.document import Span

_WORD = re.compile(r"\w[\w’'./&-]*\w|\w")
_TAIL = re.compile(r"(?:[’']s?|s|\d+)$")
_JOINS = re.compile(r"[\w]")


class Hit(NamedTuple):
    """A form of a register in the text, and the entries that have it."""

    span: Span
    form: str
    entries: tuple[Entry, ...]


def hits(text: str, register: Register) -> Iterator[Hit]:
    """The longest form of *register* that ends at each word, from left to right, none overlapping another.

    A word may carry a possessive, a plural s, or a note number glued to it; those stay outside.
    """
    index, reached = register.by_last_word, 0
    for match in _WORD.finditer(text):
        for end in _ends(text, match):
            listed = index.get(text[match.start() : end])
            form = listed and next((form for form, _ in listed if _stands(text, form, end, reached)), None)
            if listed and form:
                reached = end
                yield Hit(Span(end - len(form), end), form, tuple(e for f, e in listed if f == form))
                break


def _ends(text: str, match: re.Match[str]) -> Iterator[int]:
    """Where a form may end: with the word, or before what hangs on it."""
    start, end = match.span()
    yield end
    while tail := _TAIL.search(text, start, end):
        end = tail.start()
        if end <= start:
            return
        yield end
    if "/" in (word := match[0]):
        yield start + word.index("/")


def _stands(text: str, form: str, end: int, reached: int) -> bool:
    start = end - len(form)
    return (
        start >= reached
        and text.startswith(form, start)
        and (start == 0 or not _JOINS.match(text[start - 1]))
    )
