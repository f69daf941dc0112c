"""Patterns: what is found sooner is the same as what is found plainly."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tei.patterns import whole_words

WORDS = r"Note|Notes?|Editorial Note|Memorand(?:um|a)|20\d\d|Aide-Mémoire"


@given(st.text("NotesEdirialMmnuaé20 -19", max_size=40))
def test_whole_words_are_those_between_boundaries(text: str) -> None:
    plain = [match.span() for match in re.finditer(rf"\b(?:{WORDS})\b", text)]
    assert [match.span() for match in re.finditer(whole_words(WORDS), text)] == plain


def test_a_word_within_another_is_none() -> None:
    assert re.findall(whole_words(WORDS), "Notes, a FootNote, xNote, Notex and 2019; Memoranda") == [
        "Notes",
        "2019",
        "Memoranda",
    ]
