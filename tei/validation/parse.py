"""Reading XML safely: no network, no DTD, no entities but the five of XML.

A fault in the file is a diagnostic, never an exception.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from tei.diagnostics import Diagnostic, Fix, Place, diagnostic
from tei.namespaces import XML, XML_ID, local, xpath
from tei.validation.decode import Fault, decode, position
from tei.validation.places import Places, elements

_ID_AS_WRITTEN = re.compile(rb'xml:id\s*=(?:"([^"&\s]+)")?')  # of one written in another way nothing
_IDS = etree.XPath("//@xml:id", namespaces={"xml": XML}, smart_strings=False)


class Loaded(NamedTuple):
    """A file that was read: its tree (None if it is not XML), its bytes as UTF-8 (if they are), and what is wrong."""

    file: str
    tree: etree._ElementTree | None
    content: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


def parse(source: Path | bytes, file: str = "") -> tuple[etree._ElementTree | None, list[Diagnostic]]:
    """The tree of an XML file and what is wrong with it; no tree (None) if it is not well-formed.

    *file* is the name that the diagnostics give, by default the path. Files that declare entities are
    refused, and a DTD is not read. Raises :class:`OSError` if the file cannot be read.
    """
    loaded = load(source, file)
    return loaded.tree, list(loaded.diagnostics)


def load(source: Path | bytes, file: str = "") -> Loaded:
    """As :func:`parse`, with the bytes that the places in the diagnostics count on."""
    if isinstance(source, Path):
        file, source = file or str(source), source.read_bytes()
    decoded = decode(source)
    if isinstance(decoded, Fault):
        return _refused(file, [decoded])
    content = source if decoded.plain else decoded.text.encode("utf-8")
    decoded = decoded._replace(text="")  # which may be large
    if b"<!DOCTYPE" in content:
        without = _without_doctype(content)
        if isinstance(without, Fault):
            return _refused(file, [without], content)
        content = without
    error: etree.XMLSyntaxError | None = None
    if not decoded.faults and not content.startswith(BOM_UTF8):  # which libxml2 would take for the mark again
        try:
            return of_tree(etree.ElementTree(etree.fromstring(content, _parser())), content, file)
        except etree.XMLSyntaxError as refused:
            error = refused
    from tei.validation.wellformed import faults

    found = faults(content.decode("utf-8"), error, decoded.unreadable)
    return _refused(file, [*decoded.faults, *found], content)


def of_tree(tree: etree._ElementTree, content: bytes, file: str) -> Loaded:
    """What was read of *file*: *tree* is what a parser made of the UTF-8 in *content*, and of nothing else."""
    return Loaded(file, tree, content, tuple(_duplicates(tree, content, file)))


def _parser() -> etree.XMLParser:
    """A parser for one file. The bytes are UTF-8 by now, whatever their declaration says.

    Identifiers are collected by hand, as libxml2 would refuse the whole file for one that is given twice.
    Without entities ``huge_tree`` lifts no guard that matters: what is read is never larger than the file.
    """
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        collect_ids=False,
        huge_tree=True,
    )


def _refused(file: str, faults: list[Fault], content: bytes = b"") -> Loaded:
    """What was read of a file that is not well-formed, with its *faults* in the order of their places."""
    told = []
    for fault in sorted(faults, key=lambda fault: (fault.line, fault.column)):
        place = Place(file, fault.line, fault.column)
        fixes = (Fix(*fault.fix),) if fault.fix else ()
        told.append(diagnostic("X001", fault.message, place, fault.hint, fixes=fixes))
    return Loaded(file, None, content, tuple(told))


def _without_doctype(content: bytes) -> bytes | Fault:
    """*content* with blanks for its document type declaration, or the fault that it declares an entity.

    Without a declaration an entity that only a DTD could explain is an error; with one its text would
    silently go missing.
    """
    ends: list[int] = []
    declared: list[Fault] = []
    parser = expat.ParserCreate("utf-8")

    def entity(name: str, *_: object) -> None:
        start = content.rfind(b"<!ENTITY", 0, parser.CurrentByteIndex + 1)
        line, column = position(content[:start].decode("utf-8"))
        message = f"the file declares the entity “{name}”, which is refused for safety"
        hint = f"write what &{name}; stands for in its place, and delete the declaration"
        declared.append(Fault(message, line, column, hint))
        raise _StopError

    parser.StartDoctypeDeclHandler = lambda *_: ends.append(parser.CurrentByteIndex)
    parser.EndDoctypeDeclHandler = lambda: ends.append(parser.CurrentByteIndex)
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = _stop
    with suppress(_StopError, expat.ExpatError):  # a fault in the XML is told when it is parsed
        parser.Parse(content, True)
    if declared:
        return declared[0]
    if len(ends) < 2:
        return content
    start = content.rfind(b"<!DOCTYPE", 0, ends[1])
    stop = content.index(b">", ends[1]) + 1
    return content[:start] + _blank(content[start:stop]) + content[stop:]


class _StopError(Exception):
    """The prolog has been read."""


def _stop(*_: object) -> None:
    raise _StopError


def _blank(part: bytes) -> bytes:
    return b"\n".join(b" " * len(line) for line in part.split(b"\n"))


def _surely_once(content: bytes) -> bool:
    """Whether the bytes alone show that each ``xml:id`` is given once: all are written plainly, and all differ."""
    values = _ID_AS_WRITTEN.findall(content)
    return b"" not in values and len(values) == len(set(values))


def _duplicates(tree: etree._ElementTree, content: bytes, file: str) -> list[Diagnostic]:
    """A diagnostic for every element whose ``xml:id`` an earlier one has."""
    if _surely_once(content):
        return []
    values = _IDS(tree)
    assert isinstance(values, list)
    if len(values) == len(set(values)):
        return []
    places = Places(content)
    first: dict[str, int] = {}
    found = []
    for number, element in enumerate(elements(tree)):
        value = element.get(XML_ID)
        if value is None:
            continue
        if value in first:
            before, _ = places.element(first[value])
            span = places.value(number, XML_ID)
            position = places.position(span[0]) if span else places.element(number)
            here = Place(file, *position, xpath(element))
            message = f"the xml:id “{value}” of <{local(element.tag)}> was given before, in line {before}"
            found.append(diagnostic("S006", message, here, "give each element an xml:id of its own"))
        else:
            first[value] = number
    return found
