"""Documents as events: from bytes, with expat, which knows exact places; or from a tree of lxml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

from lxml import etree

from tei.relaxng.errors import Error
from tei.relaxng.walker import Walker

_PIECE = 1 << 16


def read_stream(source: bytes | BinaryIO, walker_of: Callable[[], Walker]) -> Iterator[Error]:
    """The faults of a document in bytes, as they are found; the document is not kept.

    Entities of other files are never read: one that is used is reported as a fault.
    """
    parser: Any = expat.ParserCreate(namespace_separator="}")
    walker = walker_of()
    errors = walker.errors
    walker.place = lambda: (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
    _connect(parser, walker)
    try:
        for piece in _pieces(source):
            parser.Parse(piece, False)
            if errors:
                yield from errors
                errors.clear()
        parser.Parse(b"", True)
        walker.finish()
    except expat.ExpatError as error:
        message = f"the document is not well-formed XML: {expat.ErrorString(error.code)}"
        errors.append(Error("syntax", message, error.lineno, error.offset + 1))
    yield from errors


def _connect(parser: Any, walker: Walker) -> None:
    parser.buffer_text = False
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.characters
    parser.StartDoctypeDeclHandler = lambda *_: _declarations(parser, walker)
    if walker.automaton.by_context:
        scopes: dict[str, list[str]] = {}

        def declare(prefix: str | None, uri: str | None) -> None:
            scopes.setdefault(prefix or "", []).append(uri or "")
            walker.context[prefix or ""] = uri or ""

        def forget(prefix: str | None) -> None:
            before = scopes[prefix or ""]
            before.pop()
            if before:
                walker.context[prefix or ""] = before[-1]
            else:
                walker.context.pop(prefix or "", None)

        parser.StartNamespaceDeclHandler = declare
        parser.EndNamespaceDeclHandler = forget


def _declarations(parser: Any, walker: Walker) -> None:
    """Listen to what a document type declares, of which unparsed entities and notations are values of types."""

    def skipped(name: str, parameter: bool) -> None:
        if not parameter:
            message = f"the entity “{name}” is declared in another file, which is not read"
            walker.errors.append(Error("syntax", message, *walker.place()))

    def unparsed(name: str, *_others: object) -> None:
        walker.context[f"&{name}"] = ""

    def notation(name: str, *_others: object) -> None:
        walker.context[f"!{name}"] = ""

    def external(context: str, _base: str | None, system: str | None, _public: str | None) -> int:
        message = f"the entity in “{system}” is in another file, which is not read"
        walker.errors.append(Error("syntax", message, *walker.place()))
        return 1

    parser.SkippedEntityHandler = skipped
    parser.UnparsedEntityDeclHandler = unparsed
    parser.NotationDeclHandler = notation
    parser.ExternalEntityRefHandler = external


def _pieces(source: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(source, bytes):
        for start in range(0, len(source), _PIECE):
            yield source[start : start + _PIECE]
    else:
        while piece := source.read(_PIECE):
            yield piece


def read_tree(
    source: etree._Element | etree._ElementTree, walker_of: Callable[[], Walker]
) -> Iterator[Error]:
    """The faults of a tree, with the lines that lxml knows and no columns."""
    walker = walker_of()
    errors = walker.errors
    line = 0
    walker.place = lambda: (line, 0)
    for event, node in etree.iterwalk(source, events=("start", "end", "comment", "pi")):
        line = node.sourceline or 0
        if event == "start":
            if walker.automaton.by_context:
                walker.context = {prefix or "": uri for prefix, uri in node.nsmap.items()}
            walker.start(_plain(node.tag), {_plain(name): value for name, value in node.items()})
            if node.text:
                walker.characters(node.text)
        else:
            if event == "end":
                walker.end()
            if walker.stack and node.tail:
                walker.characters(node.tail)
        if errors:
            yield from errors
            errors.clear()
    walker.finish()
    yield from errors


def _plain(name: Any) -> str:
    text = str(name)
    return text[1:] if text.startswith("{") else text
