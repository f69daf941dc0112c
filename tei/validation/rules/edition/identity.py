"""Persons and places: whether each has one id, and each id one person or place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.records import Entry, Record
from tei.validation.rules.edition.finding import Finding
from tei.validation.rules.edition.seen import Seen

_WORD = re.compile(r"[^\W\d_]{3,}")
_RECENT = 5000  # entries


# Each combination once, with the first document that has it; `plain` is the name as it is compared.
_TABLE = """
create table entry (at integer primary key, team integer, id text, name text, description text, plain text,
    document integer, unique (team, id, name, description));
"""
# Entries after the first of their id that have another name, and those after the first of their name that have another
# id, each with that first.
_OTHER_NAME = """
select entry.at, 'A005', entry.team, entry.id, entry.name, entry.document, first.name, first.document
from (select min(at) as at, team, id from entry group by team, id having count(*) > 1) as earliest
cross join entry as first on first.at = earliest.at
cross join entry on entry.team = first.team and entry.id = first.id and entry.name != first.name
"""
_OTHER_ID = """
select entry.at, 'A004', entry.team, entry.plain, entry.name, entry.document, first.id, entry.id
from (
    select min(at) as at from entry where plain != '' group by team, plain, description having count(*) > 1
) as earliest
cross join entry as first on first.at = earliest.at
cross join entry on entry.team = first.team and entry.plain = first.plain
    and entry.description = first.description and entry.id != first.id
"""


class Identity:
    """A004: one name under two ids; A005: one id with two names."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._recent: set[tuple[int, Entry]] = set()  # documents beside each other list the same
        seen.base.executescript(_TABLE)

    def add(self, group: int, document: int, record: Record, volume: bool) -> None:
        """Take in the persons and places that the header of a document lists."""
        insert = "insert or ignore into entry (team, id, name, description, plain, document) values (?, ?, ?, ?, ?, ?)"
        rows = (
            (group, entry.id, entry.name, entry.description, _plain(entry.name), document)
            for entry in (*record.persons, *record.places)
            if (group, entry) not in self._recent
        )
        self._seen.put(insert, *rows)
        if len(self._recent) > _RECENT:
            self._recent.clear()
        self._recent.update((group, entry) for entry in (*record.persons, *record.places))

    def found(self) -> Iterator[Finding]:
        """Each clash once."""
        self._seen.base.execute("create index by_name on entry (team, plain, description)")
        told: set[tuple[str, int, str]] = set()
        for _, code, group, clash, name, document, first, other in self._seen.each(
            f"{_OTHER_NAME} union all {_OTHER_ID} order by 1, 2 desc"
        ):
            if (code, group, clash) in told:
                continue
            known = self._seen.known(document)
            if code == "A004":
                told.add((code, group, clash))
                message = f"{name} is #{other} here, and #{first} elsewhere"
                hint = "if they are one, use one id; if not, say in the description who they are"
                yield known.finding("A004", message, hint, phrase=other)
            elif _others(first, name):
                told.add((code, group, clash))
                message = f"#{clash} is {name} here, and {first} in {self._seen.known(other).file}"
                yield known.finding("A005", message, "give each of them an id of its own", phrase=clash)


def _plain(name: str) -> str:
    """*name* as it is compared with others; empty if it has one word, which many persons may have."""
    words = name.split()
    return " ".join(words).casefold() if len(words) > 1 else ""


def _others(one: str, other: str) -> bool:
    """Whether two names can hardly be those of one person: each has two words that the other has not."""
    first, second = ({word.casefold() for word in _WORD.findall(name)} for name in (one, other))
    return (
        len(first) > 1
        and len(second) > 1
        and len(first & second) <= 1
        and not (first <= second or second <= first)
    )
