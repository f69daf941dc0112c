"""Every namespace and qualified name that more than one module uses, once.

Source: TEI P5 Guidelines, chapter v (A Gentle Introduction to XML) and section 1.3.1 (att.global).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

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
