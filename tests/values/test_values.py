"""Values that are not what they should be: what is said of each, and what was meant.

A case has a line for each value: its type, a bar, and the value; ``→`` stands before what was meant, ``!`` if that is
sure.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei.relaxng.lexical import TYPES
from tei.values import KINDS, Wrong, wrong

TIMES = ("date", "dateTime", "time", "gYear", "gYearMonth", "gMonth", "gDay", "gMonthDay")


@pytest.mark.parametrize("case", cases(Path(__file__).parent), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    lines = []
    for line in case.blocks["text"].splitlines():
        kind, _, value = line.partition("|")
        found = wrong(value, kind) or Wrong()
        meant = f" → {found.meant}{'!' if found.sure else ''}" if found.meant else ""
        lines.append(f"{line}: {found.why or '-'}{meant}")
    case.expect("\n".join(lines), request)


@given(st.text("0123456789-/.T: MayJun,?", max_size=14), st.sampled_from(sorted(KINDS)))
@example("13-13-13", "date")
def test_nothing_raises_and_dates_that_were_meant_are_dates(value: str, kind: str) -> None:
    found = wrong(value, kind)
    assert found is not None
    assert found.why or not found.meant
    if found.meant and kind == "date":
        assert any(TYPES[each].value(found.meant, {}) is not None for each in TIMES), found


@pytest.mark.parametrize(
    "value", ["1961", "1961-02", "1961-02-03", "10:30:00", "1961-02-03T10:30:00", "--02-03"]
)
def test_of_what_is_right_nothing_is_said(value: str) -> None:
    assert wrong(value, "date") == Wrong()
