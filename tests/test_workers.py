"""Workers: results in order, and processes that die or do not come to an end cost one item each."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from tei.batch.executors import WINDOW, Crew, in_order, processors
from tei.errors import OutputError, TeiError


def work(item: int) -> int:
    """Twice *item*; some numbers are trouble."""
    if item == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 17:
        time.sleep(60)
    if item == 19:
        raise ValueError("nineteen")
    if item == 23:
        raise OutputError("no place", "make some")
    return item * 2


def lost(item: int, why: str) -> str:
    return f"{item}: {why}"


def crew(limit: float = 0.0) -> Crew[int, object]:
    return Crew(work, lost, 2, limit)


def test_results_come_in_order() -> None:
    assert list(in_order(crew(), range(13))) == [n * 2 for n in range(13)]


def test_a_process_that_dies_costs_one_item() -> None:
    results = list(in_order(crew(), [*range(17), 1]))
    assert [r for r in results if not isinstance(r, int)] == [
        "13: the process that worked on it died (signal 9)"
    ]
    assert [r for r in results if isinstance(r, int)] == [*(n * 2 for n in range(17) if n != 13), 2]


def test_an_item_that_does_not_end_is_given_up() -> None:
    results = list(in_order(crew(0.5), [1, 17, 2, 3]))
    assert results == [2, "17: it was given up after 0.5 seconds", 4, 6]


def test_a_fault_of_the_program_costs_one_item() -> None:
    first, second, third = in_order(crew(), [1, 19, 2])
    assert (first, third) == (2, 4)
    assert str(second).startswith("19: a fault of the program in test_workers.py, line")
    assert str(second).endswith("ValueError: nineteen")


def test_an_error_of_the_run_ends_it() -> None:
    with pytest.raises(OutputError, match="no place") as caught:
        list(in_order(crew(), range(18, 40, 5)))
    assert caught.value.hint == "make some"


def test_what_waits_is_little_however_much_there_is() -> None:
    given = 0

    def endless() -> Iterator[int]:
        nonlocal given
        while True:
            given += 1
            yield 1

    results = in_order(crew(), endless())
    for _ in range(50):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert given < 50 + WINDOW


def test_processes_that_cannot_start_are_an_error() -> None:
    with pytest.raises(TeiError, match="before they have begun"):
        list(in_order(Crew(Unloadable(), lost, 2), range(3)))


class Unloadable:
    """Work that ends the process that it is sent to."""

    def __call__(self, item: int) -> int:
        """The item."""
        return item

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


def test_there_is_a_processor() -> None:
    assert 1 <= processors() <= (os.cpu_count() or 1)
