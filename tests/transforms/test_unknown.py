"""Elements that a rendition has no template for: they are shown, and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from test_text import MODULES, tree_of

from tei.resources import resource
from tei.transform import RENDITIONS, render

UNKNOWN = resource("transforms", "common/unknown.xsl")
P5 = resource("schema", "p5.txt")


@pytest.mark.parametrize("to", RENDITIONS)
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_element_of_tei_is_known(path: Path, to: str) -> None:
    heard: list[str] = []
    render(etree.parse(path), to, on_message=heard.append)
    assert heard == []


def test_the_elements_that_are_known_are_those_of_tei() -> None:
    known = str(etree.parse(UNKNOWN).xpath("string(//*[@name = 'known']/@select)")).strip("'").split()
    assert {*known} == {line.split()[0] for line in P5.read_text("utf-8").splitlines()} - {"*"}


@pytest.mark.parametrize("to", RENDITIONS)
def test_an_element_of_another_kind_is_shown_and_told(to: str) -> None:
    tree = tree_of(
        "<p>A <seals>broken</seals> <x:seg xmlns:x='urn:x'>old <num>1</num></x:seg> seal.</p><strip>End.</strip>"
        "<floatingText><body><div><p>Inner <seals>one</seals>.</p></div></body></floatingText>"
    )
    heard: list[str] = []
    written = render(tree, to, on_message=heard.append).decode()
    assert all(word in written for word in ("broken", "old", "End.", "one"))
    assert sorted(heard) == ["V001 seals", "V001 seals", "V001 strip", "V001 x:seg"]
