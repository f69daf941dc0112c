"""The proof holds for what the builder makes, and fails for every way of breaking it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from tei.document import Document
from tei.integrity import prove
from tei.namespaces import qname
from tei.pipeline import Encoding, encode_document

TEXT = """41. Telegram From the Embassy in Italy1

Rome, May 2, 1969.

The first word2 of [Page 8] three
and of four.

Rossi
  1. Source: Archive, Files, Box 1.
  2. The second note.
"""


@pytest.fixture
def encoding() -> Encoding:
    return encode_document(Document(TEXT, name="telegram", file="telegram.txt"))


def test_the_proof_holds(encoding: Encoding) -> None:
    assert encoding.proof.holds
    assert encoding.proof.counts() == {"note number": 2, "label in the list of notes": 2, "page marker": 1}
    assert [entry.source for entry in encoding.proof.ledger if entry.element == "pb"] == ["[Page 8] "]


def _add_letter(div: etree._Element) -> None:
    div[0].text = (div[0].text or "") + "x"


def _move_note(div: etree._Element) -> None:
    note = next(e for e in div.iter(qname("note")) if e.get("n") == "2")
    parent = note.getparent()
    assert parent is not None
    tail, note.tail = note.tail or "", ""
    previous = note.getprevious()
    parent.remove(note)
    assert previous is None
    parent.text = (parent.text or "") + tail
    parent.append(note)


def _renumber_page(div: etree._Element) -> None:
    next(div.iter(qname("pb"))).set("n", "9")


def _drop_page(div: etree._Element) -> None:
    page = next(div.iter(qname("pb")))
    parent = page.getparent()
    assert parent is not None
    previous = page.getprevious()
    tail = page.tail or ""
    if previous is None:
        parent.text = (parent.text or "") + tail
    else:
        previous.tail = (previous.tail or "") + tail
    page.tail = None
    parent.remove(page)


def _join_words(div: etree._Element) -> None:
    for element in div.iter():
        element.text = (element.text or "").replace("The first", "Thefirst")
        element.tail = (element.tail or "").replace("The first", "Thefirst")


def _empty_note(div: etree._Element) -> None:
    note = next(e for e in div.iter(qname("note")) if e.get("n") == "2")
    note.text = ""


@pytest.mark.parametrize(
    "damage",
    [_add_letter, _move_note, _renumber_page, _drop_page, _join_words, _empty_note],
    ids=lambda damage: damage.__name__,
)
def test_the_proof_fails(encoding: Encoding, damage: Callable[[etree._Element], None]) -> None:
    damage(encoding.edition.div)
    proof = prove(encoding.document, encoding.edition.div)
    assert not proof.holds
    assert proof.failure is not None
    assert proof.failure.code == "T001"


def test_the_first_difference_is_named(encoding: Encoding) -> None:
    _empty_note(encoding.edition.div)
    failure = prove(encoding.document, encoding.edition.div).failure
    assert failure is not None
    assert (failure.place.file, failure.place.line) == ("telegram.txt", 10)
    assert "The second note." in failure.message
