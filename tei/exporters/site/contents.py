"""The contents: the documents of the edition in their order, by volume and chapter; and by their type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tei.exporters.catalogue import Catalogue, Page
from tei.exporters.naming import safe
from tei.exporters.site.lists import Address, List, Made, listed, number, paged
from tei.exporters.site.places import folder, to
from tei.exporters.site.shell import Site, anchor, page, text

_CONTENTS = ("documents/index.html", "Contents")
_TYPES = ("types/index.html", "Types of document")


def contents(catalogue: Catalogue, site: Site) -> Iterator[Made]:
    """The pages of the contents: one list for an edition of one volume, else one for each volume."""
    single = len(catalogue.volumes) == 1
    if not single:
        content = f"<h1>Contents</h1>\n{volumes(catalogue, '')}"
        yield _CONTENTS[0], page(site, *_CONTENTS, content)
    for volume, described in enumerate(catalogue.volumes):
        title = "Contents" if single else described.title
        lead = f'<p class="lead">{extent(catalogue, f"volume = {volume}")}</p>'
        shown = List(folder(catalogue, volume), "index", title, lead, () if single else (_CONTENTS,))
        yield from paged(site, catalogue, shown, list(catalogue.select(f"volume = {volume}")), _by_chapter)


def volumes(catalogue: Catalogue, root: str) -> str:
    """The list of volumes, *root* being the way to the folder of documents."""
    items = (
        f"<li>{anchor(root + to(f'{volume.name}/index.html'), volume.title)}"
        f' <span class="description">{extent(catalogue, f"volume = {count}")}</span></li>'
        for count, volume in enumerate(catalogue.volumes)
    )
    return f'<ul class="volumes">{"".join(items)}</ul>'


def extent(catalogue: Catalogue, where: str) -> str:
    """How many documents there are for which *where* holds, and of which years."""
    count = sum(found for _, found in catalogue.count("1", f"document AND {where}"))
    found = [
        year
        for year, _ in catalogue.count("substr(earliest, 1, 4)", f"document AND {where}")
        if year.isdecimal()
    ]
    span = "" if not found else f", {found[0]}" if found[0] == found[-1] else f", {found[0]}–{found[-1]}"
    return number(count, "document") + span


def _by_chapter(pages: Sequence[Page], address: Address) -> str:
    """*pages* under the headings of their chapters."""
    html: list[str] = []
    before: list[str] = []
    for chapter, group in groupby(pages, lambda page_: page_.chapter):
        headings = chapter.split("\n") if chapter else []
        for depth, heading in enumerate(headings):
            if before[: depth + 1] != headings[: depth + 1]:
                level = min(depth + 2, 6)
                html.append(f"<h{level}>{text(heading)}</h{level}>")
        html.append(listed(group, address))
        before = headings
    return "\n".join(html)


def types(catalogue: Catalogue, site: Site) -> Iterator[Made]:
    """The pages of the types of document: an index, and a list for each type."""
    items = []
    for kind, count in sorted(catalogue.count("kind"), key=lambda found: (-found[1], found[0])):
        stem = safe(kind).lower()
        items.append(f'<li>{anchor(f"{stem}.html", kind)} <span class="count">{count:,}</span></li>')
        found = list(catalogue.select("document AND kind = ?", (kind,)))
        lead = f'<p class="lead">{number(count, "document")}</p>'
        yield from paged(site, catalogue, List("types/", stem, kind, lead, (_TYPES,)), found, listed)
    content = f'<h1>Types of document</h1>\n<ul class="counted">{"".join(items)}</ul>'
    yield _TYPES[0], page(site, *_TYPES, content)
