"""Persons: which words name whom, by cases in files, and properties of any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei.annotators import Knowledge, annotate
from tei.annotators.mentions import mentions
from tei.authority import Authority, Entry, load, person_forms, register
from tei.document import Annotation, Document


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "persons"), ids=name)
def test_case(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    lists = authority(case.blocks.get("persons"), tmp_path)
    case.expect("\n".join(shown(case.blocks["text"], lists)), request)


def authority(persons: str | None, folder: Path) -> Authority:
    """The authority with a list of *persons*, given as lines of CSV without the first."""
    if persons is None:
        return Authority()
    path = folder / "persons.csv"
    path.write_text(f"id,name,description\n{persons}", "utf-8")
    return load(path)


def shown(text: str, lists: Authority) -> list[str]:
    """A line for each name (words before, the name, whom it means, role, rule) and diagnostic."""
    document, problems = annotate(Document(text, "d1"), Knowledge(authority=lists))
    lines = [shown_name(document, a) for a in sorted(document.of("persName"), key=lambda a: a.span)]
    return lines + [
        f"{d.code} {d.place.line}:{d.place.column} {d.message}" for d in problems if d.code[0] == "A"
    ]


def shown_name(document: Document, mention: Annotation) -> str:
    before = document.text[max(0, mention.span.start - 12) : mention.span.start].replace("\n", "|")
    role = f" {mention.attributes['type']}" if "type" in mention.attributes else ""
    ref = mention.attributes.get("ref", "?")
    return f"{before}⟦{document.words(mention.span)}⟧ {ref}{role} ({mention.evidence.rule})"


LISTED = [
    "Haig, Brigadier General Alexander M., Jr.",
    "Chou En-lai",
    "de Gaulle, Charles",
    "Brentano, Heinrich von",
    "Castillo Armas, Colonel Carlos",
    "Çağlayangil, Ihsan Sabri",
    "Rolz-Bennett, Jose",
    "Makarios III",
]
REGISTER = register(Entry(f"p_{n}", name, "", tuple(person_forms(name))) for n, name in enumerate(LISTED))
PIECES = st.sampled_from(
    [form for name in LISTED for form in person_forms(name)]
    + [
        "said",
        "the",
        "King",
        "General",
        "Mr.",
        "’s",
        "'s",
        "2",
        "-",
        "/",
        " ",
        " ",
        "\n",
        ", ",
        ". ",
        "(",
        ")",
        "I.",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=20).map("".join), st.text(max_size=40)))
def test_mentions_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    reached = 0
    for mention in mentions(text, REGISTER):
        assert (
            reached <= mention.span.start <= mention.surname.start < mention.surname.end <= mention.span.end
        )
        assert mention.span.end <= len(text)
        assert mention.entries
        reached = mention.span.end


@given(st.sampled_from(LISTED), st.data())
def test_every_form_is_found_in_a_sentence(name: str, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(person_forms(name)))
    text = f"It was said to us by {form} on that day."
    (mention,) = mentions(text, REGISTER)
    assert [entry.name for entry in mention.entries] == [name]
    assert text[mention.span.start : mention.span.end] == form


@given(st.one_of(st.lists(PIECES, max_size=20).map("".join), st.text(max_size=60)))
def test_names_without_a_list_do_not_overlap(text: str) -> None:
    document, _ = annotate(Document(text), Knowledge())
    spans = sorted(a.span for a in document.of("persName"))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[span.start : span.end].strip() for span in spans)


def test_certainty_is_never_more_than_one_and_never_nothing() -> None:
    text = "12. Letter From Secretary Rogers to the President (Nixon)\n\nMr. Rogers said that Dobrynin had called.\n"
    document, _ = annotate(Document(text), Knowledge())
    certainties = [a.evidence.certainty for a in document.of("persName")]
    assert certainties
    assert all(0 < certainty <= 1 for certainty in certainties)
