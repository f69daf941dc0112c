"""Slips of the pen: the word that was meant by one that is not known.

Whatever asks "did you mean …?" asks it by these, so that what is taken for a slip, and how that is said, is the same
everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

_SURE = 0.8  # of the letters
_ALIKE = 0.66  # of the letters of words that begin with the same
_SHORT = 2  # letters, which are like many a word
_LONG = 100  # letters of a word that are looked at


def meant(word: str, words: Iterable[str]) -> str:
    """The one of *words* that *word* is most likely a slip for; empty if that is none.

    It has most of its letters, in capitals or not, in their order; and more of them if it begins with another. Of
    those that are equally like it, it is the first.
    """
    from difflib import get_close_matches  # only what is wrong needs it

    small = word[:_LONG].lower()
    every = {other.lower(): other for other in reversed(list(words))}
    alike = [other for other in every if other[:1] == small[:1] and len(small) > _SHORT]
    found = get_close_matches(small, every, 1, _SURE) or get_close_matches(small, alike, 1, _ALIKE)
    return every[found[0]] if found else ""


def did_you_mean(shown: str) -> str:
    """The question whether that was meant which is *shown* as it should be written."""
    return f"did you mean {shown}?"
