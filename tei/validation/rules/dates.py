"""Dates: whether their values can be, and agree with the words. Source: TEI P5, section 3.6.4 and att.datable.w3c."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.calendar import MONTHS, Partial, find
from tei.namespaces import local
from tei.validation.rules.view import Element, Problem, View, quoted, words

_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
_NUMBER = re.compile(r"\d+")
_YEARS = re.compile(r"(?<![\d.,/–-])(?:1[5-9]|20)\d\d(?![\d/–-])")
_RANGES = (("from", "to"), ("notBefore", "notAfter"), ("from", "notAfter"), ("notBefore", "to"))
_ALONE = ("from", "to", "notBefore", "notAfter")
_OTHER_CALENDARS = ("calendar", "datingMethod", "when-custom", "from-custom", "to-custom", "datingPoint")
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
_PRINTED = "compare the words and the value with the printed source"


def check(view: View) -> Iterator[Problem]:
    """D001 to D003, D006 and D007."""
    for element in view.of(*_DATED):
        if not element.keys():
            continue
        yield from _range(element)
        if local(element.tag) == "date":
            if (when := element.get("when")) is not None:
                yield from _combined(element)
                if (value := _VALUE.match(when)) is not None:
                    yield from _words(element, when, value)
            elif element.get("from") or element.get("to"):
                yield from _range_words(element)
    yield from _sent(view)


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
    others = [name for name in _ALONE if element.get(name) is not None]
    if others:
        message = f"<date> has @when and @{others[0]}, of which only one can be meant"
        yield Problem(
            "D006", message, "@when is for one day, @from and @to are for several", element, others[0]
        )


def _words(element: Element, when: str, value: re.Match[str]) -> Iterator[Problem]:
    """D001 and D002: the words name another day than ``@when``, or one that cannot be."""
    text = words(element)
    year, month, day = (int(part or 0) for part in value.groups())
    stated = Partial(year, month, day)
    if not stated.exists or _plainly(text, value[1], month, day) or any(map(element.get, _OTHER_CALENDARS)):
        return
    expressions = find(text)
    if len(expressions) == 1:
        expression = expressions[0]
        problem = expression.problem()
        if problem and _agree(expression.first, stated, 0):
            yield Problem("D001", problem, _PRINTED, element, "when")
            return
        ends = [part for part in (expression.first, expression.last) if part is not None]
        if not any(_agree(part, stated, 1 if "T" in when else 0) for part in ends):
            message = f"@when is {when}, but the words are {quoted(text)}"
            yield Problem("D002", message, _PRINTED, element, "when")
    elif not expressions:
        years = _YEARS.findall(text)
        if len(years) == 1 and int(years[0]) != year and element.get("cert") is None:
            message = f"@when is {when}, but the words are {quoted(text)}"
            yield Problem("D002", message, _PRINTED, element, "when")


def _plainly(text: str, year: str, month: int, day: int) -> bool:
    """Whether *text* is the month and the day, or has them and the year, so that there is no need to read it."""
    if not 0 < month <= 12 or not day:
        return False
    if text == f"{MONTHS[month - 1]} {day}":
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
    if len(view.documents) > 1:
        return
    datelines = [date for line in view.of("dateline") for date in line.iter("{*}date") if date.get("when")]
    if not datelines:
        return
    for action in view.of("correspAction"):
        sent = next((date for date in action.iter("{*}date") if date.get("when")), None)
        if action.get("type") != "sent" or sent is None:
            continue
        own, printed = sent.get("when", "")[:10], {date.get("when", "")[:10] for date in datelines}
        if not any(own.startswith(other) or other.startswith(own) for other in printed):
            message = f"the header says that this was sent on {own}, its dateline {min(printed)}"
            yield Problem("D007", message, "compare both with the printed source", sent, "when")
