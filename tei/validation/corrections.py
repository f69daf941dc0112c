"""Corrections of faults against a schema that can only be meant in one way: upper and lower case, and short dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tei.calendar import Partial
from tei.diagnostics import Fix
from tei.validation.places import Places

_DATES = frozenset(("when", "from", "to", "notBefore", "notAfter"))
_SHORT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def element_name(
    places: Places, content: bytes, number: int, wrong: str, names: Iterable[str]
) -> tuple[Fix, ...]:
    """The changes in both tags of an element called *wrong*, if one of *names* differs from that in case only."""
    right = _same(wrong, names)
    if not right:
        return ()
    start, end, length = places.start(number) + 1, places.end(number) + 2, len(wrong.encode())
    tags = [start] if content[end - 2 : end] != b"</" else [start, end]
    if any(content[at : at + length] != wrong.encode() for at in tags):
        return ()  # written with a prefix
    return tuple(Fix(at, at + length, right) for at in tags)


def attribute_name(places: Places, number: int, wrong: str, names: Iterable[str]) -> tuple[Fix, ...]:
    """The change in the name of an attribute called *wrong*, if one of *names* differs from that in case only."""
    right, span = _same(wrong, names), places.name(number, wrong)
    return (Fix(*span, right),) if right and span else ()


def date(places: Places, number: int, attribute: str, value: str) -> tuple[Fix, ...]:
    """The change in a date such as ``1969-5-2``, which lacks nothing but zeros."""
    match, span = _SHORT.fullmatch(value), places.value(number, attribute)
    if attribute not in _DATES or match is None or span is None:
        return ()
    meant = Partial(*map(int, match.groups()))
    return (Fix(*span, str(meant)),) if meant.month and meant.day and meant.exists else ()


def _same(wrong: str, names: Iterable[str]) -> str:
    alike = {name for name in names if name.casefold() == wrong.casefold()}
    return alike.pop() if len(alike) == 1 else ""
