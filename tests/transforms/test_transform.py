"""The engine: which stylesheets it takes, what they may do, what it says when they fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.errors import TransformError
from tei.namespaces import TEI
from tei.transform import RENDITIONS, check, render, saxon, suffix

TREE = etree.ElementTree(etree.fromstring(f'<TEI xmlns="{TEI}"><text><body><p>Word.</p></body></text></TEI>'))
HEAD = 'version="{}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"'

AGAIN = '<xsl:template name="a"><xsl:call-template name="a"/></xsl:template>'


def stylesheet(folder: Path, content: str, version: str = "1.0") -> Path:
    path = folder / "own.xsl"
    path.write_text(f"<xsl:stylesheet {HEAD.format(version)}>{content}</xsl:stylesheet>", encoding="utf-8")
    return path


def template(content: str) -> str:
    return f'<xsl:template match="/">{content}</xsl:template>'


@pytest.mark.parametrize("to", RENDITIONS)
def test_same_tree_same_bytes(to: str) -> None:
    first = render(TREE, to)
    assert render(TREE, to) == first
    assert render(TREE.getroot(), to) == first
    assert first.endswith(b"\n")
    assert not first.endswith(b"\n\n")


def test_the_tree_is_left_as_it_was() -> None:
    before = etree.tostring(TREE)
    render(TREE, "html")
    render(TREE, "text")
    assert etree.tostring(TREE) == before


def test_suffix() -> None:
    assert (suffix("html"), suffix("text")) == (".html", ".txt")


def test_unknown_rendition() -> None:
    with pytest.raises(TransformError, match="no rendition “epub”") as caught:
        render(TREE, "epub")
    assert "html, text" in caught.value.hint


def test_parameters_are_strings_whatever_they_hold(tmp_path: Path) -> None:
    declared = '<xsl:output method="text"/><xsl:param name="x"/>'
    own = stylesheet(tmp_path, declared + template("<xsl:value-of select='$x'/>"))
    value = """it's "//tei:p" & <b>"""
    assert render(TREE, xslt=own, params={"x": value}).decode() == value


@pytest.mark.parametrize("version", ["2.0", "3.0"])
def test_later_versions_need_saxon(tmp_path: Path, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saxon, "find_spec", lambda name: None)
    own = stylesheet(tmp_path, template("<a/>"), version)
    with pytest.raises(TransformError, match=f"XSLT {version}, which needs SaxonC") as caught:
        render(TREE, xslt=own)
    assert "pip install 'tei-edition[xslt3]'" in caught.value.hint


def test_a_literal_result_element_is_a_stylesheet_too(tmp_path: Path) -> None:
    own = tmp_path / "own.xsl"
    own.write_text(
        '<a xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">yes</a>', encoding="utf-8"
    )
    assert b"yes" in render(TREE, xslt=own)
    own = tmp_path / "other.xsl"
    own.write_text("<a/>", encoding="utf-8")
    with pytest.raises(TransformError, match="not an XSLT stylesheet"):
        render(TREE, xslt=own)


def test_empty_output_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TransformError, match="gives nothing"):
        render(TREE, xslt=stylesheet(tmp_path, template("")))


