"""Matching without going back says what ``re`` says, and comes to an end where that does not."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.relaxng import positions, regex

_ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", "[a-c]", r"\d", r"\S", ".", r"\.", "(?:)", "é"])


def _longer(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(parts, min_size=1, max_size=3)
    times = st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}"])
    return st.one_of(
        several.map("".join),
        several.map(lambda each: f"(?:{'|'.join(each)})"),
        st.tuples(parts, times).map(lambda both: f"(?:{both[0]}){both[1]}"),
    )


@given(st.recursive(_ATOMS, _longer, max_leaves=6), st.text("abc.1é\n", max_size=7))
def test_the_answer_is_that_of_re(pattern: str, text: str) -> None:
    assert positions.matches(pattern, text) == (re.fullmatch(pattern, text) is not None)


def _elsewhere(ask: Callable[[], bool]) -> bool:
    """What *ask* says in a thread of its own, in which there is no clock."""
    said: list[bool] = []
    thread = threading.Thread(target=lambda: said.append(ask()))
    thread.start()
    thread.join()
    return said[0]


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("(a+)+b", "a" * 40 + "b", "a" * 40 + "c"),
        ("(a|aa)+b", "a" * 40 + "b", "a" * 40),
        ("(a*)*b", "a" * 40 + "b", "a" * 40 + "é"),
        (r"([\w-]+\.?)+b", "a.b-c" * 9 + "b", "a.b-c" * 9 + "!"),
        (r"(\p{L}+)+b", "é" * 40 + "b", "é" * 40 + "1"),
        (r"(\i\c*)+\p{Nd}", "a" * 40 + "9", "a" * 40 + "!"),
    ],
)
def test_a_pattern_that_takes_for_ever_has_an_answer_soon_and_in_every_thread(
    pattern: str, right: str, wrong: str
) -> None:
    compiled = regex.Pattern(pattern)
    assert compiled.matches(right)
    assert not compiled.matches(wrong)
    assert _elsewhere(partial(compiled.matches, right))
    assert not _elsewhere(partial(compiled.matches, wrong))
