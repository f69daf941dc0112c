"""The catalogue of an edition while it is exported: its pages, the ids they hold, the persons and places they name.

It is kept in a temporary database on disk, so that a large edition needs little more memory than a small one. A
*volume* is a file that holds several documents, or else a folder of files of one document each; an id (``p_KHA1``,
``d44``) says who or what is meant within its volume.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tei import scratch
from tei.authority.givennames import GIVEN
from tei.authority.names import fold

_NUMBERED = re.compile(r"^\W*\d+[A-Za-z]?\s*[.)\]:]\s*")
_TABLES = """
    CREATE TABLE page (number INTEGER PRIMARY KEY, volume INTEGER, name TEXT, id TEXT,
        n TEXT, title TEXT, chapter TEXT, document INTEGER, kind TEXT, date TEXT, earliest TEXT, latest TEXT);
    CREATE TABLE anchor (volume INTEGER, id TEXT, page INTEGER, inside INTEGER);
    CREATE TABLE mention (entity INTEGER, page INTEGER, words TEXT, role TEXT, note TEXT, leaf TEXT, anchor TEXT);
    CREATE TABLE entity (number INTEGER PRIMARY KEY, slug TEXT, kind TEXT);
    CREATE INDEX anchors ON anchor (volume, id);
    CREATE INDEX mentions ON mention (entity);
    CREATE INDEX named ON mention (page);
