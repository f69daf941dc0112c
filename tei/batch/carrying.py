"""Carrying: what a worker of a cluster does with a source if something of the edition lies at addresses.

It reads what lies at an address from there, with its own credentials, and sends back what it has made; the machine of
the command puts that in its place, as it does with what its own processes make. So no folder need be shared.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

from tei.batch import fingerprint
from tei.batch.items import Item, Worked
from tei.errors import InputError
from tei.pipeline import make, makings
from tei.remote import Address, copies, place, root, shown, store
from tei.selection import Source
from tei.settings import Settings, at_hand, named_files, with_files

_CARRIED = "carried"  # the folder for copies of what settings name, in a folder for each key
_UNUSED = 24 * 3600.0  # seconds; it is used again for each document of a run


def far(paths: Iterable[Path], settings: Settings) -> bool:
    """Whether any of *paths*, or of the files that *settings* name, is the copy of what lies at an address."""
    return any(isinstance(shown(path), Address) for path in chain(named_files(settings), paths))


def by_address(item: Item) -> Item:
    """*item* with the address of its source in place of that of the copy."""
    return replace(item, source=replace(item.source, path=shown(item.source.path)))


@dataclass(frozen=True, slots=True)
class Carrier:
    """What is done with an :class:`Item` elsewhere: it is encoded and rendered, and what was made is sent back."""

    settings: Settings
    key: str

    @classmethod
    def of(cls, settings: Settings, key: str) -> Carrier:
        """What works by *settings*, with addresses in place of copies."""
        return cls(with_files(settings, lambda path, _: shown(path)), key)

    def __call__(self, item: Item) -> Worked:
        """What was made of *item*; raises :class:`tei.errors.TeiError` for what cannot be read from here."""
        try:
            return self._made(item)
        except InputError as error:  # with the worker's own network and credentials
            raise InputError(f"on a worker of the cluster, {error.message}", error.hint) from error

    def _made(self, item: Item) -> Worked:
        settings = _at_hand(self.settings, self.key)
        fingerprint.renew(settings, self.key)
        path = item.source.path
        if not isinstance(path, Address):
            return _worked(item, item.source, settings)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, path.name)
            with suppress(FileNotFoundError):  # that it cannot be read is told as of any source
                copy.write_bytes(store.read(path))
            return _worked(item, replace(item.source, path=copy), settings, path.parent)


def _worked(item: Item, source: Source, settings: Settings, folder: Address | None = None) -> Worked:
    """What was made of *source*, whose neighbours lie in *folder*, if that is elsewhere than the source."""

    def there(neighbour: Path) -> bool:
        return neighbour.exists() if folder is None else store.find(folder / neighbour.name) is not None

    digest = fingerprint.of_file(source.path)
    made = make(source, makings(settings), settings, absent=item.absent, with_records=True, there=there)
    return Worked(digest, made)


def _at_hand(settings: Settings, key: str) -> Settings:
    """*settings* with copies that are those of *key*: a process keeps the lists that it has read, by their paths."""
    if not any(isinstance(place(path), Address) for path in named_files(settings)):
        return settings
    folder = root() / _CARRIED / key
    try:
        os.utime(folder)  # so that whoever tidies up sees that it is in use
    except FileNotFoundError:
        _fetched.cache_clear()
    return _fetched(settings, folder)


@cache
def _fetched(settings: Settings, folder: Path) -> Settings:
    """*settings* with copies in *folder*, once the copies that have long not been used are gone from beside it."""

    def where(path: Path) -> Path:
        return folder / path.scheme / Path(*path.parts[1:]) if isinstance(path, Address) else path

    copies.prepared()
    folder.mkdir(parents=True, exist_ok=True)
    for other in folder.parent.iterdir():
        with suppress(FileNotFoundError):  # another process tidies up too
            if other.stat().st_mtime < time.time() - _UNUSED:
                copies.discard(other)
    return at_hand(settings, where)
