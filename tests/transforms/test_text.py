"""What holds for every rendition as text, whatever TEI it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tei.errors import TransformError
from tei.namespaces import TEI, qname
from tei.transform import render
from tei.transform.lines import laid_out

MODULES = sorted((Path(__file__).parent / "modules").glob("*.xml"))
# What is said about the text, and what is not made of words.
NO_TEXT = {qname(name) for name in ("teiHeader", "standOff", "facsimile", "binaryObject")}


def pieces(element: etree._Element) -> Iterator[str]:
    """The pieces of text in *element*, each without white space."""
    if not isinstance(element.tag, str) or element.tag in NO_TEXT:
        return
    yield "".join((element.text or "").split())
    for child in element:
        yield from pieces(child)
        yield "".join((child.tail or "").split())


@pytest.mark.parametrize("to", ["text", "reading"])
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_word_of_the_text_is_there(path: Path, to: str) -> None:
    tree = etree.parse(path)
    written = "".join(render(tree, to, params={"readings": "all"}).decode().split())
    assert [piece for piece in pieces(tree.getroot()) if piece not in written] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_reading_adds_no_word(path: Path) -> None:
    """The letters and digits of the text form, which is that of a source; numbers of notes and pages aside."""
    tree = etree.parse(path)
    etree.strip_attributes(
        tree, "n", "type", "target"
    )  # of what is numbered, and of what shows where it leads
    written, read = (
        Counter(filter(str.isalnum, render(tree, to, params={"readings": "all"}).decode()))
        for to in ("text", "reading")
    )
    assert read == written


def tree_of(content: str) -> etree._ElementTree:
    return etree.ElementTree(
        etree.fromstring(f'<TEI xmlns="{TEI}"><text><body>{content}</body></text></TEI>')
    )


@pytest.mark.parametrize("to", ["text", "reading", "markdown"])
@pytest.mark.parametrize(
    ("readings", "expected"),
    [("all", "teh [the] on [or] wo [woe]"), ("original", "teh on wo"), ("normalised", "the on wo")],
)
def test_readings(readings: str, expected: str, to: str) -> None:
    tree = tree_of(
        "<p><choice><corr>the</corr><sic>teh</sic></choice> "
        "<choice><unclear>on</unclear><unclear>or</unclear></choice> "
        "<app><lem>wo</lem><rdg>woe</rdg></app></p>"
    )
    written = render(tree, to, params={"readings": readings}).decode()
    assert written.replace("\\", "") == f"{expected}\n"


@pytest.mark.parametrize("width", [30, 72])
def test_no_line_is_longer_than_asked_for(width: int) -> None:
    for path in MODULES:
        lines = render(etree.parse(path), "reading", params={"width": str(width)}).decode().splitlines()
        assert [line for line in lines if len(line) > width and " " in line.strip()] == []


def test_a_width_that_is_no_number() -> None:
    with pytest.raises(TransformError, match="“wide”"):
        render(tree_of("<p>x</p>"), "reading", params={"width": "wide"})


def test_pages_can_be_left_out() -> None:
    tree = tree_of('<p>One <pb n="2"/>two</p>')
    assert render(tree, "reading", params={"pages": "no"}) == b"One two\n"
    assert render(tree, "markdown", params={"pages": "no"}) == b"One two\n"


def test_no_mark_is_left() -> None:
    for path in MODULES:
        assert not any(
            "\ufdd0" <= character <= "\ufdef" for character in render(etree.parse(path), "text").decode()
        )


def test_a_text_without_marks_is_left_as_it_is() -> None:
    assert laid_out("  a \n\n\n b ") == "  a \n\n\n b "


def test_notes_in_notes() -> None:
    depth = 60
    tree = tree_of("<p>a" + '<note n="1">b' * depth + "</note>" * depth + "</p>")
    assert render(tree, "text").decode().count("  1. b1\n") == depth - 1
