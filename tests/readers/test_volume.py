"""A volume in one file is split where its documents begin, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei.conventions import load
from tei.document import Document
from tei.readers.volume import split


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "volume"), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    parts, doubts = split(Document(case.blocks["text"], "volume"), load())
    lines = [
        f"{part.name} line {part.first_line}: {part.text.strip().partition(chr(10))[0]}" for part in parts
    ]
    lines += [f"{d.code} {d.place.line}:{d.place.column} {d.message}" for d in doubts]
    case.expect("\n".join(lines), request)


NUMBERS = st.lists(st.integers(1, 3), min_size=2, max_size=6)


@given(NUMBERS, st.integers(1, 400))
def test_every_word_is_in_one_part(steps: list[int], first: int) -> None:
    number, texts = first, []
    for step in steps:
        texts.append(
            f"{number}. Telegram From Smith to Jones1\n\nRome, May 2, 1969.\n\nText.\n\n  1. Source: A, B.\n"
        )
        number += step
    text = "\n".join(texts)
    parts, _ = split(Document(text, "volume"), load())
    assert len(parts) == len(texts)
    assert "".join(part.text for part in parts).split() == text.split()
    for part, expected in zip(parts, texts, strict=True):
        assert part.text == expected
        assert text.split("\n")[part.first_line - 1] == expected.split("\n")[0]
