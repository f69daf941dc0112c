"""Documents and blocks: what is empty, what lacks a heading, what is numbered in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.namespaces import XML_ID, local, qname
from tei.validation.rules.view import Element, Problem, View, integer, quoted, words

_HOLD_WORDS = (
    "p", "head", "note", "item", "salute", "signed", "dateline", "opener", "closer", "postscript", "ab", "l", "seg",
    "hi", "foreign", "emph", "q", "quote", "speaker", "stage", "persName", "placeName", "orgName", "title",
)  # fmt: skip
_NAMES = frozenset(("persName", "placeName", "orgName", "title"))
_NOT_WORDS = frozenset(
    qname(name)
    for name in ("lb", "pb", "cb", "gb", "anchor", "milestone", "index", "hi", "seg", "emph", "foreign")
)
_HEADER, _HEAD = qname("teiHeader"), qname("head")
_HEADING = re.compile(r"\s*\[?(\d+)\.\s")
_ID_NUMBER = re.compile(r"\D*?(\d+)")


def check(view: View) -> Iterator[Problem]:
    """B004 to B006, B009 and B010."""
    yield from _empty(view)
    without = [document for document in view.documents if next(document.iterchildren(_HEAD), None) is None]
    if len(without) * 2 < len(view.documents):
        for document in without:
            yield Problem(
                "B005", f"{_named(document)} has no heading", "encode its heading as <head>", document
            )
    for document in view.documents:
        yield from _heads(document)
        yield from _numbers(document)
    for table in view.of("table"):
        yield from _table(table)


def _empty(view: View) -> Iterator[Problem]:
    """B004: an element that is there to hold words, and holds nothing."""
    for name in _HOLD_WORDS:
        wordless = [e for e in view.named.get(name, ()) if not (text := e.text) or text.isspace()]
        for element in wordless:
            if not _is_empty(element):
                continue
            if name in _NAMES and element.keys():
                continue  # a name that only points is a name
            if next(element.iterancestors(_HEADER), None) is None:
                message = f"<{name}> is empty"
                yield Problem("B004", message, "fill it from the printed source, or delete it", element)


def _is_empty(element: Element) -> bool:
    if any(child.tag not in _NOT_WORDS for child in element.iterdescendants(etree.Element)):
        return False
    return not "".join(element.itertext()).strip()


def _heads(document: Element) -> Iterator[Problem]:
    heads = [child for child in document.iterchildren(_HEAD) if child.get("type") is None]
    for head in heads[1:]:
        hint = "one <head> is enough; a second line of it is an <lb/>, a heading further down begins a <div>"
        yield Problem(
            "B006", f"{_named(document)} has a second heading, {quoted(words(head), 40)}", hint, head
        )


def _named(document: Element) -> str:
    number = document.get("n") or document.get(XML_ID)
    return f"document {number}" if number else "a document"


def _numbers(document: Element) -> Iterator[Problem]:
    """B009: ``@n``, ``@xml:id`` and the heading of a document say different numbers."""
    number = integer(document.get("n"))
    if number is None:
        return
    head = next(document.iterchildren(_HEAD), None)
    said = _HEADING.match(head.text or "") if head is not None else None
    if said and int(said[1]) != number:
        message = f"document {number} has the number {said[1]} in its heading"
        yield Problem("B009", message, "compare both with the printed source", head, phrase=said[1])
        return
    ident = document.get(XML_ID, "")
    match = _ID_NUMBER.fullmatch(ident)
    if match and int(match[1]) != number:
        message = f"document {number} has the xml:id “{ident}”, which is that of another number"
        yield Problem("B009", message, "the two numbers should be the same", document, "n")


def _table(table: Element) -> Iterator[Problem]:
    """B010: ``@rows`` or ``@cols`` is not what the table has. Source: TEI P5, section 14.1.1."""
    rows = list(table.iterchildren(qname("row")))
    stated = integer(table.get("rows"))
    if stated is not None and stated != len(rows):
        message = f"@rows of the table says {stated}, but it has {len(rows)}"
        yield Problem(
            "B010", message, f'write rows="{len(rows)}", or find the row that is missing', table, "rows"
        )
    stated = integer(table.get("cols"))
    if stated is not None and rows and not any(cell.get("rows") for row in rows for cell in row):
        widest = max(
            sum(integer(cell.get("cols")) or 1 for cell in row if local(cell.tag) == "cell") for row in rows
        )
        if widest != stated:
            message = f"@cols of the table says {stated}, but its widest row has {widest}"
            yield Problem(
                "B010", message, f'write cols="{widest}", or find the cell that is missing', table, "cols"
            )
