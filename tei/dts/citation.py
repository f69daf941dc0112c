"""Citation trees: by which units a document is cited, as its ``refsDecl/citeStructure`` says (Guidelines 17.2.5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

import elementpath
from elementpath.xpath2 import XPath2Parser
from lxml import etree

from tei.namespaces import TEI, XML_LANG, qname
from tei.records import phrase

Element = etree._Element

_TITLES = frozenset(
    {"title", "http://purl.org/dc/terms/title", "http://purl.org/dc/elements/1.1/title", "dc:title"}
)
_NAMESPACES = {"": TEI, "tei": TEI}


class CitationError(ValueError):
    """A ``citeStructure`` that cannot be used."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A citable unit: its identifier, where it stands in the tree, and the element that it is or begins at."""

    identifier: str
    kind: str
    level: int
    parent: str
    title: str
    language: str
    element: Element


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of unit, such as page, and the kinds within it."""

    name: str
    inner: tuple[Kind, ...] = ()

    @property
    def depth(self) -> int:
        """How many levels there are, from this one down."""
        return 1 + max((kind.depth for kind in self.inner), default=0)


@dataclass(frozen=True, slots=True)
class Tree:
    """A citation tree: its name (empty for the default one), its kinds, its units, what was left out."""

    name: str
    kinds: tuple[Kind, ...]
    units: tuple[Unit, ...] = ()
    left_out: tuple[tuple[Element, str], ...] = ()

    @property
    def depth(self) -> int:
        """How many levels the tree has."""
        return max((kind.depth for kind in self.kinds), default=0)

    def find(self, identifier: str) -> Unit | None:
        """The unit *identifier*, if there is one."""
        return next((unit for unit in self.units if unit.identifier == identifier), None)


def shapes(root: Element) -> list[Tree]:
    """The citation trees of a TEI file without their units, the default one first; none if it has none."""
    return [_shape(declared, at) for at, declared in enumerate(_declarations(root))]


def trees(root: Element) -> list[Tree]:
    """The citation trees of a TEI file, the default one first; none if it does not say how to cite it.

    Raises :class:`CitationError` if what it says cannot be used.
    """
    declarations = _declarations(root)
    if not declarations:
        return []
    document = elementpath.get_node_tree(cast(Any, root.getroottree()), namespaces=_NAMESPACES)
    return [_tree(declared, document, at, root) for at, declared in enumerate(declarations)]


def _declarations(root: Element) -> list[Element]:
    found = [each for each in root.iter(qname("refsDecl")) if each.find(qname("citeStructure")) is not None]
    return sorted(found, key=lambda each: each.get("default") != "true")


def _shape(declared: Element, at: int) -> Tree:
    name = "" if at == 0 else declared.get("n") or f"tree{at + 1}"
    return Tree(name, tuple(map(_kind, declared.findall(qname("citeStructure")))))


def _tree(declared: Element, document: Any, at: int, root: Element) -> Tree:
    structures = declared.findall(qname("citeStructure"))
    left_out: list[tuple[Element, str]] = []
    taken: set[str] = set()
    order = {element: number for number, element in enumerate(root.iter(etree.Element))}
    units: list[Unit] = []
    for structure in structures:
        units += _units(structure, document, None, left_out, taken)
    units = _sorted(units, order)
    return replace(_shape(declared, at), units=tuple(units), left_out=tuple(left_out))


def _sorted(units: list[Unit], order: dict[Element, int]) -> list[Unit]:
    """*units*, each followed by those within it, and beside each other in document order (XPath 3.1)."""
    within: dict[str, list[Unit]] = {}
    for unit in units:
        within.setdefault(unit.parent, []).append(unit)

    def walk(parent: str) -> Iterator[Unit]:
        for unit in sorted(within.get(parent, ()), key=lambda unit: order.get(unit.element, 0)):
            yield unit
            yield from walk(unit.identifier)

    return list(walk(""))


def _kind(structure: Element) -> Kind:
    inner = structure.findall(qname("citeStructure"))
    return Kind(structure.get("unit", "unit"), tuple(map(_kind, inner)))


def _units(
    structure: Element, around: Any, parent: Unit | None, left_out: list[tuple[Element, str]], taken: set[str]
) -> Iterator[Unit]:
    """The units that *structure* finds in the node *around*, each followed by those within it."""
    match, use = structure.get("match", ""), structure.get("use", "")
    if parent is None and not match.startswith("/"):
        raise CitationError(f'the outermost citeStructure has match="{match}", which must begin with /')
    for node in _select(match, around):
        element = getattr(node, "value", None)
        if not isinstance(element, etree._Element):
            raise CitationError(f'match="{match}" finds something that is no element')
        own = _text(use, node)
        identifier = f"{parent.identifier}{structure.get('delim', '')}{own}" if parent else own
        if not own or identifier in taken:
            left_out.append((element, identifier if own else ""))
            continue
        taken.add(identifier)
        titles = (
            data for data in structure.findall(qname("citeData")) if data.get("property", "") in _TITLES
        )
        title = next((_text(data.get("use", ""), node) for data in titles), "")
        kind = structure.get("unit", "unit")
        level = parent.level + 1 if parent else 1
        language = next(
            (a.get(XML_LANG, "") for a in (element, *element.iterancestors()) if a.get(XML_LANG)), "und"
        )
        unit = Unit(identifier, kind, level, parent.identifier if parent else "", title, language, element)
        yield unit
        for inner in structure.findall(qname("citeStructure")):
            yield from _units(inner, node, unit, left_out, taken)


@cache
def _compiled(path: str) -> Any:
    try:
        return XPath2Parser(namespaces={"tei": TEI}, default_namespace=TEI).parse(path)
    except elementpath.ElementPathError as error:
        raise CitationError(f"“{path}” is not an XPath expression: {error}") from error


def _select(path: str, node: Any) -> list[Any]:
    """The nodes that *path* finds from *node*."""
    expression = _compiled(path)
    root = node
    while root.parent is not None:
        root = root.parent
    try:
        return list(expression.select(elementpath.XPathContext(root, item=node)))
    except elementpath.ElementPathError as error:
        raise CitationError(f"“{path}” cannot be evaluated: {error}") from error


def _text(path: str, node: Any) -> str:
    """The text of the first thing that *path* finds from *node*, without the notes in it; empty if nothing."""
    if not path:
        return ""
    for found in _select(path, node):
        value = getattr(found, "value", found)
        if isinstance(value, etree._Element):
            return phrase(value)
        return " ".join(str(value).split())
    return ""
