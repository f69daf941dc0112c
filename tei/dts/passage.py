"""Passages: the part of a document that a citable unit, or a range of them, stands for, as well-formed TEI."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tei.dts.citation import Tree, Unit
from tei.namespaces import TEI, qname

Element = etree._Element

DTS = "https://w3id.org/api/dts#"


def whole(root: Element) -> bytes:
    """The whole document."""
    return _bytes(root)


def passage(root: Element, tree: Tree, start: Unit, end: Unit) -> bytes:
    """The part of the document from the beginning of *start* to the end of *end*, within ``dts:wrapper``.

    A unit whose element is empty, such as a page break, reaches to the next of its kind. What a passage cuts through
    keeps its element, with what lies in the passage.
    """
    answer = etree.Element(qname("TEI"), nsmap={None: TEI})
    wrapper = etree.SubElement(answer, f"{{{DTS}}}wrapper", nsmap={"dts": DTS})
    if start is end and _holds(start.element):
        part = deepcopy(start.element)
        part.tail = None
        wrapper.append(part)
        return _bytes(answer)
    first, (last, inside) = start.element, _end(root, tree, end)
    around = _around(first, last)
    numbers = {element: number for number, element in enumerate(around.iter(etree.Element))}
    part = deepcopy(around)
    part.tail = None
    copies = list(part.iter(etree.Element))
    _cut_behind(copies[numbers[last]], part, inside=inside)
    _cut_before(copies[numbers[first]], part)
    wrapper.append(part)
    return _bytes(answer)


def _holds(element: Element) -> bool:
    """Whether *element* holds text or elements, and so is a unit itself and not only its beginning."""
    return len(element) > 0 or bool((element.text or "").strip())


def _end(root: Element, tree: Tree, unit: Unit) -> tuple[Element, bool]:
    """The element at which *unit* ends, and whether that is still inside of it."""
    if _holds(unit.element):
        return unit.element, True
    holder = tree.find(unit.parent)
    body = holder.element if holder else root.find(f".//{qname('text')}")
    body = root if body is None else body
    same = [other for other in tree.units if other.parent == unit.parent and other.kind == unit.kind]
    at = same.index(unit)
    if at + 1 < len(same):
        return same[at + 1].element, False
    return body, True


def _around(first: Element, last: Element) -> Element:
    """The innermost element around both."""
    outer = [first, *first.iterancestors()]
    return next(element for element in (last, *last.iterancestors()) if element in outer)


def _cut_before(first: Element, top: Element) -> None:
    """Remove what stands before *first* in *top*."""
    node = first
    while node is not top:
        parent = node.getparent()
        assert parent is not None
        parent.text = None
        for sibling in list(node.itersiblings(preceding=True)):
            parent.remove(sibling)
        node = parent


def _cut_behind(last: Element, top: Element, *, inside: bool) -> None:
    """Remove what stands behind *last* in *top*, and *last* too unless it is *inside* of the passage."""
    node = last
    while node is not top:
        parent = node.getparent()
        assert parent is not None
        for sibling in list(node.itersiblings()):
            parent.remove(sibling)
        node.tail = None
        if not inside:
            parent.remove(node)
            inside = True
        node = parent


def _bytes(root: Element) -> bytes:
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"
