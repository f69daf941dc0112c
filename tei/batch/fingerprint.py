"""Fingerprints: whether anything has changed that what is made of a document depends on."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tei import caches
from tei.editionfile import EditionFile
from tei.resources import resource
from tei.settings import SCHEMAS, Settings

_LENGTH = 16  # hexadecimal digits; enough that no two settings of an edition share one


def of_bytes(data: bytes) -> str:
    """The SHA-256 of *data*, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path | str) -> str:
    """The SHA-256 of the file at *path*; empty if there is none that can be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return ""
    try:
        digest = hashlib.sha256()
        while piece := os.read(handle, 1 << 20):
            digest.update(piece)
        return digest.hexdigest()
    except OSError:
        return ""
    finally:
        os.close(handle)


def differing(folder: Path, outputs: Mapping[str, str]) -> dict[str, str]:
    """Those of *outputs* in *folder* that are not as they were made, each with the hash it has now.

    One that is not there, or in which there is nothing, is nobody's work.
    """
    found = {path: of_file(os.path.join(folder, path)) for path in outputs}  # noqa: PTH118
    changed = {path: digest for path, digest in found.items() if digest not in ("", outputs[path])}
    return {path: digest for path, digest in changed.items() if not holds_nothing(folder / path)}


def holds_nothing(path: Path) -> bool:
    """Whether the file at *path* is empty, or holds zeros only, as a loss of power leaves it."""
    with path.open("rb") as handle:
        return not handle.read(4096).strip(b"\0")


def of_edition(edition: EditionFile) -> str:
    """What stands for all that a document's encoding and renditions depend on besides its own text.

    That is the program with its schema and stylesheets, the convention, the lists, the metadata, the schemas and
    stylesheets of the edition's own with the files beside them, their parameters, and the versions of the libraries
    that they may need.
    """
    own = bool(edition.schemas) or any(r.xslt for r in edition.renditions)
    libraries = [*(["xmlschema", "elementpath"] if edition.schemas else []), *(["saxonche"] if own else [])]
    parts = {
        "program": program(),
        "convention": list(_convention(edition.convention)),
        "lists": [of_file(path) if path else "" for path in (edition.persons, edition.places, edition.terms)],
        "metadata": asdict(edition.metadata),
        "schemas": [[path.name, _folder(path.parent, SCHEMAS)] for path in edition.schemas],
        "renditions": [
            [r.name, r.xslt.name if r.xslt else "", _folder(r.xslt.parent) if r.xslt else "", r.parameters]
            for r in edition.renditions
        ],
        "layout": edition.layout,
        "libraries": [_installed(name) for name in libraries],
    }
    return of_bytes(json.dumps(parts, sort_keys=True).encode())[:_LENGTH]


_read: dict[str, str] = {}  # what this process has read: the hash of each file, or of its folder


def renew(settings: Settings, key: str = "") -> None:
    """Have this process read anew the conventions, lists, schemas and stylesheets that it keeps, if they have changed.

    Only what *settings* name is looked at. *key* stands for all of that, if it is known: as long as it is the same,
    nothing is looked at again.
    """
    if key and _read.get("") == key:
        return
    found = {settings.convention: ",".join(_convention(settings.convention))}
    found |= {
        str(path): of_file(path) for path in (settings.persons, settings.places, settings.terms) if path
    }
    found |= {str(path): _folder(path.parent, SCHEMAS) for path in settings.schemas}
    found |= {str(r.xslt): _folder(r.xslt.parent) for r in settings.renditions if r.xslt}
    if any(_read.get(name) != digest for name, digest in found.items()):
        caches.forget()
    _read.update(found, **{"": key})


@cache
def program() -> str:
    """The hash of the program's own files, its schema and stylesheets, and the version of its XML library."""
    package = Path(__file__).parent.parent
    folders = (package, resource("schema", "edition.xsd").parent, resource("transforms", "html.xsl").parent)
    return of_bytes(json.dumps([[_folder(folder) for folder in folders], _installed("lxml")]).encode())


def _installed(name: str) -> list[str]:
    """The name of the folder in which the installer keeps what it knows of the library *name*, its version among it."""
    found = find_spec(name)
    if not found or not found.origin:
        return []
    place = Path(found.origin).parent
    home = place.parent if found.submodule_search_locations is not None else place
    return sorted(path.name for path in home.glob(f"{name}-*.*-info"))


def _folder(folder: Path, suffixes: Iterable[str] = ()) -> str:
    """The hash of the files in *folder* and below it, those with one of *suffixes* if there are any."""
    wanted = tuple(suffixes)
    digest = hashlib.sha256()
    for path in _files(folder):
        if path.suffix != ".pyc" and (not wanted or path.suffix in wanted):
            digest.update(f"{path.relative_to(folder).as_posix()}\n{of_file(path)}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for directory, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[:1] not in "._")
        yield from (Path(directory) / name for name in sorted(names))


def _convention(name: str) -> Iterator[str]:
    """The hash of a convention's file and of those that it is based on; its name if it comes with the program."""
    seen: set[Path] = set()
    while name.endswith(".toml") and Path(name) not in seen:
        path = Path(name)
        seen.add(path)
        yield of_file(path)
        name = ""
        with suppress(OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            base = str(tomllib.loads(path.read_text("utf-8")).get("base", ""))
            name = str(path.parent / base) if base.endswith(".toml") else base
    yield name
