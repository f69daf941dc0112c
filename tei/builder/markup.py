"""Markup: elements, words and values as XML writes them.

The builder writes a document as text, in one pass. What is escaped is what libxml2 escapes, so
that a file which any tool of its kind reads and writes stays the same. Source: XML 1.0, sections 2.4 and 3.3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from tei.namespaces import XML_ID, XML_LANG

_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_VALUE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_PREFIXED = {XML_ID: "xml:id", XML_LANG: "xml:lang"}
_NONE: Mapping[str, str] = {}


def is_special(words: str) -> bool:
    """Whether :func:`text` changes *words*."""
    return "&" in words or "<" in words or ">" in words or "\r" in words


def text(words: str) -> str:
    """*words* as the text of an element."""
    return words.translate(_IN_TEXT) if is_special(words) else words


@lru_cache(maxsize=4096)
def _attribute(name: str, value: str) -> str:
    """The attribute *name* with its *value*, and a space before it; remembered, as most come again."""
    return f' {_PREFIXED.get(name, name)}="{value.translate(_IN_VALUE)}"'


def tag(name: str, attributes: Mapping[str, str]) -> str:
    """The element *name* with its *attributes*, as in its start tag without the angle brackets."""
    for key, value in attributes.items():
        name += _attribute(key, value)
    return name


def leaf(name: str, words: str | None = None, attributes: Mapping[str, str] = _NONE) -> str:
    """An element that holds *words* and nothing else, or, without any, nothing."""
    start = tag(name, attributes)
    return f"<{start}/>" if words is None else f"<{start}>{text(words)}</{name}>"


def nest(name: str, lines: Iterable[str], attributes: Mapping[str, str] = _NONE) -> list[str]:
    """The lines of an element that holds the elements on *lines*, each deeper by two spaces."""
    return [f"<{tag(name, attributes)}>", *[f"  {line}" for line in lines], f"</{name}>"]
