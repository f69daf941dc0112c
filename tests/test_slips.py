"""Slips of the pen: which word was meant, if it can be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.slips import did_you_mean, meant

WORDS = ("persName", "placeName", "p", "pb", "date", "xml:id", "for-each", "value-of")


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("persname", "persName"),  # in other letters than it should be
        ("preName", "persName"),
        ("vlaue-of", "value-of"),
        ("alue-of", "value-of"),  # begins with another letter, and is like it enough
        ("name", ""),  # begins with another, and is like several
        ("q", ""),
        ("b", ""),  # short words are like many
        ("P", "p"),
        ("xml:id", "xml:id"),
        ("", ""),
    ],
)
def test_what_was_meant(word: str, right: str) -> None:
    assert meant(word, WORDS) == right


def test_of_two_that_are_as_like_it_is_the_first() -> None:
    assert meant("DATE", ["Date", "date"]) == "Date"
    assert did_you_mean("<date>") == "did you mean <date>?"


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=5))
def test_it_is_one_of_them_or_none(word: str, words: list[str]) -> None:
    assert meant(word, words) in {*words, ""}
    assert meant(word, [word, *words]).lower() == word.lower()
