"""The hold: one run at a time writes to an address.

Nothing can be locked on an object store, but an object can be created only if there is none. A hold is an object
``.tei/hold.N`` at the address that only one run can have created, and that the run writes again every few seconds.
Another run watches it for a while: if it changes, its run is alive; if not, it is dead, and the other creates
``hold.N+1``, which again only one can. A run that finds a higher number than its own has been taken for dead, and ends
before it sends anything more.

No clock is compared with another. What is not guaranteed: a run that stands still for longer than others watch, and
then goes on while it is sending, may still send the files of that piece.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tei.errors import OutputError, TeiError
from tei.remote import store
from tei.remote.address import Address
from tei.remote.copies import STATE

BEAT = 5.0  # seconds between two signs of life
WATCH = 20.0  # seconds without one after which a run is taken for dead
_HOLD = "hold."
_LOG = logging.getLogger(__name__)


class Hold:
    """A hold on an address, which is kept up until it is let go."""

    def __init__(self, output: Address, number: int, token: str) -> None:
        self._output = output
        self._number = number
        self._token = token
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Nothing, if the hold is still this run's; raises :class:`OutputError` if another run has taken it over."""
        holds = _holds(self._output)
        if not holds or max(holds) != self._number:
            hint = (
                "this run was taken for dead, perhaps because it stood still; nothing more is written by it"
            )
            raise OutputError(f"another run is writing to {self._output}", hint)

    def _beat(self) -> None:
        count = 0
        while not self._ended.wait(BEAT):
            count += 1
            with suppress(TeiError):  # the next beat may get through, and what is sent says what is wrong
                store.write(_place(self._output, self._number), f"{self._token} {count}".encode())

    def let_go(self) -> None:
        """End the hold."""
        self._ended.set()
        self._thread.join()
        for number in sorted(_holds(self._output)):
            if number <= self._number:
                store.remove(_place(self._output, number))


@contextmanager
def held(output: Address, token: Path) -> Iterator[Hold]:
    """The hold on *output*.

    The file *token* says of a hold that was left behind that it was this machine's; it need not be watched then. Raises
    :class:`OutputError` if another run has it, or if the address cannot be written to.
    """
    holds = _holds(output)
    last = max(holds, default=0)
    if holds and not _ours(output, last, token):
        _watch(output, last)
    own = secrets.token_hex(16)
    token.write_text(own, "ascii")
    try:
        store.write(_place(output, last + 1), own.encode(), before="")
    except store.ChangedError as error:
        raise _busy(output) from error
    hold = Hold(output, last + 1, own)
    try:
        hold.check()
        yield hold
    finally:
        hold.let_go()


def _holds(output: Address) -> dict[int, str]:
    """The holds on *output*: their numbers, each with its tag."""
    found = store.inside(output / STATE)
    names = (
        (one.address.name.removeprefix(_HOLD), one.tag) for one in found if one.address.name.startswith(_HOLD)
    )
    return {int(name): tag for name, tag in names if name.isdecimal()}


def _place(output: Address, number: int) -> Address:
    return output / STATE / f"{_HOLD}{number:06d}"


def _ours(output: Address, number: int, token: Path) -> bool:
    """Whether the hold *number* was left behind by a run of this machine, which is dead, for this one has its lock."""
    try:
        return store.read(_place(output, number)).split()[:1] == [token.read_bytes()]
    except FileNotFoundError:
        return False


def _watch(output: Address, number: int) -> None:
    """Wait until it is certain that the run which has the hold *number* is dead; raises :class:`OutputError` if not."""
    _LOG.warning("a run that did not end has %s; waiting to see whether it is alive", output)
    tag, end = _holds(output).get(number), time.monotonic() + WATCH
    while time.monotonic() < end:
        time.sleep(min(1.0, WATCH / 10))
        holds = _holds(output)
        if not holds:
            return
        if max(holds) != number or holds[number] != tag:
            raise _busy(output)


def _busy(output: Address) -> OutputError:
    hint = "wait until it has ended; two runs cannot write to one place"
    return OutputError(f"another run is writing to {output}", hint)
