"""Explain: for each annotation of a document, what found it, how sure that is, and on which words it rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei.annotators import annotate
from tei.builder import build, in_order
from tei.diagnostics import Place
from tei.document import Annotation, Document
from tei.errors import InputError, TeiError
from tei.files import expand
from tei.namespaces import local
from tei.pipeline import knowledge
from tei.readers import READERS, read
from tei.remote import place
from tei.settings import DEFAULTS, Settings, at_hand

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an element stands where it stands: the rule that found it and its certainty, from 0 to 1.

    ``place`` is where its words stand in the source, ``words`` are those (cut in the middle if they are many), and
    ``rests_on`` the words that the rule went by if they are others.
    """

    place: Place
    element: str
    attributes: str
    words: str
    rule: str
    certainty: float
    rests_on: str

    def __str__(self) -> str:
        rests = f", by “{self.rests_on}”" if self.rests_on else ""
        tag = f"<{' '.join(filter(None, (self.element, self.attributes)))}>"
        return f"{self.place.line}:{self.place.column}\t{self.certainty:.2f}\t{self.rule}\t{tag} “{self.words}”{rests}"


def explain(source: Path, settings: Settings = DEFAULTS, at: int | str = 0) -> list[Reason]:
    """The reasons for the annotations of the documents in *source*, or of those *at* one place.

    A number means a line of the source; a text is an XPath into the encoding, names without prefix, or ``#`` and an
    ``xml:id``. Raises :class:`tei.errors.TeiError` if the file cannot be read, a list or convention cannot be used, or
    there is no element of a text at that place.
    """
    settings = at_hand(settings)
    [copy] = expand([source], READERS)
    known = knowledge(settings)
    documents, problems = read(copy, known.convention, str(place(source)))
    if not documents:
        raise InputError("\n".join(map(str, problems)) or f"{source} cannot be read")
    reasons: list[Reason] = []
    for document in documents:
        annotated, _ = annotate(document, known)
        if isinstance(at, str):
            reasons += _reasons(annotated, _meant(annotated, at, settings))
        else:
            reasons += _reasons(annotated, _on_line(annotated, at))
    if isinstance(at, str) and not reasons:
        hint = "elements of the text were made by rules; the header comes from the settings and from what the text says"
        raise TeiError(f"{at} finds no element of the text of {source.name}", hint)
    if at and not reasons:
        last = max(document.place(len(document.text.rstrip())).line for document in documents)
        raise TeiError(f"no element touches line {at} of {source.name}", f"its text ends in line {last}")
    return reasons


def _on_line(document: Document, line: int) -> Iterator[Annotation]:
    """The annotations that touch *line* of the file; all if that is 0."""
    for annotation in document.annotations:
        last = max(annotation.span.start, annotation.span.end - 1)
        start, end = document.place(annotation.point).line, document.place(last).line
        if not line or start <= line <= max(start, end):
            yield annotation


def _meant(document: Document, path: str, settings: Settings) -> Iterator[Annotation]:
    """The annotations that made the elements which *path* finds in the encoding of *document*."""
    edition = build(document, knowledge(settings).authority, settings.metadata)
    made = [element for element in edition.div.iter(etree.Element) if element is not edition.div]
    annotations = dict(zip(made, in_order(document), strict=True))
    for element in list(edition.root.iter(etree.Element)):
        element.tag = local(element.tag)
    expression = f"//*[@xml:id='{path[1:]}']" if path.startswith("#") else path.replace("tei:", "")
    try:
        found = etree.ElementTree(edition.root).xpath(expression)
    except etree.XPathError as error:
        raise TeiError(f"{path} is not an XPath: {error}", "for example //persName[2]") from error
    for node in found if isinstance(found, list) else ():
        meant = node.getparent() if isinstance(node, etree._ElementUnicodeResult) else node
        if isinstance(meant, etree._Element) and meant in annotations:
            yield annotations[meant]


def _reasons(document: Document, annotations: Iterable[Annotation]) -> Iterator[Reason]:
    for annotation in sorted(annotations, key=lambda a: (a.point, -a.span.end)):
        yield _reason(document, annotation, document.place(annotation.point))


def _reason(document: Document, annotation: Annotation, place: Place) -> Reason:
    evidence = annotation.evidence
    words = _cut(document.words(annotation.span))
    source = _cut(document.words(evidence.source))
    name = f"{annotation.element} (header)" if annotation.header else annotation.element
    attributes = " ".join(
        f'{key.rpartition("}")[2]}="{value}"' for key, value in annotation.attributes.items()
    )
    return Reason(
        place, name, attributes, words, evidence.rule, evidence.certainty, "" if source == words else source
    )


def _cut(words: str) -> str:
    """*words* on one line, with dots in the middle if they are longer than a line can show."""
    plain = " ".join(words.split())
    half = _LONGEST // 2
    return plain if len(plain) <= _LONGEST else f"{plain[:half].rstrip()} … {plain[-half:].lstrip()}"
