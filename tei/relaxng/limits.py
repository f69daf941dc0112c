"""A limit of time for what can take for ever: matching by a regular expression with repetitions inside repetitions."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises :class:`TimeoutError` in the block if that takes longer than *seconds*.

    It needs an alarm clock of the system, and so holds in the main thread of a process, and not on Windows.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
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
