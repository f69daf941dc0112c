"""The parts of a volume together are the volume: every word and every page break, in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.exporters.parts import Part, parts
from tei.namespaces import qname
from tei.records import phrase

HERE = Path(__file__).parent
GOLD = sorted((HERE.parents[2] / "shared" / "gold" / "volumes").glob("*.xml"))


def words(root: etree._Element) -> str:
    """The text of *root* without white space."""
    text = root.find(qname("text"))
    return "" if text is None else "".join("".join(text.itertext()).split())


def pages(root: etree._Element) -> list[str]:
    return [pb.get("n", "") for pb in root.iter(qname("pb"))]


@pytest.mark.parametrize("path", [HERE / "data" / "volume.xml", *GOLD], ids=lambda path: path.stem)
def test_nothing_is_lost(path: Path) -> None:
    root = etree.parse(path).getroot()
    # the headings of chapters stand in the contents
    for div in root.iter(qname("div")):
        head = div.find(qname("head"))
        if (
            div.find(f".//{qname('div')}[@type='document']") is not None
            and head is not None
            and not len(head)
        ):
            assert phrase(head)
            head.text = ""
    expected, breaks = words(root), pages(root)
    found = list(parts(root))
    assert "".join(words(part.root) for part in found) == expected
    assert [n for part in found for n in pages(part.root)] == breaks


def test_a_volume_falls_into_its_documents_and_what_is_around_them() -> None:
    found = list(parts(etree.parse(HERE / "data" / "volume.xml").getroot()))

    def line(part: Part) -> str:
        above = " > ".join(chapter.title for chapter in part.chapters)
        return f"{'document' if part.document else 'section'} {part.id or '-'} {part.title} ({above})"

    assert list(map(line, found)) == [
        "section preface Preface ()",
        "section persons Persons ()",
        "section - The first year (The first year)",
        "document d1 1. Letter From Jane Doe to Ann Roe (The first year)",
        "document d2 2. Telegram From the Harbour Office to Ann Roe (The first year)",
        "document d3 3. Editorial Note (The second year)",
    ]


def test_a_corpus_falls_into_its_texts() -> None:
    text = "<TEI><teiHeader/><text><body><div><head>{0}</head><p>{0}</p></div></body></text></TEI>"
    texts = text.format("A") + text.format("B")
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de">{texts}</teiCorpus>'
    found = list(parts(etree.fromstring(corpus)))
    assert [(part.root.get("{http://www.w3.org/XML/1998/namespace}lang"), words(part.root)) for part in found] == [
        ("de", "AA"), ("de", "BB")
    ]  # fmt: skip
