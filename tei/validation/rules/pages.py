"""Pages: their numbers, identifiers and images. Source: TEI P5, section 3.11.3 (Milestone Elements)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from tei.namespaces import XML_ID, qname
from tei.validation.rules.sequence import breaks, orderly, outliers
from tei.validation.rules.view import Element, Problem, View, integer

_PB, _DIV = qname("pb"), qname("div")
_LAST_NUMBER = re.compile(r"(\d+)(?:\.\w+)?$")
_FEWEST = 4  # pages with images, for the distance of their numbers to be a rule
_HINT = "compare the pages with the printed source"


def check(view: View) -> Iterator[Problem]:
    """P001 to P004, for each edition of the text (``@ed``) by itself."""
    pages = view.named.get("pb")
    if not pages or (len(pages) == 1 and pages[0].get("n")):
        return
    for _, some in groupby(sorted(pages, key=_edition), key=_edition):
        alike = list(some)
        yield from _without_number(alike)
        yield from _ids(alike)
        yield from _images(alike)
    if len(pages) > 1:
        for text in view.of("text"):
            yield from _order([e for e in text.iter(_PB, _DIV) if not e.get("ed") and not e.get("edRef")])


def _edition(page: Element) -> str:
    return page.get("ed", "") or page.get("edRef", "")


def _without_number(pages: list[Element]) -> Iterator[Problem]:
    if sum(1 for page in pages if page.get("n")) * 2 > len(pages):
        for page in pages:
            if not page.get("n"):
                yield Problem(
                    "P002", "a page break without a number, among pages that have one", "give it @n", page
                )


def _order(events: list[Element]) -> Iterator[Problem]:
    """P001: the pages with plain numbers follow one another; they may begin anew where a division begins."""
    pages: list[Element] = []
    numbers: list[int] = []
    fresh: list[bool] = []
    begun = True
    for element in events:
        if element.tag == _DIV:
            begun = True
        elif (number := _number(element, numbers)) is not None:
            pages.append(element)
            numbers.append(number)
            fresh.append(begun)
            begun = False
    if len(numbers) > 2 and not orderly(numbers, fresh):
        return
    for found in breaks(numbers, fresh):
        yield Problem("P001", found.told("page"), _HINT, pages[found.at], "n")


def _number(page: Element, before: list[int]) -> int | None:
    """The number of *page*; one that has none is taken to be the next, as that it has none is told already."""
    if page.get("n") is None:
        return before[-1] + 1 if before else None
    return integer(page.get("n"))


def _ids(pages: list[Element]) -> Iterator[Problem]:
    """P003: the number is not that in the ``xml:id``, as it is on the other pages."""
    offsets = [_distance(page.get("n"), page.get(XML_ID)) for page in pages]
    usual, others = outliers(offsets)
    for index in others:
        page = pages[index]
        message = f"page {page.get('n')} has the xml:id “{page.get(XML_ID)}”, which is that of another page"
        hint = "compare both with the printed source" if usual else "the two numbers should be the same"
        yield Problem("P003", message, hint, page, "n")


def _images(pages: list[Element]) -> Iterator[Problem]:
    """P004: from a page on, the images are those of other pages, though the numbers of the pages go on."""
    known = [
        (page, number, offset)
        for page in pages
        if (number := integer(page.get("n"))) is not None
        and (offset := _distance(page.get("facs"), page.get("n"))) is not None
    ]
    shifts = [
        (after[0], after[2] - before[2])
        for before, after in pairwise(known)
        if after[2] != before[2] and after[1] == before[1] + 1
    ]
    if len(known) < _FEWEST or len(shifts) > 2 + len(known) // 20:
        return
    back: Element | None = None
    for index, (page, by) in enumerate(shifts):
        if page is back:
            continue  # the images are right again
        ahead = f"{abs(by)} {'ahead' if by > 0 else 'behind'}"
        message = f"from page {page.get('n')} on, the images are {ahead}"
        if index + 1 < len(shifts) and shifts[index + 1][1] == -by:
            back = shifts[index + 1][0]
            message += f", up to page {back.get('n')}"
        hint = f"@facs is {page.get('facs')}; look whether that image shows page {page.get('n')}"
        yield Problem("P004", message, hint, page, "facs")


def _distance(first: str | None, second: str | None) -> int | None:
    """The last number in *first* less that in *second*; None if one of them has none, or is not arabic."""
    numbers = [_LAST_NUMBER.search((value or "").strip("[]() ")) for value in (first, second)]
    if numbers[0] is None or numbers[1] is None:
        return None
    return int(numbers[0][1]) - int(numbers[1][1])
