"""CMIF as correspSearch takes it: by its rules, and read by a program that others wrote."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from exporters.consumers import python
from tei import encode
from tei.errors import ExportError
from tei.exporters import Export, Options, export
from tei.metadata import Metadata
from tei.namespaces import TEI
from tei.pipeline import Settings
from tei.validation import validate

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EDITION = Metadata(
    "Letters", ("A. Jones",), publisher="The Archive", date="2026-01-31", url="https://example.org/l/"
)
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>
<fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc><profileDesc><correspDesc>{}</correspDesc><particDesc><listPerson>
<person xml:id="ada"><persName>Lovelace, Ada</persName><idno type="VIAF">46881361</idno></person>
<person xml:id="ben"><persName>Ben</persName><idno>http://d-nb.info/gnd/118540238</idno></person>
</listPerson></particDesc><settingDesc><listPlace>
<place xml:id="bern"><placeName>Bern</placeName><idno type="GeoNames">2661552</idno></place>
</listPlace></settingDesc></profileDesc></teiHeader>
<text><body><div type="document" xml:id="d1" n="1"><p>Text.</p></div></body></text></TEI>"""
ALL = """<correspAction type="sent"><date when="1835-05-02T10:00:00Z" cert="low">2 May</date>
<placeName ref="#bern">Berne</placeName><persName ref="#ada">Ada<note>who</note></persName></correspAction>
<correspAction type="forwarded"><persName>Carl</persName></correspAction>
<correspAction type="received"><name type="office">the <hi>Secretary</hi></name><persName ref="#ben">B.</persName>
<placeName ref="http://sws.geonames.org/2657896/">Zurich</placeName><date notBefore="1835-05" to="1836">later</date>
</correspAction>"""


def make(tmp_path: Path, *letters: str, metadata: Metadata = EDITION, **settings: str) -> Export:
    for number, letter in enumerate(letters, 1):
        (tmp_path / f"d{number}.xml").write_text(LETTER.format(letter), "utf-8")
    return export("cmif", sorted(tmp_path.glob("*.xml")), tmp_path / "out", Options(metadata, settings))


def letters(made: Export) -> list[str]:
    """The letters in the export, without their sources and the white space between elements."""
    tree = etree.parse(str(made.path))
    found = (etree.tostring(e, encoding="unicode") for e in tree.iter(f"{{{TEI}}}correspDesc"))
    return [re.sub(r'(?<=>)\s+| xmlns="[^"]*"| source="[^"]*"', "", e) for e in found]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """The export of the seeds."""
    folder = tmp_path_factory.mktemp("seeds")
    encode([ROOT / "seeds"], folder, Settings(persons=ROOT / "seeds" / "persons.csv"))
    return export(
        "cmif", sorted(folder.glob("*.xml")), folder / "out", Options(EDITION, {"contact": "a@example.org"})
    )


def test_the_letters_of_the_seeds_keep_to_the_format(seeds: Export) -> None:
    assert validate(seeds.path, schemas=[HERE / "cmif.rnc"]) == []
    assert 'ref="https://example.org/l/documents/d247.html"' in seeds.path.read_text("utf-8")


def test_what_the_format_has_is_kept_and_nothing_else(tmp_path: Path) -> None:
    made = make(tmp_path, ALL)
    assert [d.message.split("”")[0] for d in made.diagnostics] == ["“the Secretary"]
    assert validate(made.path, schemas=[HERE / "cmif.rnc"]) == []
    assert letters(made) == [
        '<correspDesc ref="https://example.org/l/documents/d1.html" key="1"><correspAction type="sent">'
        '<persName ref="https://viaf.org/viaf/46881361">Lovelace, Ada</persName>'
        '<placeName ref="https://www.geonames.org/2661552">Bern</placeName><date cert="low" when="1835-05-02"/>'
        '</correspAction><correspAction type="received"><persName>the Secretary</persName>'
        '<persName ref="https://d-nb.info/gnd/118540238">Ben</persName>'
        '<placeName ref="https://www.geonames.org/2657896">Zurich</placeName><date to="1836" notBefore="1835-05"/>'
        "</correspAction></correspDesc>"
    ]


def test_a_letter_may_have_its_page_elsewhere(tmp_path: Path) -> None:
    assert (
        'ref="https://example.org/l/letters/d1"' in letters(make(tmp_path, ALL, address="letters/{file}"))[0]
    )


