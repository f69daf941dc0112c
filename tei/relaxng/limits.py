"""A limit of time for what can take for ever: matching by a regular expression with repetitions inside repetitions."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


def has_clock() -> bool:
    """Whether :func:`time_limit` holds here: in the main thread of a process, and not on Windows."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises :class:`TimeoutError` in the block if that takes longer than *seconds*.

    Where :func:`has_clock` says no, there is no limit.
    """
    if not has_clock():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    rest, again = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if rest:  # somebody else has set the clock, and it rings as they wanted it
            signal.setitimer(signal.ITIMER_REAL, rest, again)
