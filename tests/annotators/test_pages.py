"""Pages: where they begin and how their numbers go on, by cases in files, and properties of any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei.annotators.pages import annotate, page_number
from tei.conventions import load
from tei.document import Annotation, Document, Found


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "pages"), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    text = case.blocks["text"].replace("<FF>", "\f")  # an editor does not show a form feed
    convention = case.blocks.get("convention", "frus").strip()
    case.expect("\n".join(shown(Document(text), annotate(Document(text), load(convention)))), request)


def shown(document: Document, found: Found) -> list[str]:
    """A line for each page beginning (its attributes, what stands before it, what it replaces) and diagnostic."""
    lines = [line(document, annotation) for annotation in sorted(found.annotations, key=lambda a: a.span)]
    return lines + [f"{d.code} {d.place.line}:{d.place.column} {d.message}" for d in found.diagnostics]


def line(document: Document, annotation: Annotation) -> str:
    attributes = " ".join(f"{key}={value}" for key, value in annotation.attributes.items())
    before = document.text[max(0, annotation.span.start - 12) : annotation.span.start]
    gone = " ".join(repr(document.words(span)) for span in annotation.replaces) or "nothing"
    return f"{annotation.element} {attributes} @ {before!r} for {gone} by {annotation.evidence.rule}"


ANY_LINE = st.one_of(
    st.sampled_from(
        ["[Page 9]", "\f", "\f12", "- 3 -", "{4}", "Page 5", "con- [p. 6] tinued", "wo[Page xi]rd", "", "12"]
    ),
    st.text("ab [Page]19-\f\n", max_size=20),
)


@given(st.lists(ANY_LINE, max_size=12).map("\n".join), st.sampled_from(["frus", "plain"]))
def test_pages_say_what_they_replace_and_share_nothing(text: str, convention: str) -> None:
    document = Document(text)
    found = annotate(document, load(convention)).annotations
    gone = sorted(span for a in found for span in a.replaces)
    assert all(one.end <= two.start for one, two in pairwise(gone))
    for page in found:
        said = "".join(document.words(span) for span in page.replaces)
        assert page.attributes.get("n", "") in said or page.attributes["rend"] == "form-feed"
    if text.strip():
        left = "".join(document.with_annotations(found).visible(line.span) for line in document.lines)
        assert "\f" not in left


@given(st.integers(1, 3999))
def test_roman_numbers(value: int) -> None:
    letters = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
    ]
    letters += [("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)]
    roman, rest = "", value
    for letter, worth in letters:
        roman += letter * (rest // worth)
        rest %= worth
    assert page_number(roman) == page_number(roman.lower()) == ("roman", value)
