"""The Edition: one document as it is written to a file, and the tree that its bytes are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from tei.namespaces import XML_ID, qname

_BODY = b"<body>"
_STARTS = re.compile(rb"<(\w+)")
_DIV = qname("div")  # the header has none


@dataclass(frozen=True, slots=True)
class Edition:
    """A TEI document: the bytes of its file, ``name``, the stem of the file, and ``root``, what the bytes say.

    The tree is read from the bytes, so that what is proved and validated on it is true of the file.
    """

    content: bytes
    name: str
    root: etree._Element = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", parse(self.content))

    @property
    def div(self) -> etree._Element:
        """The ``div`` of type ``document`` that holds the text."""
        found = next(self.root.iter(_DIV), None)
        if found is None:
            raise ValueError("the edition has no div")
        return found

    def elements(self) -> Counter[str]:
        """How often each element stands in the body, by its name; in what was written here each ``<`` is a tag's."""
        start = self.content.index(_BODY) + len(_BODY)
        counts = Counter(_STARTS.findall(self.content, start))
        return Counter({name.decode(): count for name, count in counts.items()})

    @property
    def id(self) -> str:
        """The ``xml:id`` of the document's ``div``."""
        return self.div.get(XML_ID, "")


def parse(content: bytes) -> etree._Element:
    """The root of the XML *content*, which the program has written itself."""
    return etree.fromstring(content, _parser())


@cache
def _parser() -> etree.XMLParser:
    """The parser of this process. A text may be longer than libxml2 lets a stranger's be."""
    return etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=True)
