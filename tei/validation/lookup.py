"""Where a schema that a file names is looked for: in catalogs, among those installed, on disk, on the network."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from tei.errors import SchemaError
from tei.validation.catalog import path_of, resolve


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where to look: in *catalogs* before those of ``XML_CATALOG_FILES``; on the network only to *fetch*."""

    catalogs: tuple[Path, ...] = ()
    fetch: bool = False


class Located(NamedTuple):
    """A schema that was found, how, and the address that it stands for, if that is another than its own."""

    path: Path
    origin: str
    address: str = ""


class Missing(NamedTuple):
    """Why a schema was not found, and what to do; it may be that it lies on the *network*."""

    reason: str
    hint: str
    network: bool = False


def locate(href: str, source: Path, lookup: Lookup) -> Located | Missing:
    """Where the schema lies that the file *source* names *href*.

    Raises :class:`tei.errors.SchemaError` if a catalog cannot be read or a schema that is asked for not be fetched.
    """
    from tei.validation import installed  # few files name a schema

    own = installed.catalog()
    catalogs = (
        *lookup.catalogs,
        *_of_environment(os.environ.get("XML_CATALOG_FILES", "")),
        *([own] if own else ()),
    )
    address = href if len(urlsplit(href).scheme) > 1 else urljoin(source.absolute().as_uri(), href)
    for name in dict.fromkeys((address, href)):
        found = resolve(catalogs, name)
        if found is not None:
            target, catalog = found
            origin = "installed for" if catalog == own else f"by the catalog {catalog.name} for"
            path = path_of(target)
            if path is not None and path.is_file():
                return Located(path, f"{origin} {href}", name)
            if path is not None:
                return Missing(
                    f"{href} stands for {path.name} in {catalog.name}, which is not there", "mend the catalog"
                )
            address = target
    path = path_of(address)
    if path is not None:
        if path.is_file():
            return Located(path, "named by the file")
        return Missing(f"{href} is not there", "give a copy of the schema with --schema")
    if urlsplit(address).scheme not in ("http", "https"):
        return Missing(f"{href} is no address of a schema", "give a copy of the schema with --schema")
    if lookup.fetch:
        return Located(installed.fetched(address), f"fetched from {address}", address)
    hint = f"give a copy of the schema with --schema, install one with: tei schema add {address} FILE, or use --fetch"
    return Missing(f"{href} lies on the network, and nothing is fetched from there", hint, True)


@dataclass(frozen=True, slots=True)
class Given:
    """A schema that is to be used: its file, the address that this stands for, and where its parts are looked for."""

    path: Path
    address: str = ""
    lookup: Lookup = field(default_factory=Lookup)


class Parts:
    """Finds the files that a schema is made of: those that it includes and imports, and what they do in turn.

    They lie where the schema says; a part on the network is looked for as :func:`locate` says. The copy of a part may
    lie by itself, so what it names beside it is looked for beside the original too.
    """

    def __init__(self, given: Given) -> None:
        self.given = given
        self._originals: dict[str, str] = {}
        self._learn(given.path, given.address)

    def __call__(self, address: str) -> Path:
        """The file for *address*; raises :class:`tei.errors.SchemaError` if there is none."""
        path = path_of(address)
        if path is not None and path.is_file():
            return path
        original = self._original(path) if path else address
        if not original:
            message = f"{self.given.path.name} is made of several files, and {path} is not there"
            raise SchemaError(message, "put it there, or correct the schema")
        found = locate(original, self.given.path, self.given.lookup)
        if isinstance(found, Missing):
            how = "name a copy of it in a catalog for --catalog, install one with: tei schema add"
            hint = f"{how} {original} FILE, or use --fetch" if found.network else found.hint
            raise SchemaError(
                f"{self.given.path.name} is made of several files, of which {found.reason}", hint
            )
        self._learn(found.path, found.address)
        return found.path

    def _learn(self, path: Path, address: str) -> None:
        if address:
            self._originals[urljoin(path.absolute().as_uri(), ".")] = urljoin(address, ".")

    def _original(self, path: Path) -> str:
        """The address that *path*, which is not there, would stand for; empty if it is beside no copy."""
        uri = path.absolute().as_uri()
        homes = [home for home in self._originals if uri.startswith(home)]
        home = max(homes, key=len, default="")
        return self._originals[home] + uri[len(home) :] if home else ""


@cache
def _of_environment(value: str) -> tuple[Path, ...]:
    """The catalogs that ``XML_CATALOG_FILES`` names, with spaces between them; those that are not there are skipped."""
    paths = (path_of(word) for word in value.split())
    return tuple(path for path in paths if path is not None and path.is_file())
