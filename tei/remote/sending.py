"""Sending: the files of a folder put at an address, so that a run which is cut off does no harm.

An object is replaced in one step, a folder of them is not. What is about to be sent is therefore written down first,
with its SHA-256, in ``.tei/sending`` at the address: what the next run finds there of it is known to be no one else's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tei.errors import OutputError
from tei.remote import copies, store
from tei.remote.address import Address, made, place, shown

MARK = "sending"


def begin(folder: Address) -> None:
    """Make the copy of *folder* the same as the folder, without files that a run which was cut off was about to send.

    Raises :class:`tei.errors.TeiError` if the address cannot be used.
    """
    copies.mirror(folder)
    try:
        lines = store.read(folder / copies.STATE / MARK).decode("utf-8").splitlines()
    except FileNotFoundError:
        return
    for digest, _, name in (line.partition("  ") for line in lines):
        file = made(folder).joinpath(*name.split("/"))
        if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest:
            file.unlink()


def finish(folder: Address, files: Sequence[Path], gone: Collection[Path] = ()) -> list[Path]:
    """Those of *files* that were not put in *folder*, because somebody else has written there since :func:`begin`.

    *files* are in the copy of the folder and are sent in their order, the last alone at the end; what lies at the
    addresses of those that are *gone* is taken away.
    """
    files = copies.differing(files)
    if not files and not gone:
        return []
    names = [(file, file.relative_to(made(folder)).as_posix()) for file in files]
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}\n" for file, name in names]
    mark = folder / copies.STATE / MARK
    store.write(mark, "".join(lines[:-1]).encode("utf-8"))
    kept = copies.send(files[:-1])
    copies.remove(gone)
    kept += copies.send(files[-1:])
    store.remove(mark)
    return kept


@contextmanager
def publishing(
    path: Path, listed: Callable[[Path], Sequence[Path]] | None = None, beside: Path | None = None
) -> Iterator[Path]:
    """The file or folder to write to for what is to be at *path*, which may be an address: a copy of what is there.

    *listed* gives the files of a folder that are its own, the list of them last; without it *path* is one file, and the
    file *beside* it comes and goes with it.
    Raises :class:`OutputError` if somebody else has written there in the meantime.
    """
    path = place(path)
    if not isinstance(path, Address):
        yield path
        return
    here = made(path)
    if listed is None:
        addresses = [address for address in (path, beside) if isinstance(address, Address)]
        files = [made(address) for address in addresses]
        for file in files:
            file.unlink(missing_ok=True)
        copies.fetch([one for one in map(store.find, addresses) if one], made)
        yield here
        changed(copies.send(file for file in files if file.exists()))
        return
    begin(path)
    before = set(listed(here))
    yield here
    now = listed(here)
    gone = [file for file in sorted(before.difference(now)) if not file.exists()]
    changed(finish(path, now, gone) if now else [])


def changed(kept: Sequence[Path]) -> None:
    """Nothing, if no file was *kept* from its place; raises :class:`OutputError` if one was."""
    if kept:
        names = ", ".join(str(shown(file)) for file in kept[:3]) + (" …" if len(kept) > 3 else "")
        hint = "look at what is there now, and run again"
        raise OutputError(f"somebody else wrote in the meantime what is left as it is: {names}", hint)
