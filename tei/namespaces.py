"""Every namespace and qualified name that more than one module uses, once.

Source: TEI P5 Guidelines, chapter v (A Gentle Introduction to XML) and section 1.3.1 (att.global).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
SCH = "http://purl.oclc.org/dsdl/schematron"

XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"


def qname(local: str) -> str:
    """The TEI element name *local* in the ``{namespace}name`` form of lxml."""
    return f"{{{TEI}}}{local}"


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


local: Callable[[object], str] = lru_cache(maxsize=4096)(_local)
"""The name of a tag without its namespace; empty for a comment or processing instruction."""


def xpath(element: _Element) -> str:
    """The path to *element* for people: names without namespace, numbered where there are several."""
    path, node, parent = "", element, element.getparent()
    while parent is not None:
        name = local(node.tag)
        alike = list(parent.iterchildren(f"{{*}}{name}"))
        path = f"/{name}[{alike.index(node) + 1}]{path}" if len(alike) > 1 else f"/{name}{path}"
        node, parent = parent, parent.getparent()
    return f"/{local(node.tag)}{path}"


class Paths:
    """The paths to many elements of one tree, as :func:`xpath` has them, for which each child is counted once."""

    def __init__(self) -> None:
        self._paths: dict[_Element, str] = {}
        self._steps: dict[_Element, dict[_Element, str]] = {}  # of each parent, those to its children

    def __call__(self, element: _Element) -> str:
        """The path to *element*."""
        new: list[_Element] = []
        node: _Element | None = element
        while node is not None and node not in self._paths:
            new.append(node)
            node = node.getparent()
        for node in reversed(new):
            parent = node.getparent()
            if parent is None:
                self._paths[node] = f"/{local(node.tag)}"
                continue
            if parent not in self._steps:
                self._steps[parent] = _steps(parent)
            self._paths[node] = f"{self._paths[parent]}/{self._steps[parent][node]}"
        return self._paths[element]


def _steps(parent: _Element) -> dict[_Element, str]:
    """The step from *parent* to each of its children."""
    alike: dict[str, list[_Element]] = {}
    for child in parent:
        alike.setdefault(local(child.tag), []).append(child)
    return {
        child: f"{name}[{number}]" if len(children) > 1 else name
        for name, children in alike.items()
        for number, child in enumerate(children, 1)
    }
