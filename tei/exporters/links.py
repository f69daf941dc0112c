"""Links: the references and names of a page, made to lead to the other pages of the edition that is exported.

A target is written ``page:ADDRESS``; ``transforms/common/addresses.xsl`` makes a link of it, whatever it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from lxml import etree

from tei.exporters.catalogue import Catalogue, Page
from tei.exporters.naming import KINDS
from tei.namespaces import XML_ID, local, qname
from tei.records import pointed

Element = etree._Element


class Addresses(Protocol):
    """Where an export puts things, as seen from the page that is being made."""

    def page(self, page: Page, ident: str) -> str:
        """The address of what has the id *ident* on *page*; of its beginning, if *ident* is empty."""

    def entity(self, kind: str, slug: str) -> str:
        """The address of a person or place; empty if the export has none."""


def link(root: Element, catalogue: Catalogue, page: Page, addresses: Addresses) -> None:
    """Give the references and names in *root*, the tree of *page*, the addresses of what they mean.

    The persons and places that the header lists leave it: an export lists them for the whole edition.
    """
    header = root.find(qname("teiHeader"))
    for listed in [] if header is None else list(header.iter(qname("particDesc"), qname("settingDesc"))):
        parent = listed.getparent()
        if parent is not None:
            parent.remove(listed)
    _as_document(root)
    own = {ident for e in root.iter(etree.Element) if (ident := e.get(XML_ID))}
    for element in list(_linkable(root)):
        if local(element.tag) in KINDS:
            _name(element, catalogue, page, addresses)
        elif address := _address(element.get("target", ""), own, catalogue, page, addresses):
            element.set("target", f"page:{address}")


def _as_document(root: Element) -> None:
    """Let a section with a heading that is alone on its page be shown as documents are: its heading heads the page."""
    div = root.find(f"{qname('text')}/{qname('body')}/{qname('div')}")
    if (
        div is not None
        and div.find(qname("head")) is not None
        and not any(inner.get("type") == "document" for inner in root.iter(qname("div")))
    ):
        div.set("type", "document")


def _linkable(root: Element) -> Iterator[Element]:
    """The references and names of *root* that can be links: a link holds no other, and no note."""
    tags = tuple(map(qname, ("ref", "ptr", "note", *KINDS)))
    for element in root.iter(tags[0], tags[1], *tags[3:]):
        if next(element.iterancestors(tags[0], *tags[3:]), None) is not None:
            continue
        if next(element.iterdescendants(tags[2]), None) is None:
            yield element


def _name(element: Element, catalogue: Catalogue, page: Page, addresses: Addresses) -> None:
    kind = KINDS[local(element.tag)]
    slug = catalogue.slug(kind, page.volume, pointed(element), "".join(element.itertext()))
    address = addresses.entity(kind, slug) if slug else ""
    if address and next(element.iterdescendants(qname("ref"), qname("ptr")), None) is None:
        element.set("ref", f"page:{address}")


def _address(target: str, own: set[str], catalogue: Catalogue, page: Page, addresses: Addresses) -> str:
    """Where *target* of a reference leads if it is on another page of the edition; empty otherwise."""
    file, mark, ident = target.partition("#")
    if not mark or " " in target or (not file and ident in own):
        return ""
    volume = catalogue.volume(file) if file else page.volume
    number, inside = catalogue.holder(volume, ident) if volume >= 0 else (-1, False)
    if number < 0 or number == page.number:
        return ""
    other = catalogue.page(number)
    return addresses.page(other, ident if inside and ident != other.id else "")
