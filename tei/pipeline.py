"""The pipeline: one source in, one edition out, proved and checked. ``batch`` runs it for many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei import conventions, validation
from tei.annotators import Knowledge, annotate
from tei.builder import build
from tei.caches import kept
from tei.diagnostics import Diagnostic, Severity, excerpted, worst
from tei.document import Document
from tei.edition import Edition
from tei.errors import InputError
from tei.files import write
from tei.integrity import Proof, prove
from tei.namespaces import XML_ID, qname
from tei.outcome import Outcome as Outcome
from tei.readers import read
from tei.remote import place
from tei.selection import Source
from tei.settings import DEFAULTS as DEFAULTS
from tei.settings import Settings as Settings
from tei.settings import lists

if TYPE_CHECKING:
    from tei.editionfile import Rendered
    from tei.records import Record

_DOCUMENT = re.compile(r"#d\d+[A-Za-z]?(?:fn\d+)?")


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
class Made:
    """What was made of a file: its outcome, and the contents of the files to be written, by their paths.

    ``records`` are of the documents in it; ``linked`` says of each document that they refer to whether it is there.
    """

    outcome: Outcome
    contents: Mapping[Path, bytes] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    linked: Mapping[str, bool] = field(default_factory=dict)


@kept
def knowledge(settings: Settings) -> Knowledge:
    """The convention and the lists that *settings* name, read once a process.

    Raises :class:`tei.errors.ConventionError` or :class:`tei.errors.AuthorityError` if one cannot be used.
    """
    given = lists(settings)
    return Knowledge(conventions.load(settings.convention), given)


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
    """The outcome of :func:`make` for *source*, once what it gives is written.

    Raises :class:`tei.errors.OutputError` if a folder cannot be written to.
    """
    made = make(source, places, settings)
    for path, content in made.contents.items():
        write(path, content)
    return made.outcome


def makings(settings: Settings) -> dict[str, Path]:
    """The folders, by name, of all that *settings* have made of a document."""
    return {name: Path(name) for name in ("tei", *(rendered.name for rendered in settings.renditions))}


def make(
    source: Source,
    places: Mapping[str, Path],
    settings: Settings,
    *,
    absent: Collection[str] = (),
    with_records: bool = False,
    there: Callable[[Path], bool] = Path.exists,
) -> Made:
    """What is made of *source*: its TEI and its renditions, each for the folder of its name in *places*.

    The TEI goes to the place ``tei``. A file of several documents gives as many files. There is nothing of a document
    whose text is not proved or whose encoding is not valid. Documents whose ids are *absent* are not linked to,
    nor those for whose files, beside the source, *there* says that they are not.
    """
    name = place(source.name)
    try:
        documents, problems = read(source.path, knowledge(settings).convention, source.name)
    except InputError as error:
        return Made(Outcome(name, problem="; ".join(filter(None, (error.message, error.hint)))))
    if not documents:
        return Made(Outcome(name, diagnostics=tuple(problems), problem="could not be read"))
    contents: dict[Path, bytes] = {}
    found: list[Record] = []
    linked: dict[str, bool] = {}
    elements: Counter[str] = Counter()
    replaced: Counter[str] = Counter()
    persons: dict[str, str] = {}
    bad = 0
    for document in documents:
        encoding = encode_document(document, settings)
        problems += encoding.diagnostics
        elements.update(encoding.edition.elements())
        replaced.update(encoding.proof.counts())
        for ident, full in _persons(encoding.edition.root):
            persons[ident] = max(persons.get(ident, ""), full, key=len)
        if not encoding.good:
            bad += 1
            continue
        contents[places["tei"].joinpath(source.folder, f"{document.name}.xml")] = encoding.content
        params = (
            _links(encoding, documents, source.path, absent, linked, there) if settings.renditions else {}
        )
        for rendered in settings.renditions:
            suffix, content = _rendition(encoding.edition, rendered, params)
            contents[places[rendered.name].joinpath(source.folder, f"{document.name}{suffix}")] = content
        if with_records:
            from tei.records import records  # what only encodes does without

            found += records(encoding.edition.root, Path(source.folder, f"{document.name}.xml").as_posix())
    outcome = Outcome(
        name,
        written=tuple(path.as_posix() for path in contents),
        diagnostics=tuple(problems),
        problem=_not_written(bad, len(documents)),
        characters=sum(len(document.text) for document in documents),
        elements=dict(sorted(elements.items())),
        replaced=dict(replaced),
        persons=persons,
    )
    return Made(outcome, contents, tuple(found), linked)


def _persons(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The id and the name of each person in the header of *root*, its first child."""
    for person in root[0].iter(qname("person")):
        yield str(person.get(XML_ID)), person[0].text or ""


def _not_written(bad: int, all_: int) -> str:
    if not bad:
        return ""
    what = "was" if all_ == 1 else f"{bad} of {all_} documents were"
    return f"{what} not written, because the encoding is not right"


def _rendition(edition: Edition, asked: Rendered, params: Mapping[str, str]) -> tuple[str, bytes]:
    """The rendition of *edition* that is *asked* for, with its suffix; its own parameters go before *params*."""
    from tei import transform  # what only encodes does without

    tree, given = etree.ElementTree(edition.root), {**params, **dict(asked.parameters)}
    return transform.suffix(asked.name), transform.render(tree, asked.name, xslt=asked.xslt, params=given)


def _links(
    encoding: Encoding,
    documents: Sequence[Document],
    source: Path,
    absent: Collection[str],
    linked: dict[str, bool],
    exists: Callable[[Path], bool],
) -> dict[str, str]:
    """The parameters of a rendition that say which other documents have a page, and how its name begins.

    Those that are looked for as files are added to *linked*, with whether they are there.
    """
    if len(documents) > 1:
        prefix = f"{source.stem}-"
        ids = (document.name.removeprefix(prefix) for document in documents)
        return {"linked": f" {' '.join(ids)} ", "document-prefix": prefix}
    wanted = _referred(encoding.edition.root)
    there = [i for i in wanted if i not in absent and exists(source.parent / f"{i}{source.suffix}")]
    linked.update(dict.fromkeys(wanted, False) | dict.fromkeys(there, True))
    return {"linked": _spaced(there)}


def neighbours(root: etree._Element, folder: Path, suffix: str) -> str:
    """The ids of the other documents that *root* refers to and that lie in *folder*, with a space around each.

    A document is looked for under its id: ``d44`` as ``d44.txt``, if *suffix* is ``.txt``.
    """
    return _spaced(ident for ident in _referred(root) if (folder / f"{ident}{suffix}").exists())


def _referred(root: etree._Element) -> list[str]:
    """The ids of the other documents that *root* refers to, sorted."""
    targets = {str(ref.get("target", "")) for ref in root.iter(qname("ref"))}
    return sorted({target[1:].partition("fn")[0] for target in targets if _DOCUMENT.fullmatch(target)})


def _spaced(ids: Iterable[str]) -> str:
    return " ".join(["", *ids, ""])
