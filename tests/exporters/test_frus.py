"""Volumes in the form of Foreign Relations: whole, in order, with lists that every name leads to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei import encode
from tei.errors import ExportError
from tei.exporters import Export, Options, export
from tei.metadata import Metadata
from tei.namespaces import TEI
from tei.pipeline import Settings

ROOT = Path(__file__).parents[2]
EDITION = Metadata(
    "Letters", ("A. Jones",), publisher="The Archive", date="2026-01-31", series="Papers", volume="XII"
)
HEADER = """<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc>
<encodingDesc><classDecl><taxonomy><category xml:id="t_NSC"><catDesc><term>NSC</term><gloss>a council</gloss></catDesc>
</category></taxonomy></classDecl></encodingDesc>
<profileDesc><correspDesc><correspAction type="sent"><orgName>Embassy in Egypt</orgName>
<date when="1956-02-03T10:00:00Z">today</date></correspAction><correspAction type="received">
<orgName>Department of State</orgName></correspAction></correspDesc>
<particDesc><listPerson><person xml:id="p_a"><persName>Ann, A.</persName><note>envoy</note></person></listPerson>
</particDesc></profileDesc></teiHeader>"""
LETTER = """<div type="document" n="{n}" xml:id="d{n}"><pb n="7" xml:id="pg_7"/><head>{n}. Telegram From the Embassy in
Egypt to the Department of State<note n="1" xml:id="d{n}fn1" place="bottom"><persName ref="#p_a">Ann</persName> of the
<term ref="#t_NSC">NSC</term>, <ref target="#pg_7">page 7</ref>, <ref target="d2.xml#d2fn1">there</ref>.</note></head>
<div type="main"><p rend="subheading">One</p></div><div type="enclosure" n="1"><p>Two</p></div></div>"""


def tei(body: str, header: str = HEADER) -> str:
    return f'<TEI xmlns="{TEI}">{header}<text>{body}</text></TEI>'


def make(tmp_path: Path, *bodies: str, **settings: str) -> Export:
    for number, body in enumerate(bodies, 1):
        (tmp_path / f"d{number}.xml").write_text(tei(body), "utf-8")
    return export("frus-volume", sorted(tmp_path.glob("*.xml")), tmp_path / "out", Options(EDITION, settings))


def letters(count: int) -> list[str]:
    return [f"<body>{LETTER.format(n=number)}</body>" for number in range(1, count + 1)]


def found(made: Export, path: str) -> list[Any]:
    names = {"t": TEI, "frus": "http://history.state.gov/frus/ns/1.0"}
    result = etree.parse(str(made.path)).xpath(path, namespaces=names)
    assert isinstance(result, list)
    return result


def test_documents_get_the_names_of_the_series(tmp_path: Path) -> None:
    made = make(tmp_path, *letters(2), id="frus9")
    assert made.diagnostics == ()
    assert found(made, "/t:TEI/@xml:id") == ["frus9"]
    assert found(made, "//t:titleStmt/t:title[@type='complete']/text()") == ["Papers, XII, Letters"]
    assert found(made, "//t:div[@type='document']/@subtype") == ["historical-document"] * 2
    assert found(made, "//t:persName/@corresp") == ["#p_a"] * 2
    assert found(made, "//t:gloss/@target") == ["#t_NSC"] * 2
    assert [" ".join(g.itertext()) for g in found(made, "//t:div[@xml:id='d1']/t:head/t:gloss[@type]")] == [
        "Embassy in\nEgypt",
        "Department of State",
    ]
    assert found(made, "//t:p/@rend") == ["sectiontitleital"] * 2
    assert not found(made, "//@place | //t:persName[@ref] | //t:term[@ref]")
    assert found(made, "//t:list[@type='names']//t:persName/@xml:id") == ["p_a"]
    assert found(made, "//t:list[@type='terms']/t:item/t:hi/following-sibling::text()") == [" a council"]


def test_every_id_is_one_and_every_pointer_leads_to_it(tmp_path: Path) -> None:
    made = make(tmp_path, *letters(2))
    ids = found(made, "//@xml:id")
    assert len(ids) == len(set(ids))
    assert found(made, "//t:pb/@xml:id") == ["pg_7", "d2_pg_7"]
    assert found(made, "//t:div[@xml:id='d2']//t:ref/@target") == ["#d2_pg_7", "#d2fn1"]
    assert {p[1:] for p in found(made, "//@target | //@corresp")} <= set(ids)


def test_a_table_gives_compilations_and_chapters(tmp_path: Path) -> None:
    table = tmp_path / "structure.csv"
    table.write_text("type,title,first\ncompilation,A & B,d1\nchapter,One,d1\nchapter,Two,d2\n", "utf-8")
    made = make(tmp_path, *letters(3), structure=str(table))
    divisions = {
        d.get("{http://www.w3.org/XML/1998/namespace}id"): d for d in found(made, "//t:body//t:div[@xml:id]")
    }
    assert list(divisions) == ["comp1", "ch1", "d1", "ch2", "d2", "d3"]
    assert divisions["d3"].getparent() is divisions["ch2"]
    assert divisions["comp1"][0].text == "A & B"
    table.write_text("type,title,first\nchapter,One,d9\n", "utf-8")
    with pytest.raises(ExportError, match=r"line 2: “One” begins with d9, which is not there"):
        make(tmp_path, *letters(3), structure=str(table))
    with pytest.raises(ExportError, match="“a b” cannot be an xml:id"):
        make(tmp_path, *letters(1), id="a b")
    table.write_text("type,title,first\nbook,One,d1\n", "utf-8")
    with pytest.raises(ExportError, match="no division of the type “book”"):
        make(tmp_path, *letters(3), structure=str(table))


def test_the_elements_of_the_series_come_on_demand(tmp_path: Path) -> None:
    assert not found(make(tmp_path, *letters(1)), "//frus:*")
    with pytest.raises(ExportError, match="the option frus is “maybe”"):
        make(tmp_path, *letters(1), frus="maybe")
    made = make(tmp_path, *letters(1), frus="yes")
    assert [child.tag.split("}")[1] for child in found(made, "//t:div[@type='document']/*")] == [
        "pb",
        "head",
        "p",
        "attachment",
    ]
    assert found(made, "//@frus:*") == ["1956-02-03T10:00:00Z"] * 2


def test_a_volume_keeps_its_divisions_and_what_stands_around(tmp_path: Path) -> None:
    first, second = LETTER.format(n=1), LETTER.replace("pg_7", "pg_8").format(n=2)
    body = f"""<front><div><list><item><persName xml:id="p_b">B</persName></item></list></div></front><body>
