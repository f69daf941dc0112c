"""Numbers that should follow one another: where a sequence breaks, each cause told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_MOST = 0.8  # what share of the items must agree, so that the others are likely to be wrong


class Break(NamedTuple):
    """The number *at* an index is *found*, where *expected* should stand; *after* is the number that follows it."""

    at: int
    found: int
    expected: int
    after: int = 0

    def told(self, what: str) -> str:
        """What is wrong, in words; *what* is the thing that has a number."""
        before = self.expected - 1
        if self.found == before and self.after != self.expected + 1:
            return f"{what} {self.found} comes twice"
        if self.after == self.expected:
            return f"{what} {self.found} stands between {before} and {self.after}"
        if self.after == self.expected + 1:
            return f"{what} {self.found} stands where {self.expected} should stand, between {before} and {self.after}"
        if self.found > self.expected:
            last = self.found - 1
            missing = f"{self.expected}" if last == self.expected else f"{self.expected} to {last}"
            return f"{what} {self.found} follows {what} {before}; {missing} cannot be found"
        return f"{what} {self.found} follows {what} {before}"


def breaks(numbers: Sequence[int], fresh: Sequence[bool]) -> Iterator[Break]:
    """Each number that does not follow from the one before.

    Where *fresh* is true the numbers may begin anew. A number that stands out between two that follow one another, or
    in the place of the one that they leave out, is told once, and so are two that have changed places.
    """
    previous: int | None = None
    stray: int | None = None
    for index, number in enumerate(numbers):
        if previous is None or number == previous + 1 or (fresh[index] and number <= 1):
            previous = number
        elif stray is not None and number == stray + 1:
            previous, stray = number, None
        else:
            expected = previous + 1
            after = numbers[index + 1] if index + 1 < len(numbers) else 0
            yield Break(index, number, expected, after)
            if after == expected:
                stray = number
            else:
                previous = expected if after == expected + 1 else number


def orderly(numbers: Sequence[int], fresh: Sequence[bool]) -> bool:
    """Whether most of *numbers* follow one another, so that they are meant to."""
    return sum(1 for _ in breaks(numbers, fresh)) <= max(1, (1 - _MOST) * len(numbers))


def outliers(values: Iterable[int | None]) -> tuple[int, list[int]]:
    """The value that most of *values* have, and the indexes of the others; none if no value is that common.

    What is None has no value.
    """
    counted = list(values)
    known = [value for value in counted if value is not None]
    if not known or known.count(known[0]) == len(known):
        return known[0] if known else 0, []
    usual, count = Counter(known).most_common(1)[0]
    if count < 2 or count < _MOST * len(known):
        return usual, []
    return usual, [i for i, value in enumerate(counted) if value is not None and value != usual]
