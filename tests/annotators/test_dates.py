"""Dates: every case in ``dates/*.md`` is a text and the dates it must get; below, what the calendar reads."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei import calendar
from tei.annotators import datelines, dates, heading, notes, pages
from tei.conventions import load
from tei.document import Document


def annotated(text: str) -> str:
    """One line for each ``date`` outside datelines: attributes, words; then the problems."""
    document, convention = Document(text), load("frus")
    for annotator in (pages, notes, heading, datelines):
        document = document.with_annotations(annotator.annotate(document, convention).annotations)
    found = dates.annotate(document, convention)
    lines = []
    for a in found.annotations:
        attributes = " ".join(f"{name}={value}" for name, value in a.attributes.items())
        lines.append(f"{attributes} | {document.visible(a.span)}\n")
    lines += [f"{d.code} {d.place.line}:{d.place.column} {d.message}\n" for d in found.diagnostics]
    return "".join(lines) or "nothing\n"


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "dates"), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    case.expect(annotated(case.blocks["text"]), request)


FORMS = (
    "{month} {d}, {y}",
    "{month} {d},{y}",
    "{month} {d} {y}",
    "{upper} {d}, {y}",
    "{short} {d}, {y}",
    "{d} {month} {y}",
    "{d} {short} {y}",
    "the {d}th of {month}, {y}",
    "{weekday}, {month} {d}, {y}",
    "{m}/{d}/{y}",
)


@given(st.dates(date(1900, 1, 1), date(2000, 12, 31)), st.sampled_from(FORMS))
def test_every_day_is_read_back(day: date, form: str) -> None:
    month = calendar.MONTHS[day.month - 1]
    short = "Sept." if day.month == 9 else month if day.month == 5 else month[:3] + "."
    weekday = calendar.WEEKDAYS[day.weekday()]
    text = form.format(
        y=day.year, m=day.month, d=day.day, month=month, upper=month.upper(), short=short, weekday=weekday
    )
    [found] = calendar.find(f"It was agreed on {text}, that nothing be said.")
    assert found.problem() == ""
    assert found.attributes() == {"when": day.isoformat()}


@given(st.dates(date(1900, 1, 1), date(2000, 12, 31)), st.integers(1, 300))
def test_every_range_is_read_back(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    ends = [f"{calendar.MONTHS[d.month - 1]} {d.day}" for d in (day, last)]
    text = f"{ends[0]}, {day.year}–{ends[1]}, {last.year}"
    [found] = calendar.find(text)
    assert (found.start, found.end) == (0, len(text))
    assert found.attributes() == {"from": day.isoformat(), "to": last.isoformat()}


@given(st.dates(date(1900, 1, 2), date(2000, 12, 31)), st.integers(-150, 150))
def test_an_open_year_is_the_nearest(day: date, distance: int) -> None:
    [found] = calendar.find(f"{calendar.MONTHS[day.month - 1]} {day.day}")
    near = day + timedelta(days=distance)
    if (day.month, day.day) != (2, 29):
        assert calendar.nearest_year(found, near, near) == day.year


@given(st.text(alphabet="JanuryMaPmil 0123456789,./-–’stndh\n", max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    end = 0
    for found in calendar.find(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        if not found.problem():
            assert found.attributes()


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_time_is_read_back(hour: int, minute: int) -> None:
    value = f"{hour:02}:{minute:02}:00"
    written = f"{hour % 12 or 12}:{minute:02} {'ap'[hour // 12]}.m."
    for text, expected in ((written, value), (f"{hour:02}{minute:02}Z", f"{value}Z")):
        found = calendar.times(text)
        assert found is not None
        assert found.attributes() == {"when": expected}
        assert found.end == len(text)


TIMES = {
    "7 p. m.": {"when": "19:00:00"},
    "12 noon": {"when": "12:00:00"},
    "midnight": {"when": "00:00:00"},
    "10–10:30 a.m.": {"from": "10:00:00", "to": "10:30:00"},
    "11–1 p.m.": {"from": "11:00:00", "to": "13:00:00"},
    "12:05–12:50 p.m.": {"from": "12:05:00", "to": "12:50:00"},
    "11:33 a.m.–noon": {"from": "11:33:00", "to": "12:00:00"},
    "11-noon": {"from": "11:00:00", "to": "12:00:00"},
    "5:20 p.m. (EST)": {"when": "17:20:00-05:00"},
}


@pytest.mark.parametrize("text", TIMES)
def test_times(text: str) -> None:
    found = calendar.times(text)
    assert found is not None
    assert found.attributes() == TIMES[text]


@pytest.mark.parametrize("text", ["", "7", "7 persons", "25:00 p.m.", "2560Z", "July"])
def test_no_times(text: str) -> None:
    assert calendar.times(text) is None
