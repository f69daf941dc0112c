"""The schema, compiled once a process, and the bare errors that libxml2 finds with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import etree

from tei.caches import kept
from tei.errors import SchemaError
from tei.namespaces import local, qname
from tei.resources import resource
from tei.validation.catalog import path_of
from tei.validation.lookup import Given, Parts
from tei.validation.places import elements

XSI = "http://www.w3.org/2001/XMLSchema-instance"

_ROUNDS = 100
_LOCATIONS = etree.XPath(
    "*[self::x:include or self::x:import or self::x:redefine or self::x:override]/@schemaLocation",
    namespaces={"x": "http://www.w3.org/2001/XMLSchema"},
    smart_strings=False,
)
_NOTHING = '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>'
_XSI_AS_WRITTEN = XSI.encode()
_HAS_XSI = etree.XPath("boolean(//@xsi:*)", namespaces={"xsi": XSI})
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (.*) \)")
_STEP = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")
_ATTRIBUTE = re.compile(r"attribute '([^']+)'", re.IGNORECASE)

_KINDS = {
    "SCHEMAV_CVC_ELT_1": "root",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": "text",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "text",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "no attribute",
}


class Schema(NamedTuple):
    """A compiled schema, and the only element that may be the root (empty: any that is declared)."""

    given: Given
    compiled: etree.XMLSchema
    root: str = ""

    @property
    def path(self) -> Path:
        """The file of the schema."""
        return self.given.path

    def accepts(self, tree: etree._ElementTree, content: bytes | None = None) -> bool:
        """Whether *tree* keeps to the schema; *content* is the UTF-8 that it was read from, if that is at hand.

        XSD lets any declared element be the root and any element have the attributes of XSD itself, such as
        ``xsi:schemaLocation``. TEI does neither, and so neither does a schema with a ``root``.
        """
        if self.root and (tree.getroot().tag != self.root or (_may_have_xsi(content) and _HAS_XSI(tree))):
            return False
        return self.compiled.validate(tree)


def _may_have_xsi(content: bytes | None) -> bool:
    """Whether the namespace of XSD's own attributes may be declared in *content*; sooner seen there than in the tree.

    It stands in a declaration as it is, or written with references to its characters.
    """
    if content is None or _XSI_AS_WRITTEN in content:
        return True
    return b"&" in content and b"&#" in content  # one character is found many times sooner than two


class Finding(NamedTuple):
    """One error as libxml2 found it: at which element (by number, from 0), of what kind, and the names in it.

    ``kind`` is "root", "unexpected", "incomplete", "text", "attribute", "no attribute", "value" or "other".
    """

    number: int
    kind: str
    attribute: str = ""
    expected: tuple[str, ...] = ()
    message: str = ""


class _Parts(etree.Resolver):
    """Finds the parts of a schema for libxml2, which would pass over one in silence that it does not find."""

    def __init__(self, given: Given) -> None:
        self.find = Parts(given)
        self.error: SchemaError | None = None

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """The file for an address; an empty schema for one that has none, of which the *error* tells."""
        if system_url == str(self.find.given.path):
            return None
        try:
            return self.resolve_filename(str(self.find(system_url or "")), context)
        except SchemaError as error:
            self.error = self.error or error
            return self.resolve_string(_NOTHING, context)


def locations(given: Given) -> dict[str, str]:
    """Where the parts of the XSD *given* lie that are not where it says, by the addresses in it, as xmlschema asks.

    Raises :class:`SchemaError` if a part cannot be found.
    """
    find, found, todo, seen = Parts(given), dict[str, str](), [given.path], set[Path]()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        for address in map(str, _LOCATIONS(_parsed(path, etree.XMLParser(no_network=True)).getroot())):
            part = find(urljoin(path.absolute().as_uri(), address))
            if part != path_of(urljoin(path.absolute().as_uri(), address)):
                found[address] = part.absolute().as_uri()
            todo.append(part)
    return found


def _parsed(file: Path, parser: etree.XMLParser) -> etree._ElementTree:
    try:
        return etree.parse(file, parser)
    except OSError as error:
        raise SchemaError(f"the schema {file} cannot be read", "check the path") from error
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"the schema {file} is not well-formed XML: {error.msg}") from error


@kept
def load_schema(schema: Path | Given | None = None) -> Schema:
    """The *schema* in XSD, compiled; by default the edition's own.

    Raises :class:`SchemaError` if its file or a part of it cannot be read, or if it is no XSD.
    """
    given = schema if isinstance(schema, Given) else Given(schema or resource("schema", "edition.xsd"))
    file, parts = given.path, _Parts(given)
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(parts)
    try:
        try:
            compiled = etree.XMLSchema(_parsed(file, parser))
        finally:
            if parts.error:
                raise parts.error
    except etree.XMLSchemaParseError as error:
        raise SchemaError(f"{file} cannot be used as a schema: {error}", "give an XSD 1.0 file") from error
    return Schema(given, compiled, "" if schema else qname("TEI"))


def findings(tree: etree._ElementTree, schema: Schema) -> Iterator[Finding]:
    """The errors in *tree*, each once.

    libxml2 stops at the first misplaced child of an element. So what is misplaced is taken out of a copy and
    checked by itself, and the rest is checked again, until nothing new is found.
    """
    if schema.root and tree.getroot().tag != schema.root:
        yield Finding(0, "root", expected=(schema.root,))
        return
    if schema.root and _HAS_XSI(tree):
        for number, element in enumerate(elements(tree)):
            for name in element.attrib:
                if str(name).startswith(f"{{{XSI}}}"):
                    yield Finding(number, "attribute", str(name))
    copy = deepcopy(tree)
    numbers = {element: number for number, element in enumerate(elements(copy))}
    seen: set[tuple[int, str, str]] = set()
    queue = [copy.getroot()]
    while queue:
        part = queue.pop()
        for finding, element in _of_part(part, schema, numbers):
            key = (finding.number, finding.kind, finding.attribute)
            if finding.kind == "root" and element is not copy.getroot():
                children = list(element.iterchildren(etree.Element))
                queue += children
                for child in children:
                    _detach(child)
            elif key not in seen:
                seen.add(key)
                yield finding
            if finding.kind == "unexpected":
                _detach(element)
                queue.append(element)


def possible(element: etree._Element, names: Iterable[str], schema: Schema) -> list[str]:
    """Those of *names* that could stand where *element* stands, given what stands before it."""
    parent = element.getparent()
    if parent is None:
        return []
    shell = etree.Element(parent.tag)
    for child in element.itersiblings(etree.Element, preceding=True):
        shell.insert(0, etree.Element(child.tag))
    return [name for name in names if _continues(shell, name, schema)]


def _continues(shell: etree._Element, name: str, schema: Schema) -> bool:
    probe = etree.SubElement(shell, name)
    schema.compiled.validate(etree.ElementTree(shell))
    misplaced = [_finding(e, 0) for e in schema.compiled.error_log if _at(shell, e.path).getparent() is shell]
    shell.remove(probe)
    return not any(finding.kind == "unexpected" for finding in misplaced)


def _of_part(
    part: etree._Element, schema: Schema, numbers: dict[etree._Element, int]
) -> Iterator[tuple[Finding, etree._Element]]:
    """The errors in the tree under *part*; the one who asks may take the element of each out of it."""
    tree = etree.ElementTree(part)
    broken: set[etree._Element] = set()
    for _ in range(_ROUNDS):
        if schema.compiled.validate(tree):
            return
        found = [(entry, _at(part, entry.path)) for entry in schema.compiled.error_log]
        again = False
        for entry, element in found:
            finding = _finding(entry, numbers[element])
            owner = element.getparent() if finding.kind == "unexpected" else element
            if finding.kind == "incomplete" and element in broken:
                continue  # it only lacks what was taken out
            if finding.kind == "unexpected" and owner is not None:
                broken.add(owner)
                again = True
            yield finding, element
        if not again:
            return


def _at(root: etree._Element, path: str | None) -> etree._Element:
    """The element that libxml2 means by *path*, in which ``*`` is any name and numbers count from 1."""
    node = root
    for name, number in _STEP.findall(path or "")[1:]:
        prefix, _, plain = name.rpartition(":")
        alike = [
            child
            for child in node.iterchildren(etree.Element)
            if name == "*"
            or (prefix and child.prefix == prefix and local(child.tag) == plain)
            or child.tag == name
        ]
        node = alike[int(number or 1) - 1]
    return node


def _finding(entry: etree._LogEntry, number: int) -> Finding:
    message, kind = entry.message, _KINDS.get(entry.type_name, "other")
    names = _EXPECTED.search(message)
    expected = tuple(names[1].split(", ")) if names else ()
    attribute = _ATTRIBUTE.search(message)
    if entry.type_name == "SCHEMAV_ELEMENT_CONTENT":
        kind = "incomplete" if "Missing child" in message else "unexpected"
    elif kind == "other" and ("_VALID" in entry.type_name or "SIMPLE_TYPE" in entry.type_name):
        kind = "value"
    return Finding(number, kind, attribute[1] if attribute else "", expected, message)


def _detach(element: etree._Element) -> None:
    """Take *element* out of its parent and leave the text behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail, element.getprevious()
    element.tail = None
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
