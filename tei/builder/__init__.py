"""The builder: text and annotations in, one TEI tree out."""

from __future__ import annotations

from lxml import etree

from tei.authority import Authority
from tei.builder.body import BodyBuilder
from tei.builder.header import header
from tei.document import Document
from tei.edition import Edition
from tei.metadata import Metadata
from tei.namespaces import TEI, XML_LANG, qname


def build(document: Document, authority: Authority, metadata: Metadata) -> Edition:
    """The edition that the annotations of *document* ask for.

    Raises :class:`ValueError` if no annotator gave the document its ``div``.
    """
    div = next(document.of("div"), None)
    if div is None:
        raise ValueError("the document has no annotation for its div")
    root = etree.Element(qname("TEI"), {XML_LANG: metadata.language}, nsmap={None: TEI})
    body = BodyBuilder(document).build(dict(div.attributes))
    root.append(header(document, body, authority, metadata))
    text = etree.SubElement(root, qname("text"))
    etree.SubElement(text, qname("body")).append(body)
    _on_lines_of_their_own(root, text, text[0])
    return Edition(root, document.name)


def _on_lines_of_their_own(*elements: etree._Element) -> None:
    """Line breaks around the children of *elements*, which hold no words."""
    for element in elements:
        element.text = "\n"
        for child in element:
            child.tail = "\n"
