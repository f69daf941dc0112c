"""Where a schema that a file names is looked for: in catalogs, among those installed, on disk, on the network."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from tei.validation.catalog import path_of, resolve


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where to look: in *catalogs* before those of ``XML_CATALOG_FILES``; on the network only to *fetch*."""

    catalogs: tuple[Path, ...] = ()
    fetch: bool = False


class Located(NamedTuple):
    """A schema that was found, and how."""

    path: Path
    origin: str


class Missing(NamedTuple):
    """Why a schema was not found, and what to do."""

    reason: str
    hint: str


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
                return Located(path, f"{origin} {href}")
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
        return Located(installed.fetched(address), f"fetched from {address}")
    hint = f"give a copy of the schema with --schema, install one with: tei schema add {address} FILE, or use --fetch"
    return Missing(f"{href} lies on the network, and nothing is fetched from there", hint)


@cache
def _of_environment(value: str) -> tuple[Path, ...]:
    """The catalogs that ``XML_CATALOG_FILES`` names, with spaces between them; those that are not there are skipped."""
    paths = (path_of(word) for word in value.split())
    return tuple(path for path in paths if path is not None and path.is_file())