def test_a_table_of_authorities_goes_before_the_list(tmp_path: Path) -> None:
    table = tmp_path / "authorities.csv"
    table.write_text("id,uri\n#ada,http://id.loc.gov/authorities/names/n82160076\n", "utf-8")
    made = make(tmp_path, ALL, authorities=str(table))
    assert 'ref="https://id.loc.gov/authorities/names/n82160076"' in letters(made)[0]
    table.write_text("id,uri\nada,https://example.org/ada\n", "utf-8")
    with pytest.raises(ExportError, match=r"line 2: .* is no URI of an authority file"):
        make(tmp_path, ALL, authorities=str(table))
    table.write_text("person;uri\n", "utf-8")
    with pytest.raises(ExportError, match="not a table of authorities"):
        make(tmp_path, ALL, authorities=str(table))


def test_the_edition_has_the_same_identifier_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(tmp_path, ALL).path.read_bytes()
    assert make(tmp_path, ALL).path.read_bytes() == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    dated = make(tmp_path, ALL, metadata=Metadata("L", ("A",), publisher="P", url="https://example.org/l"))
    assert b'<date when="1970-01-02"/>' in dated.path.read_bytes()
    ids = {re.findall(rb'xml:id="(\S+)"', content)[0] for content in (first, dated.path.read_bytes())}
    assert len(ids) == 1
    assert b'xml:id="abc"' in make(tmp_path, ALL, uuid="abc").path.read_bytes()


@pytest.mark.parametrize("lacking", ["title", "editors", "publisher", "date", "url"])
def test_what_the_edition_lacks_is_named(
    lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    known = {"title": "L", "editors": ("A",), "publisher": "P", "date": "2026", "url": "https://example.org"}
    known[lacking] = () if lacking == "editors" else ""
    with pytest.raises(ExportError, match="a CMIF file must name"):
        make(tmp_path, ALL, metadata=Metadata(**known))  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_a_list_without_letters_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "utf-8")
    made = make(tmp_path)
    assert (made.made, [d.code for d in made.diagnostics]) == (False, ["O001"])


BREAKS = {
    "no identifier": (r' xml:id="[^"]*"', ""),
    "another licence": ("licenses/by/4.0", "licenses/by-nc/4.0"),
    "an id of our own": (r'<persName( ref="[^"]*")?>', '<persName ref="#p_smith">'),
    "nobody received it": (r'(?s)(type="received">)\s*<persName[^>]*>[^<]*</persName>', r"\1"),
    "a time of day": (r'(when="2026-01-31)"', r'\1T10:00:00"'),
    "no address": (r'<correspDesc ref="[^"]*"', "<correspDesc"),
    "another action": ('type="sent"', 'type="forwarded"'),
    "an encodingDesc": ("<profileDesc>", "<encodingDesc><p/></encodingDesc><profileDesc>"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_the_rules_find_what_is_broken(broken: str, seeds: Export) -> None:
    content = seeds.path.read_text("utf-8")
    wrong = re.sub(*BREAKS[broken], content)
    assert wrong != content
    assert validate(wrong.encode(), "cmif.xml", [HERE / "cmif.rnc"])


def test_every_letter_points_to_the_edition(seeds: Export) -> None:
    tree = etree.parse(str(seeds.path))
    sources = tree.xpath("//t:correspDesc/@source", namespaces={"t": TEI})
    ids = tree.xpath("//t:bibl/@xml:id", namespaces={"t": TEI})
    assert set(sources) == {f"#{ids[0]}"}


def test_a_reader_that_others_wrote_finds_it_all(seeds: Export) -> None:
    read = """
import json, sys
from cmif import extract, local
data = local.reader(sys.argv[1])
names = ("title", "editor_name", "editor_email", "publisher", "publisher_target", "idno", "date_when",
         "license_target", "bibl_id", "bibl_type")
print(json.dumps({n: getattr(extract, n)(data) for n in names} | {"letters": len(extract.correspdesc(data))}))
"""
    found = json.loads(python("cmif", read, str(seeds.path)))
    assert re.fullmatch(r"[a-f][0-9a-f]{7}-.*", found.pop("bibl_id"))
    assert found == {
        "title": "Letters",
        "editor_name": "A. Jones",
        "editor_email": "a@example.org",
        "publisher": "The Archive",
        "publisher_target": "https://example.org/l",
        "idno": "https://example.org/l/cmif.xml",
        "date_when": "2026-01-31",
        "license_target": "https://creativecommons.org/licenses/by/4.0/",
        "bibl_type": "online",
        "letters": 2,
    }
