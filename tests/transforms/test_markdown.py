"""What a parser of Markdown shows of a document is the text of the document."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from test_renditions import DOCUMENTS
from test_text import MODULES, pieces, tree_of

from tei.namespaces import TEI, qname
from tei.transform import render

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def shown(markdown: bytes) -> str:
    """The characters that a reader sees, without white space and without the numbers of footnotes."""
    page = html.fromstring(f"<div>{PARSER.render(markdown.decode())}</div>")
    for link in page.xpath("//a[contains(@class, 'footnote-backref')] | //sup[@class='footnote-ref']"):
        link.drop_tree()
    return "".join(str(page.text_content()).split())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_word_is_shown(path: Path) -> None:
    tree = etree.parse(path)
    seen = shown(render(tree, "markdown"))
    assert [piece for piece in pieces(tree.getroot()) if piece not in seen] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_but_the_text_is_shown(path: Path) -> None:
    """The same characters as in the text form, which knows nothing of Markdown; notes and pages aside."""
    tree = etree.parse(path)
    etree.strip_attributes(tree, "n", "target")
    written = Counter("".join(render(tree, "text").decode().split()))
    extra = Counter(shown(render(tree, "markdown"))) - written
    assert set(extra) <= set("[]"), extra  # around asides and what is supplied


@pytest.mark.parametrize("path", [*MODULES, *DOCUMENTS], ids=lambda path: path.stem)
def test_every_call_leads_to_its_note_and_back(path: Path) -> None:
    """The notes of the page that a parser makes are those of the TEI that are called, in their order."""
    tree = etree.parse(path)
    page = html.fromstring(f"<div>{PARSER.render(render(tree, 'markdown').decode())}</div>")
    shown_notes = []
    for call in page.xpath("//sup[@class='footnote-ref']/a"):
        (note,) = page.xpath("//li[@id=$id]", id=call.get("href")[1:])
        assert f"#{call.get('id')}" in note.xpath(".//a[@class='footnote-backref']/@href")
        shown_notes.append(characters(note))
    called = tree.xpath("//t:text//t:note[@n != '' and not(@anchored = 'false')]", namespaces={"t": TEI})
    assert Counter(shown_notes) == Counter(map(characters, called))


def characters(note: etree._Element) -> str:
    """The letters and digits of *note* without those of the notes, calls and page numbers in it."""
    parts = [note.text or ""]
    for child in note:
        apart = child.tag in ("sup", qname("note")) or child.get("class") == "footnote-backref"
        parts += ["" if apart else characters(child), child.tail or ""]
    return "".join(filter(str.isalnum, "".join(parts)))


# Characters that mean something to Markdown, and such as lie around them.
WORDS = st.text(st.sampled_from("ab1 .,:;!?*_`~#+-=>|<&[](){}\\/^$\"'“é\u00a0\n"), min_size=1, max_size=12)
PHRASE = st.one_of(
    WORDS.map(escape),
    st.tuples(st.sampled_from(["italic", "bold", "strikethrough"]), WORDS).map(
        lambda pair: f'<hi rend="{pair[0]}">{escape(pair[1])}</hi>'
    ),
    WORDS.map(lambda text: f'<note n="1">{escape(text)}</note>'),
    WORDS.map(lambda text: f"<code>{escape(text)}</code>"),
    WORDS.map(lambda text: f'<ref target="https://example.org/a)b">{escape(text)}</ref>'),
    st.just("<lb/>"),
)
PHRASES = st.lists(PHRASE, min_size=1, max_size=5).map("".join)
BLOCK = st.one_of(
    PHRASES.map(lambda content: f"<p>{content}</p>"),
    PHRASES.map(lambda content: f"<head>{content}</head>"),
    PHRASES.map(lambda content: f"<quote><p>{content}</p></quote>"),
    PHRASES.map(lambda content: f"<lg><l>{content}</l><l>{content}</l></lg>"),
    PHRASES.map(lambda content: f"<list><item>{content}</item><item><p>{content}</p></item></list>"),
    PHRASES.map(lambda content: f"<table><row><cell>{content}</cell><cell/></row></table>"),
)


@given(st.lists(BLOCK, min_size=1, max_size=4).map("".join))
def test_what_is_shown_is_the_text(content: str) -> None:
    tree = tree_of(f"<p>First.</p>{content}")
    expected = Counter("".join("".join(pieces(tree.getroot())).split()))
    assert Counter(shown(render(tree, "markdown"))) == expected
