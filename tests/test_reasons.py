"""Why an element stands where it stands, asked by a line of the source or by a path into the encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei import encode, explain
from tei.annotators import annotate
from tei.builder import build, in_order
from tei.errors import TeiError
from tei.metadata import UNPUBLISHED
from tei.namespaces import local
from tei.pipeline import DEFAULTS, knowledge
from tei.readers import read

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_element_of_the_text_has_its_annotation(seed: Path) -> None:
    known = knowledge(DEFAULTS)
    [document], _ = read(seed, known.convention)
    annotated, _ = annotate(document, known)
    div = build(annotated, known.authority, UNPUBLISHED).div
    assert [local(e.tag) for e in div.iter()][1:] == [a.element for a in in_order(annotated)]


def test_a_path_leads_to_what_made_the_element(tmp_path: Path) -> None:
    source = tmp_path / "d1.txt"
    source.write_text(
        "1. Letter From Smith to Jones\n\nOne1 of May 2, 1969.\n\n  1. See Document 2.\n", "utf-8"
    )
    encode([source], tmp_path)
    assert [r.element for r in explain(source, at="//note/ref")] == ["ref"]
    assert [r.words for r in explain(source, at="//tei:date/@when")] == ["May 2, 1969"]
    assert [r.element for r in explain(source, at="#d1fn1")] == ["note"]
    assert [r.element for r in explain(source, at=3)] == ["div", "p", "note", "date"]
    with pytest.raises(TeiError, match="no element touches line 9") as nothing:
        explain(source, at=9)
    assert nothing.value.hint == "its text ends in line 5"
    for path, message in (
        ("//p[", "is not an XPath"),
        ("//title", "finds no element"),
        ("1+1", "finds no element"),
    ):
        with pytest.raises(TeiError, match=message):
            explain(source, at=path)
