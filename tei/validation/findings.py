"""What libxml2 finds in a tree with a schema in XSD: each error once, at its element.

libxml2 takes the longer to tell of an error the more siblings its element has, so that nothing is left to it that is
known already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from tei.namespaces import XML_ID, local
from tei.validation.places import elements
from tei.validation.xsd import HAS_XSI, XSI, Schema

_ROUNDS = 100
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


class Finding(NamedTuple):
    """One error as libxml2 found it: at which element (by number, from 0), of what kind, and the names in it.

    ``kind`` is "root", "unexpected", "incomplete", "text", "attribute", "no attribute", "value" or "other"; or "more",
    if not all that is unexpected in the element was found.
    """

    number: int
    kind: str
    attribute: str = ""
    expected: tuple[str, ...] = ()
    message: str = ""


def findings(
    tree: etree._ElementTree,
    schema: Schema,
    only: Callable[[int], frozenset[str] | None],
    told: Iterable[int],
) -> Iterator[Finding]:
    """The errors in *tree*, each once; but nothing of the ``xml:id`` of the elements *told*, which others have.

    libxml2 stops at the first misplaced child of an element. So what is misplaced is taken out of a copy and
    checked by itself, and the rest is checked again, until nothing new is found, but not without end. What may
    stand in an element, by its number, says *only*; None if that is not certain. The others are all taken out at once.
    """
    if schema.root and tree.getroot().tag != schema.root:
        yield Finding(0, "root", expected=(schema.root,))
        return
    if schema.root and HAS_XSI(tree):
        yield from _of_xsi(tree)
    copy = deepcopy(tree)
    every = list(elements(copy))
    numbers = {element: number for number, element in enumerate(every)}
    _renamed(every, told)
    seen: set[tuple[int, str, str]] = set()
    queue = [copy.getroot()]
    while queue:
        part = queue.pop()
        for finding, element in _of_part(part, schema, numbers):
            key = (finding.number, finding.kind, finding.attribute)
            if finding.kind == "root" and element is not copy.getroot():
                children = list(element.iterchildren(etree.Element))
                queue += children
                _take_out(children)
            elif key not in seen:
                seen.add(key)
                yield finding
            if finding.kind == "unexpected":
                others = _strangers(element, numbers, only)
                yield from (Finding(numbers[other], "unexpected") for other in others)
                _take_out([element, *others])
                queue += [element, *others]


def _of_xsi(tree: etree._ElementTree) -> Iterator[Finding]:
    """The attributes of XSD itself, which any element may have for libxml2."""
    for number, element in enumerate(elements(tree)):
        for name in element.attrib:
            if str(name).startswith(f"{{{XSI}}}"):
                yield Finding(number, "attribute", str(name))


def _renamed(every: Sequence[etree._Element], told: Iterable[int]) -> None:
    """Give those of *every* element that are *told* an ``xml:id`` that no other has."""
    numbers = list(told)
    new = "_"
    while numbers and any(element.get(XML_ID, "").startswith(new) for element in every):
        new += "_"
    for number in numbers:
        every[number].set(XML_ID, f"{new}{number}")


def _strangers(
    element: etree._Element,
    numbers: dict[etree._Element, int],
    only: Callable[[int], frozenset[str] | None],
) -> list[etree._Element]:
    """What stands behind the misplaced *element* and may stand nowhere in its parent."""
    parent = element.getparent()
    known = None if parent is None else only(numbers[parent])
    if known is None:
        return []
    return [other for other in element.itersiblings(etree.Element) if other.tag not in known]


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
    at = _Steps(shell)
    misplaced = [_finding(e, 0) for e in schema.compiled.error_log if at(e.path).getparent() is shell]
    shell.remove(probe)
    return not any(finding.kind == "unexpected" for finding in misplaced)


def _of_part(
    part: etree._Element, schema: Schema, numbers: dict[etree._Element, int]
) -> Iterator[tuple[Finding, etree._Element]]:
    """The errors in the tree under *part*; the one who asks may take the element of each out of it."""
    tree = etree.ElementTree(part)
    broken: set[etree._Element] = set()
    again: dict[etree._Element, None] = {}
    for _ in range(_ROUNDS):
        if schema.compiled.validate(tree):
            return
        at = _Steps(part)
        found = [(entry, at(entry.path)) for entry in schema.compiled.error_log]
        again = {}
        for entry, element in found:
            finding = _finding(entry, numbers[element])
            owner = element.getparent() if finding.kind == "unexpected" else element
            if finding.kind == "incomplete" and element in broken:
                continue  # it only lacks what was taken out
            if finding.kind == "unexpected" and owner is not None:
                broken.add(owner)
                again[owner] = None
            yield finding, element
        if not again:
            return
    for owner in again:
        yield Finding(numbers[owner], "more"), owner


class _Steps:
    """Finds the elements under *root* that libxml2 means by paths, in which ``*`` is any name and numbers count from 1.

    The children of an element are gone through once for each name.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._alike: dict[tuple[etree._Element, str], list[etree._Element]] = {}

    def __call__(self, path: str | None) -> etree._Element:
        """The element at *path*."""
        node = self._root
        for name, number in _STEP.findall(path or "")[1:]:
            alike = self._alike.get((node, name))
            if alike is None:
                alike = self._alike[node, name] = list(_named(node, name))
            node = alike[int(number or 1) - 1]
        return node


def _named(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of *parent* that libxml2 calls *name*."""
    prefix, _, plain = name.rpartition(":")
    for child in parent.iterchildren(etree.Element):
        if (
            name == "*"
            or (prefix and child.prefix == prefix and local(child.tag) == plain)
            or child.tag == name
        ):
            yield child


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


def _take_out(children: Sequence[etree._Element]) -> None:
    """Take *children* of one element out of it, and leave the text behind each where it is."""
    parent = children[0].getparent() if children else None
    if parent is None:
        return
    out = set(children)
    stays: etree._Element | None = None
    texts = [parent.text or ""]
    for child in [*parent, None]:
        if child in out:
            texts.append(child.tail or "")
            child.tail = None
            parent.remove(child)
            continue
        if stays is None:
            parent.text = "".join(texts)
        else:
            stays.tail = "".join(texts)
        if child is not None:
            stays, texts = child, [child.tail or ""]
