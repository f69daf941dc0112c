"""The page made of any TEI: nothing dropped, what it tells programs, and what a stylesheet of one's own can change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html

from tei.namespaces import TEI, local
from tei.transform import render

HERE = Path(__file__).parent
MODULES = sorted((HERE / "modules").glob("*.xml"))
VOLUMES = HERE.parents[2] / "shared" / "gold" / "volumes"
FILES = [*MODULES, *sorted((HERE.parent / "documents").glob("*.xml")), *sorted((HERE / "data").glob("*.xml"))]
NOT_SHOWN = {"teiHeader", "binaryObject"}  # facts about the file; bytes


def page(tree: etree._ElementTree, **params: str) -> html.HtmlElement:
    heard: list[str] = []
    return html.fromstring(render(tree, "html", params=params, on_message=heard.append).decode())


def targets(shown: html.HtmlElement) -> set[str]:
    """The ids that links of the page lead to within it."""
    return {unquote(href[1:]) for href in shown.xpath("//a/@href") if href.startswith("#")}


def squeezed(text: str) -> str:
    return "".join(text.split())


def texts(element: etree._Element, without: set[str]) -> Iterator[str]:
    """The text nodes of *element*, without white space, outside the elements named in *without*."""
    if local(element.tag) in without:
        return
    yield squeezed(element.text or "")
    for child in element.iterchildren():
        if isinstance(child.tag, str):
            yield from texts(child, without)
        yield squeezed(child.tail or "")


def lost(tree: etree._ElementTree, shown: html.HtmlElement, without: set[str]) -> list[str]:
    """The texts of *tree* that the page does not show, as text or in place of an image."""
    body = shown.find("body")
    assert body is not None
    visible = squeezed("".join(body.itertext()) + "".join(body.xpath(".//@alt")))
    return [text for text in texts(tree.getroot(), without) if text not in visible]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_dropped(path: Path) -> None:
    tree = etree.parse(path)
    assert lost(tree, page(tree), NOT_SHOWN) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_whole_header_is_shown_if_asked_for(path: Path) -> None:
    tree = etree.parse(path)
    assert lost(tree, page(tree, metadata="full"), {"binaryObject"}) == []


@pytest.mark.skipif(not VOLUMES.exists(), reason=f"needs the published volumes, {VOLUMES}")
@pytest.mark.parametrize("name", ["frus1951v07p2", "frus1969-76v12", "frus1977-80v21"])
def test_nothing_is_dropped_of_a_published_volume(name: str) -> None:
    tree = etree.parse(VOLUMES / f"{name}.xml")
    shown = page(tree)
    assert lost(tree, shown, NOT_SHOWN) == []
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert targets(shown) <= set(ids)
    assert len(shown.xpath("//nav[@class='contents']//a")) > 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_page_is_sound(path: Path) -> None:
    shown = page(etree.parse(path))
    ids = shown.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    assert targets(shown) <= set(ids)
    assert len(shown.xpath("//h1")) == 1
    assert shown.xpath("//a//a") == []


def test_an_element_of_another_kind_is_shown_and_marked() -> None:
    data = render(document("<p>A <seals>broken</seals> seal.</p>"), "html", on_message=list[str]().append)
    assert '<span class="tei-seals" data-tei="seals">broken</span>' in data.decode()


def document(body: str, header: str = "", lang: str = "en") -> etree._ElementTree:
    """A file with *body* and, in its header, *header*."""
    file = f"""<TEI xmlns="{TEI}" xml:lang="{lang}"><teiHeader>{header}</teiHeader>
        <text><body>{body}</body></text></TEI>"""
    return etree.ElementTree(etree.fromstring(file))


def test_letter_for_reference_managers_and_search_engines() -> None:
    tree = document(
        '<div type="document" xml:id="d7"><head>7. A letter</head><p>Text.</p></div>',
        r"""<fileDesc><titleStmt><title>“7” \ &lt;/script&gt; "seven"</title></titleStmt>
        <sourceDesc><msDesc><msIdentifier><repository>National Archives</repository><collection>RG 59</collection>
        </msIdentifier></msDesc></sourceDesc></fileDesc>
        <profileDesc><correspDesc>
        <correspAction type="sent"><persName ref="#p1">Saunders</persName><date when="1969-05-02"/></correspAction>
        <correspAction type="received"><persName>Kissinger</persName></correspAction></correspDesc>
        <particDesc><listPerson><person xml:id="p1"><persName>Saunders, Harold H.</persName></person></listPerson>
        </particDesc></profileDesc>""",
    )
    shown = page(tree, **{"edition-url": "https://example.org/edition/", "edition": "The Edition"})
    meta = {element.get("name"): element.get("content") for element in shown.iter("meta")}
    assert meta["DC.type"] == "letter"
    assert meta["DC.creator"] == "Saunders, Harold H."
    assert meta["z:recipients"] == "Kissinger"
    assert meta["DC.date"] == "1969-05-02"
    assert meta["z:archive"] == "National Archives"
    assert meta["citation_public_url"] == "https://example.org/edition/d7.html"
    assert shown.xpath("string(//link[@rel='canonical']/@href)") == "https://example.org/edition/d7.html"
    data = json.loads(shown.xpath("string(//script[@type='application/ld+json'])"))
    assert data["@type"] == "Message"
    assert data["name"] == '“7” \\ </script> "seven"'
    assert data["sender"] == [{"@type": "Person", "name": "Saunders, Harold H."}]
    assert data["isPartOf"]["name"] == "The Edition"


def test_the_documents_before_and_after() -> None:
    shown = page(
        document("<p>Text.</p>"),
        **{"previous": "d1.html", "previous-title": "One", "next": "d3.html", "next-title": "Three"},
    )
    assert [(a.get("rel"), a.get("href")) for a in shown.xpath("//nav//a")] == [
        ("prev", "d1.html"),
        ("next", "d3.html"),
    ]
    assert shown.xpath("//link[@rel='next']/@href") == ["d3.html"]


def test_only_plain_css_of_a_file_is_taken() -> None:
    declared = """<encodingDesc><tagsDecl>
        <rendition xml:id="r1" scheme="css">color: #a00; font-variant: small-caps; background: url(http://x.org/y)</rendition>
        <rendition xml:id="r2" scheme="css">} body { display: none</rendition>
        <rendition xml:id="r3" scheme="css">width: expression(alert(1)); font-style: italic</rendition>
        <rendition xml:id="r4" scheme="free">in red</rendition></tagsDecl></encodingDesc>"""
    shown = page(
        document('<p><hi rendition="#r1 #r3" style="font-weight: bold; position: fixed">x</hi></p>', declared)
    )
    style = shown.xpath("string(//style[last()])")
    assert style == (
        '[class~="r1"] { font-variant: small-caps; }\n[class~="r3"] { font-style: italic; }\n'
        '@media (prefers-color-scheme: light), print {\n[class~="r1"] { color: #a00; }\n}'
    )
    (phrase,) = shown.xpath("//span[@class='hi r1 r3']")
    assert phrase.get("style") == "font-weight: bold; "


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("yi", "rtl"),
        ("az-Arab", "rtl"),
        ("syr", "rtl"),
        ("ku-Latn", None),
        ("fr", None),
    ],
)
def test_direction_of_a_language(language: str, direction: str | None) -> None:
    shown = page(document(f'<p xml:lang="{language}">x</p>'))
    assert [p.get("dir") for p in shown.xpath("//p[@lang]")] == [direction]


def test_a_phrase_in_a_text_from_right_to_left_turns_back() -> None:
    shown = page(document('<p>שלום <foreign xml:lang="en">peace</foreign></p>', lang="he"))
    assert shown.get("dir") == "rtl"
    assert shown.xpath("//i/@dir") == ["ltr"]


@pytest.mark.parametrize(
    ("facs", "leads"),
    [
        ("images/p2.jpg", "images/p2.jpg"),
        ("https://example.org/p2.jpg", "https://example.org/p2.jpg"),
        ("#f2", "images/f2.png"),
        ("#nowhere", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_page_number_leads_to_its_image(facs: str, leads: str | None) -> None:
    tree = document(f'<p>One <pb n="2" facs="{facs}"/>two.</p>')
    text = tree.find(f"{{{TEI}}}text")
    assert text is not None
    facsimile = (
        f'<facsimile xmlns="{TEI}"><surface xml:id="f2"><graphic url="images/f2.png"/></surface></facsimile>'
    )
    text.addprevious(etree.fromstring(facsimile))
    (number,) = page(tree).xpath("//span[@role='doc-pagebreak']")
    assert number.text_content() == "[2]"
    assert number.xpath("a/@href") == ([leads] if leads else [])


@pytest.mark.parametrize(("between", "classes"), [("", ["call", "call next"]), (" and ", ["call", "call"])])
def test_only_a_call_directly_after_another_is_set_apart(between: str, classes: list[str]) -> None:
    tree = document(f'<p>One<note n="1">a</note>{between}<note n="2">b</note></p>')
    assert page(tree).xpath("//sup/@class") == classes


def test_a_title_page_comes_before_the_contents() -> None:
    divisions = "".join(f'<div xml:id="c{n}"><head>Chapter {n}</head><p>Text.</p></div>' for n in (1, 2))
    tree = document(divisions)
    text = tree.find(f"{{{TEI}}}text")
    assert text is not None
    title = "<titlePage><docTitle><titlePart>The Book</titlePart></docTitle></titlePage>"
    text.insert(0, etree.fromstring(f'<front xmlns="{TEI}">{title}</front>'))
    shown = page(tree)
    assert shown.xpath("//h1//text()") == ["The Book"]
    assert shown.xpath("count(//h1/following::nav[@class='contents'])") == 1


def test_mathml_is_shown_as_such_and_nothing_else_of_its_kind() -> None:
    math = """<p><formula><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi onclick="x()">x</m:mi>
        <m:script>alert(1)</m:script></m:math></formula></p>"""
    shown = page(document(math))
    assert shown.xpath("string(//math/mi)") == "x"
    assert shown.xpath("//math//@onclick | //body//script") == []


def test_one_template_is_changed_and_the_rest_kept(tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(
        """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
          xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">
          <xsl:import href="tei:html.xsl"/>
          <xsl:template match="tei:persName"><mark><xsl:apply-templates/></mark></xsl:template>
        </xsl:stylesheet>""",
        encoding="utf-8",
    )
    tree = document('<p><persName>Smith</persName> <hi rend="italic">wrote</hi>.</p>')
    changed = render(tree, "html", xslt=own).decode()
    kept = render(tree, "html").decode()
    assert changed == kept.replace('<span class="persName">Smith</span>', "<mark>Smith</mark>")
    assert changed != kept


@pytest.mark.parametrize("identifier", ["", 'xml:id="second"'])
def test_a_note_keeps_the_language_of_the_place_where_it_is_called(identifier: str) -> None:
    second = f'<note n="2" {identifier} rend="call(b)">שתיים.</note>'
    shown = page(document(f'<p>One<note n="1">Two.</note></p><p xml:lang="he">אחת{second}</p>', lang="en"))
    notes = shown.xpath("//*[@role='doc-endnotes']//li")
    assert [(note.get("lang"), note.get("dir")) for note in notes] == [(None, None), ("he", "rtl")]
    assert notes[1].get("class") is None, "how the number was printed is no look of the note"


def test_a_record_without_correspondents_is_no_web_page_to_a_reference_manager() -> None:
    source = "<sourceDesc><msDesc><msIdentifier><repository>Archive</repository></msIdentifier></msDesc></sourceDesc>"
    header = f"<fileDesc><titleStmt><title>Minutes</title></titleStmt>{source}</fileDesc>"
    shown = page(document("<p>One.</p>", header))
    assert shown.xpath("//meta[@name='DC.type']/@content") == ["manuscript"]
    assert shown.xpath("//meta[@name='z:archive']/@content") == ["Archive"]
