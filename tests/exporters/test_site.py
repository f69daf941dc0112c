"""The site: every link leads somewhere, nothing is fetched from elsewhere, the same bytes each time."""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from tei import Settings, encode, export
from tei.errors import ExportError
from tei.exporters import Options
from tei.metadata import Metadata

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DATA = HERE / "data"
NO_SEARCH = {"search": "no"}
Pages = dict[str, html.HtmlElement]


def tree(folder: Path) -> Pages:
    """The pages of the site in *folder* by their paths."""
    return {
        path.relative_to(folder).as_posix(): html.document_fromstring(path.read_bytes().decode())
        for path in sorted(folder.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a volume and of the seeds, which are volumes of their own."""
    output = tmp_path_factory.mktemp("site")
    encode([ROOT / "seeds"], output / "tei", Settings(persons=ROOT / "seeds" / "persons.csv"), jobs=1)
    files = [DATA / "volume.xml", *sorted((output / "tei").glob("*.xml"))]
    metadata = Metadata(
        title="Letters & <papers>", editors=("A. Jones",), licence="CC BY", publisher="The Archive"
    )
    assert export("site", files, output / "site", Options(metadata, NO_SEARCH)).made
    return output / "site"


@pytest.fixture(scope="module")
def pages(folder: Path) -> Pages:
    return tree(folder)


def addresses(page: html.HtmlElement) -> Iterator[str]:
    """What *page* links to or loads."""
    yield from (str(value) for value in page.xpath("//@href | //@src | //@action"))


def test_every_link_leads_to_a_file_and_a_place(folder: Path, pages: Pages) -> None:
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        for address in addresses(page):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (folder / path).parent / unquote(parts.path) if parts.path else folder / path
            inside = target.resolve().relative_to(folder.resolve()).as_posix()
            fragment = unquote(parts.fragment)
            if not target.is_file() or (fragment and fragment not in ids.get(inside, {fragment})):
                broken.append((path, address))
    assert not broken


def test_every_page_can_be_reached_from_the_first(pages: Pages) -> None:
    seen, todo = set(), ["index.html"]
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        for address in addresses(pages[path]):
            parts = urlsplit(address)
            if not parts.scheme and parts.path.endswith(".html"):
                todo.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))))
    assert set(pages) - seen == {"404.html"}


def test_nothing_is_loaded_from_elsewhere(pages: Pages) -> None:
    for path, page in pages.items():
        loaded = page.xpath("//@src | //link[not(@rel='canonical' or @rel='license')]/@href | //form/@action")
        assert not [address for address in loaded if urlsplit(str(address)).scheme not in ("", "data")], path
        assert not page.xpath("//script[not(@type='application/ld+json')]"), path


def test_a_mention_leads_to_the_very_name(pages: Pages) -> None:
    doe = pages["persons/p_doe.html"]
    found = [
        (" ".join(link.text_content().split()), str(link.get("href")))
        for link in doe.xpath("//*[@class='where']/a")
    ]
    assert [words for words, _ in found] == ["p. 1", "p. 1, note 1"]
    document = pages["documents/volume/d1.html"]
    names = [document.get_element_by_id(urlsplit(address).fragment).text_content() for _, address in found]
    assert names == ["Jane Doe", "Doe"]
    assert doe.xpath("string(//*[@class='role'])") == "sender"
    assert doe.xpath("string(//*[@class='lead'])") == "harbour master"


def test_a_name_in_a_document_leads_to_its_page(pages: Pages) -> None:
    document = pages["documents/volume/d1.html"]
    persons = {"../../persons/p_doe.html", "../../persons/p_roe.html"}
    assert set(document.xpath("//a[@class='persName']/@href")) == persons
    assert document.xpath("//a[@class='placeName']/@href") == ["../../places/whitby.html"]
    assert document.xpath("string(//section[@class='persons']//li[2])") == "Roe, Ann merchant & “friend”"


def test_a_reference_leads_to_the_place_on_the_other_page(pages: Pages) -> None:
    document = pages["documents/volume/d1.html"]
    assert document.xpath("//a[@class='ref']/@href") == ["d2.html#d2fn1"]  # there is no document 9


def test_the_chronology_has_years_and_months(pages: Pages) -> None:
    assert "1811" in pages["chronology/index.html"].xpath("//*[@class='year']/text()")
    year = pages["chronology/1811.html"]
    assert year.xpath("//h2/text()") == ["March 1811", "April 1811"]
    assert "Editorial Note" in pages["chronology/undated.html"].xpath("//ol[@class='documents']//a/text()")


def test_documents_have_types_and_neighbours(pages: Pages) -> None:
    types = pages["types/index.html"].xpath("//ul[@class='counted']//a/text()")
    assert {"Telegram", "Letter", "Editorial note"} <= set(types)
    document = pages["documents/volume/d2.html"]
    assert document.xpath("//link[@rel='prev' or @rel='next']/@href") == ["d1.html", "d3.html"]
    assert [e.text_content() for e in document.xpath("//nav[@class='neighbours']//span")] == [
        "1. Letter From Jane Doe to Ann Roe", "3. Editorial Note"
    ]  # fmt: skip


def test_the_contents_show_the_chapters(pages: Pages) -> None:
    contents = pages["documents/volume/index.html"]
    assert contents.xpath("//h2/text()") == ["The first year", "The second year"]
    assert len(contents.xpath("//ol[@class='documents']/li")) == 6


def test_an_image_is_carried_along_and_files_can_be_had(folder: Path, pages: Pages) -> None:
    address = str(pages["documents/volume/d1.html"].xpath("//img/@src")[0])
    assert (folder / "documents/volume" / address).read_bytes() == (DATA / "seal.png").read_bytes()
    assert (folder / "documents/volume/volume.xml").read_bytes() == (DATA / "volume.xml").read_bytes()
    assert "5 < 6 fathoms" in (folder / "documents/volume/d1.txt").read_text("utf-8")


def test_a_second_export_changes_nothing_and_a_third_takes_away_what_is_gone(tmp_path: Path) -> None:
    source, output = tmp_path / "volume.xml", tmp_path / "site"
    shutil.copy(DATA / "volume.xml", source)
    shutil.copy(DATA / "seal.png", tmp_path)
    options = Options(settings=NO_SEARCH)
    export("site", [source], output, options)
    assert (output / "documents/d2.html").is_file()  # an edition of one volume needs no folder for it
    assert export("site", [source], output, options).written == ()
    (output / "own.html").write_text("mine")
    content = source.read_text("utf-8")
    start, end = (
        content.index('<div type="document" n="2"'),
        content.index('</div>\n<div type="chapter" xml:id="ch2">'),
    )
    source.write_text(content[:start] + content[end:], "utf-8")
    export("site", [source], output, options)
    assert not (output / "documents/d2.html").exists()
    assert (output / "own.html").read_text() == "mine"


def test_with_an_address_there_are_canonical_links_and_a_sitemap(tmp_path: Path) -> None:
    metadata = Metadata(title="Letters", url="https://example.org/letters/")
    export("site", [DATA / "volume.xml"], tmp_path, Options(metadata, NO_SEARCH))
    pages = tree(tmp_path)
    canonical = pages["documents/d1.html"].xpath("//link[@rel='canonical']/@href")
    assert canonical == ["https://example.org/letters/documents/d1.html"]
    sitemap = etree.parse(tmp_path / "sitemap.xml")
    listed = {loc.text for loc in sitemap.iter("{*}loc")}
    assert "https://example.org/letters/" in listed
    assert len(listed) == len(pages) - 1
    assert "Sitemap: https://example.org/letters/sitemap.xml" in (tmp_path / "robots.txt").read_text()
    lost = set(addresses(pages["404.html"])) - {"#main-content", "data:,"}
    assert lost
    assert all(address.startswith("https://example.org/letters/") for address in lost)


def test_one_id_in_two_volumes_is_one_person_only_under_one_name(tmp_path: Path) -> None:
    content = (DATA / "volume.xml").read_text("utf-8")
    other = content.replace("Roe, Ann", "Rowe, Andrew").replace('<graphic url="seal.png"/>', "")
    (tmp_path / "other.xml").write_text(other, "utf-8")
    export(
        "site", [DATA / "volume.xml", tmp_path / "other.xml"], tmp_path / "site", Options(settings=NO_SEARCH)
    )
    names = tree(tmp_path / "site")["persons/index.html"].xpath("//ul[@class='names']//a/text()")
    assert names == ["Doe, Jane", "Roe, Ann", "Rowe, Andrew"]


def test_what_cannot_be_used_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="perhaps"):
        export("site", [DATA / "volume.xml"], tmp_path / "a", Options(settings={"search": "perhaps"}))
    with pytest.raises(ExportError, match="introduction"):
        export("site", [DATA / "volume.xml"], tmp_path / "b", Options(settings={"introduction": "none.txt"}))


def test_a_list_takes_as_many_pages_as_it_needs(tmp_path: Path) -> None:
    letter = '<div type="document" n="{0}" xml:id="d{0}"><head>{0}. Letter</head><p>Text.</p></div>'
    letters = "".join(letter.format(n) for n in range(1, 602))
    (tmp_path / "many.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{letters}</body></text></TEI>', "utf-8"
    )
    export("site", [tmp_path / "many.xml"], tmp_path / "site", Options(settings=NO_SEARCH))
    pages = tree(tmp_path / "site")
    counts = [
        len(pages[f"documents/index{n}.html"].xpath("//ol[@class='documents']/li"))
        for n in ("", "-page-2", "-page-3")
    ]
    assert counts == [300, 300, 1]
    assert pages["documents/index-page-2.html"].xpath("//nav[@class='pager']//a[@aria-current]/text()") == [
        "2"
    ]
