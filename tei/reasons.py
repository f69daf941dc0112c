"""Explain: for each annotation of a document, what found it, how sure that is, and on which words it rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tei.annotators import annotate
from tei.diagnostics import Place
from tei.document import Annotation, Document
from tei.pipeline import DEFAULTS, Settings, knowledge
from tei.readers import read

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


def explain(source: Path, settings: Settings = DEFAULTS, line: int = 0) -> list[Reason]:
    """The reasons for the annotations of the documents in *source*, or of those that touch *line* of the file.

    Raises :class:`tei.errors.TeiError` if the file cannot be read or a list or convention cannot be used.
    """
    known = knowledge(settings)
    documents, _ = read(source, known.convention)
    reasons: list[Reason] = []
    for document in documents:
        annotated, _ = annotate(document, known)
        reasons += _reasons(annotated, line)
    return reasons


def _reasons(document: Document, line: int) -> Iterator[Reason]:
    for annotation in sorted(document.annotations, key=lambda a: (a.point, -a.span.end)):
        start, end = (
            document.place(annotation.point),
            document.place(max(annotation.span.start, annotation.span.end - 1)),
        )
        if not line or start.line <= line <= max(start.line, end.line):
            yield _reason(document, annotation, start)


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
