"""The builder: text and annotations in, one TEI document out."""

from __future__ import annotations

from collections.abc import Iterator

from tei.authority import Authority
from tei.builder.body import BodyBuilder
from tei.builder.header import header
from tei.builder.markup import tag
from tei.document import Annotation, Document
from tei.edition import Edition
from tei.metadata import Metadata
from tei.namespaces import TEI, XML_LANG

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def build(document: Document, authority: Authority, metadata: Metadata) -> Edition:
    """The edition that the annotations of *document* ask for.

    The header is written from what the body says. Raises :class:`ValueError` if no annotator gave the document its
    ``div``.
    """
    whole = next(document.of("div"), None)
    if whole is None:
        raise ValueError("the document has no annotation for its div")
    body = BodyBuilder(document).build(whole.attributes)
    lines = [
        _DECLARATION,
        f"<{tag('TEI', {'xmlns': TEI, XML_LANG: metadata.language})}>",
        *header(document, body.told, authority, metadata),
        "<text>",
        "<body>",
        body.xml,
        "</body>",
        "</text>",
        "</TEI>",
        "",
    ]
    return Edition("\n".join(lines).encode(), document.name)


def in_order(document: Document) -> Iterator[Annotation]:
    """The annotations of *document* that become elements in its ``div``, in the order of these elements."""
    return BodyBuilder(document).in_order()
