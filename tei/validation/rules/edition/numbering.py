"""The numbers of the documents of an edition, and of its pages from document to document."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from tei.records import Record
from tei.scratch import plain
from tei.validation.rules.edition.finding import Finding, Known
from tei.validation.rules.edition.seen import Seen
from tei.validation.rules.sequence import breaks, orderly
from tei.validation.rules.view import integer

_FEWEST = 3  # documents, for their order to be a rule
_HINT = "compare the documents with the printed source"


_TABLES = """
create table numbered (team integer, number integer, document integer, first integer, last integer);
create table identified (team integer, id text, document integer);
"""
# Each document whose id another of its group had before, with the first such, unless both are in one file.
_TWICE = """
select first.file, second.file, second.id, second.n, second.line, second.path
from (select min(document) as first, team, id from identified group by team, id having count(*) > 1) as earliest
join identified on identified.team = earliest.team and identified.id = earliest.id
join document as first on first.at = earliest.first
join document as second on second.at = identified.document
where first.file != second.file
order by second.at
"""


class Numbering:
    """B003: numbers of documents that jump or repeat; L003: two documents of one id; P001: pages between documents."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._volumes: set[int] = set()
        seen.base.executescript(_TABLES)

    def add(self, group: int, document: int, record: Record, volume: bool) -> None:
        """Take in a document; only such that are encoded as ``div`` of a type count as numbered."""
        if not record.kind:
            return
        if record.id and not volume:
            self._seen.put("insert into identified values (?, ?, ?)", (group, record.id, document))
        number = integer(record.n)
        if volume:
            self._volumes.add(group)
        if number is not None:
            pages = [integer(page.n) for page in record.pages]
            numbers = [page for page in pages if page is not None] or [0]
            row = (group, number, document, numbers[0], numbers[-1])
            self._seen.put("insert into numbered values (?, ?, ?, ?, ?)", row)

    def found(self) -> Iterator[Finding]:
        """The documents of a volume are in their order; those in files of their own are put in it."""
        for first, file, *others in self._seen.each(_TWICE):
            second = Known(plain(file), *others)
            message = f"the xml:id “{second.id}” is also that of the document in {plain(first)}"
            yield second.finding("L003", message, "give each document an xml:id of its own", "xml:id")
        self._seen.base.execute("create index numbers on numbered (team, number)")
        for group in self._seen.groups("numbered"):
            order = "rowid" if group in self._volumes else "number, rowid"
            query = f"from numbered where team = ? order by {order}"
            numbers = array("q", (number for (number,) in self._seen.each(f"select number {query}", group)))
            fresh = [False] * len(numbers)
            if len(numbers) < _FEWEST or not orderly(numbers, fresh):
                continue
            documents = array(
                "q", (number for (number,) in self._seen.each(f"select document {query}", group))
            )
            for broken in breaks(numbers, fresh):
                document = self._seen.known(documents[broken.at])
                yield document.finding("B003", broken.told("document"), _HINT, "n")
            if group not in self._volumes:
                yield from self._pages(self._seen.each(f"select document, first, last {query}", group))

    def _pages(self, documents: Iterable[tuple[int, int, int]]) -> Iterator[Finding]:
        """Documents whose pages begin before those of the document before end, unless they begin anew.

        That they begin later says nothing: the page break may stand before the document, where no document holds it.
        """
        before: tuple[int, int] | None = None
        for document, first, last in documents:
            if not first:
                continue
            if before is not None and 1 < first < before[1]:
                other = self._seen.known(before[0])
                message = f"its first page is {first}, but the last page of {other} is {before[1]}"
                hint = "compare the pages with the printed source"
                yield self._seen.known(document).finding("P001", message, hint, phrase="<pb")
            before = document, last
