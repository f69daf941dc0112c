"""Corrections of faults against a schema that can only be meant in one way: upper and lower case."""

from __future__ import annotations

from collections.abc import Iterable

from tei.diagnostics import Fix
from tei.validation.places import Places


def element_name(
    places: Places, content: bytes, number: int, wrong: str, names: Iterable[str]
) -> tuple[Fix, ...]:
    """The changes in both tags of an element called *wrong*, if one of *names* differs from that in case only."""
    right = same(wrong, names)
    if not right:
        return ()
    start, end, length = places.start(number) + 1, places.end(number) + 2, len(wrong.encode())
    tags = [start] if content[end - 2 : end] != b"</" else [start, end]
    if any(content[at : at + length] != wrong.encode() for at in tags):
        return ()  # written with a prefix
    return tuple(Fix(at, at + length, right) for at in tags)


def attribute_name(places: Places, number: int, wrong: str, names: Iterable[str]) -> tuple[Fix, ...]:
    """The change in the name of an attribute called *wrong*, if one of *names* differs from that in case only."""
    right, span = same(wrong, names), places.name(number, wrong)
    return (Fix(*span, right),) if right and span else ()


def same(wrong: str, names: Iterable[str]) -> str:
    """The one of *names* that differs from *wrong* in case only; empty if there is none, or more than one."""
    alike = {name for name in names if name.casefold() == wrong.casefold()}
    return alike.pop() if len(alike) == 1 else ""
