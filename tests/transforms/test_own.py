"""Stylesheets that import a built-in one: the examples of the documentation, and the same result in every engine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html
from test_renditions import DOCUMENTS
from test_text import MODULES, tree_of
from test_transform import stylesheet

from tei.transform import RENDITIONS, render

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "renditions.md"
EXAMPLES = re.findall(r"^```xml\n(.+?)^```$", DOCUMENTATION.read_text("utf-8"), re.MULTILINE | re.DOTALL)
SAMPLE = '<p><persName>Brown</persName> on <date when="1969-01-02">Jan. 2</date>: <term>a cable</term>.</p>'
CHANGED = [
    ("html", '<span class="persName">Brown</span>', "<mark>Brown</mark>"),
    ("text", "a cable", "A CABle"),
    (
        "html",
        '<time class="date" datetime="1969-01-02">Jan. 2</time>',
        '<time datetime="1969-01-02" title="Thursday">Jan. 2</time>',
    ),
]


@pytest.mark.parametrize(("example", "changed"), [*zip(EXAMPLES, CHANGED, strict=True)])
def test_the_examples_of_the_documentation(
    example: str, changed: tuple[str, str, str], tmp_path: Path
) -> None:
    to, usual, other = changed
    if 'version="3.0"' in example:
        pytest.importorskip("saxonche", reason="needs SaxonC: python -m pip install 'tei-edition[xslt3]'")
    own = tmp_path / "own.xsl"
    own.write_text(example, "utf-8")
    tree = tree_of(SAMPLE)
    kept = render(tree, to).decode()
    assert usual in kept
    assert shown(to, render(tree, to, xslt=own)) == shown(to, kept.replace(usual, other).encode())


@pytest.mark.parametrize("to", RENDITIONS)
def test_saxon_gives_what_libxslt_gives(to: str, tmp_path: Path) -> None:
    pytest.importorskip("saxonche", reason="needs SaxonC: python -m pip install 'tei-edition[xslt3]'")
    own = stylesheet(tmp_path, f'<xsl:import href="tei:{to}.xsl"/>', "3.0")
    for path in [*MODULES, *DOCUMENTS]:
        tree = etree.parse(path)
        said: list[str] = []
        said_by_saxon: list[str] = []
        usual = render(tree, to, on_message=said.append)
        by_saxon = render(tree, to, xslt=own, on_message=said_by_saxon.append)
        assert shown(to, by_saxon) == shown(to, usual), path.name
        assert said_by_saxon == said, path.name


def shown(to: str, rendition: bytes) -> bytes:
    """*rendition*; of HTML what a browser reads, to which ``hidden`` and ``hidden="hidden"`` are the same."""
    if to != "html":
        return rendition
    assert rendition[:15].lower() == b"<!doctype html>"
    page = html.document_fromstring(rendition.decode())
    for attribute in page.xpath("//@hidden | //@controls"):
        attribute.getparent().set(attribute.attrname, "")
    return etree.tostring(page, method="c14n")
