"""Schemas as they are written: a tree of nodes, the same for the XML and the compact syntax."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.parsers import expat

from tei.relaxng.errors import SchemaError
from tei.relaxng.names import split
from tei.relaxng.patterns import Where

RNG = "http://relaxng.org/ns/structure/1.0"
_ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
_XML_BASE = "http://www.w3.org/XML/1998/namespace}base"
_HOLDERS = {"name", "value", "param"}
_LONG = 600


@dataclass(slots=True, eq=False)
class Node:
    """An element of a schema; ``namespaces`` are those in scope, ``base`` is what references are relative to."""

    name: str
    attributes: dict[str, str]
    namespaces: dict[str, str]
    file: str
    line: int
    base: str
    children: list[Node] = field(default_factory=list)
    text: str = ""
    about: str = ""

    @property
    def where(self) -> Where:
        """The place of the node."""
        return Where(self.file, self.line)

    def wrong(self, message: str) -> SchemaError:
        """The error that says *message* of this node."""
        return SchemaError(message, self.file, self.line)


def read_xml(content: bytes, file: str, base: str) -> Node:
    """The tree of a schema in XML syntax; raises :class:`SchemaError` if it is not that."""
    reader = _Reader(file, base)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartNamespaceDeclHandler = reader.declare
    reader.parser = parser

    def elsewhere(*_names: object) -> int:
        line = parser.CurrentLineNumber
        raise SchemaError("the schema uses an entity of another file, which is not read", file, line)

    parser.ExternalEntityRefHandler = elsewhere
    parser.SkippedEntityHandler = elsewhere
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        raise SchemaError(f"the schema is not well-formed XML: {words}", file, error.lineno) from None
    return reader.root


class _Reader:
    """Builds nodes from the events of expat; what is foreign to RELAX NG is left out (section 4.1)."""

    root: Node
    parser: Any

    def __init__(self, file: str, base: str) -> None:
        self._file = file
        self._base = base
        self._open: list[Node] = []
        self._foreign = 0
        self._about: Node | None = None
        self._scope: dict[str, str] = {"xml": "http://www.w3.org/XML/1998/namespace"}
        self._scopes: list[dict[str, str]] = []

    def declare(self, prefix: str | None, uri: str | None) -> None:
        self._scope = {**self._scope, prefix or "": uri or ""}

    def start(self, tag: str, given: dict[str, str]) -> None:
        self._scopes.append(self._scope)
        uri, name = split(tag)
        if self._foreign or uri != RNG:
            self._skip(uri, name)
            return
        parent = self._open[-1] if self._open else None
        base = parent.base if parent else self._base
        if _XML_BASE in given:
            base = urljoin(base, given[_XML_BASE])
        own = {key: value for key, value in given.items() if "}" not in key}
        node = Node(name, own, self._scope, self._file, self.parser.CurrentLineNumber, base)
        for key in given:
            if key.startswith(RNG):
                raise node.wrong(f"the attribute “{split(key)[1]}” must not have a prefix")
        if parent is None:
            self.root = node
        else:
            if parent.name in _HOLDERS:
                raise node.wrong(f"<{parent.name}> holds text only, not <{name}>")
            parent.children.append(node)
        self._open.append(node)

    def _skip(self, uri: str, name: str) -> None:
        if not self._open:
            line = self.parser.CurrentLineNumber
            raise SchemaError(
                f"a schema in RELAX NG does not begin with <{name}> of “{uri}”", self._file, line
            )
        node = self._open[-1]
        if node.name in _HOLDERS:
            raise node.wrong(f"<{node.name}> holds text only, not <{name}>")
        if not self._foreign and uri == _ANNOTATIONS and name == "documentation" and not node.about:
            self._about = node
        self._foreign += 1

    def end(self, _tag: str) -> None:
        self._scopes.pop()
        self._scope = self._scopes[-1] if self._scopes else {"xml": "http://www.w3.org/XML/1998/namespace"}
        if self._foreign:
            self._foreign -= 1
            if not self._foreign and self._about:
                self._about.about = " ".join(self._about.about.split())
                self._about = None
        else:
            self._open.pop()

    def characters(self, text: str) -> None:
        if self._foreign:
            if self._about and len(self._about.about) < _LONG:
                self._about.about += text
            return
        node = self._open[-1]
        if node.name in _HOLDERS:
            node.text += text
        elif text.strip(" \t\r\n"):
            raise node.wrong(f"<{node.name}> must not hold text: “{text.strip()[:40]}”")


def read(path: Path) -> Node:
    """The tree of the schema in the file *path*, in either syntax."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SchemaError(f"the schema cannot be read: {error.strerror}", str(path)) from None
    base = path.absolute().as_uri()
    if path.suffix.lower() == ".rnc":
        from tei.relaxng.compact import read_compact

        return read_compact(content, str(path), base)
    return read_xml(content, str(path), base)


Find = Callable[[str], Path]


def on_this_machine(address: str) -> Path:
    """The file at *address*; raises :class:`SchemaError` if it is none."""
    parts = urlsplit(address)
    if parts.scheme != "file":
        raise SchemaError(f"“{address}” is not a file; schemas are not read from the network")
    return Path(unquote(parts.path))


def referred(node: Node, find: Find) -> Path:
    """The file that ``href`` of *node* names (section 4.5), as *find* finds it."""
    href = node.attributes["href"]
    target = urljoin(node.base, href)
    if "#" in href:
        raise node.wrong(f"a reference to a schema must not have a fragment: “{href}”")
    try:
        return find(target)
    except SchemaError as error:
        raise node.wrong(error.message) from None
