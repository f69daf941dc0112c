"""Notes: where they hang, by cases in files, and properties of any text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei.annotators import pages
from tei.annotators.markers import PLAIN
from tei.annotators.notes import annotate
from tei.conventions import load
from tei.document import Annotation, Document, Found


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "notes"), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    convention = load(case.blocks.get("convention", "frus").strip())
    document = Document(case.blocks["text"].replace("<FF>", "\f"), case.path.stem)
    document = document.with_annotations(pages.annotate(document, convention).annotations)
    case.expect("\n".join(shown(document, annotate(document, convention))), request)


def shown(document: Document, found: Found) -> list[str]:
    """A line for each note (number, place, rule, how sure, text; a bar is a line break) and diagnostic."""
    lines = [f"{place(document, note)} = {words(document, note)}" for note in found.annotations]
    return lines + [f"{d.code} {d.place.line}:{d.place.column} {d.message}" for d in found.diagnostics]


def place(document: Document, note: Annotation) -> str:
    certainty = note.evidence.certainty
    band = "sure" if certainty >= 0.99 else "likely" if certainty >= 0.9 else "doubtful"
    kind = " source" if note.attributes.get("type") == "source" else ""
    where = "nowhere"
    if note.anchor is not None:
        start = document.text.rfind("\n", 0, note.anchor) + 1
        where = f"“{document.text[max(start, note.anchor - 20) : note.anchor]}|”"
    return f"{note.attributes['n']} @ {where} {note.evidence.rule} {band}{kind}"


def words(document: Document, note: Annotation) -> str:
    return re.sub(r"\n *", " | ", document.words(note.span)) or "(nothing)"


def test_replaces_number_and_label() -> None:
    document = Document("Words1 more.\n\n  1. See above.\n")
    (note,) = annotate(document, load()).annotations
    assert [document.words(span) for span in note.replaces] == ["1", "  1. "]
    assert note.evidence.source == note.replaces[0]
    assert note.attributes == {"n": "1", "place": "bottom"}


@pytest.mark.parametrize("note", ["1. See above.", "[1] See above.", "1) See above.", "1 See above."])
def test_a_list_in_another_form_is_named(note: str) -> None:
    (doubt,) = annotate(Document(f"The first word1 and the last.\n\n{note}\n"), load()).diagnostics
    assert (doubt.code, doubt.place.line) == ("N004", 1)
    assert doubt.hint == "if the note is in line 3, its list is in another form: try --convention plain"
    (there,) = annotate(Document(f"The first word1 and the last.\n\n{note}\n"), load("plain")).annotations
    assert there.anchor == len("The first word")


def test_note_that_hangs_nowhere_keeps_its_label_as_evidence() -> None:
    document = Document("Words and more.\n\n  1. See above.\n")
    (note,) = annotate(document, load()).annotations
    assert note.anchor is None
    assert note.attributes["anchored"] == "false"
    assert [document.words(span) for span in note.replaces] == ["  1. "]


WORD = st.text("abcdefghijklmnopqrstuvwxyzäéß", min_size=1, max_size=9)
BODY = st.lists(
    st.tuples(WORD, st.booleans(), st.sampled_from([" ", ", ", ". ", "\n\n"])), min_size=1, max_size=40
)


@given(BODY, st.integers(0, 3))
def test_numbers_behind_words_are_all_found(body: list[tuple[str, bool, str]], first: int) -> None:
    text, anchors, number = "", [], first
    for word, marked, gap in body:
        text += word
        if marked:
            anchors.append(len(text))
            text += str(number)
            number += 1
        text += gap
    text = f"{text}end\n\n" + "".join(f"  {n}. {'x' * n}.\n" for n in range(first, number))
    notes = annotate(Document(text), load()).annotations
    assert [note.anchor for note in notes] == anchors
    assert [text[note.span.start : note.span.end] for note in notes] == [
        f"{'x' * n}." for n in range(first, number)
    ]


ANY_LINE = st.one_of(
    st.text("ab1234 .,[]-\t", max_size=30),
    st.from_regex(r"  [0-9]{1,3}\. [ab 12.]{0,9}", fullmatch=True),
    st.from_regex(r"     [ab12.]{0,9}", fullmatch=True),
    st.sampled_from(["[1] ab", "Ab[1] c*", "* ab", "¹ b", "a¹², b", "\f", "1 ab", "ab3"]),
    st.sampled_from(["", "[Page 12]", "12. Telegram to Rome12", "May 123", "501.BB/6–1512"]),
    st.text(max_size=12),
)


@given(st.lists(ANY_LINE, max_size=14).map("\n".join))
def test_any_text_gives_notes_that_fit_it(text: str) -> None:
    document = Document(text)
    behind = 0
    for note in annotate(document, load()).annotations:
        label = document.words(note.replaces[-1])
        assert label.strip() == f"{note.attributes['n']}."
        assert note.replaces[-1].end == note.span.start <= note.span.end <= len(text)
        assert 0.0 <= note.evidence.certainty <= 1.0
        if note.anchor is not None:
            number = note.replaces[0]
            assert document.words(number) == note.attributes["n"]
            assert behind <= note.anchor == number.start
            behind = number.end


MARKED = st.lists(
    st.tuples(WORD, st.sampled_from(["", "", "[{}]", "[^{}]", "{}"]), st.sampled_from([" ", ", ", ". "])),
    min_size=1,
    max_size=12,
)


@given(st.lists(MARKED, min_size=1, max_size=4), st.sampled_from(["[{}] ", "[^{}]: ", "{}. ", "{} "]))
def test_notes_at_the_foot_of_each_page_are_all_found(
    sheets: list[list[tuple[str, str, str]]], label: str
) -> None:
    text, anchors = "", []
    for sheet in sheets:
        number = 0
        for word, mark, gap in sheet:
            text += word
            if mark:
                number += 1
                anchors.append(len(text))
                text += mark.format(number)
            text += gap
        listed = "".join(f"{label.format(n)}{'x' * n}.\n" for n in range(1, number + 1))
        text += f"end\n\n{listed}\f"
    convention = load("plain")
    document = Document(text)
    document = document.with_annotations(pages.annotate(document, convention).annotations)
    notes = annotate(document, convention).annotations
    assert [note.anchor for note in notes] == anchors
    assert all(set(words(document, note)) == {"x", "."} for note in notes)


@given(st.lists(ANY_LINE, max_size=14).map("\n".join))
def test_any_plain_text_gives_notes_that_fit_it(text: str) -> None:
    convention = load("plain")
    document = Document(text)
    document = document.with_annotations(pages.annotate(document, convention).annotations)
    spans = []
    for note in annotate(document, convention).annotations:
        assert note.attributes["n"] in document.words(note.replaces[-1]).translate(PLAIN)
        assert note.replaces[-1].end == note.span.start
        spans.append((note.replaces[-1].start, note.span.end))
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
