"""The package of a book (EPUB 3.3): what it holds, in which order, and how one finds one's way in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tei.exporters.epub.pages import text, xhtml
from tei.exporters.identity import identifier, published
from tei.exporters.images import TYPES
from tei.exporters.target import Options

CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">\n<rootfiles>\n'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>\n</rootfiles>\n</container>\n'
)
_FEATURES = ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")
_OF_PAGES = ("pageBreakMarkers", "pageNavigation")


@dataclass(slots=True)
class Entry:
    """A line of the table of contents: its words, its address, and the lines below it."""

    title: str
    address: str
    below: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """A book while it is made: its pages in reading order, its contents, its printed pages, its images."""

    title: str
    source: str = ""
    spine: list[str] = field(default_factory=list)
    contents: list[Entry] = field(default_factory=list)
    leaves: list[tuple[str, str]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    mathematical: set[str] = field(default_factory=set)
    body: str = ""


def package(book: Book, options: Options) -> bytes:
    """The package document."""
    metadata = options.metadata
    said = [
        f'<dc:identifier id="identifier">urn:uuid:{identifier(_address(book, options))}</dc:identifier>',
        f"<dc:title>{text(book.title)}</dc:title>",
        f"<dc:language>{text(metadata.language)}</dc:language>",
    ]
    for number, editor in enumerate(metadata.editors, 1):
        said.append(f'<dc:contributor id="editor-{number}">{text(editor)}</dc:contributor>')
        said.append(f'<meta refines="#editor-{number}" property="role" scheme="marc:relators">edt</meta>')
    said += [f"<dc:publisher>{text(metadata.publisher)}</dc:publisher>"] if metadata.publisher else []
    said += [f"<dc:date>{published(options)}</dc:date>"] if published(options) else []
    said += [f"<dc:rights>{text(metadata.licence)}</dc:rights>"] if metadata.licence else []
    if book.source:
        said.append(f"<dc:source>{text(book.source)}</dc:source>")
    if book.leaves:
        said.append(f'<meta property="pageBreakSource">{text(book.source)}</meta>')
    said.append(f'<meta property="dcterms:modified">{modified(options)}</meta>')
    said += _accessibility(book)
    files = "\n".join(_manifest(book))
    order = "\n".join(f'<itemref idref="{_id(path)}"/>' for path in book.spine)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="identifier" xml:lang="{text(metadata.language)}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{chr(10).join(said)}\n</metadata>\n'
        f"<manifest>\n{files}\n</manifest>\n<spine>\n{order}\n</spine>\n</package>\n"
    ).encode()


def _address(book: Book, options: Options) -> str:
    """What the identifier of *book* is made of: where the edition is on the web, or else its title."""
    return f"{options.url}/edition.epub" if options.url else f"tei-edition:{book.title}"


def modified(options: Options) -> str:
    """When the book was last changed, as the package says it, without asking a clock.

    ``SOURCE_DATE_EPOCH`` in the environment says it; or else the date of publication, at midnight UTC; or else the
    first moment that a ZIP file can hold.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{(published(options) or '1980')}-01-01"[:10] + "T00:00:00Z"


def _accessibility(book: Book) -> Iterable[str]:
    """What EPUB Accessibility 1.1 (section 2) wants a book to say of itself."""
    modes = ["textual", "visual"] if book.images else ["textual"]
    features = sorted(
        (*_FEATURES, *(_OF_PAGES if book.leaves else ()), *(["alternativeText"] if book.images else []))
    )
    summary = "Headings, lists, notes and links are marked up; notes link to their calls and back."
    if book.leaves:
        summary += " The pages of the printed source can be gone to."
    yield from (f'<meta property="schema:accessMode">{mode}</meta>' for mode in modes)
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    yield from (f'<meta property="schema:accessibilityFeature">{feature}</meta>' for feature in features)
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    yield f'<meta property="schema:accessibilitySummary">{summary}</meta>'


def _manifest(book: Book) -> Iterable[str]:
    """A line for each file of the book."""
    yield '<item id="style" href="style.css" media-type="text/css"/>'
    yield '<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>'
    for path in book.spine:
        properties = "nav" if path == "nav.xhtml" else "mathml" if path in book.mathematical else ""
        marked = f' properties="{properties}"' if properties else ""
        yield f'<item id="{_id(path)}" href="{text(path)}" media-type="application/xhtml+xml"{marked}/>'
    for path in book.images:
        kind = TYPES[f".{path.rpartition('.')[2]}"]
        yield f'<item id="{_id(path)}" href="{text(path)}" media-type="{kind}"/>'


def _id(path: str) -> str:
    return "f-" + path.replace("/", "-")


def navigation(book: Book, language: str) -> bytes:
    """The navigation document: the contents, the pages of the printed source, and where the main parts begin."""
    marks = (
        ("cover", "Cover", "cover.xhtml"),
        ("titlepage", "Title page", "title.xhtml"),
        ("toc", "Contents", "nav.xhtml"),
    )
    landmarks = [*marks, ("bodymatter", "Documents", book.body or "title.xhtml")]
    parts = [
        f'<nav epub:type="toc" role="doc-toc" id="toc">\n<h1>Contents</h1>\n{_ordered(book.contents)}\n</nav>'
    ]
    if book.leaves:
        leaves = "\n".join(f'<li><a href="{text(address)}">{text(n)}</a></li>' for n, address in book.leaves)
        opened = '<nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden">'
        parts.append(f"{opened}\n<h2>Pages of the printed source</h2>\n<ol>\n{leaves}\n</ol>\n</nav>")
    lines = "\n".join(
        f'<li><a epub:type="{kind}" href="{text(to)}">{words}</a></li>' for kind, words, to in landmarks
    )
    opened = '<nav epub:type="landmarks" id="landmarks" hidden="hidden" aria-label="Landmarks">'
    parts.append(f"{opened}\n<h2>Landmarks</h2>\n<ol>\n{lines}\n</ol>\n</nav>")
    return xhtml(language, "Contents", "\n".join(parts))


def _ordered(entries: Sequence[Entry]) -> str:
    items = []
    for entry in entries:
        below = _ordered(entry.below) if entry.below else ""
        items.append(f'<li><a href="{text(entry.address)}">{text(entry.title)}</a>{below}</li>')
    return f"<ol>{chr(10).join(items)}</ol>"
