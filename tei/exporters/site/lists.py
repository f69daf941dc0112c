"""Lists of documents, as every section of a site has them: in order, grouped, and never too long for a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tei.exporters.catalogue import Catalogue, Page, bare
from tei.exporters.site.places import Around
from tei.exporters.site.shell import Site, anchor, page, text

_T = TypeVar("_T")
Address = Callable[[Page], str]
Trail = tuple[tuple[str, str], ...]
Made = tuple[str, bytes]
LONGEST = 300  # entries on a page
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_AFTER_NOON = re.compile(r"\b[ap]\. ?m\.$")


@dataclass(frozen=True, slots=True)
class List:
    """A list that takes as many pages as it needs: where it lies, its title, what stands above it, the pages above."""

    base: str
    stem: str
    title: str
    lead: str = ""
    trail: Trail = ()


def paged(
    site: Site,
    catalogue: Catalogue,
    shown: List,
    items: Sequence[_T],
    body: Callable[[Sequence[_T], Address], str],
) -> Iterator[Made]:
    """The pages of the list *shown*: path and content of each; *body* makes the HTML of some of its *items*."""
    count = max(1, -(-len(items) // LONGEST))
    for sheet in range(1, count + 1):
        path = shown.base + name(shown.stem, sheet)
        around = Around(catalogue, path)
        listed_ = body(items[(sheet - 1) * LONGEST : sheet * LONGEST], around.page)
        below = pager(shown.stem, sheet, count)
        content = f"<h1>{text(shown.title)}</h1>\n{shown.lead}\n{listed_}\n{below}"
        title = f"{shown.title}, page {sheet}" if sheet > 1 else shown.title
        yield path, page(site, path, title, content, trail=shown.trail)


def name(stem: str, number: int) -> str:
    """The file name of the sheet *number*, from 1, of a list called *stem*."""
    return f"{stem}.html" if number == 1 else f"{stem}-page-{number}.html"


def pager(stem: str, number: int, count: int) -> str:
    """Links from the sheet *number* of *count* to the others; nothing if it is the only one."""
    if count < 2:
        return ""
    near = [n for n in range(1, count + 1) if n in (1, count) or abs(n - number) < 3]
    items, last = [], 0
    for n in near:
        if n > last + 1:
            items.append('<li aria-hidden="true">…</li>')
        current = ' aria-current="page"' if n == number else ""
        items.append(f"<li>{anchor(name(stem, n), str(n), current)}</li>")
        last = n
    return f'<nav class="pager" aria-label="Pages of this list"><ul>{"".join(items)}</ul></nav>'


def listed(pages: Iterable[Page], address: Address, said: Callable[[Page], str] | None = None) -> str:
    """A list of *pages*, each with its number, its title as a link, and its date; *said* adds HTML to an entry."""
    return f'<ol class="documents">{"".join(_entry(page, address, said) for page in pages)}</ol>'


def _entry(page_: Page, address: Address, said: Callable[[Page], str] | None) -> str:
    date = f' <span class="date">{dated(page_)}</span>' if page_.date else ""
    more = said(page_) if said else ""
    link = anchor(address(page_), bare(page_))
    return f'<li><span class="n">{text(page_.n)}</span><div>{link}{date}{more}</div></li>'


def dated(page_: Page) -> str:
    """The date of *page_* in the words of the document, for people and for programs."""
    words = date_words(page_)
    whole = page_.earliest == page_.latest and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", page_.earliest[:10])
    return f'<time datetime="{text(page_.earliest[:10])}">{text(words)}</time>' if whole else text(words)


def date_words(page_: Page) -> str:
    """The date of *page_* in the words of the document, without the brackets and stops around it."""
    words = page_.date.strip(" ,;[]")
    return words if _AFTER_NOON.search(words) else words.rstrip(".")


def month(page_: Page) -> str:
    """The month and year in which *page_* was written, as a heading; the year alone if no more is known."""
    year, figure = page_.earliest[:4], page_.earliest[5:7]
    return f"{MONTHS[int(figure) - 1]} {year}" if figure.isdecimal() and 1 <= int(figure) <= 12 else year


def number(count: int, one: str, many: str = "") -> str:
    """*count* with its noun: ``1 document``, ``3,389 documents``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
