"""Cluster: items worked on by the workers of a Dask cluster, on as many machines as it has.

What is sent there is what a process of this machine would do, and plain data comes back. Dask gives the item of a
worker that dies to another. It also suspects the items that were only waiting there: one over which its patience is at
an end is tried once more with no other beside it, and lost if that fails too.
"""

from __future__ import annotations

import faulthandler
import logging
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from tei.batch import fingerprint
from tei.batch.executors import Crew, Item, Result, Supply, Task, fault
from tei.errors import TeiError

if TYPE_CHECKING:
    from distributed import Client

EXTRA = "dask"
_ADDRESS = re.compile(r"dask://(?P<scheduler>[^/\s]+:\d+)/?")
_PATIENCE = "10s"  # for the scheduler to answer
_LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application")
_PAUSE = 0.01  # seconds between two looks at what has come to an end
_LOG = logging.getLogger(__name__)


def check(executor: str) -> None:
    """Nothing, if *executor* is an address of the form ``dask://HOST:PORT`` and Dask is installed.

    Raises :class:`TeiError` if not.
    """
    if not _ADDRESS.fullmatch(executor):
        raise TeiError(
            f"{executor} is not the address of a Dask scheduler", "for example dask://127.0.0.1:8786"
        )
    if find_spec("distributed") is None:
        raise TeiError(
            f"{executor} is a Dask cluster, and Dask is not installed",
            f"install it with: python -m pip install 'tei-edition[{EXTRA}]'",
        )


def completed(crew: Crew[Item, Result], items: Iterable[Item]) -> Iterator[tuple[int, Item, Result]]:
    """Each of *items* with its number and its result, as :func:`tei.batch.executors.completed` has them.

    Raises :class:`TeiError` if there is no scheduler, if it goes away, or if its workers cannot do such work.
    """
    with _quiet():
        client = _connected(crew.executor)
        try:
            for task, result in _Run(crew, client, items).run():
                yield task.number, task.item, result
        finally:
            client.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what Dask itself says on standard error: what matters of it is told by errors and results."""
    import distributed  # noqa: F401  (it gives its loggers their handlers)

    def nothing(record: logging.LogRecord) -> bool:
        return False

    handlers = {handler for name in _LOGGERS for handler in logging.getLogger(name).handlers}
    for handler in handlers:
        handler.addFilter(nothing)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(nothing)


def _connected(executor: str) -> Client:
    from distributed import Client

    match = _ADDRESS.fullmatch(executor)
    assert match
    try:
        client = Client(match["scheduler"], timeout=_PATIENCE, set_as_default=False)
    except OSError as error:
        hint = "dask scheduler starts one, and dask worker HOST:PORT --nthreads 1 a worker for it"
        raise TeiError(f"no Dask scheduler answers at {executor}", hint) from error
    if not client.nthreads():
        _LOG.warning("%s has no workers yet; the work begins as soon as there is one", executor)
    return client


class _Answer(NamedTuple):
    """What a worker answers: its result, an error that ends the run, or why the item is lost."""

    kind: str
    value: Any


class _Run(Generic[Item, Result]):
    """What a cluster has been given in one run."""

    def __init__(self, crew: Crew[Item, Result], client: Client, items: Iterable[Item]) -> None:
        from distributed import as_completed

        self.crew = crew
        self.client = client
        self.work = partial(_serve, work=crew.work, program=fingerprint.program(), limit=crew.limit)
        self.supply = Supply(items)
        self.suspects: deque[Task[Item]] = deque()
        self.given: dict[str, Task[Item]] = {}
        self.ended = as_completed(loop=client.loop, with_results=True, raise_errors=False)

    def run(self) -> Iterator[tuple[Task[Item], Result]]:
        """Each task with its result, as they are finished."""
        while self._hand_out():
            while not self.ended.has_ready():
                if self.client.status != "running":  # a future may then never come to an end
                    raise self._gone()
                time.sleep(_PAUSE)
            future, answer = next(self.ended)
            yield from self._hear(self.given.pop(future.key), answer)

    def _hand_out(self) -> bool:
        """Give the cluster what it may have; False when there is nothing left and all is done."""
        if self.suspects:
            if not self.given:
                self._give(self.suspects.popleft())
        else:
            while task := self.supply.next(self._oldest()):
                self._give(task)
        return bool(self.given)

    def _oldest(self) -> int | None:
        """The lowest number of a task that has not come to an end; they are given in their order."""
        return next((task.number for task in self.given.values()), None)

    def _give(self, task: Task[Item]) -> None:
        future = self.client.submit(self.work, task.item, pure=False)
        self.given[future.key] = task
        self.ended.add(future)

    def _hear(self, task: Task[Item], answer: Any) -> Iterator[tuple[Task[Item], Result]]:
        """What follows from *answer*: the worker's own, or an error's type and value, or that all was given up.

        The state of the future says less: it changes when the worker dies after its answer has come.
        """
        from distributed.scheduler import KilledWorker

        if isinstance(answer, _Answer):
            kind, value = answer
            if kind == "error":
                raise value
            yield task, value if kind == "result" else self.crew.lost(task.item, value)
        elif isinstance(answer, BaseException):
            raise self._gone()
        elif not isinstance(answer[1], KilledWorker):
            hint = "the scheduler and each worker need tei-edition too, in the version that is installed here"
            raise TeiError(f"the workers at {self.crew.executor} cannot do the work: {answer[1]}", hint)
        elif task.suspect:
            yield task, self.crew.lost(task.item, "every worker that worked on it died")
        else:
            self.suspects.append(replace(task, suspect=True))

    def _gone(self) -> TeiError:
        hint = "what was finished is kept; start the scheduler again, and then the run"
        return TeiError(f"the scheduler at {self.crew.executor} is gone", hint)


_ONE = Lock()  # the lists, schemas and stylesheets that a process keeps are for one document at a time


def _serve(item: Any, work: Callable[[Any], Any], program: str, limit: float) -> _Answer:
    """What a worker answers of *work* on *item*.

    A worker that does not come to an end within *limit* seconds dies; nothing else can stop it for certain.
    """
    if fingerprint.program() != program:
        hint = "install tei-edition and lxml there in the versions that are installed here"
        return _Answer("error", TeiError("a worker of the cluster has another version of the program", hint))
    with _ONE:
        if limit:
            faulthandler.dump_traceback_later(limit, exit=True)
        try:
            return _Answer("result", work(item))
        except TeiError as error:
            return _Answer("error", error)
        except Exception as error:
            return _Answer("lost", fault(error))
        finally:
            faulthandler.cancel_dump_traceback_later()
