"""The pages of documents: the HTML rendition of each, with the way to the others, its persons and its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tei import transform
from tei.diagnostics import Diagnostic
from tei.exporters.catalogue import Catalogue, Page, numbered
from tei.exporters.corpus import Corpus, Source
from tei.exporters.images import carry
from tei.exporters.links import link
from tei.exporters.naming import mark
from tei.exporters.parts import ROOTS, Part, parts
from tei.exporters.site.lists import date_words
from tei.exporters.site.places import FOLDERS, Around, folder, place, to
from tei.exporters.site.shell import Site, anchor, footer, head, header, text, up
from tei.files import write
from tei.namespaces import local
from tei.resources import resource


@dataclass(frozen=True, slots=True)
class _Made:
    """A page while it is made: what it is of, where it lies, where its TEI and its text lie, and its neighbours."""

    page: Page
    path: str
    tei: str
    words: str
    previous: Page | None
    next: Page | None


def write_documents(corpus: Corpus, catalogue: Catalogue, site: Site, draft: Path) -> Iterator[Diagnostic]:
    """Write the page of each document of *corpus* with its text and its TEI; yield what was found on the way."""
    current = 0
    for source in corpus:
        if local(source.root.tag) not in ROOTS:
            continue
        tei = _copy(source, catalogue.page(current), catalogue, draft)
        heard: list[str] = []
        for part in parts(source.root):
            here = catalogue.page(current)
            path = place(catalogue, here)
            words = path.removesuffix(".html") + ".txt"
            write(draft / words, transform.render(part.root, "text"))
            mark(part.root)
            yield from carry(part.root, source.path, draft / "images", up(path) + "images/")
            link(part.root, catalogue, here, Around(catalogue, path))
            made = _Made(here, path, tei, words, *_neighbours(catalogue, here))
            write(draft / path, _document(part, catalogue, site, made, heard))
            current += 1
        yield from transform.diagnostics(heard, str(source.path))[0]


def _copy(source: Source, page_: Page, catalogue: Catalogue, draft: Path) -> str:
    """The path in the site of a copy of the file of *source*, whose first page is *page_*."""
    volume = catalogue.volumes[page_.volume]
    stem = volume.name if volume.file else page_.name
    path = f"{folder(catalogue, page_.volume)}{stem}.xml"
    write(draft / path, source.path.read_bytes())
    return path


def trail(catalogue: Catalogue, page_: Page) -> tuple[tuple[str, str], ...]:
    """The pages above *page_*: its volume, if the edition has several, and its chapter."""
    found = [("documents/index.html", "Contents")]
    if len(catalogue.volumes) > 1:
        found.append((f"{folder(catalogue, page_.volume)}index.html", catalogue.volumes[page_.volume].title))
    return tuple(found)


def _neighbours(catalogue: Catalogue, page: Page) -> tuple[Page | None, Page | None]:
    """The pages before and after *page* in its volume."""
    around = (
        catalogue.page(n) if 0 <= n < catalogue.pages else None for n in (page.number - 1, page.number + 1)
    )
    before, after = (other if other and other.volume == page.volume else None for other in around)
    return before, after


def _document(part: Part, catalogue: Catalogue, site: Site, made: _Made, heard: list[str]) -> bytes:
    """The page of a document: the HTML rendition of *part* in the shell of the site; what it says is *heard*."""
    html = transform.render(
        part.root,
        "html",
        xslt=resource("transforms", "site.xsl"),
        params={"linked": " "},
        on_message=heard.append,
    )
    fillings = {
        "<!--site:head-->": f"{head(site, made.path)}\n{_head(catalogue, made)}",
        "<!--site:header-->": header(site, made.path, trail(catalogue, made.page)),
        "<!--site:after-->": f"{_persons(catalogue, made)}{_files(made)}{_pager(made)}{footer(site)}",
        "<main ": "<main data-pagefind-body ",
        "<body>": '<body class="edition">',
    }
    for place_, filling in fillings.items():
        html = html.replace(place_.encode(), filling.encode(), 1)
    return html


def _head(catalogue: Catalogue, made: _Made) -> str:
    """What the head of a document's page has of its own: its neighbours, its files, and what search sorts it by."""
    page, root = made.page, up(made.path)
    links = [("alternate", root + to(made.tei), ' type="application/tei+xml"')]
    for relation, other in (("prev", made.previous), ("next", made.next)):
        if other is not None:
            links.append((relation, to(f"{other.name}.html"), ""))
    lines = [f'<link rel="{relation}" href="{text(address)}"{kind}>' for relation, address, kind in links]
    volume = catalogue.volumes[page.volume].title if len(catalogue.volumes) > 1 else ""
    dated = page.earliest if page.earliest[:1].isdigit() else ""
    found = (
        ("title", ("meta",), numbered(page)),
        ("date", ("meta",), date_words(page)),
        ("day", ("sort",), dated),
        ("year", ("filter",), dated[:4]),
        ("type", ("filter",), page.kind),
        ("volume", ("filter", "meta"), volume),
    )
    for field, uses, value in found:
        if value:
            marks = "".join(f' data-pagefind-{use}="{field}[content]"' for use in uses)
            lines.append(f'<meta name="search-{field}" content="{text(value)}"{marks}>')
    return "\n".join(lines) + "\n"


def _persons(catalogue: Catalogue, made: _Made) -> str:
    """The persons that a document names, each with what the list of persons says of them."""
    items = []
    for entity in catalogue.named(made.page.number):
        said = f' <span class="description">{text(entity.description)}</span>' if entity.description else ""
        address = f"{up(made.path)}{to(f'{FOLDERS[entity.kind]}/{entity.slug}.html')}"
        items.append(f"<li>{anchor(address, entity.name)}{said}</li>")
    if not items:
        return ""
    return (
        '<section class="persons" aria-labelledby="persons-named"><h2 id="persons-named">Persons named</h2>'
        f"<ul>{''.join(items)}</ul></section>"
    )


def _files(made: _Made) -> str:
    """The links to the TEI and the text of a document."""
    files = ((made.tei, "TEI (XML)", "application/tei+xml"), (made.words, "Plain text", "text/plain"))
    items = (
        f"<li>{anchor(up(made.path) + to(path), words, f' type={chr(34)}{kind}{chr(34)}')}</li>"
        for path, words, kind in files
    )
    return f'<nav class="files" aria-label="Files"><p>Download</p><ul>{"".join(items)}</ul></nav>'


def _pager(made: _Made) -> str:
    """The links to the documents before and after."""
    items = []
    for other, relation, word in ((made.previous, "prev", "Previous"), (made.next, "next", "Next")):
        if other is not None:
            address = text(to(f"{other.name}.html"))
            words = f"<small>{word}</small> <span>{text(numbered(other))}</span>"
            items.append(f'<li class="{relation}"><a rel="{relation}" href="{address}">{words}</a></li>')
    if not items:
        return ""
    return f'<nav class="neighbours" aria-label="Documents before and after"><ul>{"".join(items)}</ul></nav>'