<div type="chapter" xml:id="ch1"><head>One</head><p>Between</p>{first}{second}</div></body>
<back><div><p>Index</p></div></back>"""
    made = make(tmp_path, body)
    assert [e.tag.split("}")[1] for e in found(made, "//t:div[@type='chapter']/*")] == [
        "head",
        "p",
        "div",
        "div",
    ]
    assert found(made, "//t:front//t:persName/@xml:id") == ["p_b", "p_a"]
    assert found(made, "//t:back//t:p/text()") == ["Index"]


def test_a_text_without_divisions_is_a_document(tmp_path: Path) -> None:
    made = make(
        tmp_path, "<body><p>Dear</p></body>", "<front><div><p>A</p></div></front><body><p>B</p></body>"
    )
    assert [d.code for d in made.diagnostics] == ["O007", "O007"]
    assert found(made, "//t:div[@type='document']/@xml:id") == ["d1", "d2"]
    assert found(made, "//t:div[@xml:id='d2']/t:floatingText/t:body/t:p/text()") == ["B"]


def test_the_words_of_the_seeds_are_all_in_the_volume(tmp_path: Path) -> None:
    encode([ROOT / "seeds"], tmp_path, Settings(persons=ROOT / "seeds" / "persons.csv"))
    files = sorted(tmp_path.glob("*.xml"))
    made = export("frus-volume", files, tmp_path / "out", Options(EDITION))
    assert made.diagnostics == ()
    words = ["".join(etree.parse(str(f)).getroot()[1].itertext()).split() for f in files]
    volume = [("".join(d.itertext())).split() for d in found(made, "//t:div[@type='document']")]
    assert volume == words
    assert export("frus-volume", files, tmp_path / "out", Options(EDITION)).written == ()
