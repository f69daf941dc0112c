"""Cataloguing: the catalogue of an edition filled from its files, and who is who in it settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.authority.files import rows
from tei.authority.names import fold
from tei.diagnostics import Diagnostic, diagnostic
from tei.errors import AuthorityError
from tei.exporters.catalogue import Catalogue, Entity, Page, Volume, unlisted
from tei.exporters.corpus import Corpus
from tei.exporters.kinds import kind
from tei.exporters.naming import KINDS, legible, mark, safe, tidy, unique
from tei.exporters.parts import ROOTS, Part, parts, volume_title
from tei.namespaces import XML_ID, local, qname
from tei.records import Date, Record, phrase, records

Element = etree._Element


def fill(catalogue: Catalogue, corpus: Corpus) -> Iterator[Diagnostic]:
    """Which files of *corpus* are not TEI, once all the others are entered in *catalogue*."""
    filling = _Filling(catalogue)
    for source in corpus:
        if local(source.root.tag) in ROOTS:
            filling.add(source.path, source.root)
            continue
        message = f"the file is not TEI: its first element is {local(source.root.tag)}"
        hint = "a TEI file begins with TEI or teiCorpus in the namespace http://www.tei-c.org/ns/1.0"
        yield diagnostic("O021", message, source.place(source.root), hint)
    filling.finish()


class _Filling:
    """What is kept in mind while a catalogue is filled: its volumes by their files, and the names that are taken."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._db = catalogue.db
        self._volumes: dict[str, int] = {}
        self._folders: set[str] = set()
        self._names: dict[int, set[str]] = {}

    def add(self, file: Path, root: Element) -> None:
        """Enter what the TEI *file* holds; its tree *root* is taken apart."""
        title, leaf = volume_title(root), ""
        for part in parts(root):
            mark(part.root)
            if part.whole:
                volume = self._volume(str(file.parent), file.resolve().parent.name, "", "")
            else:
                volume = self._volume(str(file), file.stem, title, str(file))
            found = list(records(part.root, file.name))
            self._page(file, part, volume, found[0] if found else None)
            for record in found:
                self._names_of(record, volume, self._catalogue.pages, leaf)
                leaf = record.pages[-1].n if record.pages else leaf
            self._catalogue.pages += 1

    def _volume(self, key: str, name: str, title: str, file: str) -> int:
        if key not in self._volumes:
            self._volumes[key] = len(self._catalogue.volumes)
            self._catalogue.volumes.append(
                Volume(unique(safe(name) or "volume", self._folders), title or legible(name), file)
            )
            for kind_, element in (("person", "persons"), ("place", "places")):
                for row in _printed(file, element):
                    self._entity(kind_, self._volumes[key], row[0], row[1], row[2], True)
        return self._volumes[key]

    def _page(self, file: Path, part: Part, volume: int, record: Record | None) -> None:
        taken = self._names.setdefault(volume, {"index"})
        title = tidy(part.title) or (record.title if record else "") or legible(file.stem)
        name = unique(
            safe(part.id) or (safe(file.stem) if part.whole else safe(title)[:60].strip("-.")), taken
        )
        date = (record.date if record is not None else None) or _in_heading(part)
        page = Page(
            self._catalogue.pages, volume, name, part.id, record.n if record else "", title,
            "\n".join(tidy(chapter.title) for chapter in part.chapters), int(part.document),
            kind(title, record) if part.document and record else "", date.text if date else "",
            date.earliest if date else "", date.latest if date else "",
        )  # fmt: skip
        self._db.execute(f"INSERT INTO page VALUES ({','.join('?' * len(page))})", page)
        text = part.root.find(qname("text"))
        ids = {ident for e in ([] if text is None else text.iter(etree.Element)) if (ident := e.get(XML_ID))}
        anchors = [(volume, ident, self._catalogue.pages, 1) for ident in sorted(ids)]
        anchors += [
            (volume, chapter.id, self._catalogue.pages, 0)
            for chapter in part.chapters
            if chapter.id not in ids
        ]
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
                key = self._entity(kind_, -1, unlisted(mention.words), mention.words.strip(" .,;"))
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
        number = self._catalogue.known.setdefault((kind_, volume, ident), len(self._catalogue.numbered))
        if number == len(self._catalogue.numbered):
            self._catalogue.numbered.append(Entity(kind_, ident))
        entity = self._catalogue.numbered[number]
        if (listed, len(name), name) > (entity.listed, len(entity.name), entity.name):
            entity.name, entity.listed = name, listed
        if len(said) > len(entity.description):
            entity.description = said
        return number

    def finish(self) -> None:
        """Settle who is who: one id in several volumes is one person only where it goes with one name."""
        named = dict(self._db.execute("SELECT entity, count(DISTINCT page) FROM mention GROUP BY entity"))
        slugs: dict[tuple[str, str, str], str] = {}
        taken: dict[str, set[str]] = {kind_: {"index"} for kind_ in KINDS.values()}
        for number, entity in enumerate(self._catalogue.numbered):
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


def _in_heading(part: Part) -> Date | None:
    """The date that the heading of *part* states, which is that of the document if nothing else is."""
    head = part.root.find(f"{qname('text')}//{qname('head')}") if part.document else None
    for date in () if head is None else head.iterfind(qname("date")):
        if stated := next((v for name in ("when", "from", "notBefore") if (v := date.get(name))), ""):
            return Date(phrase(date), stated, date.get("to") or date.get("notAfter") or stated)
    return None


def _printed(file: str, kind_: str) -> list[tuple[str, str, str]]:
    """The list of *kind_* at the front of the volume *file*: ids, names and descriptions."""
    try:
        return [(row.id, row.name, row.description) for row in rows(Path(file), kind_)] if file else []
    except AuthorityError:
        return []  # a volume need not have one
