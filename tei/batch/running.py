"""Running: one piece of work done to many files, on several processes, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from tei.batch.executors import Crew, in_order, processors
from tei.batch.spool import Spool
from tei.diagnostics import Severity
from tei.outcome import Outcome, addressed
from tei.remote import Address, place
from tei.steps import Steps

_T = TypeVar("_T")
_R = TypeVar("_R")
Done = Callable[[Outcome], None]

_SENT_TOGETHER = 200  # outcomes whose files are sent at once to an address
TIME_LIMIT = 600.0  # seconds for one file
WORTH_A_PROCESS = 40  # files; below that, starting processes takes longer than the work


def each(
    items: Sequence[_T], work: Callable[[_T], Outcome], output: Path, jobs: int, done: Done | None
) -> Spool:
    """What *work* gives for each of *items*, in their order.

    What it wrote is sent to *output*, if that is an address.
    """
    return spooled(_delivered(results(items, work, lost, jobs), place(output)), done)


def _delivered(outcomes: Iterable[Outcome], output: Path) -> Iterator[Outcome]:
    """*outcomes*, each once what was written for it is at the address *output*; as they are if it is none."""
    if not isinstance(output, Address):
        yield from map(addressed, outcomes)
        return
    from tei.remote import copies, store  # what is on this machine does without

    there = {found.address: found.tag for found in store.inside(output)}
    waiting: list[Outcome] = []
    try:
        for outcome in outcomes:
            waiting.append(outcome)
            if len(waiting) >= _SENT_TOGETHER:
                copies.send([Path(file) for done in waiting for file in done.written], there=there)
                yield from map(addressed, waiting)
                waiting.clear()
    finally:
        copies.send([Path(file) for done in waiting for file in done.written], there=there)
    yield from map(addressed, waiting)


def results(
    items: Sequence[_T],
    work: Callable[[_T], _R],
    lost: Callable[[object, str], _R],
    jobs: int,
    steps: Callable[[_T], Steps[_R]] | None = None,
) -> Iterator[_R]:
    """What *work* gives for each of *items*, in their order, or what *lost* makes of one that cannot be worked on.

    *steps* are the same work with rests, if the items are small.
    """
    alone = len(items) < WORTH_A_PROCESS or jobs == 1
    return in_order(Crew(work, lost, jobs or processors(), TIME_LIMIT, alone, steps=steps), items)


def spooled(outcomes: Iterable[Outcome], done: Done | None, max_errors: int = 0) -> Spool:
    """*outcomes*, up to that which brings the error *max_errors*."""
    spool = Spool()
    errors = 0
    for outcome in outcomes:
        spool.add(outcome)
        if done:
            done(outcome)
        errors += sum(d.severity == Severity.ERROR for d in outcome.diagnostics)
        if 0 < max_errors <= errors:
            break
    return spool


def lost(item: object, why: str) -> Outcome:
    """The outcome of a file that could not be worked on."""
    from tei.selection import Source  # most can be

    name = item.name if isinstance(item, Source) else str(item)
    return Outcome(place(name), problem=f"was not processed: {why}")
