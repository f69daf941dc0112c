"""date: the dates in the text and in the notes, besides those of the dateline.

A date without a year gets the year that its surroundings give it and says so with ``@cert`` and
``@evidence``; if they give none it is written without one, as in ``--03-30``. A date that cannot exist is
reported and not encoded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tei import calendar
from tei.annotators.words import in_place
from tei.calendar import Expression, Partial
from tei.conventions import Convention
from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Annotation, Document, Evidence, Found, Span


class Days(NamedTuple):
    """The days that something is known to fall on or between, and the rule that says so."""

    first: date
    last: date
    rule: str


_JOINT = re.compile(r",? (?:and|or|to|through|until) |, |[-–—]")  # "May 6 and June 3, 1969" share the year
_NEAR = timedelta(days=92)  # a date this near to the one named before it belongs to the same story
_YEARS = re.compile(r"(?P<from>(?:1[89]|20)\d\d)(?!\w)(?:[-–](?P<to>\d{4}|\d\d)(?!\w))?(?=[,.;:)\]]|$)")
_KEPT = re.compile(r"\b(?:Files?|Papers|Records|Box|Archives?|Library|Collection|Lot|Folder)\b")
_PUBLISHED = re.compile(r"\b(?:Foreign Relations|Bulletin|Times|Yearbook|Papers: |Hearings|vol\.|pp?\.)")
_DECIMAL_FILE = re.compile(r"/(?P<month>[1-9]\d?)[–-](?P<day>[1-9]\d?)(?P<year>[1-6]\d)(?!\w)")
_FOREIGN_POLICY_FILE = re.compile(r"[DNP](?<!\w\w)(?P<year>7[3-9])\d{4}[–-]\d{4}\b")
_SENTENCE = re.compile(r"(?:(?<!\b[A-Z])\.[”’)]? |[(;\n])")
_JOINED = "joined-date"  # the strongest rule: the year is stated, and so for both dates
_TEXT = "text"  # the weakest rule: a document may speak of nothing but the past
_HINT = "compare the date with the printed source"


def annotate(document: Document, convention: Convention) -> Found:
    """The ``date`` with ``@when``, or ``@from`` and ``@to``, for each date outside the datelines; D001.

    A year alone counts only where it dates a folder of an archive. Needs the annotations of notes and
    datelines. Source: TEI P5, section 3.6.4 (Dates and Times), att.datable.w3c and att.global.responsibility.
    """
    text = in_place(document)
    found: list[Annotation] = []
    problems: list[Diagnostic] = []
    datelines = [a.span for a in document.of("dateline")]
    expressions: list[Expression] = []
    for expression in calendar.find(text):
        if any(dateline.covers(Span(expression.start, expression.end)) for dateline in datelines):
            continue
        if problem := expression.problem():
            problems.append(diagnostic("D001", problem, document.place(expression.start), _HINT))
        else:
            expressions.append(expression)
    folders = _folders(document, text, expressions)
    known = _document_days(document, convention, expressions, folders)
    for index, expression in enumerate(expressions):
        made = _encode(text, expressions, index, known)
        if isinstance(made, Annotation):
            found.append(made)
        else:
            problems.append(diagnostic("D001", made, document.place(expression.start), _HINT))
    found += [_date(folder, folder.attributes(), "folder-years", 0.8) for folder in folders]
    found.sort(key=lambda a: a.span)
    problems.sort(key=lambda d: (d.place.line, d.place.column))
    return Found(found, problems)


def _date(at: Expression, attributes: dict[str, str], rule: str, certainty: float) -> Annotation:
    span = Span(at.start, at.end)
    return Annotation(span, "date", Evidence(rule, certainty, span), attributes)


def _encode(text: str, expressions: Sequence[Expression], index: int, known: Days | None) -> Annotation | str:
    """The ``date`` of one expression, or why there can be no such date."""
    expression = expressions[index]
    if expression.has_year:
        return _date(expression, expression.attributes(), "full-date", 0.98)
    near = _paragraph_days(text, expressions, index)
    years = {days: year for days in (near, known) if days is not None and (year := _year(expression, days))}
    if not years:
        problem = _contradiction(expression, known)
        return problem or _date(expression, expression.attributes(), "no-year", 0.9)
    days = known if known in years else near
    if near in years and (near.rule == _JOINED or _is_near(expression.in_year(years[near]), near)):
        days = near
    assert days is not None  # one of the two has a year
    dated = expression.in_year(years[days])
    if problem := dated.problem():
        return problem
    doubtful = (len(set(years.values())) > 1 and days.rule != _JOINED) or days.rule == _TEXT
    attributes = {**dated.attributes(), "cert": "low" if doubtful else "medium", "evidence": "internal"}
    return _date(expression, attributes, f"year-from-{days.rule}", 0.6 if doubtful else 0.8)


def _year(expression: Expression, days: Days) -> int:
    return calendar.nearest_year(expression, days.first, days.last)


def _is_near(expression: Expression, days: Days) -> bool:
    day = expression.first.first_day
    return days.first - _NEAR <= day <= days.last + _NEAR


def _contradiction(expression: Expression, known: Days | None) -> str:
    """Why the weekday of *expression* cannot be right, if it is the weekday that leaves it without a year."""
    if expression.weekday is None or known is None:
        return ""
    plain = Expression(expression.start, expression.end, expression.first, expression.last)
    year = _year(plain, known)
    return expression.in_year(year).problem() if year else ""


def _days(expression: Expression, rule: str) -> Days:
    return Days(expression.first.first_day, (expression.last or expression.first).last_day, rule)


def _paragraph_days(text: str, expressions: Sequence[Expression], index: int) -> Days | None:
    """The date with a year that the one at *index* leans on: the next if joined to it, or one before it."""
    here = expressions[index]
    after = expressions[index + 1] if index + 1 < len(expressions) else here
    if after.has_year and _JOINT.fullmatch(text, here.end, after.start):
        return _days(after, _JOINED)
    start = text.rfind("\n", 0, here.start)
    for at in range(index - 1, -1, -1):
        before = expressions[at]
        if before.start < start:
            return None
        if before.has_year:
            return _days(before, "paragraph")
    return None


def _document_days(
    document: Document,
    convention: Convention,
    expressions: Sequence[Expression],
    folders: Sequence[Expression],
) -> Days | None:
    """When the document was written, as far as it says so.

    In this order: the dateline, the heading, the number of the file, the dates of the folder, the number of
    another file, and the latest date in the text or its notes, which is no more than a guess.
    """
    for dateline in document.of("dateline"):
        inside = [a for a in document.of("date") if dateline.span.covers(a.span)]
        value = next((a.attributes.get("when") or a.attributes.get("from", "") for a in inside), "")
        if value[:4].isdigit():
            day = Partial(*map(int, value[:10].split("-")))
            return Days(day.first_day, day.last_day, "dateline")
    stated = [e for e in expressions if e.has_year]
    heads = [a.span for a in document.of("head")]
    for expression in stated:
        if any(head.covers(Span(expression.start, expression.end)) for head in heads):
            return _days(expression, "heading")
    sources = [a.span for a in document.of("note") if _is_source(document, convention, a)]
    if filed := next(filter(None, (_filed(document.words(source)) for source in sources)), None):
        return filed
    ranges = [e for e in (*stated, *folders) if any(s.covers(Span(e.start, e.end)) for s in sources)]
    if ranges:
        return _overlap([*ranges, *(e for e in stated if e.last), *folders])
    if filed := _filed(document.text):
        return filed  # what a document cites is mostly of its own days
    return max((_days(e, _TEXT) for e in stated), key=lambda days: days.last, default=None)


def _is_source(document: Document, convention: Convention, note: Annotation) -> bool:
    """Whether *note* says where the document is kept."""
    if note.attributes.get("type") == "source":
        return True
    return convention.source_note.match(document.text, note.span.start) is not None


def _filed(source: str) -> Days | None:
    """The day or the year in the number that the Department of State filed a document under.

    ``684A.86/11–955`` is of November 9, 1955, ``D790182–0511`` of 1979. Source: National Archives, Record
    Group 59, Central Decimal Files 1910–1963 and Central Foreign Policy Files 1973–1979.
    """
    if match := _FOREIGN_POLICY_FILE.search(source):
        filed = Partial(1900 + int(match["year"]))
    elif match := _DECIMAL_FILE.search(source):
        filed = Partial(1900 + int(match["year"]), int(match["month"]), int(match["day"]))
    else:
        return None
    return Days(filed.first_day, filed.last_day, "file-number") if filed.exists else None


def _overlap(expressions: Sequence[Expression]) -> Days:
    """The days that the first of *expressions* and those after it that agree with it have in common."""
    days = _days(expressions[0], "folder")
    for expression in expressions[1:]:
        other = _days(expression, "folder")
        first, last = max(days.first, other.first), min(days.last, other.last)
        if first <= last:
            days = Days(first, last, "folder")
    return days


def _folders(document: Document, text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """The years in the notes that date a file or folder of an archive: "Backchannel Messages, 1972, SALT"."""
    found = []
    taken = [(e.start, e.end) for e in expressions]
    for note in document.of("note"):
        for match in _YEARS.finditer(text, *note.span):
            start, end = match.span()
            if not text.startswith((", ", "s "), start - 2) or any(a < end and start < b for a, b in taken):
                continue
            if _is_folder(text, note.span.start, start):
                found.append(_years(match))
    return found


def _is_folder(text: str, start: int, at: int) -> bool:
    """Whether the sentence before *at* names a place where papers are kept, and no publication."""
    for stop in _SENTENCE.finditer(text, start, at):
        start = stop.end()
    kept = _KEPT.search(text, start, at)
    if kept is None or _PUBLISHED.search(text, start, at):
        return False
    return text[at - 2] == "," or text.endswith(("Files ", "Records ", "Papers "), start, at)


def _years(match: re.Match[str]) -> Expression:
    first = Partial(int(match["from"]))
    if not match["to"]:
        return Expression(match.start(), match.end(), first)
    last = Partial(int(match["from"][: 4 - len(match["to"])] + match["to"]))
    return Expression(match.start(), match.end(), first, last)
