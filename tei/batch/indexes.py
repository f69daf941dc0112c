"""Indexes: where each person is named and which document is of which day, of the edition as a whole.

They are sorted on disk, so that they take no more memory for a hundred thousand documents than for ten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from tei import scratch
from tei.batch.drafts import written
from tei.batch.lock import register
from tei.batch.manifest import Store
from tei.report.persons import Persons

NAMES = "names"
FILES = ("index/persons.json", "index/dates.json")
PERSONS_FOUND = "persons-found.csv"

_TABLES = """
create table person (id text primary key, name text, description text) without rowid;
create table mention (person text, at integer, words text, anchor text, page text);
create table document (at integer primary key, file blob, id text, title text, text text, earliest text, latest text);
"""
# Of the names that a person has in the documents the longest counts, and of several that are as long the first.
_PERSON = """
insert into person values (?, ?, ?)
on conflict (id) do update set name = excluded.name, description = excluded.description
where (length(excluded.name), name, excluded.description) > (length(name), excluded.name, description)
"""
_AT_ONCE = 1000  # mentions that are written together


@dataclass(frozen=True, slots=True)
class Indexing:
    """Which files are to be made of the documents in *output*, by a process that puts them into *drafts* first.

    The names of the sources, in their order, stand in the file :data:`NAMES` of *drafts*.
    """

    output: Path
    drafts: Path
    paths: tuple[str, ...]


def indexed(asked: Indexing) -> dict[str, str]:
    """The hash of each file that is *asked* for, once it is made."""
    from multiprocessing import parent_process  # what makes no indexes does without

    if parent_process():
        register(asked.drafts.parent)
    persons = Persons()
    with closing(Indexes(asked.drafts / "index")) as indexes, closing(Store(asked.output)) as store:
        with (asked.drafts / NAMES).open(encoding="utf-8") as names:
            for source in store.full(map(json.loads, names)):
                persons.add(source["outcome"].get("persons", {}))
                for record in source["records"]:
                    indexes.add(record)
        pieces = {FILES[0]: indexes.persons, FILES[1]: indexes.dates, PERSONS_FOUND: persons.csv}
        return {path: written(asked.output / path, pieces[path](), asked.drafts) for path in asked.paths}


class Indexes:
    """The indexes of the records that are fed to it; it keeps them in the file *place*."""

    def __init__(self, place: Path) -> None:
        place.unlink(missing_ok=True)
        self._base = scratch.database(_TABLES, str(place))
        self._documents = 0

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def add(self, record: Mapping[str, Any]) -> None:
        """Take in the record of a document, as plain data (:func:`tei.records.as_data`)."""
        at = self._documents
        self._documents += 1
        date = record.get("date") or {}
        file = record.get("file", "").encode("utf-8", "surrogatepass")  # its bytes may be no characters
        facts = [file, record.get("id", ""), record.get("title", "")]
        days = [date.get(name, "") for name in ("text", "earliest", "latest")]
        self._base.execute("insert into document values (?,?,?,?,?,?,?)", (at, *facts, *days))
        persons = [(p["id"], p["name"], p.get("description", "")) for p in record.get("persons", ())]
        self._base.executemany(_PERSON, persons)
        named = [
            (m["ref"], at, m["words"], m.get("anchor", ""), m.get("page", ""))
            for m in record.get("mentions", ())
            if m["element"] == "persName" and m.get("ref")
        ]
        self._base.executemany("insert into mention values (?,?,?,?,?)", named)

    def persons(self) -> Iterator[str]:
        """``persons.json``: each person with the fullest name, and every place where the person is named."""
        named = self._base.execute(
            "select person, file, words, anchor, page from mention join document using (at) "
            "order by person, at, mention.rowid"
        )
        groups = groupby(named, itemgetter(0))
        group = next(groups, None)
        before = "[\n"
        for ident, name, description in self._base.execute("select * from person order by id"):
            while group and group[0] < ident:  # whom no document lists
                group = next(groups, None)
            head = json.dumps({"id": ident, "name": name, "description": description}, ensure_ascii=False)
            yield f'{before}{head[:-1]}, "mentions": ['
            if group and group[0] == ident:
                yield from _mentions(group[1])
            yield "]}"
            before = ",\n"
        yield "\n]\n" if before == ",\n" else "[]\n"

    def dates(self) -> Iterator[str]:
        """``dates.json``: each day, month or year of which there are documents, in their order, and those."""
        rows = self._base.execute(
            "select earliest, latest, text, file, id, title from document where earliest || latest != '' "
            "order by iif(earliest = '', latest, earliest), latest, at"
        )
        days = groupby(rows, itemgetter(0, 1))
        yield from _array(
            {
                "earliest": earliest,
                "latest": latest,
                "documents": [
                    {"document": _name(file), "id": ident, "title": title, "date": text}
                    for _, _, text, file, ident, title in documents
                ],
            }
            for (earliest, latest), documents in days
        )


def _name(file: bytes) -> str:
    return file.decode("utf-8", "surrogatepass")


def _mentions(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """The mentions of one person as JSON, some at a time, as there may be very many."""
    mentions = (
        {"document": _name(file), "words": words, "anchor": anchor, "page": page}
        for _, file, words, anchor, page in rows
    )
    before = ""
    while some := list(islice(mentions, _AT_ONCE)):
        yield before + json.dumps(some, ensure_ascii=False)[1:-1]
        before = ", "


def _array(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A JSON array of *items*, one on a line."""
    before = "[\n"
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"
