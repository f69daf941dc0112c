"""Dates and times of day as English prose writes them, read into the values that TEI gives them.

Pure functions from text to values; nothing here knows of documents. Values have the form of the W3C data
types that ``@when``, ``@from`` and ``@to`` hold: ``1969-05-02``, ``1969-05``, ``1969``, ``--05-02``,
``19:00:00``, ``00:32:00Z``. Source: TEI P5, section 3.6.4 (Dates and Times) and att.datable.w3c.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBER = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HALF_A_YEAR = 184  # days
_QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10, "last": 10}


class Partial(NamedTuple):
    """A date of which not all need be known; what is not known is 0."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if self.year == 0:
            return f"--{self.month:02}" + (f"-{self.day:02}" if self.day else "")
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a date; 29 February without a year does exist."""
        return self.month <= 12 and self.day <= _length(self.year, self.month)

    @property
    def first_day(self) -> date:
        """The first day that a date with a year can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that a date with a year can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or _length(self.year, month))


def _length(year: int, month: int) -> int:
    """The number of days of a month; February has 29 if the year is not known."""
    return _LENGTHS[month] + (month == 2 and isleap(year))  # the year 0 counts as one with a leap day


@dataclass(frozen=True, slots=True)
class Expression:
    """A date or a range of dates in a text: where it stands and what it says.

    ``last`` is the end of a range. ``weekday`` counts from Monday as 0. The year of a range that is stated
    once stands in both its ends.
    """

    start: int
    end: int
    first: Partial
    last: Partial | None = None
    weekday: int | None = None

    @property
    def has_year(self) -> bool:
        """Whether the text states the year."""
        return self.first.year > 0

    def in_year(self, year: int) -> Expression:
        """The same words with the year that they leave open; a range may run into the next one."""
        last = self.last
        if last is not None:
            over = (last.month, last.day) < (self.first.month, self.first.day)
            last = last._replace(year=year + over)
        return Expression(self.start, self.end, self.first._replace(year=year), last, self.weekday)

    def problem(self) -> str:
        """Why there can be no such date, in words for a reader; empty if there can."""
        for part in (self.first, self.last):
            if part is not None and not part.exists:
                name = MONTHS[part.month - 1]
                return f"{name}{f' {part.year}' if part.year else ''} has no day {part.day}"
        if not self.has_year:
            return ""
        if self.last is not None and self.last.last_day < self.first.first_day:
            return f"the range ends ({self.last}) before it begins ({self.first})"
        weekday = self.first.first_day.weekday()
        if self.weekday not in (None, weekday):
            return f"{self.first} was a {WEEKDAYS[weekday]}, not a {WEEKDAYS[self.weekday or 0]}"
        return ""

    def attributes(self) -> dict[str, str]:
        """``@when``, or ``@from`` and ``@to`` of a range."""
        if self.last is None:
            return {"when": str(self.first)}
        return {"from": str(self.first), "to": str(self.last)}


class Times(NamedTuple):
    """A time of day, or a range of them, in a text; the values end in a zone if the text states one."""

    start: int
    end: int
    first: str
    last: str = ""

    def attributes(self) -> dict[str, str]:
        """``@when``, or ``@from`` and ``@to`` of a range."""
        return {"from": self.first, "to": self.last} if self.last else {"when": self.first}


_S = r"[^\S\n]"  # a date stays in its line: the next line may begin with a number of its own

# Months have a capital: "may" and "march" are verbs, and so are "May" and "March" without a day or a year.
_FULL = "|".join((*MONTHS, *(name.upper() for name in MONTHS)))
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_NAME = rf"(?:(?:{_FULL})(?!\w)|(?:{_SHORT}|{_SHORT.upper()})(?![A-Za-z])\.?)"
_YEAR = r"(?:1[6-9]|20)\d\d(?!\w)"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|d|th)?(?=,?{_S}*{_YEAR}|(?![\w%]|[:.,]\d))"
_DASH = rf"{_S}*[-–—]{_S}*"

