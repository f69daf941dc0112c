"""Indexes: where each person is named and which document is of which day, of the edition as a whole.

They are sorted on disk, so that they take no more memory for a hundred thousand documents than for ten.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

_TABLES = """
create table person (id text, name text, description text);
create table mention (person text, at integer, words text, anchor text, page text);
create table document (at integer primary key, file text, id text, title text, text text, earliest text, latest text);
"""


class Indexes:
    """The indexes of the records that are fed to it; it keeps them in the file *place*."""

    def __init__(self, place: Path) -> None:
        place.unlink(missing_ok=True)
        self._base = sqlite3.connect(place)
        self._base.executescript(f"pragma journal_mode=off; pragma synchronous=off; {_TABLES}")
        self._documents = 0

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def add(self, record: Mapping[str, Any]) -> None:
        """Take in the record of a document, as plain data (:func:`tei.records.as_data`)."""
        at = self._documents
        self._documents += 1
        date = record.get("date") or {}
        facts = [record.get(name, "") for name in ("file", "id", "title")]
        days = [date.get(name, "") for name in ("text", "earliest", "latest")]
        self._base.execute("insert into document values (?,?,?,?,?,?,?)", (at, *facts, *days))
        persons = [(p["id"], p["name"], p.get("description", "")) for p in record.get("persons", ())]
        self._base.executemany("insert into person values (?,?,?)", persons)
        named = [
            (m["ref"], at, m["words"], m.get("anchor", ""), m.get("page", ""))
            for m in record.get("mentions", ())
            if m["element"] == "persName" and m.get("ref")
        ]
        self._base.executemany("insert into mention values (?,?,?,?,?)", named)

    def persons(self) -> Iterator[str]:
        """``persons.json``: each person with the fullest name, and every place where the person is named."""
        names = self._base.execute(
            "select id, name, max(description) from person p where length(name) = "
            "(select max(length(name)) from person where id = p.id) group by id having name = min(name) order by id"
        )
        yield from _array(self._person(*row) for row in names)

    def _person(self, ident: str, name: str, description: str) -> dict[str, Any]:
        rows = self._base.execute(
            "select file, words, anchor, page from mention join document using (at) where person = ? "
            "order by at, mention.rowid",
            (ident,),
        )
        mentions = [
            {"document": file, "words": words, "anchor": anchor, "page": page}
            for file, words, anchor, page in rows
        ]
        return {"id": ident, "name": name, "description": description, "mentions": mentions}

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
                    {"document": file, "id": ident, "title": title, "date": text}
                    for _, _, text, file, ident, title in documents
                ],
            }
            for (earliest, latest), documents in days
        )

    def index(self) -> None:
        """Make ready for reading."""
        self._base.executescript(
            "create index of_person on person(id); create index of_mention on mention(person);"
        )


def _array(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A JSON array of *items*, one on a line."""
    before = "[\n"
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"
