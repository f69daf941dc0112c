"""The catalogue of an edition while it is exported: its pages, the ids they hold, the persons and places they name.

It is kept in a temporary database on disk, so that a large edition needs little more memory than a small one. A
*volume* is a file that holds several documents, or else a folder of files of one document each; an id (``p_KHA1``,
``d44``) says who or what is meant within its volume.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei import scratch
from tei.authority.files import rows
from tei.authority.givennames import GIVEN
from tei.authority.names import fold
from tei.diagnostics import Diagnostic, diagnostic
from tei.errors import AuthorityError
from tei.exporters.corpus import Corpus
from tei.exporters.kinds import kind
from tei.exporters.parts import ROOTS, Part, parts, volume_title
from tei.namespaces import XML_ID, local, qname
from tei.records import Date, Record, phrase, records

Element = etree._Element

KINDS = {"persName": "person", "placeName": "place"}
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_INSIDE = re.compile(r"(?<=[(\[]) +| +(?=[)\],;])")
_NUMBERED = re.compile(r"^\W*\d+[A-Za-z]?\s*[.)\]:]\s*")
_TABLES = """
    CREATE TABLE page (number INTEGER PRIMARY KEY, volume INTEGER, file TEXT, part INTEGER, name TEXT, id TEXT,
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

    ``name`` is its file name without suffix, ``part`` its place in ``file``; ``chapter`` holds the headings above it,
    one a line; ``earliest`` and ``latest`` bound its date, as TEI writes dates.
    """

    number: int
    volume: int
    file: str
    part: int
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
    """What an export knows of the edition as a whole. A ``with`` block closes it."""

    def __init__(self) -> None:
        self._db = scratch.database(_TABLES)
        self._volumes: dict[str, int] = {}
        self._folders: set[str] = set()
        self._names: dict[int, set[str]] = {}
        self._entities: dict[tuple[str, int, str], int] = {}
        self._numbered: list[Entity] = []
        self.volumes: list[Volume] = []
        self.pages = 0

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def fill(self, corpus: Corpus) -> Iterator[Diagnostic]:
        """Enter all of *corpus*, and settle who is who; yield which of its files are not TEI."""
        for source in corpus:
            if local(source.root.tag) in ROOTS:
                self._add(source.path, source.root)
                continue
            message = f"the file is not TEI: its first element is {local(source.root.tag)}"
            hint = "a TEI file begins with TEI or teiCorpus in the namespace http://www.tei-c.org/ns/1.0"
            yield diagnostic("O021", message, source.place(source.root), hint)
        self._finish()

    def _add(self, file: Path, root: Element) -> None:
        """Enter what the TEI *file* holds; its tree *root* is taken apart."""
        title, leaf = volume_title(root), ""
        for number, part in enumerate(parts(root)):
            mark(part.root)
            if part.whole:
                volume = self._volume(str(file.parent), file.resolve().parent.name, "", "")
            else:
                volume = self._volume(str(file), file.stem, title, str(file))
            found = list(records(part.root, file.name))
            self._page(file, number, part, volume, found[0] if found else None)
            for record in found:
                self._names_of(record, volume, self.pages, leaf)
                leaf = record.pages[-1].n if record.pages else leaf
            self.pages += 1

    def _volume(self, key: str, name: str, title: str, file: str) -> int:
        if key not in self._volumes:
            self._volumes[key] = len(self.volumes)
            self.volumes.append(Volume(unique(safe(name) or "volume", self._folders), title or name, file))
            for kind_, element in (("person", "persons"), ("place", "places")):
                for row in _printed(file, element):
                    self._entity(kind_, self._volumes[key], row[0], row[1], row[2], True)
        return self._volumes[key]

    def _page(self, file: Path, number: int, part: Part, volume: int, record: Record | None) -> None:
        taken = self._names.setdefault(volume, {"index"})
        title = tidy(part.title) or (record.title if record else "") or file.stem
        name = unique(
            safe(part.id) or (safe(file.stem) if part.whole else safe(title)[:60].strip("-.")), taken
        )
        date = (record.date if record is not None else None) or _in_heading(part)
        page = Page(
            self.pages, volume, str(file), number, name, part.id, record.n if record else "", title,
            "\n".join(tidy(chapter.title) for chapter in part.chapters), int(part.document),
            kind(title, record) if part.document and record else "", date.text if date else "",
            date.earliest if date else "", date.latest if date else "",
        )  # fmt: skip
        self._db.execute(f"INSERT INTO page VALUES ({','.join('?' * len(page))})", page)
        text = part.root.find(qname("text"))
        ids = {ident for e in ([] if text is None else text.iter(etree.Element)) if (ident := e.get(XML_ID))}
        anchors = [(volume, ident, self.pages, 1) for ident in sorted(ids)]
        anchors += [(volume, chapter.id, self.pages, 0) for chapter in part.chapters if chapter.id not in ids]
        self._db.executemany("INSERT INTO anchor VALUES (?, ?, ?, ?)", anchors)

    def _names_of(self, record: Record, volume: int, page: int, leaf: str) -> None:
        """Enter the names of *record*; *leaf* is the number of the printed page that it begins on, if it is known."""
        for kind_, entries in (("person", record.persons), ("place", record.places)):
            for entry in entries:
                self._entity(kind_, volume, entry.id, entry.name, entry.description, True)
        rows_ = []
        for role, parties in (("from", record.senders), ("to", record.recipients)):
            told = {mention.ref for mention in record.mentions if mention.role == role}
            for party in parties:
                if party.kind == "person" and party.ref and party.ref not in told:
                    key = self._entity("person", volume, party.ref, party.name)
                    rows_.append((key, page, party.name, role, "", "", ""))
        for mention in record.mentions:
            kind_ = KINDS.get(mention.element, "")
            if kind_ == "place" and not mention.ref and mention.words:
                key = self._entity(kind_, -1, _unlisted(mention.words), mention.words.strip(" .,;"))
            elif kind_ and mention.ref:
                key = self._entity(kind_, volume, mention.ref, mention.words)
            else:
                continue
            rows_.append(
                (key, page, mention.words, mention.role, mention.note, mention.page or leaf, mention.anchor)
            )
        self._db.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?)", rows_)

    def _entity(
        self, kind_: str, volume: int, ident: str, name: str, said: str = "", listed: bool = False
    ) -> int:
        """The number of the person or place *ident* of *volume*; the fullest of its listed names stays."""
        number = self._entities.setdefault((kind_, volume, ident), len(self._numbered))
        if number == len(self._numbered):
            self._numbered.append(Entity(kind_, ident))
        entity = self._numbered[number]
        if (listed, len(name), name) > (entity.listed, len(entity.name), entity.name):
            entity.name, entity.listed = name, listed
        if len(said) > len(entity.description):
            entity.description = said
        return number

    def _finish(self) -> None:
        """Settle who is who: one id in several volumes is one person only where it goes with one name."""
        named = dict(self._db.execute("SELECT entity, count(DISTINCT page) FROM mention GROUP BY entity"))
        slugs: dict[tuple[str, str, str], str] = {}
        taken: dict[str, set[str]] = {kind_: {"index"} for kind_ in KINDS.values()}
        for number, entity in enumerate(self._numbered):
            if number not in named:
                continue
            entity.name = tidy(entity.name)
            key = (entity.kind, entity.id, fold(entity.name))
            if key not in slugs:
                ident = safe(fold(entity.id.removeprefix("="))) if entity.id[:1] == "=" else safe(entity.id)
                slugs[key] = unique(ident[-60:].strip("-.") or entity.kind, taken[entity.kind])
            entity.slug = slugs[key]
            self._db.execute("INSERT INTO entity VALUES (?, ?, ?)", (number, entity.slug, entity.kind))
        self._db.execute("CREATE INDEX slugs ON entity (kind, slug)")

    def entities(self, kind_: str) -> list[Entity]:
        """The persons or places that documents name, each once, in the order of the alphabet."""
        counted = self._db.execute(
            "SELECT slug, count(DISTINCT page) FROM entity JOIN mention ON entity = number"
            " WHERE kind = ? GROUP BY slug",
            (kind_,),
        )
        documents = dict(counted)
        fullest: dict[str, Entity] = {}
        for entity in self._numbered:
            if entity.slug and entity.kind == kind_:
                known = fullest.setdefault(entity.slug, entity)
                if len(entity.description) > len(known.description):
                    known.description = entity.description
                known.documents = documents[entity.slug]
        return sorted(fullest.values(), key=_order)

    def mentions(self, entity: Entity) -> Iterator[Mention]:
        """Where *entity* is named, in the order of the edition; each place (a note, a page) once."""
        found = self._db.execute(
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
            key = (kind_, -1, _unlisted(words))
        number = self._entities.get(key)
        return self._numbered[number].slug if number is not None else ""

    def volume(self, name: str) -> int:
        """The number of the volume in the file *name*, which may lack its suffix; -1 if there is none."""
        found = (n for n, volume in enumerate(self.volumes) if volume.name == name.removesuffix(".xml"))
        return next(found, -1)

    def named(self, number: int) -> list[Entity]:
        """The persons that the page of that *number* names, in the order of the alphabet."""
        query = "SELECT DISTINCT entity FROM mention WHERE page = ?"
        found = (self._numbered[entity] for (entity,) in self._db.execute(query, (number,)))
        persons = {entity.slug: entity for entity in found if entity.kind == "person"}
        return sorted(persons.values(), key=_order)

    def page(self, number: int) -> Page:
        """The page of that *number*; they count from 0 in the order of the edition."""
        return Page._make(self._db.execute("SELECT * FROM page WHERE number = ?", (number,)).fetchone())

    def select(
        self, where: str = "1", values: Iterable[object] = (), order: str = "number"
    ) -> Iterator[Page]:
        """The pages for which *where* holds, a condition in SQL over the fields of :class:`Page`."""
        query = f"SELECT * FROM page WHERE {where} ORDER BY {order}"
        return map(Page._make, self._db.execute(query, tuple(values)))

    def count(self, of: str, where: str = "document") -> list[tuple[str, int]]:
        """How many pages there are for each value of *of*, an expression over the fields of :class:`Page`."""
        return list(
            self._db.execute(
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
        found = self._db.execute(query, (volume, ident)).fetchone()
        return (-1, False) if found is None else (int(found[0]), bool(found[1]))


def _in_heading(part: Part) -> Date | None:
    """The date that the heading of *part* states, which is that of the document if nothing else is."""
    head = part.root.find(f"{qname('text')}//{qname('head')}") if part.document else None
    for date in () if head is None else head.iterfind(qname("date")):
        if stated := next((v for name in ("when", "from", "notBefore") if (v := date.get(name))), ""):
            return Date(phrase(date), stated, date.get("to") or date.get("notAfter") or stated)
    return None


def mark(root: Element) -> None:
    """Give each name and page break in the text of *root* that has no ``xml:id`` one, so that it can be linked to."""
    text = root.find(qname("text"))
    taken = {ident.casefold() for e in root.iter(etree.Element) if (ident := e.get(XML_ID))}
    names = 0
    for element in () if text is None else text.iter(*map(qname, (*KINDS, "pb"))):
        if element.get(XML_ID):
            continue
        if local(element.tag) == "pb":
            element.set(XML_ID, unique(f"page-{safe(element.get('n', '')) or 'break'}", taken))
        else:
            names += 1
            element.set(XML_ID, unique(f"name-{names}", taken))


def safe(name: str) -> str:
    """*name* as part of an address: letters without accents, digits, ``.``, ``_`` and ``-``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-.")


def unique(name: str, taken: set[str]) -> str:
    """*name*, with a number behind it if it is one of those *taken* but for capitals; it is then taken too."""
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found.casefold())
    return found


def tidy(words: str) -> str:
    """*words* without the spaces that layout of the TEI file leaves inside brackets and before commas."""
    return _INSIDE.sub("", words)


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


def _unlisted(words: str) -> str:
    """The id of a place that no list has: its name."""
    return "=" + " ".join(fold(words).split()).strip(" .,;")


def _printed(file: str, kind_: str) -> list[tuple[str, str, str]]:
    """The list of *kind_* at the front of the volume *file*: ids, names and descriptions."""
    try:
        return [(row.id, row.name, row.description) for row in rows(Path(file), kind_)] if file else []
    except AuthorityError:
        return []  # a volume need not have one
