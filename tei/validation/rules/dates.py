"""Dates: whether their values can be, and agree with the words. Source: TEI P5, section 3.6.4 and att.datable.w3c."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tei.calendar import MONTHS, Partial, find
from tei.namespaces import qname
from tei.validation.rules.view import Element, Problem, View, quoted, words

_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
_NUMBER = re.compile(r"\d+")
_YEARS = re.compile(r"(?<![\d.,/–-])(?:1[5-9]|20)\d\d(?![\d/–-])")
_RANGES = (("from", "to"), ("notBefore", "notAfter"), ("from", "notAfter"), ("notBefore", "to"))
_BEGIN = frozenset(first for first, _ in _RANGES)
_BOUNDS = ("from", "to", "notBefore", "notAfter")
_ALONE = frozenset(_BOUNDS)
_OTHER_CALENDARS = ("calendar", "datingMethod", "when-custom", "from-custom", "to-custom", "datingPoint")
_DATE = qname("date")
_SHORT = tuple(name[:3] for name in MONTHS)
_DATED = (
    "date",
    "birth",
    "death",
    "event",
    "residence",
    "state",
    "floruit",
    "occupation",
    "affiliation",
    "creation",
)
# The days that every month has, as they are mostly printed.
_DAYS = {
    f"{month:02}-{day:02}": f"{name} {day}" for month, name in enumerate(MONTHS, 1) for day in range(1, 29)
}
_PRINTED = "compare the words and the value with the printed source"


def check(view: View) -> Iterator[Problem]:
    """D001 to D003, D006 and D007."""
    for name in _DATED:
        for element in view.named.get(name, ()):
            stated = element.keys()
            if not stated:
                continue
            if not _BEGIN.isdisjoint(stated):
                yield from _range(element)
            if name == "date":
                if "when" in stated:
                    yield from _moment(element, stated)
                elif "from" in stated or "to" in stated:
                    yield from _range_words(element)
    yield from _sent(view)


def _moment(element: Element, stated: list[str]) -> Iterator[Problem]:
    """What is wrong with the ``@when`` of *element*, which has the attributes *stated*."""
    if not _ALONE.isdisjoint(stated):
        yield from _combined(element)
    when = element.get("when", "")
    text = words(element) if len(element) else element.text or ""
    if _as_usual(text, when):
        return
    wrong = _contradiction(text, when)
    if wrong and not any(map(element.get, _OTHER_CALENDARS)):
        code, message, certain = wrong
        if certain or element.get("cert") is None:
            yield Problem(code, message, _PRINTED, element, "when")


def _range(element: Element) -> Iterator[Problem]:
    """D003: a range that ends before it begins."""
    for first, last in _RANGES:
        start, end = element.get(first), element.get(last)
        if start is None or end is None:
            continue
        begins, ends = _VALUE.match(start), _VALUE.match(end)
        if begins and ends and _parts(ends)[: _known(begins)] < _parts(begins)[: _known(ends)]:
            message = f"the range ends before it begins: @{first} is {start}, @{last} is {end}"
            yield Problem("D003", message, _PRINTED, element, first)


def _parts(value: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in value.groups() if part)


def _known(value: re.Match[str]) -> int:
    return len(_parts(value))


def _combined(element: Element) -> Iterator[Problem]:
    """D006: ``@when`` says one moment, so that nothing else may say another."""
    other = next(name for name in _BOUNDS if element.get(name) is not None)
    message = f"<date> has @when and @{other}, of which only one can be meant"
    yield Problem("D006", message, "@when is for one day, @from and @to are for several", element, other)


def _as_usual(text: str, when: str) -> bool:
    """Whether *text* is the day *when* as it is mostly printed, or begins with that and the year."""
    day = _DAYS.get(when[5:10])
    return day is not None and (text == day or text.startswith(f"{day}, {when[:4]}"))


@lru_cache(4000)  # the date of a document stands in its header, too, and often in its neighbours
def _contradiction(text: str, when: str) -> tuple[str, str, bool] | None:
    """D001 or D002, why, and if that is certain: *text* names another day than *when*, or one that cannot be."""
    value = _VALUE.match(when)
    if value is None:
        return None
    year, month, day = (int(part or 0) for part in value.groups())
    stated = Partial(year, month, day)
    text = " ".join(text.split())
    if not stated.exists or _plainly(text, value[1], month, day):
        return None
    different = f"@when is {when}, but the words are {quoted(text)}"
    expressions = find(text)
    if len(expressions) == 1:
        expression = expressions[0]
        problem = expression.problem()
        if problem and _agree(expression.first, stated, 0):
            return "D001", problem, True
        ends = [part for part in (expression.first, expression.last) if part is not None]
        if not any(_agree(part, stated, 1 if "T" in when else 0) for part in ends):
            return "D002", different, True
    elif not expressions:
        years = _YEARS.findall(text)
        if len(years) == 1 and int(years[0]) != year:
            return "D002", different, False
    return None


def _plainly(text: str, year: str, month: int, day: int) -> bool:
    """Whether *text* is the month and the day, or has them and the year, so that there is no need to read it."""
    if not 0 < month <= 12 or not day:
        return False
    words = f"{MONTHS[month - 1]} {day}"
    if text in (words, f"{words}, {year}"):
        return True
    if year not in text:
        return False
    rest = text.replace(year, "", 1)
    weekday = "day" in text[:10]
    return not weekday and _SHORT[month - 1] in rest and str(day) in _NUMBER.findall(rest)


def _agree(said: Partial, value: Partial, days: int) -> bool:
    """Whether what *said* states is also in *value*, give or take as many *days*."""
    stated = [(a, b) for a, b in zip(said, value, strict=True) if a and b]
    if all(a == b for a, b in stated):
        return True
    if not days or not (said.year and said.day and value.day and said.exists and value.exists):
        return False
    return abs((said.first_day - value.first_day).days) <= days


def _range_words(element: Element) -> Iterator[Problem]:
    """D002: no year of the words lies between ``@from`` and ``@to``."""
    start, end = element.get("from", ""), element.get("to", "")
    begins, ends = _VALUE.match(start or end), _VALUE.match(end or start)
    if begins is None or ends is None:
        return
    text = words(element)
    years = _YEARS.findall(text)
    if years and not any(begins[1] <= year <= ends[1] for year in years):
        names = [name for name in ("from", "to") if element.get(name)]
        values = " and ".join(f"@{name} is {element.get(name)}" for name in names)
        yield Problem("D002", f"{values}, but the words are {quoted(text)}", _PRINTED, element, names[0])


def _sent(view: View) -> Iterator[Problem]:
    """D007: the header says that the document was sent on another day than its dateline has."""
    if "correspAction" not in view.named or len(view.documents) > 1:
        return
    printed = {
        date.get("when", "")[:10]
        for line in view.of("dateline")
        for date in line.iter(_DATE)
        if date.get("when")
    }
    if not printed:
        return
    for action in view.of("correspAction"):
        if action.get("type") != "sent":
            continue
        sent = next((date for date in action.iter(_DATE) if date.get("when")), None)
        if sent is None:
            continue
        own = sent.get("when", "")[:10]
        if not any(own.startswith(other) or other.startswith(own) for other in printed):
            message = f"the header says that this was sent on {own}, its dateline {min(printed)}"
            yield Problem("D007", message, "compare both with the printed source", sent, "when")
