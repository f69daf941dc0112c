"""Executors: where items are worked on, on the processors of this machine or on a cluster of many.

There is one row for each kind in :data:`EXECUTORS`; its module has a function ``completed`` as that of this module.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any, Generic, TypeVar

from tei.errors import TeiError
from tei.steps import Steps

Item = TypeVar("Item")
Result = TypeVar("Result")
Timer = Callable[[float], object]

_TOGETHER = 16  # items that are worked on in turns
WINDOW = 500  # items that are begun, at most, behind the first that has not come to an end

# What an executor's address begins with, up to the colon, and the module that works there.
EXECUTORS = {
    "": "tei.batch.workers",
    "dask": "tei.batch.cluster",
}


@dataclass(frozen=True, slots=True)
class Crew(Generic[Item, Result]):
    """How items are worked on: by what, where, on how many processes, and for how long each.

    *work* must be a function that can be sent to another process. *lost* makes the result of an item that could not
    be worked on, from the item and the reason. *limit* is in seconds, 0 for none. *alone* says that items are worked
    on in this very process, where a crash is not guarded against, and the time only on the main thread and between two
    steps of Python, not inside a library. *executor* is the address of a
    cluster, as ``dask://HOST:PORT``; without one the processes are those of this machine.

    *steps* are the same work with rests (:mod:`tei.steps`), if items are so small that some may be worked on in turns;
    the limit is then that of one step.
    """

    work: Callable[[Item], Result]
    lost: Callable[[Item, str], Result]
    jobs: int = 1
    limit: float = 0.0
    alone: bool = False
    executor: str = ""
    steps: Callable[[Item], Steps[Result]] | None = None


@dataclass(frozen=True, slots=True)
class Task(Generic[Item]):
    """An item, its number in the order of all, and whether a process has died over it."""

    number: int
    item: Item
    suspect: bool = False


class Supply(Generic[Item]):
    """The tasks of a run, in their order, none of which is too far ahead of the oldest that has not come to an end."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._tasks = (Task(number, item) for number, item in enumerate(items))
        self._following: Task[Item] | None = None

    def next(self, oldest: int | None) -> Task[Item] | None:
        """The next task; None if there is none, or if it is too far ahead of that of the number *oldest*."""
        if self._following is None:
            self._following = next(self._tasks, None)
        task = self._following
        if task is None or (oldest is not None and task.number - oldest >= WINDOW):
            return None
        self._following = None
        return task


def check(executor: str) -> None:
    """Nothing, if *executor* can be used; raises :class:`TeiError` if it is no address, or if a library is missing."""
    if executor:
        _module(executor).check(executor)


def completed(crew: Crew[Item, Result], items: Iterable[Item]) -> Iterator[tuple[int, Item, Result]]:
    """Each of *items* with its number, from 0, and its result, in the order in which they come to an end.

    A :class:`TeiError` that the work raises is raised here, and the processes end; so they do when the caller stops
    asking. Any other exception is a fault of the program, and its item is lost.
    """
    if crew.alone:
        with _alarm() as timer:
            yield from _in_turns(crew, items, timer)
        return
    yield from _module(crew.executor).completed(crew, items)


def in_order(crew: Crew[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
    """The result of each of *items*, in their order; raises as :func:`completed`."""
    done: dict[int, Result] = {}
    first = 0
    for number, _, result in completed(crew, items):
        done[number] = result
        while first in done:
            yield done.pop(first)
            first += 1


def processors() -> int:
    """The processors that this process may use: those it is bound to, and no more than its control group allows."""
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        count = os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        if quota != "max":
            count = min(count, -(-int(quota) // int(period)))
    return max(1, count)


def fault(error: BaseException) -> str:
    """What is said of an item on which the program failed."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" in {Path(frame.tb_frame.f_code.co_filename).name}, line {frame.tb_lineno}" if frame else ""
    return f"a fault of the program{where}: {type(error).__name__}: {error}"


def _in_turns(
    crew: Crew[Item, Result], items: Iterable[Item], timer: Timer
) -> Iterator[tuple[int, Item, Result]]:
    """Each of *items* with its number and its result; of work in steps, each step is done for some before the next."""
    waiting = enumerate(items)
    while some := list(islice(waiting, _TOGETHER if crew.steps else 1)):
        begun = [crew.steps(item) if crew.steps else _one_step(crew.work, item) for _, item in some]
        results: dict[int, Result] = {}
        while len(results) < len(some):
            for (number, item), steps in zip(some, begun, strict=True):
                if number not in results:
                    results.update((number, result) for result in _guarded(crew, item, steps, timer))
        yield from ((number, item, results[number]) for number, item in some)


def _one_step(work: Callable[[Item], Result], item: Item) -> Steps[Result]:
    return work(item)
    yield  # which makes it a generator


def _guarded(crew: Crew[Item, Result], item: Item, steps: Steps[Result], timer: Timer) -> tuple[Result, ...]:
    """The result for *item* if the next of *steps* is the last one, or if the item is lost; else nothing."""
    try:
        timer(crew.limit)
        try:
            next(steps)
        finally:
            timer(0)
    except StopIteration as end:
        return (end.value,)
    except TeiError:
        raise
    except _TooLongError:
        return (crew.lost(item, given_up(crew.limit)),)
    except Exception as error:
        return (crew.lost(item, fault(error)),)
    return ()


class _TooLongError(BaseException):
    """The time of an item has run out; nothing that guards against faults is to hold it up."""


@contextmanager
def _alarm() -> Iterator[Timer]:
    """What has :class:`_TooLongError` raised after so many seconds, and for 0 not any more.

    It does nothing where the system cannot send this thread a signal.
    """
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield lambda seconds: None
        return

    def late(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, late)
    try:
        yield partial(signal.setitimer, signal.ITIMER_REAL)
    finally:
        signal.signal(signal.SIGALRM, before)


def given_up(limit: float) -> str:
    """What is said of an item whose time has run out."""
    return f"it was given up after {limit:g} seconds"


def _module(executor: str) -> Any:
    scheme, colon, _ = executor.partition(":")
    if scheme not in EXECUTORS or bool(scheme) != bool(colon):
        known = ", ".join(f"{name}://HOST:PORT" for name in EXECUTORS if name)
        raise TeiError(f"{executor} is not the address of an executor", f"it has the form {known}")
    return import_module(EXECUTORS[scheme])
