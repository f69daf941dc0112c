"""What the builder writes is what libxml2 writes, so that any tool may read a file and write it again unchanged."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from tei.builder.markup import leaf, nest
from tei.document import Document
from tei.namespaces import XML_ID
from tei.pipeline import encode_document

# What XML 1.0 can hold (section 2.2).
CHARACTERS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff")
WORDS = st.text(CHARACTERS | st.sampled_from("\t\n\r&<>\"'"))


@given(WORDS, WORDS)
@example("a\r\n\t& <b> \"c\" 'd'", "a\r\n\t& <b> \"c\" 'd'")
@example("", "")
def test_words_and_values_are_escaped_as_libxml2_does(words: str, value: str) -> None:
    element = etree.Element("term", {XML_ID: "t", "ref": value})
    element.text = words
    written = leaf("term", words, {XML_ID: "t", "ref": value})
    assert written == etree.tostring(element, encoding="unicode")
    read = etree.fromstring(written)
    assert (read.text or "", read.get("ref")) == (words, value)


def test_nested_elements_stand_two_spaces_deeper() -> None:
    element = etree.fromstring("<a n='1'><b><c>d</c><c/></b></a>")
    etree.indent(element)
    lines = nest("a", nest("b", [leaf("c", "d"), leaf("c")]), {"n": "1"})
    assert "\n".join(lines) == etree.tostring(element, encoding="unicode")


def test_a_document_of_nothing_but_a_note() -> None:
    encoding = encode_document(Document("  1. Only a note.\n", "note"))
    assert encoding.good, encoding.diagnostics
    assert "Only a note." in "".join(encoding.edition.div.itertext())
    assert etree.tostring(etree.fromstring(encoding.content)) == etree.tostring(encoding.edition.root)
