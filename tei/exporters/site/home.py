"""The first page of a site, and the pages for visitors who are lost and for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from tei.errors import ExportError
from tei.exporters.catalogue import Catalogue
from tei.exporters.site.chronology import years
from tei.exporters.site.contents import extent, volumes
from tei.exporters.site.lists import Made, number
from tei.exporters.site.shell import SEARCH, Site, json_ld, page, plain, text
from tei.metadata import Metadata

_MOST_ADDRESSES = 50_000  # in one file of a sitemap; sitemaps.org, “Sitemap file format”


def home(catalogue: Catalogue, site: Site, metadata: Metadata, introduction: str) -> Made:
    """The first page: what the edition is, what is in it, and the ways into it."""
    editors = ", ".join(metadata.editors)
    said = [f"edited by {editors}" if editors else "", metadata.edition, metadata.publisher, metadata.date]
    statement = " · ".join(text(words) for words in said if words)
    parts = [
        f'<h1>{text(site.title)}</h1>\n<p class="lead">{extent(catalogue, "1")}</p>',
        f'<p class="statement">{statement}</p>' if statement else "",
        search_form("") if SEARCH in site.sections else "",
        prose(introduction),
        _ways(catalogue, site),
        f"<h2>Volumes</h2>\n{volumes(catalogue, 'documents/')}" if len(catalogue.volumes) > 1 else "",
        f"<h2>By year</h2>\n{years(catalogue, 'chronology/')}" if years(catalogue, "") else "",
    ]
    data: dict[str, object] = {"@context": "https://schema.org", "@type": "Collection", "name": site.title}
    data["inLanguage"] = site.language
    if metadata.editors:
        data["editor"] = [{"@type": "Person", "name": name} for name in metadata.editors]
    if metadata.publisher:
        data["publisher"] = {"@type": "Organization", "name": metadata.publisher}
    if site.licence_url:
        data["license"] = site.licence_url
    if site.base:
        data["url"] = site.base
    content = "\n".join(filter(None, parts))
    return "index.html", page(site, "index.html", site.title, content, more=json_ld(data), wide=True)


def _ways(catalogue: Catalogue, site: Site) -> str:
    """The sections of the site with the number of what is in each."""
    counts = {
        "documents": number(sum(n for _, n in catalogue.count("1")), "document"),
        "chronology": number(
            len(catalogue.count("substr(earliest, 1, 7)", "document AND earliest > '0'")), "month"
        ),
        "persons": number(len(catalogue.entities("person")), "person"),
        "places": number(len(catalogue.entities("place")), "place"),
        "types": number(len(catalogue.count("kind")), "type of document", "types of document"),
    }
    items = (
        f'<li><a href="{address}"><b>{name}</b> <span>{counts[address.partition("/")[0]]}</span></a></li>'
        for address, name in site.sections
        if address.partition("/")[0] in counts
    )
    return f'<ul class="ways">{"".join(items)}</ul>'


def search_form(root: str) -> str:
    """A field to search the edition from any page."""
    return (
        f'<form class="search" role="search" action="{root}{SEARCH[0]}" method="get">'
        '<label for="query">Search the documents</label><div>'
        '<input id="query" name="q" type="search" autocomplete="off"><button>Search</button></div></form>'
    )


def prose(words: str) -> str:
    """*words* as paragraphs: an empty line ends one; a line that begins with ``#`` is a heading."""
    html = []
    for paragraph in re.split(r"\n\s*\n", words.strip()):
        line = " ".join(paragraph.split())
        if line:
            html.append(f"<h2>{text(line.lstrip('# '))}</h2>" if line[0] == "#" else f"<p>{text(line)}</p>")
    return f'<div class="introduction">{"".join(html)}</div>' if html else ""


def introduction(path: str) -> str:
    """The words of the introduction in the file *path*; empty if none is named."""
    try:
        return Path(path).read_text("utf-8-sig") if path else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(
            f"the introduction {path} cannot be read: {error}", "it is a text file in UTF-8"
        ) from error


def not_found(site: Site) -> Made:
    """The page that a web server shows where there is none: at any depth, so its links are whole addresses.

    Without the address of the site it has no links that could lead nowhere.
    """
    if site.base:
        content = "<h1>Not found</h1>\n<p>There is no page at this address.</p>"
        return "404.html", page(site, "404.html", "Not found", content, root=site.base)
    style = "html { color-scheme: light dark } body { font: 1.1rem/1.6 serif; max-width: 34rem; margin: 15vh auto }"
    content = (
        f'<!DOCTYPE html>\n<html lang="{text(site.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n'
        f"<title>Not found – {text(site.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Not found</h1>\n<p>There is no page at this address in “{text(site.title)}”. Go back, or shorten the "
        "address to its first part.</p>\n</main>\n</body>\n</html>\n"
    )
    return "404.html", content.encode()


def for_machines(site: Site, paths: list[str]) -> Iterator[Made]:
    """The sitemap of the pages at *paths*, if the site has an address, and robots.txt."""
    if not site.base:
        yield "robots.txt", b"User-agent: *\nAllow: /\n"
        return
    parts = [paths[n : n + _MOST_ADDRESSES] for n in range(0, len(paths), _MOST_ADDRESSES)]
    names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _addresses(site, "urlset", "url", [plain(path) for path in part])
    if len(parts) > 1:
        yield "sitemap.xml", _addresses(site, "sitemapindex", "sitemap", names)
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.base}sitemap.xml\n".encode()


def _addresses(site: Site, root: str, element: str, paths: list[str]) -> bytes:
    lines = "".join(f"<{element}><loc>{escape(site.base + path)}</loc></{element}>\n" for path in paths)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}">\n{lines}</{root}>\n'.encode()
