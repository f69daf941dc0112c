"""Reading XML safely: no network, no DTD, no entities but those of XML and characters that the file itself declares.

A fault in the file is a diagnostic, never an exception.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei.diagnostics import Diagnostic, Fix, Place, diagnostic, excerpted
from tei.namespaces import XML, XML_ID, Paths, local
from tei.validation.decode import Decoded, Fault, decode
from tei.validation.doctype import Doctype, doctype
from tei.validation.places import Places, elements

_ID_AS_WRITTEN = re.compile(rb'xml:id\s*=(?:"([^"&\s]+)")?')  # of one written in another way nothing
_IDS = etree.XPath("//@xml:id", namespaces={"xml": XML}, smart_strings=False)


class Loaded(NamedTuple):
    """A file that was read: its tree (None if it is not XML), its bytes as UTF-8 (if they are), and what is wrong.

    *path* is where it lies, if it lies anywhere.
    """

    file: str
    tree: etree._ElementTree | None
    content: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    path: Path | None = None


def parse(source: Path | bytes, file: str = "") -> tuple[etree._ElementTree | None, list[Diagnostic]]:
    """The tree of an XML file and what is wrong with it; no tree (None) if it is not well-formed.

    *file* is the name that the diagnostics give, by default the path. What a file may declare, and that no DTD is
    read, says :mod:`tei.validation.doctype`. Raises :class:`OSError` if the file cannot be read.
    """
    loaded = load(source, file)
    return loaded.tree, list(loaded.diagnostics)


def load(source: Path | bytes, file: str = "") -> Loaded:
    """As :func:`parse`, with the bytes that the places in the diagnostics count on."""
    if isinstance(source, Path):
        return load(source.read_bytes(), file or str(source))._replace(path=source)
    decoded = decode(source)
    if isinstance(decoded, Fault):
        return _refused(file, [decoded])
    content = source if decoded.plain else decoded.text.encode("utf-8")
    decoded = decoded._replace(text="")  # which may be large
    if b"<!DOCTYPE" not in content:
        return _parsed(file, decoded, Doctype(content))
    declared = doctype(content)
    loaded = _parsed(file, decoded, declared)
    told = [*(_diagnostic("X002", file, fault) for fault in declared.unread), *loaded.diagnostics]
    return loaded._replace(
        diagnostics=tuple(excerpted(told, file, content))
    )  # its lines as they are, not blanked


def _parsed(file: str, decoded: Decoded, declared: Doctype) -> Loaded:
    """What was read of *file*: how it was *decoded*, and with what document type *declared*."""
    content = declared.content
    error: etree.XMLSyntaxError | None = None
    marked_again = content.startswith(BOM_UTF8)  # which libxml2 would take for the first mark
    if not (decoded.faults or declared.faults or marked_again):
        try:
            tree = etree.ElementTree(etree.fromstring(content, _parser(entities=declared.used)))
            if declared.used:
                tree.docinfo.clear()
            return of_tree(tree, content, file)
        except etree.XMLSyntaxError as refused:
            error = refused
    from tei.validation.wellformed import faults

    broken = faults(content.decode("utf-8"), error, decoded.unreadable, declared.entities)
    return _refused(file, [*decoded.faults, *declared.faults, *broken], content)


def of_tree(tree: etree._ElementTree, content: bytes, file: str) -> Loaded:
    """What was read of *file*: *tree* is what a parser made of the UTF-8 in *content*, and of nothing else."""
    return Loaded(file, tree, content, tuple(_duplicates(tree, content, file)))


def _parser(*, entities: bool = False) -> etree.XMLParser:
    """A parser for one file, with *entities* of its own or none. The bytes are UTF-8 by now, whatever they say.

    Identifiers are collected by hand, as libxml2 would refuse the whole file for one that is given twice.
    As no entity is made of others, ``huge_tree`` lifts no guard that matters: what is read is not much larger than the
    file.
    """
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=entities,
        no_network=True,
        load_dtd=False,
        collect_ids=False,
        huge_tree=True,
    )


def _refused(file: str, faults: list[Fault], content: bytes = b"") -> Loaded:
    """What was read of a file that is not well-formed, with its *faults* in the order of their places."""
    told = [
        _diagnostic("X001", file, f) for f in sorted(faults, key=lambda fault: (fault.line, fault.column))
    ]
    return Loaded(file, None, content, tuple(told))


def _diagnostic(code: str, file: str, fault: Fault) -> Diagnostic:
    fixes = (Fix(*fault.fix),) if fault.fix else ()
    return diagnostic(code, fault.message, Place(file, fault.line, fault.column), fault.hint, fixes=fixes)


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
    places, path_to = Places(content), Paths()
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
            here = Place(file, *position, path_to(element))
            message = f"the xml:id “{value}” of <{local(element.tag)}> was given before, in line {before}"
            found.append(diagnostic("S006", message, here, "give each element an xml:id of its own"))
        else:
            first[value] = number
    return found
