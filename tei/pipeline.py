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
from tei.errors import InputError
from tei.files import write
from tei.integrity import Proof, prove
from tei.metadata import UNPUBLISHED, Metadata
from tei.namespaces import XML_ID, local, qname
from tei.readers import read

_DOCUMENT = re.compile(r"#d\d+[A-Za-z]?(?:fn\d+)?")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an edition asks for: how its documents are printed, its lists, and what its headers say."""

    convention: str = conventions.DEFAULT
    persons: Path | None = None
    places: Path | None = None
    terms: Path | None = None
    metadata: Metadata = UNPUBLISHED


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
    content = edition.to_bytes()
    problems = excerpted(problems, document.file, document.text, document.first_line)
    problems += validation.validate(content, f"{document.name}.xml")
    return Encoding(document, edition, content, proof, tuple(problems))


def encode_file(source: Path, output: Path, settings: Settings, renditions: Mapping[str, Path]) -> Outcome:
    """The outcome of encoding *source* into the folder *output*, and of rendering it into those of *renditions*.

    A file of several documents gives as many files. Nothing is written of a document whose text is not proved or
    whose encoding is not valid; the others are. Raises :class:`tei.errors.OutputError` if a folder cannot be
    written to.
    """
    try:
        documents, problems = read(source, knowledge(settings).convention)
    except InputError as error:
        return Outcome(source, problem=error.message)
    if not documents:
        return Outcome(source, diagnostics=tuple(problems), problem="could not be read")
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
        for ident, name in _persons(encoding.edition.root):
            persons[ident] = max(persons.get(ident, ""), name, key=len)
        if encoding.good:
            made[output / f"{document.name}.xml"] = encoding.content
            made |= _rendered(encoding, renditions, _linked(encoding, documents, source))
        else:
            bad += 1
    for path, content in made.items():
        write(path, content)
    return Outcome(
        source,
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


def _rendered(
    encoding: Encoding, renditions: Mapping[str, Path], params: Mapping[str, str]
) -> dict[Path, bytes]:
    """The renditions of *encoding* by the path that each is to be written to."""
    tree = etree.ElementTree(encoding.edition.root)
    return {
        folder / f"{encoding.edition.name}{transform.suffix(name)}": transform.render(
            tree, name, params=params
        )
        for name, folder in renditions.items()
    }


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
