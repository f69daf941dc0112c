"""dateline: the line below a heading that says where and when a document was written.

    Washington, April 9, 1948—7 p. m.
    [Washington,] May 2, 1969.
    [place not declassified], June 21, 1954, 1655Z.
    New York, March 14, 1972, 4:40-6 p.m.
    Camp David, Maryland, undated.

:func:`parse` says whether a line is one; :func:`annotate` looks for it where the genre prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tei import calendar
from tei.annotators.layout import line_breaks
from tei.calendar import Expression, Times
from tei.conventions import Convention
from tei.diagnostics import Diagnostic, diagnostic
from tei.document import Annotation, Document, Evidence, Found, Row, Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a line says as a dateline; offsets count from the beginning of the line.

    ``date`` covers the time of day too where a single one is meant; ``times`` are elements of their own
    beside the date. ``expression`` is None where the line says "undated". ``certainty`` is that of being a
    dateline at all.
    """

    place: Span | None
    date: Span
    expression: Expression | None
    clock: str
    times: tuple[Times, ...]
    certainty: float

    def attributes(self, year: int = 0) -> dict[str, str]:
        """The attributes of the ``date``, with *year* if the line leaves it open; none if it cannot exist."""
        expression = self.expression
        if expression is None or expression.problem():
            return {}
        if year and not expression.has_year:
            expression = expression.in_year(year)
        found = expression.attributes()
        if self.clock and expression.has_year and "when" in found:
            found["when"] += f"T{self.clock}"
        return found