"""


class Volume(NamedTuple):
    """A file of several documents (``file`` is its path), or a folder of files of one document each."""

    name: str
    title: str
    file: str = ""


class Page(NamedTuple):
    """A page of the edition: a document, or (``document`` is 0) what stands around documents.

    ``name`` is its file name without suffix; ``chapter`` holds the headings above it, one a line; ``earliest`` and
    ``latest`` bound its date, as TEI writes dates.
    """

    number: int
    volume: int
    name: str
    id: str
    n: str
    title: str
    chapter: str
    document: int
    kind: str
    date: str
    earliest: str
    latest: str


class Mention(NamedTuple):
    """A name on a page: the number of the page, the words, and the note, leaf and anchor it is found at."""

    page: int
    words: str
    role: str
    note: str
    leaf: str
    anchor: str


@dataclass(slots=True)
class Entity:
    """A person or place: ``slug`` names its page; ``documents`` counts those that name it."""

    kind: str
    id: str
    name: str = ""
    description: str = ""
    listed: bool = False
    slug: str = ""
    documents: int = 0


class Catalogue:
    """What an export knows of the edition as a whole. A ``with`` block closes it.

    It is empty until :func:`tei.exporters.cataloguing.fill` has gone through the files. ``numbered`` are the persons
    and places of each volume, and ``known`` gives the place of each in that list by its kind, volume and id.
    """

    def __init__(self) -> None:
        self.db = scratch.database(_TABLES)
        self.known: dict[tuple[str, int, str], int] = {}
        self.numbered: list[Entity] = []
        self.volumes: list[Volume] = []
        self.pages = 0

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    def entities(self, kind_: str) -> list[Entity]:
        """The persons or places that documents name, each once, in the order of the alphabet."""
        counted = self.db.execute(
            "SELECT slug, count(DISTINCT page) FROM entity JOIN mention ON entity = number"
            " WHERE kind = ? GROUP BY slug",
            (kind_,),
        )
        documents = dict(counted)
        fullest: dict[str, Entity] = {}
        for entity in self.numbered:
            if entity.slug and entity.kind == kind_:
                known = fullest.setdefault(entity.slug, entity)
                if len(entity.description) > len(known.description):
                    known.description = entity.description
                known.documents = documents[entity.slug]
        return sorted(fullest.values(), key=_order)

    def mentions(self, entity: Entity) -> Iterator[Mention]:
        """Where *entity* is named, in the order of the edition; each place (a note, a page) once."""
        found = self.db.execute(
            "SELECT page, words, role, note, leaf, anchor FROM entity JOIN mention ON entity = number"
            " WHERE kind = ? AND slug = ? GROUP BY page, role, note, leaf ORDER BY page, min(mention.rowid)",
            (entity.kind, entity.slug),
        )
        return map(Mention._make, found)

    def slug(self, kind_: str, volume: int, ident: str, words: str = "") -> str:
        """The name of the page of the person or place *ident* of *volume*, or of the place called *words*.

        Empty if there is none.
        """
        key = (kind_, volume, ident)
        if not ident and kind_ == "place":
            key = (kind_, -1, unlisted(words))
        number = self.known.get(key)
        return self.numbered[number].slug if number is not None else ""

    def volume(self, name: str) -> int:
        """The number of the volume in the file *name*, which may lack its suffix; -1 if there is none."""
        found = (n for n, volume in enumerate(self.volumes) if volume.name == name.removesuffix(".xml"))
        return next(found, -1)

    def named(self, number: int) -> list[Entity]:
        """The persons that the page of that *number* names, in the order of the alphabet."""
        query = "SELECT DISTINCT entity FROM mention WHERE page = ?"
        found = (self.numbered[entity] for (entity,) in self.db.execute(query, (number,)))
        persons = {entity.slug: entity for entity in found if entity.kind == "person"}
        return sorted(persons.values(), key=_order)

    def page(self, number: int) -> Page:
        """The page of that *number*; they count from 0 in the order of the edition."""
        return Page._make(self.db.execute("SELECT * FROM page WHERE number = ?", (number,)).fetchone())

    def select(
        self, where: str = "1", values: Iterable[object] = (), order: str = "number"
    ) -> Iterator[Page]:
        """The pages for which *where* holds, a condition in SQL over the fields of :class:`Page`."""
        query = f"SELECT * FROM page WHERE {where} ORDER BY {order}"
        return map(Page._make, self.db.execute(query, tuple(values)))

    def count(self, of: str, where: str = "document") -> list[tuple[str, int]]:
        """How many pages there are for each value of *of*, an expression over the fields of :class:`Page`."""
        return list(
            self.db.execute(
                f"SELECT {of} AS value, count(*) FROM page WHERE {where} GROUP BY value ORDER BY 1"
            )
        )

    def holder(self, volume: int, ident: str) -> tuple[int, bool]:
        """The number of the page of *volume* to go to for the id *ident*, and whether the page holds it.

        A chapter is not on a page: its first page stands for it. The number is -1 if there is no such id.
        """
        query = (
            "SELECT page, inside FROM anchor WHERE volume = ? AND id = ? ORDER BY inside DESC, page LIMIT 1"
        )
        found = self.db.execute(query, (volume, ident)).fetchone()
        return (-1, False) if found is None else (int(found[0]), bool(found[1]))


def bare(page_: Page) -> str:
    """The title of *page_* without its number."""
    title = _NUMBERED.sub("", page_.title) if page_.n and page_.document else page_.title
    return title or page_.title


def numbered(page_: Page) -> str:
    """The title of *page_* with its number, as one line."""
    return f"{page_.n}. {bare(page_)}" if page_.n and page_.document else page_.title


def sort_key(entity: Entity) -> str:
    """What *entity* is sorted by: a person by the surname.

    A name without a comma has it first (``Chiang Kai-shek``), unless a first name or an initial begins it.
    """
    name = entity.name
    first, _, rest = name.partition(" ")
    if entity.kind == "person" and rest and "," not in name and (fold(first) in GIVEN or first.endswith(".")):
        *given, family = name.split()
        name = ", ".join([family, " ".join(given)])
    return fold(name).lstrip("'‘’\"“[( ")


def _order(entity: Entity) -> tuple[str, str]:
    return sort_key(entity), entity.slug


def unlisted(words: str) -> str:
    """The id of a place that no list has: its name."""
    return "=" + " ".join(fold(words).split()).strip(" .,;")
