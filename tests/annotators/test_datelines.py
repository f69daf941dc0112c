"""Datelines: every case in ``datelines/*.md`` is a text and the annotations it must get, one a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case, cases, name
from tei.annotators import datelines, enclosures, heading, notes, pages
from tei.conventions import load
from tei.document import Document, Span


def annotated(text: str) -> str:
    """A line for each dateline and each part of it: element, attributes, words; then the problems."""
    document, convention = Document(text), load("frus")
    for annotator in (pages, notes, heading, enclosures):
        document = document.with_annotations(annotator.annotate(document, convention).annotations)
    found = datelines.annotate(document, convention)
    lines = []
    for a in found.annotations:
        attributes = "".join(f" {name}={value}" for name, value in a.attributes.items())
        indent = "" if a.element == "dateline" else "  "
        words = document.visible(a.span).replace("\n", " / ")
        lines.append(f"{indent}{a.element}{attributes} | {words}\n")
    lines += [f"{d.code} {d.place.line}:{d.place.column} {d.message}\n" for d in found.diagnostics]
    return "".join(lines) or "nothing\n"


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "datelines"), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    case.expect(annotated(case.blocks["text"]), request)


LINES = {
    "Washington, April 9, 1948—7 p. m.": ("Washington", "1948-04-09T19:00:00"),
    "[Washington,] May 2, 1969.": ("Washington", "1969-05-02"),
    "[ Washington , February 9, 1951.]": ("Washington", "1951-02-09"),
    "[place not declassified], February 18, 1954, 0032Z.": (
        "[place not declassified]",
        "1954-02-18T00:32:00Z",
    ),
    "Camp David, Maryland, September 15, 1978": ("Camp David, Maryland", "1978-09-15"),
    "The Hague, May 11, 1964, 4 p.m.": ("The Hague", "1964-05-11T16:00:00"),
    "Tokyo, 23 February 1951—2:25 p. m.": ("Tokyo", "1951-02-23T14:25:00"),
    "Washington, December 13, 1967, 5:20 p.m. (EST)": ("Washington", "1967-12-13T17:20:00-05:00"),
    "Washington, January 1981": ("Washington", "1981-01"),
    "February 27, 1954.": (None, "1954-02-27"),
    "Washington, undated.": ("Washington", None),
}


@pytest.mark.parametrize("line", LINES)
def test_parse_reads(line: str) -> None:
    dateline = datelines.parse(line)
    assert dateline is not None
    place = line[slice(*dateline.place)] if dateline.place else None
    assert (place, dateline.attributes().get("when")) == LINES[line]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Washington",
        "Dated May 3, 1969.",
        "DATE: February 27, 1972",
        "Memorandum of Conversation, Paris, March 5, 1972",
        "The Ambassador left on May 3, 1969, for Ankara and came back a week later.",
        "See the New York Times, August 27, 1955, p. 1, and what it says there of the offer.",
    ],
)
def test_parse_refuses(line: str) -> None:
    assert datelines.parse(line) is None


def test_parse_skips_the_number_of_a_note() -> None:
    line = "Washington,2 April 9, 1948.3"
    dateline = datelines.parse(line, [Span(11, 12), Span(len(line) - 1, len(line))])
    assert dateline is not None
    assert line[slice(*dateline.date)] == "April 9, 1948"
    assert dateline.attributes() == {"when": "1948-04-09"}


def test_a_date_without_a_place_is_less_certain() -> None:
    alone, placed = datelines.parse("May 2, 1969."), datelines.parse("Washington, May 2, 1969.")
    assert alone is not None
    assert placed is not None
    assert alone.certainty < placed.certainty
