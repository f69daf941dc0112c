"""Correspondence: every line of a case in ``correspondence/*.md`` is a heading; below it, who writes to whom."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei.annotators import correspondence, heading, notes, offices, pages
from tei.conventions import load
from tei.document import Document

CASES = cases(Path(__file__).parent / "correspondence")


def read(head: str) -> Document:
    notes_list = "\n  1. Source: Files.\n" if re.search(r"[a-z]1$", head) else ""
    document, convention = Document(f"{head}\n\nThe text.\n{notes_list}"), load()
    for annotator in (pages, notes, heading):
        document = document.with_annotations(annotator.annotate(document, convention).annotations)
    return document


def shown(head: str) -> list[str]:
    """A line for each party: the words, in them the name in brackets, where it is, and what it is."""
    document, lines = read(head), []
    for party in correspondence.parties(document):
        words = document.words(party.span)
        if party.name:
            start, end = (at - party.span.start for at in party.name)
            words = f"{words[:start]}[{words[start:end]}]{words[end:]}"
        place = f" @ {document.words(party.place)}" if party.place else ""
        kind = "person" if party.name else offices.kind(words)
        lines.append(f"  {party.action}: {words}{place} ({kind})")
    return lines or ["  nothing"]


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    heads = case.blocks["text"].splitlines()
    case.expect("\n".join(line for head in heads for line in (head, *shown(head))), request)


def test_the_header_gets_the_name_or_the_office() -> None:
    document = read("1. Letter From President Nixon to the Department of State1")
    found = correspondence.annotate(document, load()).annotations
    assert [(a.attributes["type"], a.attributes["subtype"], document.words(a.span)) for a in found] == [
        ("sent", "person", "Nixon"),
        ("received", "org", "Department of State"),
    ]
    assert all(a.header for a in found)


def test_the_header_gets_the_place_of_a_party() -> None:
    document = read("1. Telegram From the Department of State to the Secretary of State, at Geneva")
    places = [a for a in correspondence.annotate(document, load()).annotations if a.element == "placeName"]
    assert [(a.attributes["type"], document.words(a.span), a.header) for a in places] == [
        ("received", "Geneva", True)
    ]


WORDS = st.sampled_from(
    ["From", "to", "the", "and", "for", "President", "Secretary of State", "Nixon", "(Hill)", "( Hill )", "of", ",",
     "by", "Embassy", "in", "Norway", "Assistant", "May 2, 1969", "at", "Memorandum", "Telegram", "(", ")", "1"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=16).map(" ".join))
def test_any_heading_gives_both_sides_or_none(head: str) -> None:
    document = read(head)
    found = correspondence.parties(document)
    assert {party.action for party in found} in (set(), {"sent", "received"})
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for party in found:
        assert document.words(party.span).strip()
        assert party.name is None or party.span.covers(party.name)
        assert party.name is None or document.words(party.name).strip() == document.words(party.name) != ""
