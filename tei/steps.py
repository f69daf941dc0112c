"""Steps: work on a file that rests now and then, so that the same step may first be done for other files.

A processor is some fifth faster at doing one thing to sixteen small documents than at doing everything to one after the
other: what it needs for a step, in code and tables, is then at hand in its cache. Such work is a generator, which
yields between its steps and returns its result.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

_T = TypeVar("_T")
Steps = Generator[None, None, _T]


def whole(steps: Steps[_T]) -> _T:
    """What *steps* return in the end, all of them done without a rest."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _T = end.value
            return result
