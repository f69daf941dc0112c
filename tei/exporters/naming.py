"""Naming: what the pages, files and marks of an export are called, and how a title is told."""

from __future__ import annotations

import os
import re
import unicodedata

from lxml import etree

from tei.namespaces import XML_ID, local, qname

Element = etree._Element

KINDS = {"persName": "person", "placeName": "place"}
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_INSIDE = re.compile(r"(?<=[(\[]) +| +(?=[)\],;])")
_NO_CHARACTER = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def mark(root: Element) -> None:
    """Give each name and page break in the text of *root* that has no ``xml:id`` one, so that it can be linked to."""
    text = root.find(qname("text"))
    taken = {ident.casefold() for e in root.iter(etree.Element) if (ident := e.get(XML_ID))}
    names = 0
    for element in () if text is None else text.iter(*map(qname, (*KINDS, "pb"))):
        if element.get(XML_ID):
            continue
        if local(element.tag) == "pb":
            element.set(XML_ID, unique(f"page-{safe(element.get('n', '')) or 'break'}", taken))
        else:
            names += 1
            element.set(XML_ID, unique(f"name-{names}", taken))


def safe(name: str) -> str:
    """*name* as part of an address: letters without accents, digits, ``.``, ``_`` and ``-``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-.")


def unique(name: str, taken: set[str]) -> str:
    """*name*, with a number behind it if it is one of those *taken* but for capitals; it is then taken too."""
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found.casefold())
    return found


def tidy(words: str) -> str:
    """*words* without the spaces that layout of the TEI file leaves inside brackets and before commas."""
    return _INSIDE.sub("", words)


def legible(name: str) -> str:
    """*name* of a file or folder, as a title: what is no character in it is shown as one that was lost."""
    return _NO_CHARACTER.sub("\ufffd", os.fsencode(name).decode("utf-8", "replace"))
