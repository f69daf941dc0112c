"""A book: the edition as EPUB 3.3, with notes that open beside the text, and the pages of the printed source.

Written for EPUB 3.3 and EPUB Accessibility 1.1 (W3C Recommendations). A document is a file of its own, with its notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, relpath

from lxml import etree

from tei import transform
from tei.diagnostics import Diagnostic
from tei.errors import ExportError
from tei.exporters.archive import pack
from tei.exporters.catalogue import Catalogue, Page, numbered
from tei.exporters.cataloguing import fill
from tei.exporters.corpus import Corpus
from tei.exporters.epub.package import CONTAINER, Book, Entry, navigation, package
from tei.exporters.epub.pages import EPUB, cover, cover_page, part_page, persons_page, title_page
from tei.exporters.images import carry
from tei.exporters.links import link
from tei.exporters.naming import mark
from tei.exporters.parts import ROOTS, parts
from tei.exporters.target import Options
from tei.files import write
from tei.namespaces import local
from tei.resources import resource

_TYPE = f"{{{EPUB}}}type"
_MATHEMATICS = "{http://www.w3.org/1998/Math/MathML}math"


@dataclass(frozen=True, slots=True)
class _Here:
    """The addresses of the book as seen from the page at *path*; only persons have a list."""

    catalogue: Catalogue
    path: str

    def page(self, page: Page, ident: str) -> str:
        """The address of what has the id *ident* on *page*."""
        address = relpath(place(self.catalogue, page), dirname(self.path))
        return f"{address}#{ident}" if ident else address

    def entity(self, kind: str, slug: str) -> str:
        """The address of a person in the list of persons; empty for a place."""
        return f"{relpath('persons.xhtml', dirname(self.path))}#{slug}" if kind == "person" else ""


def make(corpus: Corpus, draft: Path, options: Options) -> Iterator[Diagnostic]:
    """Write the book to the file *draft*; yield what the documents lack."""
    folder = draft.parent / "book"
    inside = folder / "EPUB"
    with Catalogue() as catalogue:
        yield from fill(catalogue, corpus)
        if not catalogue.pages:
            return
        metadata = options.metadata
        title = metadata.title or (catalogue.volumes[0].title if len(catalogue.volumes) == 1 else "Edition")
        book = Book(title, options.get("source"))
        book.spine += ["cover.xhtml", "title.xhtml", "nav.xhtml"]
        yield from _documents(corpus, catalogue, book, inside, metadata.language)
        _persons(catalogue, book, inside, metadata.language)
        count = sum(n for _, n in catalogue.count("1"))
        write(inside / "title.xhtml", title_page(metadata, title, f"{count:,} document{'s' * (count != 1)}"))
    book.images = sorted(path.relative_to(inside).as_posix() for path in (inside / "images").glob("*"))
    if book.leaves and not book.source:
        book.source = f"The printed source of {title}"
    write(inside / "cover.svg", cover(metadata, title))
    write(inside / "cover.xhtml", cover_page(metadata.language, title))
    write(inside / "style.css", resource("transforms", "epub/style.css").read_bytes() + _more(options))
    write(inside / "nav.xhtml", navigation(book, metadata.language))
    write(inside / "package.opf", package(book, options))
    write(folder / "META-INF" / "container.xml", CONTAINER.encode())
    write(folder / "mimetype", b"application/epub+zip")
    pack(folder, draft, first="mimetype")


def _more(options: Options) -> bytes:
    """The stylesheet of the edition's own, if it names one."""
    css = options.get("css")
    try:
        return b"\n" + Path(css).read_bytes() if css else b""
    except OSError as error:
        raise ExportError(f"the stylesheet {css} cannot be read: {error.strerror}") from error


def place(catalogue: Catalogue, page: Page) -> str:
    """The path of *page* in the book; the file names of an edition of several volumes tell which one it is."""
    volume = "" if len(catalogue.volumes) == 1 else f"{catalogue.volumes[page.volume].name}/"
    return f"text/{volume}{page.name}.xhtml"


def _documents(
    corpus: Corpus, catalogue: Catalogue, book: Book, inside: Path, language: str
) -> Iterator[Diagnostic]:
    """Write the page of each document; enter it, and the volume and chapters it stands in, in *book*."""
    current = 0
    open_: list[Entry] = []
    for source in corpus:
        if local(source.root.tag) not in ROOTS:
            continue
        heard: list[str] = []
        for part in parts(source.root):
            page = catalogue.page(current)
            path = place(catalogue, page)
            open_ = _chapters(catalogue, page, book, open_, inside, language)
            mark(part.root)
            yield from carry(
                part.root, source.path, inside / "images", relpath("images", dirname(path)) + "/"
            )
            link(part.root, catalogue, page, _Here(catalogue, path))
            params = {"linked": " ", "stylesheet": relpath("style.css", dirname(path))}
            content = transform.render(
                part.root,
                "html",
                xslt=resource("transforms", "epub.xsl"),
                params=params,
                on_message=heard.append,
            )
            write(inside / path, content)
            book.spine.append(path)
            entry = Entry(numbered(page), path)
            (open_[-1].below if open_ else book.contents).append(entry)
            if _introduces(page):
                open_.append(entry)
            if page.document and not book.body:
                book.body = path
            _enter(book, path, content)
            current += 1
        yield from transform.diagnostics(heard, str(source.path))[0]


def _chapters(
    catalogue: Catalogue, page: Page, book: Book, open_: list[Entry], inside: Path, language: str
) -> list[Entry]:
    """The entries of the volume and chapters that *page* stands in, the innermost last; new ones open with a page.

    *open_* are those of the page before. A chapter whose introduction *page* is opens with that.
    """
    titles = page.chapter.split("\n") if page.chapter else []
    if len(catalogue.volumes) > 1:
        titles.insert(0, catalogue.volumes[page.volume].title)
    if _introduces(page):
        titles.pop()
    kept = 0
    for entry, title in zip(open_, titles, strict=False):
        if entry.title != title:
            break
        kept += 1
    found = open_[:kept]
    for title in titles[kept:]:
        path = f"text/part-{len(book.spine)}.xhtml"
        write(inside / path, part_page(language, title, "../style.css"))
        book.spine.append(path)
        entry = Entry(title, path)
        (found[-1].below if found else book.contents).append(entry)
        found.append(entry)
    return found


def _introduces(page: Page) -> bool:
    """Whether *page* is what a chapter begins with, before its documents: it bears the heading of the chapter."""
    return not page.document and page.chapter.rpartition("\n")[2] == page.title


def _enter(book: Book, path: str, content: bytes) -> None:
    """Enter what the page at *path* holds of printed pages and formulas in *book*."""
    for element in etree.fromstring(content).iter(etree.Element):
        if element.get(_TYPE) == "pagebreak" and element.get("id"):
            n = element.get("aria-label", "").removeprefix("Page ").strip()
            book.leaves.append((n, f"{path}#{element.get('id')}"))
        elif element.tag == _MATHEMATICS:
            book.mathematical.add(path)


def _persons(catalogue: Catalogue, book: Book, inside: Path, language: str) -> None:
    """Write the list of persons, if there are any, as the last page of *book*."""
    entities = catalogue.entities("person")
    if not entities:
        return
    address = {page.number: place(catalogue, page) for page in catalogue.select()}
    write(inside / "persons.xhtml", persons_page(language, catalogue, entities, address))
    book.spine.append("persons.xhtml")
    book.contents.append(Entry("Persons", "persons.xhtml"))
