"""The edition as the interface sees it: a collection of resources, one for each file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.dts.citation import CitationError, Tree, shapes, trees
from tei.errors import InputError
from tei.namespaces import qname
from tei.validation.parse import parse

ROOT, EDITION = (
    "collections",
    "edition",
)  # the identifiers of the outermost collection, and of the one within it


@dataclass(frozen=True, slots=True)
class Resource:
    """A TEI file: its identifier, its title, language and kinds of citation trees, and where it is."""

    id: str
    title: str
    language: str
    trees: tuple[Tree, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Text:
    """A TEI file that was read, with its citation trees."""

    root: etree._Element
    trees: tuple[Tree, ...]

    def tree(self, name: str) -> Tree | None:
        """The tree *name*; the default one if it is empty."""
        return next((tree for tree in self.trees if tree.name == name), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: its title and its resources by their identifiers."""

    title: str
    resources: dict[str, Resource]


def edition(title: str, resources: Iterable[Resource]) -> Edition:
    """The edition of *resources*, in their order."""
    return Edition(title or "Edition", {resource.id: resource for resource in resources})


def resource(path: Path, root: etree._Element) -> Resource:
    """What is said of the file *path*: by its ``titleStmt``, or else by its first heading or its name."""
    for where in (f".//{qname('titleStmt')}/{qname('title')}", f".//{qname('text')}//{qname('head')}"):
        found = root.find(where)
        title = " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""
        if title:
            break
    else:
        title = path.stem
    text = root.find(f".//{qname('text')}")
    tags = (
        element.get("{http://www.w3.org/XML/1998/namespace}lang")
        for element in (text, root)
        if element is not None
    )
    return Resource(path.stem, title, next(filter(None, tags), ""), tuple(shapes(root)), path)


def text(path: Path) -> Text:
    """The file *path*, read; the last few stay in memory, until they change.

    Raises :class:`InputError` if it cannot be read; citation trees that cannot be used count as none.
    """
    try:
        status = path.stat()
        return _text(path, status.st_mtime_ns, status.st_size)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error


@lru_cache(maxsize=32)
def _text(path: Path, time: int, size: int) -> Text:
    """The file *path* as it is at that *time*, of that *size*."""
    tree, problems = parse(path)
    if tree is None:
        raise InputError(str(problems[0]))
    root = tree.getroot()
    try:
        return Text(root, tuple(trees(root)))
    except CitationError:
        return Text(root, ())
