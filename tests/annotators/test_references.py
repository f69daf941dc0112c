"""References: every case in ``references/*.md`` is a text and the references it must get."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei.annotators import heading, notes, pages, references
from tei.conventions import load
from tei.document import Document

CASES = cases(Path(__file__).parent / "references")


def read(text: str) -> Document:
    document, convention = Document(text), load()
    for annotator in (pages, notes, heading):
        document = document.with_annotations(annotator.annotate(document, convention).annotations)
    return document


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    document = read(case.blocks["text"])
    found = references.annotate(document, load()).annotations
    lines = (f"{a.attributes['target']} = {document.words(a.span)}" for a in found)
    case.expect("\n".join(lines) or "nothing", request)


NUMBERS = st.lists(st.integers(1, 9999), min_size=2, max_size=6)


@given(NUMBERS, st.sampled_from([", ", ", and ", " and ", " or "]))
def test_each_number_of_a_series_is_a_reference(numbers: list[int], joint: str) -> None:
    document = read(f"See Documents {joint.join(map(str, numbers))} for more.")
    found = references.annotate(document, load()).annotations
    assert [a.attributes["target"] for a in found] == [f"#d{n}" for n in numbers]
    assert [re.sub(r"\D", "", document.words(a.span)) for a in found] == list(map(str, numbers))


PIECES = st.sampled_from(
    ["Document ", "Documents ", "footnote ", "footnotes ", "1", "22", "–", ", ", " and ", "; ", ". ", "\n", "supra",
     " above", "thereto", "vol. X", "p. ", "See ", "Ibid., ", "(", ")", "July 5, ", "telegram "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_references_apart_from_each_other(text: str) -> None:
    document = read(f"41. Letter1\n\n{text}\n\n  1. {text}\n")
    found = sorted(references.annotate(document, load()).annotations, key=lambda a: a.span)
    assert all(re.fullmatch(r"#(?:d\d+[A-Za-z]?(?:fn\d+)?|pg_\d+)", a.attributes["target"]) for a in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(document.words(a.span).strip() == document.words(a.span) != "" for a in found)
