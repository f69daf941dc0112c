"""The pages of a book that are made for it, and not of a document: cover, title, parts, persons."""

from __future__ import annotations

from html import escape
from textwrap import wrap

from tei.exporters.catalogue import Catalogue, Entity
from tei.metadata import Metadata

EPUB = "http://www.idpf.org/2007/ops"
_LINE = 20  # characters of a title in a line of the cover


def text(words: str) -> str:
    """*words* as they stand in XHTML, in text or in an attribute."""
    return escape(words, quote=True)


def xhtml(language: str, title: str, body: str, *, style: str = "style.css", kind: str = "") -> bytes:
    """A page of the book called *title*; *body* is XHTML, *kind* what EPUB calls such a page."""
    marked = f' epub:type="{kind}"' if kind else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="{EPUB}" lang="{text(language)}" '
        f'xml:lang="{text(language)}">\n<head>\n<title>{text(title)}</title>\n'
        f'<link rel="stylesheet" type="text/css" href="{style}"/>\n</head>\n<body{marked}>\n{body}\n</body>\n</html>\n'
    ).encode()


def cover(metadata: Metadata, title: str) -> bytes:
    """The cover as a drawing (SVG): the title of the edition and who is behind it, in type."""
    size = 96 if len(title) < 60 else 72 if len(title) < 120 else 56
    lines = wrap(title, round(_LINE * 96 / size)) or [title]
    top = 620 - len(lines) * size * 0.6
    drawn = "".join(
        f'<text x="110" y="{top + number * size * 1.25:.0f}" font-size="{size}">{text(line)}</text>'
        for number, line in enumerate(lines)
    )
    editors = wrap(", ".join(metadata.editors), 44)
    below = "".join(
        f'<text x="110" y="{1230 + number * 52}" font-size="40">{text(line)}</text>'
        for number, line in enumerate(editors)
    )
    publisher = "".join(
        f'<text x="110" y="{1460 + number * 42}" font-size="34">{text(line)}</text>'
        for number, line in enumerate(wrap(metadata.publisher, 52)[:2])
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1600" '
        f'viewBox="0 0 1200 1600">\n<title>{text(title)}</title>\n<rect width="1200" height="1600" fill="#f6f1e7"/>\n'
        '<rect x="110" y="150" width="150" height="10" fill="#8a2f1d"/>\n'
        f'<g font-family="Palatino, Georgia, serif" fill="#211f1c">{drawn}{below}{publisher}</g>\n</svg>\n'
    ).encode()


def cover_page(language: str, title: str) -> bytes:
    """The page that shows the cover."""
    image = f'<img src="cover.svg" alt="Cover: {text(title)}" role="doc-cover"/>'
    return xhtml(language, title, f'<section class="cover" epub:type="cover">{image}</section>')


def title_page(metadata: Metadata, title: str, extent: str) -> bytes:
    """The title page."""
    edited = f"Edited by {', '.join(metadata.editors)}" if metadata.editors else ""
    place = ": ".join(filter(None, (metadata.place, metadata.publisher)))
    lines = [metadata.series, edited, metadata.edition, ", ".join(filter(None, (place, metadata.date)))]
    lines += [metadata.licence, extent]
    said = "\n".join(f"<p>{text(line)}</p>" for line in lines if line)
    body = f'<section class="titlepage" epub:type="titlepage">\n<h1>{text(title)}</h1>\n{said}\n</section>'
    return xhtml(metadata.language, title, body)


def part_page(language: str, title: str, style: str) -> bytes:
    """The page that opens a volume or a chapter; *style* is the address of the stylesheet."""
    opened = f'<section class="part" role="doc-part" epub:type="part" aria-label="{text(title)}">'
    return xhtml(language, title, f"{opened}\n<h1>{text(title)}</h1>\n</section>", style=style)


def persons_page(
    language: str, catalogue: Catalogue, entities: list[Entity], address: dict[int, str]
) -> bytes:
    """The list of persons: what is known of each, and the documents that name them; *address* is that of each page."""
    items = []
    for entity in entities:
        said = f", {text(entity.description)}" if entity.description else ""
        pages = dict.fromkeys(mention.page for mention in catalogue.mentions(entity))
        links = ", ".join(
            f'<a href="{text(address[number])}">{text(page.n or page.title)}</a>'
            for number in pages
            if (page := catalogue.page(number))
        )
        named = f"<b>{text(entity.name)}</b>{said}. <small>Named in: {links}</small>"
        items.append(f'<li id="{text(entity.slug)}">{named}</li>')
    opened = '<section class="persons" epub:type="index" role="doc-index" aria-labelledby="persons">'
    listed = "\n".join(items)
    body = f'{opened}\n<h1 id="persons">Persons</h1>\n<ul>\n{listed}\n</ul>\n</section>'
    return xhtml(language, "Persons", body)
