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
    steps: list[str] = []
    node: _Element | None = element
    while node is not None:
        steps.append(_step(node))
        node = node.getparent()
    return "/" + "/".join(reversed(steps))


def _step(element: _Element) -> str:
    parent = element.getparent()
    name = local(element.tag)
    alike = [] if parent is None else [child for child in parent if local(child.tag) == name]
    return f"{name}[{alike.index(element) + 1}]" if len(alike) > 1 else name
