"""Patterns for regular expressions that more than one part needs."""

from __future__ import annotations

import re

_ALTERNATIVES = re.compile(r"\|(?![^(]*\))")  # the bars that stand in no brackets


def whole_words(words: str) -> str:
    r"""The pattern of any of *words*, parted by bars, where it is a whole word (or several).

    It says what ``\b(?:…)\b`` says, and is found some four times sooner: each alternative begins with a letter or
    figure, so that the engine skips to the next of these by itself, and only there looks at what stands before. Each of
    *words* must begin with one that stands for itself, and have no brackets within brackets.
    """
    every = [rf"{word[0]}(?<!\w{word[0]}){word[1:]}" for word in _ALTERNATIVES.split(words)]
    return rf"(?:{'|'.join(every)})\b"
