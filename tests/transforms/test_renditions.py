"""What the built-in renditions write: cases from files, and what holds for every document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree, html

from tei.namespaces import TEI, XML_ID
from tei.transform import RENDITIONS, render

HERE = Path(__file__).parent
DOCUMENTS = sorted((HERE / "data").glob("*.xml"))


BLOCK = "article|section|header|h[1-6]|p|div|dl|dt|dd|ul|ol|li|table|tr|td|th|tbody"
CASE = re.compile(
    r"^# (?P<title>.+?)\n(?P<prose>.*?)^```xml input\n(?P<input>.*?)^```\n\s*"
    r"^```(?P<form>\w+) expected\n(?P<expected>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Case:
    """One case: its file and title, its TEI, the name of a rendition, and what is expected of it."""

    path: Path
    title: str
    input: str
    form: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.title}"


def cases(folder: Path) -> list[Case]:
    """All cases of the Markdown files in *folder*, by file name and in their order."""
    return [
        Case(path, found["title"], found["input"], found["form"], found["expected"])
        for path in sorted(folder.glob("*.md"))
        for found in CASE.finditer(path.read_text(encoding="utf-8"))
    ]


def update(case: Case, actual: str) -> None:
    """Write *actual* as the expectation of *case* into its file."""

    def replaced(found: re.Match[str]) -> str:
        if found["title"] != case.title:
            return found[0]
        start, end = (position - found.start() for position in found.span("expected"))
        return found[0][:start] + actual + found[0][end:]

    text = case.path.read_text(encoding="utf-8")
    case.path.write_text(CASE.sub(replaced, text), encoding="utf-8")


def document(fragment: str) -> etree._ElementTree:
    """A whole TEI file around *fragment*."""
    file = f'<TEI xmlns="{TEI}" xml:lang="en"><text>{fragment}</text></TEI>'
    return etree.ElementTree(etree.fromstring(file))


def article(page: bytes) -> str:
    """The content of main, each block on a line of its own."""
    main = html.fromstring(page.decode()).find(".//main")
    assert main is not None
    text = etree.tostring(main, encoding="unicode", method="html").strip()
    return re.sub(rf">(?=<(?:{BLOCK})\b)", ">\n", text) + "\n"


@pytest.mark.parametrize("case", [case for form in RENDITIONS for case in cases(HERE / form)], ids=str)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    data = render(document(case.input), case.form)
    actual = article(data) if case.form == "html" else data.decode()
    if request.config.getoption("--update", default=False):
        update(case, actual)
    else:
        assert actual == case.expected


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_text_of_whole_documents(path: Path, request: pytest.FixtureRequest) -> None:
    expected = path.with_suffix(".txt")
    actual = render(etree.parse(path), "text")
    if request.config.getoption("--update", default=False):
        expected.write_bytes(actual)
    assert actual == expected.read_bytes()


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.stem)
def tree(request: pytest.FixtureRequest) -> etree._ElementTree:
    return etree.parse(request.param)


@pytest.fixture
def page(tree: etree._ElementTree) -> html.HtmlElement:
    return html.fromstring(render(tree, "html").decode())


def test_ids_are_unique_and_those_of_the_file(tree: etree._ElementTree, page: html.HtmlElement) -> None:
    ids: list[str] = page.xpath("//@id")
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    kept = {element.get(XML_ID) for element in tree.iterfind(f".//{{{TEI}}}text//*[@{XML_ID}]")}
    assert kept <= set(ids)


def test_every_call_leads_to_its_note_and_back(tree: etree._ElementTree, page: html.HtmlElement) -> None:
    calls = page.xpath("//a[@role='doc-noteref']")
    notes = tree.findall(f".//{{{TEI}}}text//{{{TEI}}}note[@n]")
    assert len(page.xpath("//*[@role='doc-endnotes']//ol/li")) == len(notes)
    assert len(calls) == len([note for note in notes if note.get("anchored") != "false"])
    for call in calls:
        (note,) = page.xpath("//li[@id=$id]", id=call.get("href")[1:])
        (back,) = note.xpath(".//a[@role='doc-backlink'][@href=$ref]", ref=f"#{call.get('id')}")
        assert note.get("value") in (None, call.text)
        assert back is not None


def test_links_inside_the_page_lead_somewhere(page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= ids


def test_no_link_in_a_link_and_no_block_in_a_paragraph(page: html.HtmlElement) -> None:
    assert page.xpath("//a//a") == []
    assert page.xpath("//p//*[self::p or self::div or self::ul or self::ol or self::dl or self::table]") == []


def test_no_word_is_lost(tree: etree._ElementTree, page: html.HtmlElement) -> None:
    main = page.find(".//main")
    body = tree.find(f".//{{{TEI}}}text")
    assert body is not None
    assert main is not None
    for note in [*body.iter(f"{{{TEI}}}note")]:
        if note.get("n"):
            number = note.get("n", "")
            assert any(
                contains(words(item), words(note, of_note=True))
                for item in main.xpath(".//*[@role='doc-endnotes']//li")
                if item.get("value") in (number, None)
            ), f"note {number}"
    assert contains(words(main), words(body))


def words(element: etree._Element, *, of_note: bool = False) -> str:
    """The characters of *element* without white space and without the notes called in it."""
    parts: list[str] = []

    def walk(node: etree._Element, top: bool) -> None:
        called = node.tag == f"{{{TEI}}}note" and node.get("n") is not None
        if isinstance(node.tag, str) and not (called and not (top and of_note)):
            parts.append(node.text or "")
            for child in node:
                walk(child, False)
        if not top:
            parts.append(node.tail or "")

    walk(element, True)
    return "".join("".join(parts).split())


def contains(whole: str, part: str) -> bool:
    """Whether the characters of *part* occur in *whole*, in their order."""
    characters = iter(whole)
    return all(character in characters for character in part)