_LONGEST = 120  # characters; the longest datelines of the genre name a place, a date and two times
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[.’'/-][^\W\d_]*)*"
_SMALL = r"(?:of|de|la|du|al|el|on|the|en|route|to|and|aboard)\b"
_CHUNK = rf"{_CAPITAL}(?: (?:{_CAPITAL}|\({_CAPITAL}\)|{_SMALL}))*"
_PLACE = rf"\[[a-z]+ not declassified\]|{_CHUNK}(?: ?, {_CHUNK}){{0,3}}"
_BEFORE = re.compile(rf"\[?\s*(?:(?P<place>{_PLACE})(?P<after>[\s,.\]]*))?$")
_NOT_A_PLACE = re.compile(
    r"(?:Dated?|Received|Sent|Submitted|Presented|Revised|Approved|Drafted|Draft|Debriefing|Copy|Memorandum|Letter|Message"
    r"|Telegram|Statement|Meeting|Minutes|Notes?|Report|Session|Conversation|Source|From|On|At|The(?! Hague)"
    r"|In|By|Since)\b"
)
_UNDATED = re.compile(r"\b[Uu]ndated\b")
_TO_TIME = re.compile(r"[\s,.—–-]*")
_AND_TIME = re.compile(r"\s*(?:,|and|,\s*and)\s+")
_REST = re.compile(r"[\s.,\]]*$")
_LOOSE_REST = re.compile(r"[^.!?]{0,40}[.\]]*$")


def parse(line: str, skip: Sequence[Span] = ()) -> Dateline | None:
    """The dateline that *line* is, or None if it is none.

    *skip* are the spans of what stands in the line but is no part of its words, such as the numbers of notes.
    Source: TEI P5, section 4.2.2 (Openers and Closers).
    """
    line = _blank(line, skip)
    if len(line) > _LONGEST:
        return None
    expressions = calendar.find(line)
    if expressions:
        expression, start, end = expressions[0], expressions[0].start, expressions[0].end
    elif undated := _UNDATED.search(line):
        expression, (start, end) = None, undated.span()
    else:
        return None
    before = _BEFORE.match(line[:start])
    if before is None or (before["place"] and _NOT_A_PLACE.match(before["place"])):
        return None
    times = tuple(_times(line, end))
    rest = line[times[-1].end if times else end :]
    certainty = _certainty(before, rest, expression)
    if not certainty:
        return None
    place = Span(*before.span("place")) if before["place"] else None
    if len(times) == 1 and not times[0].last and (expression is None or expression.last is None):
        return Dateline(place, Span(start, times[0].end), expression, times[0].first, (), certainty)
    return Dateline(place, Span(start, end), expression, "", times, certainty)


def _blank(text: str, skip: Sequence[Span]) -> str:
    """*text* with spaces in place of the spans to skip, so that offsets stay what they are."""
    for span in skip:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _times(line: str, at: int) -> Iterator[Times]:
    """The times of day that follow a date ending at *at*."""
    gap: re.Match[str] | None = _TO_TIME.match(line, at)
    while gap is not None and (found := calendar.times(line, gap.end())):
        yield found
        gap = _AND_TIME.match(line, found.end)


def _certainty(before: re.Match[str], rest: str, expression: Expression | None) -> float:
    """How sure it is that a line is a dateline, from what stands *before* and behind its date; 0 if not."""
    placed = bool(before["place"]) and any(mark in before["after"] for mark in ",]")
    if before["place"] and not placed and before["place"].count(" ") > 1:
        return 0.0
    if _REST.match(rest):
        if placed:
            return 0.98 if expression and expression.has_year else 0.9
        return 0.6 if expression is None or not expression.has_year else 0.8
    return 0.7 if placed and expression and expression.has_year and _LOOSE_REST.match(rest) else 0.0


class _Look(NamedTuple):
    """Where a dateline is looked for: from that row on, for *reach* rows, by the rule of that name."""

    row: int
    reach: int
    rule: str


_LABEL = re.compile(r"\[[^\]]{1,60}\]\S{0,3}$")
_RECEIVED = re.compile(r"\[Received\b[^\]]*\]?\.?$")
_RUNNING_TEXT = 240  # characters of a line that is no label, address or mark of secrecy any more
_HEAD_REACH, _ENCLOSURE_REACH = 2, 4  # lines, not counting bracketed labels and page markers
_LIKELY, _SURE = 0.6, 0.9  # right below a heading a date is enough, elsewhere a place must stand with it
_BELOW_HEADING, _IN_ENCLOSURE = "dateline-below-heading", "dateline-in-enclosure"


def annotate(document: Document, convention: Convention) -> Found:
    """The ``dateline`` below the heading and those of enclosures, with ``placeName``, ``date`` and ``time``.

    A dateline stands right below the heading; a second line of the heading, bracketed labels ("[Extract]")
    and page markers may come between. So it does in an enclosure that the editors marked with such a label.
    Needs the annotations of notes, page markers, the heading and the enclosures. Source: TEI P5, section 4.2.2.
    """
    rows = document.rows
    found, problems = [], []
    reached = 0  # two looks may meet where an enclosure begins right below the heading
    for look in _looks(document, rows):
        for index, enough in _candidates(rows, look):
            if index < reached:
                continue
            stop, datelines = _read(document, rows, index)
            if datelines and datelines[0][1].certainty >= enough:
                annotations, diagnostics = _encode(document, rows, index, stop, datelines, look.rule)
                found += annotations
                problems += diagnostics
                reached = stop
                break
    return Found(found, problems)


def _looks(document: Document, rows: Sequence[Row]) -> Iterator[_Look]:
    """Where datelines are looked for: below the heading of the document, and in its enclosures."""
    head = next(document.of("head"), None)
    end = head.span.end if head is not None else (rows[0].span.end if rows else 0)
    below = [index for index, row in enumerate(rows) if row.span.start >= end]
    if below:
        yield _Look(below[0], _HEAD_REACH, _BELOW_HEADING)
    enclosures = {a.span.start for a in document.of("div") if a.attributes["type"] == "enclosure"}
    for index in below:
        if rows[index].span.start in enclosures and rows[index].text.startswith("["):
            yield _Look(index + 1, _ENCLOSURE_REACH, _IN_ENCLOSURE)


def _candidates(rows: Sequence[Row], look: _Look) -> Iterator[tuple[int, float]]:
    """The indexes of the rows that may be the dateline, each with the certainty that it needs."""
    seen = 0
    for index in range(look.row, len(rows)):
        text = rows[index].text
        if not text:
            continue
        if len(text) > _RUNNING_TEXT:
            return
        yield index, _LIKELY if seen == 0 and look.rule == _BELOW_HEADING else _SURE
        seen += not (_LABEL.match(text) or _RECEIVED.match(text))
        if seen == look.reach:
            return


def _read(document: Document, rows: Sequence[Row], index: int) -> tuple[int, list[tuple[int, Dateline]]]:
    """The datelines from the row at *index*, each with its offset, and the index behind their last row.

    One ``dateline`` may hold several lines: the place above the date, a second date, or when the document was
    received.
    """
    stop, offset = index + 1, rows[index].span.start
    first = _parse(document, rows[index].span)
    if first is None and stop < len(rows) and not rows[stop].opens:
        first = _parse(document, Span(offset, rows[stop].span.end))
        stop += 1
    if first is None:
        return stop, []
    found = [(offset, first)]
    while stop < len(rows) and not rows[stop].opens:
        more = _parse(document, rows[stop].span)
        if more is not None and more.place is None:
            found.append((rows[stop].span.start, more))
        elif not _RECEIVED.match(rows[stop].text):
            break
        stop += 1
    return stop, found


def _parse(document: Document, span: Span) -> Dateline | None:
    if span.end - span.start > 2 * _LONGEST:
        return None
    skip = [Span(s.start - span.start, s.end - span.start) for s in document.replaced if span.covers(s)]
    return parse(document.words(span), skip)


def _encode(
    document: Document,
    rows: Sequence[Row],
    index: int,
    stop: int,
    datelines: Sequence[tuple[int, Dateline]],
    rule: str,
) -> tuple[list[Annotation], list[Diagnostic]]:
    """The annotations of a dateline on the rows from *index* to *stop*."""
    whole = Span(rows[index].span.start, rows[stop - 1].span.end)
    evidence = Evidence(rule, max(dateline.certainty for _, dateline in datelines), whole)
    annotations, problems = [Annotation(whole, "dateline", evidence)], []
    annotations += line_breaks(document, [row for row in rows[index:stop] if row.text])
    for offset, dateline in datelines:
        if dateline.place is not None:
            annotations.append(_part(offset, dateline.place, "placeName", dateline, {}))
        attributes = _dated(document, dateline)
        annotations.append(_part(offset, dateline.date, "date", dateline, attributes))
        for time in dateline.times:
            annotations.append(_part(offset, Span(time.start, time.end), "time", dateline, time.attributes()))
        if dateline.expression is not None and (problem := dateline.expression.problem()):
            place = document.place(offset + dateline.date.start)
            problems.append(diagnostic("D001", problem, place, "compare the date with the printed source"))
    return annotations, problems


def _part(
    offset: int, span: Span, element: str, dateline: Dateline, attributes: dict[str, str]
) -> Annotation:
    where = Span(offset + span.start, offset + span.end)
    return Annotation(where, element, Evidence("dateline", dateline.certainty, where), attributes)


def _dated(document: Document, dateline: Dateline) -> dict[str, str]:
    """The attributes of the date; a year that the line leaves open follows from one stated elsewhere."""
    expression = dateline.expression
    if expression is None or expression.has_year or expression.problem():
        return dateline.attributes()
    stated = next((e for e in calendar.find(document.text) if e.has_year and not e.problem()), None)
    if stated is None:
        return dateline.attributes()
    anchor = (stated.first.first_day, (stated.last or stated.first).last_day)
    year = calendar.nearest_year(expression, *anchor)
    found = dateline.attributes(year)
    return {**found, "cert": "medium", "evidence": "internal"} if year else found
