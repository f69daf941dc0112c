"""Afar: an edition of which something lies at addresses, built on this machine.

What it is made of is copied here, and so is what was made of it before; it is built here as any other, and what has
changed is sent. Every few seconds the next piece of the journal goes, and then the files that it names: so a run that
was cut off is taken up from the address by any machine, and no file is there that no journal knows. The manifest is
sent last of all.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei.batch.lines import NAME, outputs_of
from tei.batch.lock import STATE, locked
from tei.batch.manifest import JOURNAL
from tei.editionfile import EditionFile
from tei.errors import TeiError
from tei.exporters.publish import own
from tei.remote import Address, copies, local, made, place, root, sending, store
from tei.remote.finding import copy
from tei.remote.hold import Hold, held
from tei.settings import SCHEMAS, STYLESHEETS

if TYPE_CHECKING:
    from tei.batch.run import Event, Tell

_EVERY = 5.0  # seconds between the beginnings of two sendings, at least
_PIECE = "journal."


def at_hand(edition: EditionFile) -> EditionFile:
    """*edition* with copies in place of what it names by address, and its output where that of a run on it lies.

    The sources stay as they are. Raises :class:`tei.errors.EditionFileError` if a file is not there.
    """

    def taken(key: str, path: Path, suffixes: tuple[str, ...] = ()) -> Path:
        try:
            return copy(path, suffixes)
        except TeiError as error:
            raise edition.wrong(key, error.message, error.hint) from error

    def listed(kind: str, path: Path | None) -> Path | None:
        return path and taken(f"lists.{kind}", path)

    convention = edition.convention
    if convention.endswith(".toml"):
        convention = str(taken("sources.convention", Path(convention), (".toml",)))
    return replace(
        edition,
        base=local(edition.base),
        exclude=tuple(str(local(Path(pattern))) for pattern in edition.exclude),
        convention=convention,
        persons=listed("persons", edition.persons),
        places=listed("places", edition.places),
        terms=listed("terms", edition.terms),
        schemas=tuple(taken("schemas.files", path, SCHEMAS) for path in edition.schemas),
        renditions=tuple(
            replace(r, xslt=r.xslt and taken(f"renditions.{r.name}.xslt", r.xslt, STYLESHEETS))
            for r in edition.renditions
        ),
        output=made(edition.output),
    )


@contextmanager
def foreseen(edition: EditionFile) -> Iterator[EditionFile]:
    """*edition* as a run would find it, if nothing is to be written."""
    output = place(edition.output)
    here = at_hand(edition)
    if isinstance(output, Address):
        with locked(_lock(output), output):
            _taken_up(output, here.output)
            yield here
    else:
        yield here


@contextmanager
def brought(edition: EditionFile, tell: Tell) -> Iterator[tuple[EditionFile, Tell]]:
    """*edition* as it is to be built on this machine, and what to call with each event of that.

    What was made is sent meanwhile and at the end. Raises :class:`tei.errors.OutputError` if that cannot be, if another
    run writes to the output, or if somebody else has changed in the meantime what was to be replaced.
    """
    output = place(edition.output)
    here = at_hand(edition)
    if not isinstance(output, Address):
        yield here, tell
        return
    with locked(_lock(output), output) as state, held(output, state / "token") as hold:
        sender = _Sender(output, here.output, hold, tell)
        try:
            yield here, sender.tell
        except BaseException:
            with suppress(
                Exception
            ):  # what ended the run is told, and the next one goes on from what was sent
                sender.last_piece()
            raise
        sender.finish()


def _lock(output: Address) -> Path:
    """The folder in which the lock for runs of this machine on *output* lies."""
    return Path(copies.prepared(), "runs", *made(output).relative_to(root()).parts[1:])


def _taken_up(output: Address, here: Path) -> int:
    """The length of the journal that a run which was cut off has left, once all is *here* that is at *output*."""
    sending.begin(output)
    shutil.rmtree(here / STATE, ignore_errors=True)
    journal = bytearray()
    for piece in _pieces(output):
        if piece.name == _name(len(journal)):
            journal += store.read(piece)
    if journal:
        (here / STATE).mkdir(parents=True)
        (here / STATE / JOURNAL).write_bytes(journal)
    return len(journal)


def _pieces(output: Address) -> list[Address]:
    """The pieces of the journal at *output*, in their order."""
    found = (one.address for one in store.inside(output / STATE))
    return sorted(address for address in found if address.name.startswith(_PIECE))


def _name(offset: int) -> str:
    """The name of the piece of the journal that begins at *offset*."""
    return f"{_PIECE}{offset:015d}"


class _Sender:
    """What sends to *output* what a run makes *here*, while it goes on."""

    def __init__(self, output: Address, here: Path, hold: Hold, tell: Tell) -> None:
        self._output = output
        self._here = here
        self._hold = hold
        self._tell = tell
        self._sent = _taken_up(output, here)  # bytes of the journal
        self._exported = self._exports()
        self._removed: list[Path] = []
        self._kept: set[Path] = set()
        self._pool = ThreadPoolExecutor(1)
        self._piece: Future[None] | None = None
        self._next = time.monotonic() + _EVERY

    def tell(self, event: Event) -> None:
        """Take note of *event*, send what is due, and pass it on."""
        if event.kind == "removed":
            self._removed += (self._here / path for path in event.data["files"])
        if event.kind == "end":
            self.last_piece()
        elif time.monotonic() > self._next and (self._piece is None or self._piece.done()):
            if self._piece:
                self._piece.result()
            self._next = time.monotonic() + _EVERY
            self._piece = self._pool.submit(self._send)
        self._tell(event)

    def last_piece(self) -> None:
        """Send what has been finished."""
        if self._piece:
            self._piece.result()
        self._send()

    def _send(self) -> None:
        """Send the next piece of the journal, and the files that it says are finished."""
        with suppress(FileNotFoundError), (self._here / STATE / JOURNAL).open("rb") as journal:
            journal.seek(self._sent)
            data = journal.read()
            data = data[: data.rfind(b"\n") + 1]
            if data:
                self._hold.check()
                store.write(self._output / STATE / _name(self._sent), data)
                self._sent += len(data)
                files = (self._here / path for line in data.splitlines() for path in outputs_of(line))
                self._kept.update(copies.send(file for file in files if file.is_file()))

    def finish(self) -> None:
        """Send all that is left, the manifest last, and take away what is there no more."""
        self._hold.check()
        manifest = self._here / NAME
        every = sorted(path for path in self._here.rglob("*") if path.is_file() and path != manifest)
        gone = [*self._removed, *self._exported.difference(self._exports())]
        self._kept.update(
            sending.finish(self._output, [*every, manifest], [p for p in gone if not p.exists()])
        )
        for piece in _pieces(self._output):
            store.remove(piece)
        self._pool.shutdown()
        sending.changed(sorted(self._kept))

    def _exports(self) -> set[Path]:
        """The files that exports have made."""
        folders = (self._here / "exports").glob("*/")
        return {file for folder in folders for file in own(folder)}
