"""The pipeline: one source in, one edition out, proved and checked. ``batch`` runs it for many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree

from tei import authority, conventions, transform, validation
from tei.annotators import Knowledge, annotate
from tei.builder import build
from tei.diagnostics import Diagnostic, Severity, excerpted, worst
from tei.document import Document
from tei.edition import Edition
from tei.editionfile import Rendered
from tei.errors import InputError
from tei.files import write
from tei.integrity import Proof, prove
from tei.metadata import UNPUBLISHED, Metadata
from tei.namespaces import XML_ID, local, qname
from tei.readers import read
from tei.selection import Source

_DOCUMENT = re.compile(r"#d\d+[A-Za-z]?(?:fn\d+)?")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an edition asks for: how its documents are printed, its lists, what its headers say.

    ``schemas`` are those that a document is to be valid against besides the edition's own; ``renditions`` are made of
    each.
    """

    convention: str = conventions.DEFAULT
    persons: Path | None = None
    places: Path | None = None
    terms: Path | None = None
    metadata: Metadata = UNPUBLISHED
    schemas: tuple[Path, ...] = ()
    renditions: tuple[Rendered, ...] = ()


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Encoding:
    """What became of a document: the edition as a tree and as bytes, the proof of its text, the diagnostics."""

    document: Document
    edition: Edition
    content: bytes
    proof: Proof
    diagnostics: tuple[Diagnostic, ...]

    @property
    def good(self) -> bool:
        """Whether the edition may be written: its text is proved, and it is valid."""
        return worst(self.diagnostics) != Severity.ERROR


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, as plain data that can be sent between processes and written in a report.

    ``written`` are the files made of it; ``problem`` says why there are none. ``characters`` are those of the source,
    ``elements`` counts the elements of the text, ``replaced`` what of the source markup says instead. ``persons`` are
    those it names, by id, each with the fullest name it has in the file. ``schemas`` says which schemas it was checked
    against, and where they came from.
    """

    source: Path
    written: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    problem: str = ""
    characters: int = 0
    elements: Mapping[str, int] = field(default_factory=dict)
    replaced: Mapping[str, int] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)
    schemas: tuple[str, ...] = ()


@cache
def knowledge(settings: Settings) -> Knowledge:
    """The convention and the lists that *settings* name, read once a process.

    Raises :class:`tei.errors.ConventionError` or :class:`tei.errors.AuthorityError` if one cannot be used.
    """
    lists = authority.load(settings.persons, settings.places, settings.terms)
    return Knowledge(conventions.load(settings.convention), lists)


def encode_document(document: Document, settings: Settings = DEFAULTS) -> Encoding:
    """The encoding of *document*: annotated, built, proved, and checked against the edition's schema."""
    known = knowledge(settings)
    document, problems = annotate(document, known)
    edition = build(document, known.authority, settings.metadata)
    proof = prove(document, edition.div)
    if proof.failure:
        problems.append(proof.failure)
    content = edition.content
    problems = excerpted(problems, document.file, document.text, document.first_line)
    written = validation.of_tree(edition.root.getroottree(), content, f"{document.name}.xml")
    problems += validation.validate(written, rules=False)
    if settings.schemas:
        problems += validation.validate(written, schemas=settings.schemas, rules=False)
    return Encoding(document, edition, content, proof, tuple(problems))


def encode_file(source: Source, places: Mapping[str, Path], settings: Settings) -> Outcome:
    """The outcome of encoding *source* and of making its renditions, each into the folder of its name in *places*.

    The TEI goes to the place ``tei``. A file of several documents gives as many files. Nothing is written of a document
    whose text is not proved or whose encoding is not valid; the others are. Raises :class:`tei.errors.OutputError` if
    a folder cannot be written to.
    """
    name = Path(source.name)
    try:
        documents, problems = read(source.path, knowledge(settings).convention, source.name)
    except InputError as error:
        return Outcome(name, problem=error.message)
    if not documents:
        return Outcome(name, diagnostics=tuple(problems), problem="could not be read")
    made: dict[Path, bytes] = {}
    elements: Counter[str] = Counter()
    replaced: Counter[str] = Counter()
    persons: dict[str, str] = {}
    bad = 0
    for document in documents:
        encoding = encode_document(document, settings)
        problems += encoding.diagnostics
        elements.update(local(element.tag) for element in encoding.edition.div.iter())
        replaced.update(encoding.proof.counts())
        for ident, full in _persons(encoding.edition.root):
            persons[ident] = max(persons.get(ident, ""), full, key=len)
        if encoding.good:
            made[places["tei"] / source.folder / f"{document.name}.xml"] = encoding.content
            linked = _linked(encoding, documents, source.path)
            for rendered in settings.renditions:
                folder = places[rendered.name] / source.folder
                made[folder / f"{document.name}{transform.suffix(rendered.name)}"] = _rendition(
                    encoding.edition, rendered, linked
                )
        else:
            bad += 1
    for path, content in made.items():
        write(path, content)
    return Outcome(
        name,
        written=tuple(made),
        diagnostics=tuple(problems),
        problem=_not_written(bad, len(documents)),
        characters=sum(len(document.text) for document in documents),
        elements=dict(sorted(elements.items())),
        replaced=dict(replaced),
        persons=persons,
    )


def _persons(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The id and the name of each person in the header of *root*."""
    for person in root.iter(qname("person")):
        yield str(person.get(XML_ID)), person.findtext(qname("persName"), "")


def _not_written(bad: int, all_: int) -> str:
    if not bad:
        return ""
    what = "was" if all_ == 1 else f"{bad} of {all_} documents were"
    return f"{what} not written, because the encoding is not right"


def _rendition(edition: Edition, asked: Rendered, params: Mapping[str, str]) -> bytes:
    """The rendition of *edition* that is *asked* for; what its own parameters say goes before *params*."""
    tree = etree.ElementTree(edition.root)
    return transform.render(tree, asked.name, xslt=asked.xslt, params={**params, **dict(asked.parameters)})


def _linked(encoding: Encoding, documents: Sequence[Document], source: Path) -> dict[str, str]:
    """The parameters of a rendition that say which other documents have a page, and how its name begins."""
    if len(documents) == 1:
        return {"linked": neighbours(encoding.edition.root, source.parent, source.suffix)}
    prefix = f"{source.stem}-"
    ids = (document.name.removeprefix(prefix) for document in documents)
    return {"linked": f" {' '.join(ids)} ", "document-prefix": prefix}


def neighbours(root: etree._Element, folder: Path, suffix: str) -> str:
    """The ids of the other documents that *root* refers to and that lie in *folder*, with a space around each.

    A document is looked for under its id: ``d44`` as ``d44.txt``, if *suffix* is ``.txt``.
    """
    targets = {str(ref.get("target", "")) for ref in root.iter(qname("ref"))}
    ids = {target[1:].partition("fn")[0] for target in targets if _DOCUMENT.fullmatch(target)}
    return " ".join(["", *sorted(ident for ident in ids if (folder / f"{ident}{suffix}").exists()), ""])
