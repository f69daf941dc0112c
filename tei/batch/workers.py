"""Workers: many items worked on by several processes of this machine, none of which can take the others down.

Items are handed out as they are asked for, a few ahead of each process, so that what waits is as little however many
there are. A process that dies, or does not come to an end with an item, costs that item alone.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, cast

from tei.batch.executors import Crew, Item, Result, Supply, Task, fault, given_up
from tei.errors import TeiError

AHEAD = 8  # items that a process has been given and not yet begun, so that it need not wait
_STARTS = 3  # processes that may die before they have begun, until it is said that none can be started
_PRELOADED = ["tei.pipeline", "tei.batch.making", "tei.batch.encoding", "tei.batch.indexes"]


def completed(crew: Crew[Item, Result], items: Iterable[Item]) -> Iterator[tuple[int, Item, Result]]:
    """Each of *items* with its number and its result, as :func:`tei.batch.executors.completed` has them."""
    pool = _Pool(crew, iter(items))
    try:
        for task, result in pool.run():
            yield task.number, task.item, result
    finally:
        pool.end()


@contextmanager
def meanwhile(work: Callable[[Item], Result], item: Item, apart: bool) -> Iterator[Callable[[], Result]]:
    """What waits for the result of *work* for *item*: of a process of its own, or, if not *apart*, done when asked for.

    Raises :class:`TeiError` if that process ends without one.
    """
    if not apart:
        yield lambda: work(item)
        return
    context = _context()
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, work), daemon=True)
    process.start()
    there.close()
    here.send(item)

    def result() -> Result:
        with suppress(EOFError, OSError):
            kind, value = "ready", None
            while kind == "ready":
                kind, value = here.recv()
            if kind == "result":
                return cast(Result, value)
            if kind == "error":
                raise cast(TeiError, value)
            raise TeiError(f"the edition as a whole was not made: {value}")
        raise TeiError(
            "a process that worked on the edition as a whole died",
            "see how much memory is free, and run again",
        )

    try:
        yield result
    finally:
        here.close()
        process.kill()
        process.join()


@dataclass(slots=True)
class _Worker(Generic[Item]):
    """A process, the tasks it was given in their order, and since when it has worked on the first."""

    process: BaseProcess
    connection: Connection
    given: deque[Task[Item]] = field(default_factory=deque)
    since: float = 0.0
    ready: bool = False


class _Pool(Generic[Item, Result]):
    """The processes of one run, and what they have been given."""

    def __init__(self, crew: Crew[Item, Result], items: Iterator[Item]) -> None:
        self.crew = crew
        self.supply = Supply(items)
        self.returned: deque[Task[Item]] = deque()
        self.suspects: deque[Task[Item]] = deque()
        self.workers: list[_Worker[Item]] = []
        self.failed_starts = 0
        self.context = _context()

    def run(self) -> Iterator[tuple[Task[Item], Result]]:
        """Each task with its result, as they are finished."""
        while self._hand_out():
            for worker in self._heard():
                yield from self._hear(worker)
            yield from self._late()

    def end(self) -> None:
        """Stop every process at once; what it was writing was not yet in its place."""
        for worker in self.workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
        self.workers.clear()

    def _hand_out(self) -> bool:
        """Give every process something to do; False when there is nothing left and all is done."""
        while len(self.workers) < self.crew.jobs and (task := self._next()):
            self._give(self._start(), task)
        for worker in self.workers:
            while len(worker.given) <= AHEAD and not _at_suspect(worker) and (task := self._next()):
                self._give(worker, task)
        while self.suspects and (idle := next((w for w in self.workers if not w.given), None)):
            self._give(idle, self.suspects.popleft())
        if self.suspects and not self.workers:
            self._give(self._start(), self.suspects.popleft())
        return any(worker.given for worker in self.workers)

    def _next(self) -> Task[Item] | None:
        """The next task, unless there is none or it is too far ahead."""
        if self.returned:
            return self.returned.popleft()
        return self.supply.next(self._oldest())

    def _oldest(self) -> int | None:
        """The lowest number of a task that has not come to an end."""
        waiting = [self.suspects, *(worker.given for worker in self.workers)]
        return min((tasks[0].number for tasks in waiting if tasks), default=None)

    def _start(self) -> _Worker[Item]:
        here, there = self.context.Pipe()
        process = self.context.Process(target=_serve, args=(there, self.crew.work), daemon=True)
        process.start()
        there.close()
        worker: _Worker[Item] = _Worker(process, here)
        self.workers.append(worker)
        return worker

    def _give(self, worker: _Worker[Item], task: Task[Item]) -> None:
        if not worker.given:
            worker.since = time.monotonic()
        worker.given.append(task)
        with suppress(OSError):  # it is dead; the next answer says so
            worker.connection.send(task.item)

    def _heard(self) -> list[_Worker[Item]]:
        """The workers that have something to say, or have died; none when the time of one has run out."""
        busy = [worker for worker in self.workers if worker.given]
        timeout = None
        if self.crew.limit:
            now = time.monotonic()
            since = min((worker.since for worker in busy if worker.ready), default=now)
            timeout = max(0.0, since + self.crew.limit - now)
        heard = wait([worker.connection for worker in busy], timeout)
        return [worker for worker in busy if worker.connection in heard]

    def _hear(self, worker: _Worker[Item]) -> Iterator[tuple[Task[Item], Result]]:
        try:
            kind, value = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._died(worker)
            return
        worker.since = time.monotonic()
        if kind == "ready":
            worker.ready = True
            self.failed_starts = 0
        elif kind == "error":
            raise value
        else:
            task = worker.given.popleft()
            yield task, value if kind == "result" else self.crew.lost(task.item, value)

    def _died(self, worker: _Worker[Item]) -> Iterator[tuple[Task[Item], Result]]:
        """What follows when a process is gone: the item it was at is tried once more, alone, and then lost."""
        self._dismiss(worker)
        if not worker.ready:
            self.failed_starts += 1
            if self.failed_starts >= _STARTS:
                hint = "see how much memory is free, and try --jobs 1"
                raise TeiError("processes die before they have begun to work", hint)
            self.returned.extend(worker.given)
            return
        task = worker.given.popleft()
        self.returned.extend(worker.given)
        if task.suspect:
            why = f"the process that worked on it died ({_cause(worker.process)})"
            yield task, self.crew.lost(task.item, why)
        else:
            self.suspects.append(replace(task, suspect=True))

    def _late(self) -> Iterator[tuple[Task[Item], Result]]:
        """The tasks whose time has run out: their processes are stopped."""
        now = time.monotonic()
        for worker in list(self.workers):
            if self.crew.limit and worker.ready and worker.given and now - worker.since >= self.crew.limit:
                self._dismiss(worker)
                task = worker.given.popleft()
                self.returned.extend(worker.given)
                yield task, self.crew.lost(task.item, given_up(self.crew.limit))

    def _dismiss(self, worker: _Worker[Item]) -> None:
        self.workers.remove(worker)
        worker.connection.close()
        worker.process.kill()
        worker.process.join()


def _at_suspect(worker: _Worker[Item]) -> bool:
    """Whether *worker* tries an item again over which a process died; it is given no other beside it."""
    return bool(worker.given) and worker.given[0].suspect


def _cause(process: BaseProcess) -> str:
    code = process.exitcode or 0
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def _context() -> Any:
    """How processes are started: from one server that has the program loaded, or each anew where that cannot be.

    A fork of this process itself would copy the threads of a progress bar in an unknown state.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _serve(connection: Connection, work: Callable[[Any], Any]) -> None:
    """Work on what comes from *connection* until it is closed; an interrupt is the other side's to deal with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        connection.send(("ready", None))
        while True:
            item = connection.recv()
            try:
                answer = ("result", work(item))
            except TeiError as error:
                answer = ("error", error)
            except Exception as error:
                answer = ("lost", fault(error))
            connection.send(answer)
