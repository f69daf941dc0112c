"""Terms: every case in ``terms/*.md`` is a list, a text, and the terms it must get."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei import authority
from tei.annotators import abbreviations, heading, notes, pages, terms
from tei.authority import Entry, register
from tei.conventions import load
from tei.document import Document

CASES = cases(Path(__file__).parent / "terms")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Case, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text(case.blocks["terms"], "utf-8")
    known = authority.load(None, None, tmp_path / "terms.csv")
    document, convention = Document(case.blocks["text"]), load()
    for annotator in (pages, notes, heading):
        document = document.with_annotations(annotator.annotate(document, convention).annotations)
    lines = []
    for a in terms.annotate(document, convention, known).annotations:
        after = document.text[a.span.end : a.span.end + 12].split("\n")[0]
        how = "" if a.evidence.rule == "listed" else f" ({a.evidence.rule})"
        lines.append(f"{a.attributes['ref']} = {document.words(a.span)}|{after}{how}")
    case.expect("\n".join(lines) or "nothing", request)


WORD = st.text("ABCDEFGH", min_size=2, max_size=6)
ENTRIES = st.lists(WORD, min_size=1, max_size=8, unique=True).map(
    lambda names: register(Entry(f"t{n}", name, "", (name,)) for n, name in enumerate(names))
)


@given(ENTRIES, st.text("ABCDEFGHabs 1.-/’–\n", max_size=80))
def test_terms_are_words_that_the_list_has(listed: authority.Register, text: str) -> None:
    reached = 0
    for hit in abbreviations.find(text, listed):
        words = text[hit.span.start : hit.span.end]
        assert hit.span.start >= reached
        assert words.upper() in {entry.name for entry in hit.entries}
        assert not text[hit.span.start - 1 : hit.span.start].isalnum() or hit.span.start == 0
        assert text[hit.span.end : hit.span.end + 1] in ("s", "") or not text[hit.span.end].isalnum()
        reached = hit.span.end


@given(ENTRIES, st.lists(st.sampled_from(["note", "of", "may", "then"]), max_size=6))
def test_every_term_between_words_is_found(listed: authority.Register, words: list[str]) -> None:
    names = [entry.name for entry in listed.entries.values()]
    text = " ".join(["so", *(part for name in names for part in (name, *words, "in"))])
    found = [text[hit.span.start : hit.span.end] for hit in abbreviations.find(text, listed)]
    assert found == names
