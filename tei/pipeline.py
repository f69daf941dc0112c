"""The pipeline: one source in, one edition out, proved and checked. ``batch`` runs it for many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree

from tei import authority, conventions, transform, validation
from tei.annotators import Knowledge, annotate
from tei.builder import build
from tei.diagnostics import Diagnostic, Severity, worst
from tei.document import Document
from tei.edition import Edition
from tei.errors import InputError
from tei.files import write
from tei.integrity import Proof, prove
from tei.metadata import UNPUBLISHED, Metadata
from tei.namespaces import local, qname
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

    ``written`` are the files made of it; ``problem`` says why there are none. ``elements`` counts the elements of the
    text, ``replaced`` those that stand for characters of the source, ``characters`` are those of the source.
    """

    source: Path
    written: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    problem: str = ""
    characters: int = 0
    elements: Mapping[str, int] = field(default_factory=dict)
    replaced: Mapping[str, int] = field(default_factory=dict)


@cache
def knowledge(settings: Settings) -> Knowledge:
    """The convention and the lists that *settings* name, read once a process.

    Raises :class:`tei.errors.ConventionError` or :class:`tei.errors.AuthorityError` if one cannot be used.
    """
    lists = authority.load(settings.persons, settings.places, settings.terms)
    return Knowledge(conventions.load(settings.convention), lists)


def encode_document(document: Document, settings: Settings = Settings()) -> Encoding:  # noqa: B008 (frozen)
    """The encoding of *document*: annotated, built, proved, and checked against the edition's schema."""
    known = knowledge(settings)
    document, problems = annotate(document, known)
    edition = build(document, known.authority, settings.metadata)
    proof = prove(document, edition.div)
    if proof.failure:
        problems.append(proof.failure)
    content = edition.to_bytes()
    problems += validation.validate(content, f"{document.name}.xml")
    return Encoding(document, edition, content, proof, tuple(problems))


def encode_file(source: Path, output: Path, settings: Settings, renditions: Mapping[str, Path]) -> Outcome:
    """The outcome of encoding *source* into the folder *output*, and of rendering it into those of *renditions*.

    Nothing is written of a document whose text is not proved or whose encoding is not valid.
    Raises :class:`tei.errors.OutputError` if a folder cannot be written to.
    """
    try:
        document, problems = read(source)
    except InputError as error:
        return Outcome(source, problem=error.message)
    if document is None:
        return Outcome(source, diagnostics=tuple(problems), problem="could not be read")
    encoding = encode_document(document, settings)
    diagnostics = (*problems, *encoding.diagnostics)
    facts = {
        "diagnostics": diagnostics,
        "characters": len(document.text),
        "elements": _elements(encoding.edition.div),
        "replaced": dict(encoding.proof.counts()),
    }
    if not encoding.good:
        return Outcome(source, problem="was not written, because its encoding is not right", **facts)
    made = {output / f"{source.stem}.xml": encoding.content}
    root = encoding.edition.root
    params = {"linked": neighbours(root, source.parent, source.suffix)}
    for name, folder in renditions.items():
        path = folder / f"{source.stem}{transform.suffix(name)}"
        made[path] = transform.render(etree.ElementTree(root), name, params=params)
    for path, content in made.items():
        write(path, content)
    return Outcome(source, written=tuple(made), **facts)


def neighbours(root: etree._Element, folder: Path, suffix: str) -> str:
    """The ids of the other documents that *root* refers to and that lie in *folder*, with a space around each.

    A document is looked for under its id: ``d44`` as ``d44.txt``, if *suffix* is ``.txt``.
    """
    targets = {str(ref.get("target", "")) for ref in root.iter(qname("ref"))}
    ids = {target[1:].partition("fn")[0] for target in targets if _DOCUMENT.fullmatch(target)}
    return " ".join(["", *sorted(ident for ident in ids if (folder / f"{ident}{suffix}").exists()), ""])


def _elements(div: etree._Element) -> dict[str, int]:
    return dict(sorted(Counter(local(element.tag) for element in div.iter()).items()))
