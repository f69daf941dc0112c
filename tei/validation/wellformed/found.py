"""What the reading of a text finds: faults, and tags."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A fault at an offset of the text. *fix* is what mends it for certain: from, to, and what should stand there.

    What follows on one that is *last* is its consequence, and is not told.
    """

    at: int
    message: str
    hint: str = ""
    fix: tuple[int, int, str] | None = None
    last: bool = False


class Tag(NamedTuple):
    """A tag from one offset to another: "start", "end" or "empty", with the prefixes that it declares and uses."""

    kind: str
    name: str
    at: int
    end: int
    declared: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
