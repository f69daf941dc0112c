"""One TEI document as TEI Publisher wants it; nothing of its text is changed."""

from __future__ import annotations

import re

from lxml import etree

from tei.exporters.publisher.registers import Registers
from tei.namespaces import TEI, XML_ID, local, qname

Element = etree._Element

_NAMES = ("persName", "placeName")


def project(root: Element, position: int, view: str, registers: Registers) -> bytes:
    """The file for the document in *root*, the one at *position* of the edition; *root* is changed.

    * One title, without a type: the index joins all that there are.
    * ``TEI/@n`` is the position, by which the list of documents is sorted.
    * A page break is the first thing in the text: what stands before the first is on no page.
    * Every ``div`` has an ``xml:id``, by which the parts of a document are cited.
    * A name has the name of the list in ``@key``, which the facets show.
    """
    _one_title(root)
    root.set("n", f"{position:06}")
    for text in root.iterchildren(qname("text")):
        _page_first(text)
    _identify(root)
    for name in root.iter(*map(qname, _NAMES)):
        if name.get("corresp") and not name.get("ref"):
            name.set("ref", name.attrib.pop("corresp"))
        known = registers.name(name.get("ref", ""))
        if known:
            name.set("key", known)
    instruction = f'<?teipublisher view="{view}"?>'
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False, with_tail=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{instruction}\n'.encode() + content + b"\n"


def _one_title(root: Element) -> None:
    statement = root.find(f"{qname('teiHeader')}/{qname('fileDesc')}/{qname('titleStmt')}")
    titles = [] if statement is None else statement.findall(qname("title"))
    if titles:
        kept = next((t for t in titles if t.get("type") in ("main", "complete")), titles[0])
        for attribute in ("type", "level"):
            kept.attrib.pop(attribute, None)
        for title in titles:
            if title is not kept and statement is not None:
                statement.remove(title)


def _page_first(text: Element) -> None:
    """Let *text* begin with a page break; one that is not in the source has the number before that of the first."""
    first = next(text.iter(qname("pb")), None)
    if first is not None and _begins_with(text, first):
        return
    place = text
    while place is not None and local(place.tag) in ("text", "front", "body", "group") and len(place):
        inside = next((c for c in place if isinstance(c.tag, str) and local(c.tag) in (_CONTAINERS)), None)
        if inside is None:
            break
        place = inside
    page = etree.Element(qname("pb"), nsmap={None: TEI})
    number = "" if first is None else first.get("n", "")
    if re.fullmatch(r"[1-9]\d*", number) and number != "1":
        page.set("n", str(int(number) - 1))
    page.tail, place.text = place.text, None
    place.insert(0, page)


_CONTAINERS = ("front", "body", "group", "text", "div", "titlePage")


def _begins_with(text: Element, page: Element) -> bool:
    """Whether no word of *text* stands before *page*."""
    for element in text.iter(etree.Element):
        if element is page:
            return True
        if (element.text or "").strip():
            return False
    return False


def _identify(root: Element) -> None:
    """Give each ``div`` in *root* that has none an ``xml:id``."""
    used = {element.get(XML_ID) for element in root.iter(etree.Element)}
    for number, div in enumerate(root.iter(qname("div")), 1):
        if not div.get(XML_ID):
            ident = f"div{number}"
            while ident in used:
                ident = f"{ident}x"
            used.add(ident)
            div.set(XML_ID, ident)