# One literal branch per name and nothing before it: the engine then skips to the next capital by itself.
_MONTH = re.compile("|".join(f"{n[:3]}|{n[:3].upper()}" for n in MONTHS))
_MONTH_FIRST = re.compile(
    rf"(?P<m>{_NAME})(?:{_S}+(?P<d>{_DAY}))?(?:(?:,{_S}*|{_S}+(?:of{_S}+)?)(?P<y>{_YEAR}))?"
    rf"(?:(?P<joint>{_DASH}|/|{_S}+(?:to|through|and){_S}+)(?:(?P<m2>{_NAME})(?:{_S}+|(?=,)))?(?P<d2>{_DAY})?"
    rf"(?:(?:,{_S}*|{_S}*)(?P<y2>{_YEAR}))?)?"
)
_DAY_FIRST = re.compile(
    rf"(?P<m>{_NAME})(?:,?{_S}+(?P<y>{_YEAR}|(?:[’']\d\d|[4-9]\d)(?![\w.:/,-]\d|\w)))?"
    rf"(?:{_DASH}(?P<d2>{_DAY}){_S}+(?P<m2>{_NAME})(?:,?{_S}+(?P<y2>{_YEAR}))?)?"
)
_DAY_BEFORE = re.compile(rf"(?<![\w.,:/-])(?:(?P<d>{_DAY}){_DASH})?(?P<e>{_DAY}){_S}+(?:of{_S}+)?$")
_WEEKDAY_BEFORE = re.compile(rf"\b({'|'.join(WEEKDAYS)}),?{_S}+(?:the{_S}+)?$")
_NUMERIC_PART = r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\w/])"
_NUMERIC = re.compile(rf"(?<![\w/.-]){_NUMERIC_PART}(?:{_DASH}{_NUMERIC_PART})?")
_SLASHES = re.compile(r"/\d{1,2}/\d")
_QUARTER = re.compile(rf"(?P<q>{'|'.join(_QUARTERS)}) quarter of (?P<y>{_YEAR})")


