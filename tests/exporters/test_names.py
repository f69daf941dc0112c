"""Exports of files, and to folders, whose names hold bytes that are no characters."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from tei import build_edition
from tei.editionfile import read
from tei.exporters import TARGETS, Options, export
from tei.exporters.naming import legible
from tei.metadata import Metadata

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names of files are characters elsewhere")

METADATA = Metadata("T", ("E",), publisher="P", date="2026", url="https://example.org")
NAMED, UNNAMED = os.fsdecode(b"caf\xe9.xml"), os.fsdecode(b"nu\xe9.xml")
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName>A</persName></correspAction></correspDesc></profileDesc></teiHeader>
<text><body><div type="document"{}><p>T</p></div></body></text></TEI>"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three letters in a folder; two of the files have such names, and one of these holds no heading and no id."""
    folder = tmp_path / os.fsdecode(b"\xe9")
    folder.mkdir()
    for name, more in (("d1.xml", ' xml:id="d1" n="1"'), (NAMED, ' xml:id="d2" n="2"'), (UNNAMED, "")):
        (folder / name).write_text(LETTER.format(more), "utf-8")
    return sorted(folder.iterdir())


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_takes_such_a_name_or_tells_of_it(
    target: str, files: list[Path], tmp_path: Path
) -> None:
    settings = {"cmif": {"address": "{file}.html"}}.get(target, {})
    out = tmp_path / os.fsdecode(b"out\xe9")
    made = export(target, files, out, Options(METADATA, settings), partial=True)
    assert made.made
    told = [(d.code, Path(d.place.file).name) for d in made.diagnostics if d.severity.name == "ERROR"]
    assert told == ([("O050", NAMED), ("O050", UNNAMED)] if target == "dts" else [])
    assert export(target, files, out, Options(METADATA, settings), partial=True).written == ()


def test_addresses_and_titles_are_made_of_such_names(files: list[Path], tmp_path: Path) -> None:
    options = Options(METADATA, {"address": "{file}.html"})
    export("cmif", files, tmp_path, options)
    letters = etree.parse(tmp_path / "cmif.xml").iter("{*}correspDesc")
    wanted = [f"https://example.org/{name}.html" for name in ("caf%E9", "d1", "nu%E9")]
    assert sorted(letter.get("ref", "") for letter in letters) == wanted
    export("epub", files, tmp_path, Options(METADATA))
    with ZipFile(tmp_path / "edition.epub") as book:
        assert "nu\ufffd</a>" in "".join(
            book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xhtml")
        )
    assert legible("a\x07\uffff b é") == "a\ufffd\ufffd b é"


def test_a_build_makes_every_package_of_such_names(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, name in enumerate(("d1.txt", os.fsdecode(b"\xe9.txt")), 1):
        text = f"{number}. Letter From John Smith to Jones\n\nRome, May 1, 1969.\n\nText.\n"
        (tmp_path / "in" / name).write_text(text, "utf-8")
    tables = "".join(f"[exports.{target}]\n" for target in TARGETS)
    about = '[edition]\ntitle = "T"\neditors = ["E"]\npublisher = "P"\ndate = "2026"\nurl = "https://example.org"\n'
    path = tmp_path / "edition.toml"
    path.write_text(f'[sources]\nfiles = ["in/*.txt"]\n{about}{tables}', "utf-8")
    built = build_edition(read(path))
    told = {(d.code, d.place.file) for o in built for d in o.diagnostics if d.severity.name == "ERROR"}
    assert told == {("O050", os.fsdecode(b"edition/tei/\xe9.xml"))}
    made = {folder.name for folder in (tmp_path / "edition" / "exports").iterdir()}
    assert made == set(TARGETS) - {"dts"}
