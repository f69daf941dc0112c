"""A site: the edition as pages that any web server, static host or folder can show.

Documents, contents, chronology, indexes of persons and places, types of document and search, all of them files that
link to each other by relative addresses. No request leaves the site, and only search needs JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tei.diagnostics import Diagnostic
from tei.exporters.catalogue import Catalogue
from tei.exporters.cataloguing import fill
from tei.exporters.corpus import Corpus
from tei.exporters.site import search
from tei.exporters.site.chronology import chronology
from tei.exporters.site.contents import contents, types
from tei.exporters.site.documents import write_documents
from tei.exporters.site.home import for_machines, home, introduction, not_found
from tei.exporters.site.lists import Made
from tei.exporters.site.names import names
from tei.exporters.site.shell import SEARCH, SECTIONS, Site
from tei.exporters.site.style import style
from tei.exporters.target import Options, require
from tei.files import write


def make(corpus: Corpus, draft: Path, options: Options) -> Iterator[Diagnostic]:
    """Write the site to the folder *draft*; yield what the documents lack.

    Raises :class:`tei.errors.ExportError` if the option ``search`` is neither yes nor no, or Pagefind is not installed.
    """
    searching = options.switch("search", True)
    if searching:
        require("pagefind", "site")
    words = introduction(options.get("introduction"))
    with Catalogue() as catalogue:
        yield from fill(catalogue, corpus)
        site = _site(options, catalogue, searching)
        yield from write_documents(corpus, catalogue, site, draft)
        paths = sorted(path.relative_to(draft).as_posix() for path in (draft / "documents").rglob("*.html"))
        for path, content in _made(catalogue, site, options, words):
            write(draft / path, content)
            paths += [path] if path.endswith(".html") else []
        for path, content in (*for_machines(site, sorted(paths)), not_found(site)):
            write(draft / path, content)
    if searching:
        search.index(draft)


def _made(catalogue: Catalogue, site: Site, options: Options, words: str) -> Iterator[Made]:
    """Every page besides those of the documents, and the stylesheet."""
    yield home(catalogue, site, options.metadata, words)
    yield from contents(catalogue, site)
    yield from chronology(catalogue, site)
    yield from names(catalogue, site, "person")
    yield from names(catalogue, site, "place")
    yield from types(catalogue, site)
    if SEARCH in site.sections:
        yield from search.search(catalogue, site)
    yield "site.css", style(options.get("css"))


def _site(options: Options, catalogue: Catalogue, searching: bool) -> Site:
    metadata = options.metadata
    base = options.url.rstrip("/") + "/" if options.url else ""
    title = metadata.title or (catalogue.volumes[0].title if len(catalogue.volumes) == 1 else "") or "Edition"
    sections = (*SECTIONS, SEARCH) if searching else SECTIONS
    return Site(
        title, metadata.language, base, metadata.publisher, metadata.licence, metadata.licence_url, sections
    )