def find(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """The dates and ranges of dates in ``text[start:end]``, in order and apart from each other.

    A month alone is none, nor a day or a year alone. Dates that cannot exist are among them; see
    :meth:`Expression.problem`.
    """
    end = len(text) if end is None else end
    found: list[Expression] = []
    after = start
    for hit in _MONTH.finditer(text, start, end):
        at = hit.start()
        if at < after or (at > start and (text[at - 1].isalnum() or text[at - 1] in "'’")):
            continue
        expression = _named(text, at, after, end)
        if expression is not None:
            found.append(expression)
            after = expression.end
    if _SLASHES.search(text, start, end):
        found += _numeric(text, start, end)
    if text.find(" quarter of ", start, end) >= 0:
        found += _quarters(text, start, end)
    found.sort(key=lambda e: e.start)
    return found


def _named(text: str, at: int, after: int, end: int) -> Expression | None:
    """The date whose month name stands at *at*, if there is one; nothing before *after* belongs to it."""
    match = _MONTH_FIRST.match(text, at, end)
    if match is None:
        return None
    expression = None
    if not match["d"]:
        expression = _day_first(text, at, after, end)
    return expression or _month_first(text, match, after)


def _month_first(text: str, match: re.Match[str], after: int) -> Expression | None:
    """The date that *match* of the pattern for "May 2, 1969" says, with the weekday before it."""
    month, day, year = _NUMBER[match["m"][:3].lower()], _int(match["d"]), _int(match["y"])
    start, end, last = match.start(), match.end("y" if year else "d" if day else "m"), None
    if match["joint"] and _is_range(match, day):
        last = Partial(_int(match["y2"]), _NUMBER[(match["m2"] or match["m"])[:3].lower()], _int(match["d2"]))
        if year and not last.year:
            last = last._replace(year=year)
        year = year or last.year - (last.year > 0 and last[1:] < (month, day if last.day else 0))
        end = match.end()
    elif match["joint"] and day and not year and match["d2"] and match["y2"] and not match["m2"]:
        year = _int(match["y2"])  # "November 15 and 17, 1962": the year stands behind the second day
    if not day and not year:
        return None
    first = Partial(year, month, day)
    before = _WEEKDAY_BEFORE.search(text, max(after, start - 20), start) if day else None
    if before is None:
        return Expression(start, end, first, last)
    return Expression(before.start(), end, first, last, WEEKDAYS.index(before[1]))


def _is_range(match: re.Match[str], day: int) -> bool:
    """Whether what stands behind the joint of *match* is the other end of a range."""
    words = match["joint"].strip().isalpha()
    if match["m2"] is None:
        if not day or not match["d2"] or match["y"]:
            return False
        other = _int(match["d2"])
        return other == day + 1 if match["joint"].strip() in ("and", "/") else other > day
    if words:
        return False  # "from May 6 to June 3": two dates
    return bool(match["d2"] or match["y2"]) and bool(day or match["y2"])


def _day_first(text: str, at: int, after: int, end: int) -> Expression | None:
    """The date of the form "2 May 1969" whose month stands at *at*, if a day stands before it."""
    if at == 0 or not text[at - 1].isspace():
        return None
    before = _DAY_BEFORE.search(text, max(after, at - 18), at)
    match = _DAY_FIRST.match(text, at, end)
    if before is None or match is None:
        return None
    month, year = _NUMBER[match["m"][:3].lower()], _year(match["y"])
    first, last, stop = Partial(year, month, _int(before["e"])), None, match.end("y" if year else "m")
    if match["d2"]:
        last = Partial(_year(match["y2"]), _NUMBER[match["m2"][:3].lower()], _int(match["d2"]))
        first = first._replace(year=year or last.year)
        stop = match.end()
    elif before["d"]:
        first, last = first._replace(day=_int(before["d"])), first
    return Expression(before.start(), stop, first, last)


def _numeric(text: str, start: int, end: int) -> Iterator[Expression]:
    """The dates of the form 12/5/69: the month first, as Americans write, unless only a day can be first."""
    for match in _NUMERIC.finditer(text, start, end):
        parts = [_slashed(*match.groups()[i : i + 3]) for i in (0, 3) if match[i + 1]]
        if all(part.exists for part in parts):
            yield Expression(match.start(), match.end(), parts[0], parts[1] if len(parts) > 1 else None)


def _slashed(one: str, two: str, year: str) -> Partial:
    month, day = int(one), int(two)
    if month > 12:
        month, day = day, month
    return Partial(_year(year), month or 13, day or 32)  # there is no month and no day 0


def _quarters(text: str, start: int, end: int) -> Iterator[Expression]:
    """The quarters of a year that the text names, as ranges of months."""
    for match in _QUARTER.finditer(text, start, end):
        month, year = _QUARTERS[match["q"]], int(match["y"])
        yield Expression(match.start(), match.end(), Partial(year, month), Partial(year, month + 2))


def nearest_year(expression: Expression, first: date, last: date) -> int:
    """The year that puts *expression*, which states none, nearest to the days from *first* to *last*.

    A stated weekday must be right in that year. 0 if no year puts it within half a year of them, or if two
    years are as near as each other, as two Octobers are to a range that holds both.
    """
    distances: list[tuple[int, int]] = []
    _, month, day_of_month = expression.first
    for year in range(first.year - 1, last.year + 2):
        if month <= 12 and day_of_month <= _length(year, month):
            day = date(year, month or 1, day_of_month or 1)
            if expression.weekday in (None, day.weekday()):
                distances.append((max((first - day).days, (day - last).days, 0), year))
    distances.sort()
    if not distances or distances[0][0] > _HALF_A_YEAR:
        return 0
    tied = len(distances) > 1 and distances[0][0] == distances[1][0]
    return 0 if tied else distances[0][1]


def _int(digits: str | None) -> int:
    """The number that *digits* begins with; 0 if there is none."""
    return int(digits.rstrip("stndrh")) if digits else 0


def _year(digits: str | None) -> int:
    """The year that two or four *digits* say; two are of the twentieth century. 0 if there are none."""
    year = int(digits.lstrip("’'")) if digits else 0
    return year + 1900 if 0 < year < 100 else year


_ZONES = {"Z": "Z", "GMT": "Z", "EST": "-05:00", "EDT": "-04:00"}


def _clock(n: int) -> str:
    """The pattern of a time of day, with *n* in the names of its groups."""
    return (
        rf"(?:(?P<word{n}>(?:12\s+)?(?:noon|midnight)\b)"
        rf"|(?P<zulu{n}>[01]\d[0-5]\d|2[0-3][0-5]\d)(?P<unit{n}>Z|\s?hours\b)"
        rf"|(?P<hour{n}>1[0-2]|0?[1-9])(?::(?P<minute{n}>[0-5]\d))?(?:\s?(?P<half{n}>[apAP])\.?\s?[mM]\b\.?)?(?!\w))"
    )


_TIMES = re.compile(
    rf"{_clock(1)}(?:\s*(?P<joint>[-–—]|to\b)\s*{_clock(2)})?(?:\s*\(?(?P<zone>GMT|E[SD]T)\b\)?)?"
)


def times(text: str, at: int = 0, end: int | None = None) -> Times | None:
    """The time of day, or the range of times, that begins at *at*; None if none does.

    In a range the half of the day may be stated at its end only: ``10:30–11 a.m.``, ``11–1 p.m.``. Midnight
    is the beginning of the day, as the editions of the genre encode it.
    """
    match = _TIMES.match(text, at, len(text) if end is None else end)
    if match is None:
        return None
    zone = _ZONES.get(match["zone"] or "", "")
    one = _minutes(match, 1, match["half2"])
    if one is None:
        return None
    if not match["joint"]:
        return Times(at, match.end(), _value(one, zone or ("Z" if match["unit1"] == "Z" else "")))
    two = _minutes(match, 2, None)
    if two is None:
        return None
    if not match["half1"] and not match["word1"] and one > two and match["half2"]:
        one = (one + 720) % 1440  # 11–1 p.m. begins in the morning
    return Times(at, match.end(), _value(one, zone), _value(two, zone))


def _minutes(match: re.Match[str], n: int, half: str | None) -> int | None:
    """Minutes since midnight that the time *n* of *match* says; None if nothing says it is one."""
    if word := match[f"word{n}"]:
        return 720 if word.endswith("noon") else 0
    if zulu := match[f"zulu{n}"]:
        return int(zulu[:2]) * 60 + int(zulu[2:])
    half = match[f"half{n}"] or half
    if not half:
        return None if n == 2 or not match["word2"] else int(match["hour1"]) * 60
    hour = int(match[f"hour{n}"]) % 12 + (12 if half in "pP" else 0)
    return hour * 60 + int(match[f"minute{n}"] or 0)


def _value(minutes: int, zone: str) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}:00{zone}"
