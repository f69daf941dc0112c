"""The chronology: the documents by the day they were written, a page for each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tei.exporters.catalogue import Catalogue, Page
from tei.exporters.site.lists import Address, List, Made, listed, month, number, paged
from tei.exporters.site.shell import Site, page, text

_CHRONOLOGY = ("chronology/index.html", "Chronology")
_YEAR = "document AND earliest GLOB '[0-9][0-9][0-9][0-9]*'"


def chronology(catalogue: Catalogue, site: Site) -> Iterator[Made]:
    """The pages of the chronology: an index of years, a list for each, and one of what has no date."""
    undated = list(catalogue.select(f"document AND NOT ({_YEAR})"))
    found = (
        f'<p>{number(len(undated), "document")} without a date: <a href="undated.html">undated</a></p>'
        if undated
        else ""
    )
    content = f"<h1>Chronology</h1>\n{years(catalogue, '')}\n{found}"
    yield _CHRONOLOGY[0], page(site, *_CHRONOLOGY, content)
    for year, count in _years(catalogue):
        pages = list(
            catalogue.select(f"{_YEAR} AND earliest LIKE ?", (f"{year}%",), "substr(earliest, 1, 10), number")
        )
        lead = f'<p class="lead">{number(count, "document")}</p>'
        shown = List("chronology/", year, year, lead, (_CHRONOLOGY,))
        yield from paged(site, catalogue, shown, pages, _by_month)
    if undated:
        lead = f'<p class="lead">{number(len(undated), "document")}, in the order of the edition</p>'
        shown = List("chronology/", "undated", "Undated", lead, (_CHRONOLOGY,))
        yield from paged(site, catalogue, shown, undated, listed)


def _years(catalogue: Catalogue) -> list[tuple[str, int]]:
    return catalogue.count("substr(earliest, 1, 4)", _YEAR)


def years(catalogue: Catalogue, root: str) -> str:
    """The years with the number of their documents, as a list that draws itself; *root* leads to the chronology."""
    found = _years(catalogue)
    most = max((count for _, count in found), default=1)
    items = (
        f'<li><a href="{root}{year}.html"><span class="year">{text(year)}</span>'
        f'<span class="bar" style="--part:{100 * count / most:.1f}%"></span>'
        f'<span class="count">{count:,}</span></a></li>'
        for year, count in found
    )
    return f'<ol class="years">{"".join(items)}</ol>' if found else ""


def _by_month(pages: Sequence[Page], address: Address) -> str:
    """*pages* of one year under the names of the months."""
    html = []
    for name, group in groupby(pages, month):
        heading = name if " " in name else f"{name}, without a month"
        html.append(f"<h2>{text(heading)}</h2>\n{listed(group, address)}")
    return "\n".join(html)
