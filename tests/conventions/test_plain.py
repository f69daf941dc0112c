"""The convention for text that follows no series, from the source to the TEI."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cases import Case, cases, name
from tei.diagnostics import Severity
from tei.document import Document
from tei.pipeline import Settings, encode_document
from tei.transform import render

PLAIN = Settings(convention="plain")
DIV = re.compile(r"<div type=\"document\".*</div>", re.DOTALL)


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "plain"), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    text = case.blocks["text"].replace("<FF>", "\f")  # an editor does not show a form feed
    encoding = encode_document(Document(text, "file", "file.txt"), PLAIN)
    body = DIV.search(encoding.content.decode("utf-8"))
    assert body
    assert lines(written(encoding.content)) == lines(text)
    case.expect("\n".join([body[0], *map(str, encoding.diagnostics)]), request)


def written(content: bytes) -> str:
    """The encoding *content* as text in the form of its source."""
    return render(etree.fromstring(content).getroottree(), "text").decode()


def lines(text: str) -> list[str]:
    """The lines of *text* that hold words, without white space around them, and the form feeds before its last word."""
    parts = text.rstrip().replace("\f", "\n\f\n").split("\n")
    return [part.strip() or part for part in parts if part.strip() or part == "\f"]


LINE = st.one_of(
    st.text("ab1 .,[]*¹\t\f-", max_size=30),
    st.sampled_from(
        [
            "",
            "",
            "\f",
            "\f- 12 -",
            "- 13 -",
            "14",
            "[p. 7] words",
            "Dear Sir:",
            "Sincerely yours,",
            "John Smith",
            "Bonn, May 12, 1959",
            "The first word[1] and the second¹ word of a line that was broken at a width like this",
            "and that goes on with small letters until there is no more room in it for con- [p. 8]",
            "____________",
            "[1] A note that is",
            "¹ Another note",
            "* A sign or a bullet",
            "1. A note or a paragraph",
            "12 May in Rome",
            "[Enclosure]",
            "SUBJECT",
        ]
    ),
)


@given(st.lists(LINE, min_size=1, max_size=24).map("\n".join).filter(str.strip))
def test_any_text_is_proved_and_valid_and_comes_back(text: str) -> None:
    encoding = encode_document(Document(text, "file", "file.txt"), PLAIN)
    assert encoding.proof.holds
    assert lines(written(encoding.content)) == lines(text)
    assert [str(d) for d in encoding.diagnostics if d.severity == Severity.ERROR] == []
