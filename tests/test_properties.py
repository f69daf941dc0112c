"""What holds for any document: the text is kept, the encoding is valid and always the same, the text comes back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.diagnostics import Severity
from tei.document import Document
from tei.pipeline import encode_document
from tei.transform import render

WORDS = st.sampled_from(
    [
        "The",
        "Soviets",
        "told",
        "Smith",
        "that",
        "May",
        "5",
        "Secretary",
        "Rusk",
        "(Kissinger)",
        "and",
        "1957",
        "408.",
        "[Page",
        "7]",
        "“light”",
        "Kai-shek",
        "é",
        "1",
        "12",
        "A.",
        "President",
        "Nixon’s",
        "U.S.",
        "Document",
        "138",
        "footnote",
        "2,",
        "SUBJECT",
        "PARTICIPANTS:",
        "Tab",
        "A",
        "[Enclosure]",
        "Washington,",
        "undated.",
        "Source:",
        "secret",
        "TO",
        "—",
        "x",
        "<",
        "&",
        "]",
        "1.",
        "2.",
        "a.",
        "(b)",
        "Sincerely,",
        "Dean",
        "Rusk",
        "Files",
        "Box",
        "7/8/69",
        "--",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
GAPS = st.sampled_from(["\n", "\n\n", "\n\n\n"])
HEADS = st.sampled_from(
    ["", "12. Telegram From the Embassy in Italy to the Department of State1\n\n", "Letter\n\n"]
)
NOTES = st.lists(LINES, max_size=4).map(
    lambda notes: "".join(f"\n  {n}. {t}" for n, t in enumerate(notes, 1))
)
TEXTS = st.builds(
    lambda head, body, notes: head + "".join(line + gap for line, gap in body) + notes,
    HEADS,
    st.lists(st.tuples(LINES, GAPS), min_size=1, max_size=12),
    NOTES,
)


@given(TEXTS)
def test_the_encoding_is_proved_and_valid(text: str) -> None:
    encoding = encode_document(Document(text))
    errors = [d for d in encoding.diagnostics if d.severity == Severity.ERROR]
    assert not errors, f"{errors[0]}\n{encoding.content.decode()}"


@given(TEXTS)
def test_encoding_twice_gives_the_same_bytes(text: str) -> None:
    assert encode_document(Document(text)).content == encode_document(Document(text)).content


@given(TEXTS)
def test_the_text_comes_back(text: str) -> None:
    root = etree.fromstring(encode_document(Document(text)).content)
    assert render(etree.ElementTree(root), "text").decode().split() == text.split()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), min_size=1))
def test_no_text_is_lost_whatever_it_is(text: str) -> None:
    if text.strip():
        encoding = encode_document(Document(text))
        assert encoding.proof.holds, encoding.proof.failure
