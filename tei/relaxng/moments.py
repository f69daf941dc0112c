"""Dates, times and durations: whether they exist, and their order, which is elementpath's.

elementpath is read only when two of them are compared: that takes longer than many a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(year: str | None, month: str | None, day: str | None) -> bool:
    """Whether there is such a year, month and day, as far as they are given."""
    if year is not None and int(year) == 0:
        return False
    if month is not None and not 1 <= int(month) <= 12:
        return False
    if day is None:
        return True
    longest = _DAYS[int(month) - 1] if month is not None else 31
    if year is not None and month == "02" and not _is_leap(int(year)):
        longest = 28
    return 1 <= int(day) <= longest


def _is_leap(year: int) -> bool:
    if year < 0:  # the year before 1 is -1
        year += 1
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def is_clock(clock: str | None) -> bool:
    """Whether there is such a time of the day, if one is given; 24:00:00 is."""
    if clock is None:
        return True
    hours, minutes, seconds = clock.split(":")
    if hours == "24":
        return not float(minutes) and not float(seconds)
    return int(hours) < 24 and int(minutes) < 60 and float(seconds) < 60


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A date or time as it is written, of a class of elementpath; one with a zone is never equal to one without."""

    kind: str
    text: str
    zoned: bool

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Moment) or self.zoned != other.zoned:
            return False
        return self.text == other.text or bool(_value(self.kind, self.text) == _value(other.kind, other.text))

    def __hash__(self) -> int:
        return hash((self.kind, self.zoned))

    def __lt__(self, other: Moment) -> bool:
        return bool(_value(self.kind, self.text) < _value(other.kind, other.text))

    def __le__(self, other: Moment) -> bool:
        return bool(_value(self.kind, self.text) <= _value(other.kind, other.text))


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A duration as it is written."""

    text: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and bool(
            _value("Duration", self.text) == _value("Duration", other.text)
        )

    def __hash__(self) -> int:
        return hash(Span)

    def __lt__(self, other: Span) -> bool:
        return bool(_value("Duration", self.text) < _value("Duration", other.text))

    def __le__(self, other: Span) -> bool:
        return bool(_value("Duration", self.text) <= _value("Duration", other.text))


def duration(text: str) -> Span:
    """The duration that *text*, which has the right form, stands for."""
    return Span(text)


@cache
def _class(kind: str) -> Any:
    from elementpath import datatypes

    return getattr(datatypes, kind)


def _value(kind: str, text: str) -> Any:
    return _class(kind).fromstring(text)