def test_missing_and_broken_stylesheets(tmp_path: Path) -> None:
    with pytest.raises(TransformError, match="cannot be read"):
        render(TREE, xslt=tmp_path / "none.xsl")
    broken = tmp_path / "broken.xsl"
    broken.write_text("<a", encoding="utf-8")
    with pytest.raises(TransformError, match="not well-formed"):
        render(TREE, xslt=broken)
    with pytest.raises(TransformError, match="cannot be used"):
        render(TREE, xslt=stylesheet(tmp_path, template("<xsl:value-of/>")))


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (
            template("<xsl:vlaue-of select='.'/>"),
            "XSLT 1.0 has no xsl:vlaue-of",
            "did you mean xsl:value-of?",
        ),
        ("<xsl:tempalte match='/'/>", "XSLT 1.0 has no xsl:tempalte", "did you mean xsl:template?"),
        (template("<xsl:for-each-group select='.'/>"), "has no xsl:for-each-group", 'version="3.0"'),
        (
            template("<xsl:call-template name='a'/>") + AGAIN,
            "stopped: a template calls itself without end",
            "",
        ),
    ],
)
def test_what_is_wrong_with_a_stylesheet_is_said_plainly(
    content: str, message: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(TransformError, match=message) as wrong:
        render(TREE, xslt=stylesheet(tmp_path, content))
    assert hint in wrong.value.hint


def test_a_stylesheet_may_say_what_to_do_instead(tmp_path: Path) -> None:
    other = template("<xsl:analyze-string select='.'><xsl:fallback><b/></xsl:fallback></xsl:analyze-string>")
    assert b"<b/>" in render(TREE, xslt=stylesheet(tmp_path, other))


@pytest.mark.parametrize(
    ("version", "content", "message", "hint"),
    [
        ("1.0", "<xsl:vaule-of select='.'/>", r"module\.xsl cannot be used: line 2: XSLT 1\.0 has no xsl:vaule-of", ""),
        ("1.0", "<xsl:value-of/>", r"own\.xsl cannot be used: module\.xsl, line 2: .*select is missing", ""),
        ("3.0", "<xsl:iterate/>", "XSLT 1.0 has no xsl:iterate", 'for XSLT 3.0 write version="3.0" in own.xsl'),
    ],
)  # fmt: skip
def test_a_fault_in_a_module_is_told_with_the_module_and_its_line(
    version: str, content: str, message: str, hint: str, tmp_path: Path
) -> None:
    stylesheet(tmp_path, template(f"\n{content}"), version).rename(tmp_path / "module.xsl")
    with pytest.raises(TransformError, match=message) as wrong:
        check(stylesheet(tmp_path, '<xsl:include href="module.xsl"/>'))
    assert hint in wrong.value.hint


def test_messages_are_handed_on(tmp_path: Path) -> None:
    heard: list[str] = []
    render(
        TREE,
        xslt=stylesheet(tmp_path, template("<xsl:message>look here</xsl:message><a/>")),
        on_message=heard.append,
    )
    assert heard == ["look here"]


def test_a_stylesheet_that_stops_says_why(tmp_path: Path) -> None:
    own = stylesheet(tmp_path, template('<xsl:message terminate="yes">no heading</xsl:message>'))
    with pytest.raises(TransformError, match="no heading"):
        render(TREE, xslt=own)


def test_reads_its_own_folder_and_the_built_in_stylesheets(tmp_path: Path) -> None:
    (tmp_path / "names.xml").write_text("<names>Kissinger</names>", encoding="utf-8")
    own = stylesheet(
        tmp_path,
        '<xsl:import href="tei:text.xsl"/>'
        '<xsl:template mode="flow" match="tei:p">'
        "<xsl:value-of select=\"document('names.xml')/names\"/></xsl:template>",
    )
    assert render(TREE, "text", xslt=own) == b"Kissinger\n"


@pytest.mark.parametrize(
    "url", ["/etc/hostname", "file:///etc/passwd", "../secret.xml", "http://127.0.0.1:9/x"]
)
def test_reads_nothing_else(tmp_path: Path, url: str) -> None:
    (tmp_path / "secret.xml").write_text("<secret>word</secret>", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    own = stylesheet(folder, template(f"<a><xsl:copy-of select=\"document('{url}')\"/></a>"))
    with pytest.raises(TransformError):
        render(TREE, xslt=own)


def test_imports_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "secret.xsl").write_text(f"<xsl:stylesheet {HEAD.format('1.0')}/>", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(TransformError):
        render(TREE, xslt=stylesheet(folder, '<xsl:import href="../secret.xsl"/>' + template("<a/>")))


def test_a_trusted_folder_may_be_read(tmp_path: Path) -> None:
    (tmp_path / "names.xml").write_text("<names>Kissinger</names>", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    own = stylesheet(folder, template("<a><xsl:value-of select=\"document('../names.xml')\"/></a>"))
    with pytest.raises(TransformError, match="may not read"):
        render(TREE, xslt=own)
    assert b"Kissinger" in render(TREE, xslt=own, trust=[tmp_path])


def test_entities_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("word", encoding="utf-8")
    entity = '<!DOCTYPE x [<!ENTITY s SYSTEM "secret">]>'
    for name in ("own.xsl", "module.xsl"):
        content = f"<xsl:stylesheet {HEAD.format('1.0')}>{template('<a>&s;</a>')}</xsl:stylesheet>"
        (tmp_path / name).write_text(entity + content, encoding="utf-8")
        with pytest.raises(TransformError, match="DOCTYPE"):
            render(TREE, xslt=tmp_path / name)
        (tmp_path / "own.xsl").write_text(
            f"<xsl:stylesheet {HEAD.format('1.0')}><xsl:import href='module.xsl'/></xsl:stylesheet>",
            encoding="utf-8",
        )


def test_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "written.xml"
    own = tmp_path / "own.xsl"
    exslt = 'xmlns:exsl="http://exslt.org/common" extension-element-prefixes="exsl"'
    content = template(f'<exsl:document href="{target}"><a/></exsl:document><b/>')
    own.write_text(
        f"<xsl:stylesheet {HEAD.format('1.0')} {exslt}>{content}</xsl:stylesheet>", encoding="utf-8"
    )
    with pytest.raises(TransformError):
        render(TREE, xslt=own)
    assert not target.exists()
