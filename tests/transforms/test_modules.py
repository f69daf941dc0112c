"""One document for each module of the Guidelines: together they hold every element that has content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tei.namespaces import XML, local
from tei.resources import resource
from tei.validation import validate

HERE = Path(__file__).parent
MODULES = sorted((HERE / "modules").glob("*.xml"))
ELEMENTS = HERE / "modules" / "elements.txt"
TEI_ALL = HERE.parents[2] / "shared" / "schemas" / "tei_all.rng"
needs_tei_all = pytest.mark.skipif(not TEI_ALL.exists(), reason=f"needs the schema of all of TEI, {TEI_ALL}")

RNG = "{http://relaxng.org/ns/structure/1.0}"
NO_CONTENT = {f"{RNG}attribute", "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"}
CONTENT = {f"{RNG}{name}" for name in ("element", "text", "data", "value", "list")}


def test_every_element_with_content_is_there() -> None:
    held = {local(element.tag) for path in MODULES for element in etree.parse(path).iter(etree.Element)}
    assert set(ELEMENTS.read_text("utf-8").split()) - held == set()


@needs_tei_all
def test_the_list_of_elements_is_that_of_the_schema() -> None:
    grammar = etree.parse(TEI_ALL).getroot()
    defined = {str(define.get("name")): define for define in grammar.iter(f"{RNG}define")}
    held = {
        str(element.get("name"))
        for element in grammar.iter(f"{RNG}element")
        if element.get("name") and any(content(element, defined, set()))
    }
    assert held == set(ELEMENTS.read_text("utf-8").split())


def content(node: etree._Element, defined: dict[str, etree._Element], seen: set[str]) -> Iterator[str]:
    """The patterns of text and of elements in the content that *node* of the schema allows."""
    for child in node.iterchildren(etree.Element):
        name = str(child.get("name"))
        if child.tag in CONTENT:
            yield child.tag
        elif child.tag == f"{RNG}ref" and name not in seen:
            seen.add(name)
            yield from content(defined[name], defined, seen)
        elif child.tag not in NO_CONTENT:
            yield from content(child, defined, seen)


@needs_tei_all
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_each_is_valid(path: Path) -> None:
    assert validate(path, path.name, [TEI_ALL], rules=False) == []


@needs_tei_all
def test_the_vocabulary_of_p5_is_that_of_the_schema() -> None:
    named = {
        kind: {
            str(part.get("name")).replace(f"{{{XML}}}", "xml:")
            for part in etree.parse(TEI_ALL).iter(f"{RNG}{kind}")
            if part.get("name")
        }
        for kind in ("element", "attribute")
    }
    lines = [line.split() for line in resource("schema", "p5.txt").read_text("utf-8").splitlines()]
    assert {name for name, *_ in lines} == named["element"] | {"*"}
    assert {name for _, *attributes in lines for name in attributes} == named["attribute"]
