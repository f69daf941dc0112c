"""OASIS XML catalogs: which file on this machine stands for an address.

Source: XML Catalogs 1.1 (OASIS, 2005), sections 6 and 7. Schemas are named by URI, so the entries for URIs come first;
those for system identifiers are taken too, because many catalogs have no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from tei.caches import kept
from tei.errors import SchemaError
from tei.namespaces import XML, local

_NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_EXACT = {"uri": "name", "system": "systemId"}
_REWRITES = {"rewriteURI": "uriStartString", "rewriteSystem": "systemIdStartString"}
_SUFFIXES = {"uriSuffix": "uriSuffix", "systemSuffix": "systemIdSuffix"}
_DELEGATES = {"delegateURI": "uriStartString", "delegateSystem": "systemIdStartString"}


class Entry(NamedTuple):
    """An entry of a catalog: its kind, what it is about, and the address it leads to."""

    kind: str
    about: str
    target: str


def resolve(catalogs: Iterable[Path], address: str) -> tuple[str, Path] | None:
    """The address that the first of *catalogs* which knows it has for *address*, and that catalog; None if none does.

    Raises :class:`SchemaError` if a catalog cannot be read.
    """
    for catalog in catalogs:
        target = _resolved(catalog, address, ())
        if target is not None:
            return target, catalog
    return None


def check(catalogs: Iterable[Path]) -> None:
    """Nothing, if each of *catalogs* can be read; raises :class:`SchemaError` if not."""
    for catalog in catalogs:
        _entries(catalog)


def path_of(address: str) -> Path | None:
    """The file that *address* is, if it is one: a path or a ``file:`` URI."""
    parts = urlsplit(address)
    if parts.scheme == "file" and parts.netloc in ("", "localhost"):
        path = unquote(parts.path)
        return Path(path[1:] if path[2:3] == ":" else path)  # /C:/… on Windows
    if len(parts.scheme) > 1:  # one letter is a drive of Windows
        return None
    return Path(unquote(address))


def _resolved(catalog: Path, address: str, seen: Sequence[Path]) -> str | None:
    """What *catalog*, and then those that it names, have for *address*."""
    if catalog in seen:
        return None
    entries = _entries(catalog)
    for entry in entries:
        if entry.kind in _EXACT and entry.about == address:
            return entry.target
    rewrites = [e for e in entries if e.kind in _REWRITES and address.startswith(e.about)]
    if rewrites:
        best = max(rewrites, key=lambda entry: len(entry.about))
        return best.target + address[len(best.about) :]
    suffixes = [e for e in entries if e.kind in _SUFFIXES and address.endswith(e.about)]
    if suffixes:
        return max(suffixes, key=lambda entry: len(entry.about)).target
    delegates = [e for e in entries if e.kind in _DELEGATES and address.startswith(e.about)]
    delegates.sort(key=lambda entry: -len(entry.about))
    for entry in delegates or [e for e in entries if e.kind == "nextCatalog"]:
        following = path_of(entry.target)
        if following is None:
            raise SchemaError(f"the catalog {catalog} names {entry.target}, which is not on this machine")
        target = _resolved(following, address, (*seen, catalog))
        if target is not None:
            return target
    return None


@kept
def _entries(catalog: Path) -> tuple[Entry, ...]:
    """The entries of the file *catalog*, read once a process."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(catalog.read_bytes(), parser)
    except OSError as error:
        raise SchemaError(f"the catalog {catalog} cannot be read", "check the path") from error
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"the catalog {catalog} is not well-formed XML: {error.msg}") from error
    if root.tag != f"{{{_NAMESPACE}}}catalog":
        raise SchemaError(
            f"{catalog} is not a catalog of XML", f'it begins with <catalog xmlns="{_NAMESPACE}">'
        )
    return tuple(_below(root, catalog.absolute().as_uri()))


def _below(element: etree._Element, base: str) -> Iterator[Entry]:
    base = urljoin(base, element.get(f"{{{XML}}}base", ""))
    for child in element.iterchildren(f"{{{_NAMESPACE}}}*"):
        kind = local(child.tag)
        here = urljoin(base, child.get(f"{{{XML}}}base", ""))
        if kind == "group":
            yield from _below(child, base)
        elif kind == "nextCatalog" or kind in _DELEGATES:
            about = child.get(_DELEGATES[kind], "") if kind in _DELEGATES else ""
            yield Entry(kind, about, urljoin(here, child.get("catalog", "")))
        elif kind in _REWRITES:
            yield Entry(kind, child.get(_REWRITES[kind], ""), urljoin(here, child.get("rewritePrefix", "")))
        elif kind in _EXACT or kind in _SUFFIXES:
            about = child.get({**_EXACT, **_SUFFIXES}[kind], "")
            yield Entry(kind, about, urljoin(here, child.get("uri", "")))
