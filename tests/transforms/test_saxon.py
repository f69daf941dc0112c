"""Stylesheets in XSLT 2.0 and 3.0: what they may do in SaxonC, and what is said when they fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_transform import TREE, stylesheet, template

from tei.batch import render as render_files
from tei.caches import forget
from tei.errors import TransformError
from tei.transform import render, saxon
from tei.transform.stylesheet import Stylesheet, look_at

HERE = Path(__file__).parent
pytest.importorskip("saxonche", reason="needs SaxonC: python -m pip install 'tei-edition[xslt3]'")


def run(folder: Path, content: str, **options: object) -> str:
    own = stylesheet(folder, content, "3.0")
    return render(TREE, xslt=own, **options).decode()  # type: ignore[arg-type]


def test_a_real_stylesheet() -> None:
    """Grouping, maps, higher-order functions, text value templates, regular expressions."""
    made = render(TREE, xslt=HERE / "data" / "index.xsl", params={"title": "It's <all>"}).decode()
    assert made == (
        '<?xml version="1.0" encoding="UTF-8"?><index title="It\'s &lt;all&gt;">'
        '<letter is="W" words="1">Word.</letter></index>'
    )


def test_messages_are_handed_on(tmp_path: Path) -> None:
    heard: list[str] = []
    said = "<xsl:message>look here</xsl:message><xsl:message>and there</xsl:message><a/>"
    run(tmp_path, template(said), on_message=heard.append)
    assert heard == ["look here", "and there"]


def test_a_stylesheet_that_stops_says_why(tmp_path: Path) -> None:
    with pytest.raises(TransformError, match="no heading"):
        run(tmp_path, template('<xsl:message terminate="yes">no heading</xsl:message>'))


def test_a_stylesheet_that_cannot_be_used_says_where(tmp_path: Path) -> None:
    with pytest.raises(TransformError, match="nothere"):
        run(tmp_path, template("<xsl:value-of select='nothere()'/>"))


def test_a_stylesheet_that_cannot_be_used_is_told_once_and_before_any_file(tmp_path: Path) -> None:
    own = stylesheet(tmp_path, template("<xsl:value-of select='nothere()'/>"), "3.0")
    for name in ("one.xml", "two.xml"):
        (tmp_path / name).write_text("<TEI/>", encoding="utf-8")
    with pytest.raises(TransformError, match=r"own\.xsl cannot be used: .*nothere") as caught:
        render_files([tmp_path], "html", tmp_path / "out", xslt=own)
    assert caught.value.message.count("nothere") <= 2
    assert not list(tmp_path.glob("out/*"))


def test_a_program_that_used_saxon_ends_in_silence(tmp_path: Path) -> None:
    own = stylesheet(tmp_path, template("<a/>"), "3.0")
    (tmp_path / "one.xml").write_text("<TEI/>", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "tei",
        "render",
        str(tmp_path / "one.xml"),
        "--to",
        "html",
        "--xslt",
        str(own),
    ]
    ended = subprocess.run(command, capture_output=True, check=True)
    assert (b"<a" in ended.stdout, ended.stderr) == (True, b"")


def test_a_built_in_stylesheet_that_there_is_not_is_told(tmp_path: Path) -> None:
    with pytest.raises(TransformError, match=r"there is no built-in stylesheet tei:htm\.xsl") as caught:
        run(tmp_path, f'<xsl:import href="tei:htm.xsl"/>{template("<a/>")}')
    assert "tei:html.xsl" in caught.value.hint


def test_empty_output_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TransformError, match="gives nothing"):
        run(tmp_path, template(""))


def test_a_stylesheet_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saxon, "TIME_LIMIT", 2.0)
    endless = (
        '<xsl:template match="/"><xsl:call-template name="again"/></xsl:template>'
        '<xsl:template name="again"><xsl:call-template name="again"/></xsl:template>'
    )
    with pytest.raises(TransformError, match="stopped after 2 seconds"):
        run(tmp_path, endless)


def test_reads_its_own_folder_and_what_is_trusted(tmp_path: Path) -> None:
    (tmp_path / "names.xml").write_text("<names>Kissinger</names>", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "more.xsl").write_bytes(stylesheet(folder, template("<b/>"), "3.0").read_bytes())
    assert "Kissinger" in run(tmp_path, template("<a><xsl:value-of select=\"doc('names.xml')\"/></a>"))
    assert "<b " in run(folder, '<xsl:import href="more.xsl"/>')
    outside = template("<a><xsl:value-of select=\"doc('../names.xml')\"/></a>")
    own = stylesheet(folder, outside, "3.0").rename(folder / "outside.xsl")
    with pytest.raises(TransformError, match="may not read"):
        render(TREE, xslt=own)
    assert "Kissinger" in render(TREE, xslt=own, trust=[tmp_path]).decode()


@pytest.mark.parametrize(
    "content",
    [
        template("<a><xsl:value-of select=\"doc('/etc/passwd')\"/></a>"),
        template("<a><xsl:value-of select=\"unparsed-text('/etc/passwd')\"/></a>"),
        template("<a><xsl:value-of select=\"doc('http://127.0.0.1:9/x')\"/></a>"),
        template("<a><xsl:value-of select=\"fn:doc(concat('/etc/', 'passwd'))\" xmlns:fn='http://www.w3.org/2005/xpath-functions'/></a>"),
        template("<a><xsl:value-of select=\"'/etc/passwd' => unparsed-text()\"/></a>"),
        template("<a><xsl:value-of select=\"(unparsed-text#1)('/etc/passwd')\"/></a>"),
        template("<a><xsl:value-of select=\"Q{urn:any}unparsed-text(: c :)('/etc/passwd')\"/></a>"),
        template("<a><xsl:value-of select=\"function-lookup($name, 1)('x')\"/></a>"),
        template("<a><xsl:value-of select=\"uri-collection('file:///etc')\"/></a>"),
        template("<a><xsl:value-of select=\"environment-variable('HOME')\"/></a>"),
        template('<a expand-text="yes">{unparsed-text("/etc/passwd")}</a>'),
        template("<xsl:evaluate xpath=\"'1'\"/>"),
        template('<xsl:result-document href="out.xml"><a/></xsl:result-document>'),
        '<xsl:variable name="s" static="yes" select="unparsed-text(\'/etc/passwd\')"/>' + template("<a>{$s}</a>"),
        '<xsl:import href="../other.xsl"/>' + template("<a/>"),
    ],
)  # fmt: skip
def test_reads_and_writes_nothing_else(tmp_path: Path, content: str) -> None:
    own = stylesheet(tmp_path, content, "3.0")
    with pytest.raises(TransformError):
        look_at(own)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own.xsl"]


def test_the_engine_itself_reads_nothing(tmp_path: Path) -> None:
    """What the look at the stylesheet might miss, SaxonC refuses while it runs."""
    own = stylesheet(tmp_path, template("<a><xsl:value-of select=\"unparsed-text('own.xsl')\"/></a>"), "3.0")
    sheet = Stylesheet(own, "3.0", (own,), reads=False)
    with pytest.raises(TransformError, match="prohibited"):
        saxon.run(sheet, TREE, {})


def test_a_stylesheet_that_is_forgotten_is_read_anew_and_its_process_ends(tmp_path: Path) -> None:
    assert ">1<" in run(tmp_path, template("<a>1</a>"))
    process = saxon._engine(look_at(tmp_path / "own.xsl"), os.getpid()).process
    assert process is not None
    forget()
    assert process.returncode is not None
    assert ">2<" in run(tmp_path, template("<b>2</b>"))
