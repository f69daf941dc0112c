"""The shell: what every page of a site has around its content: head, head line, way back, foot."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from tei.version import __version__

SECTIONS = (
    ("documents/index.html", "Contents"),
    ("chronology/index.html", "Chronology"),
    ("persons/index.html", "Persons"),
    ("places/index.html", "Places"),
    ("types/index.html", "Types"),
)
SEARCH = ("search.html", "Search")
_ICON = "data:,"  # no icon, so that no browser asks for one


@dataclass(frozen=True, slots=True)
class Site:
    """What is said of the edition on every page; ``base`` is its address, with a slash at the end, or empty."""

    title: str
    language: str = "en"
    base: str = ""
    publisher: str = ""
    licence: str = ""
    licence_url: str = ""
    sections: tuple[tuple[str, str], ...] = SECTIONS


def text(words: str) -> str:
    """*words* as they stand in HTML, in text or in an attribute."""
    return escape(words, quote=True)


def anchor(address: str, words: str, attributes: str = "") -> str:
    """A link to *address*; both are plain text. *attributes* are HTML."""
    return f'<a href="{text(address)}"{attributes}>{text(words)}</a>'


def up(path: str) -> str:
    """The way from the page at *path* to the top of the site."""
    return "../" * path.count("/")


def head(site: Site, path: str, *, root: str | None = None) -> str:
    """What the head of the page at *path* has besides its title and description."""
    root = up(path) if root is None else root
    lines = [f'<link rel="stylesheet" href="{root}site.css">', f'<link rel="icon" href="{_ICON}">']
    if site.base:
        lines.append(f'<link rel="canonical" href="{text(site.base + plain(path))}">')
    return "\n".join(lines)


def plain(path: str) -> str:
    """*path* as it is published: a folder instead of the page ``index.html`` in it."""
    return path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path


def header(site: Site, path: str, trail: tuple[tuple[str, str], ...] = (), *, root: str | None = None) -> str:
    """The head line of the page at *path*: title of the edition, its sections, and the *trail* of pages above."""
    root = up(path) if root is None else root
    items = []
    for address, name in site.sections:
        inside = path.partition("/")[0] == address.partition("/")[0]
        current = ' aria-current="page"' if path == address else ' aria-current="true"' if inside else ""
        items.append(f"<li>{anchor(root + address, name, current)}</li>")
    home = ' aria-current="page"' if path == "index.html" else ""
    crumbs = "".join(f"<li>{anchor(root + address, name)}</li>" for address, name in trail)
    way = f'<nav class="trail" aria-label="You are here"><ol>{crumbs}</ol></nav>' if crumbs else ""
    return (
        f'<header class="masthead"><div class="bar">{anchor(root + "index.html", site.title, f" class=name{home}")}'
        f'<nav aria-label="Edition"><ul>{"".join(items)}</ul></nav></div>{way}</header>'
    )


def footer(site: Site) -> str:
    """The foot of every page: who published the edition, under which licence, and what made the site."""
    said = [text(site.publisher)] if site.publisher else []
    if site.licence or site.licence_url:
        words = site.licence or site.licence_url
        link = anchor(site.licence_url, words, ' rel="license"') if site.licence_url else text(words)
        said.append(link)
    said.append(f"Made from TEI with tei-edition {__version__}")
    return f'<footer class="colophon"><p>{" · ".join(said)}</p></footer>'


def page(
    site: Site,
    path: str,
    title: str,
    content: str,
    *,
    trail: tuple[tuple[str, str], ...] = (),
    more: str = "",
    wide: bool = False,
    root: str | None = None,
) -> bytes:
    """The page at *path*: *content*, and *more* for its head, are HTML; *title* is plain text.

    *root* is the way to the top of the site, if not what *path* says.
    """
    whole = site.title if title == site.title else f"{title} – {site.title}"
    return (
        f'<!DOCTYPE html>\n<html lang="{text(site.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{text(whole)}</title>\n{head(site, path, root=root)}\n{more}</head>\n"
        '<body class="edition">\n<a class="skip" href="#main-content">Skip to the content</a>\n'
        f"{header(site, path, trail, root=root)}\n"
        f'<main id="main-content" tabindex="-1" class="{"list wide" if wide else "list"}">\n{content}\n</main>\n'
        f"{footer(site)}\n</body>\n</html>\n"
    ).encode()


def json_ld(data: dict[str, object]) -> str:
    """*data* for search engines, as a script element that nothing in it can end."""
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    written = written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'<script type="application/ld+json">{written}</script>\n'
