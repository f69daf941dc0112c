"""Packages for eXist-db: by the rules of the platform, and taken in by programs that others wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree

from exporters.consumers import folder, run
from tei import encode
from tei.errors import ExportError
from tei.exporters import Export, Options, export
from tei.metadata import Metadata
from tei.namespaces import TEI, XML_ID, local
from tei.pipeline import Settings

ROOT = Path(__file__).parents[2]
EDITION = Metadata("Letters & Notes", ("A. Jones",), licence="CC BY 4.0", url="https://example.org/letters")
HEADER = """<teiHeader><fileDesc><titleStmt><title type="sub">S</title><title type="main">M</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><particDesc><listPerson>
<person xml:id="p_a"><persName>Ann, A.</persName><note>envoy</note></person></listPerson></particDesc></profileDesc>
</teiHeader>"""
BODY = """<text><body><div type="document" xml:id="d1"><head>1. <persName ref="#p_a">Ann</persName></head>\
<div><p>{}</p></div></div></body></text>"""


def tei(body: str, header: str = HEADER) -> str:
    return f'<TEI xmlns="{TEI}">{header}{body}</TEI>'


def make(tmp_path: Path, *documents: str, metadata: Metadata = EDITION, **settings: str) -> Export:
    for number, document in enumerate(documents, 1):
        (tmp_path / f"Zürich {number}.xml").write_text(document, "utf-8")
    return export(
        "tei-publisher", sorted(tmp_path.glob("*.xml")), tmp_path / "out", Options(metadata, settings)
    )


def problems(package: Path) -> list[str]:
    """What eXist-db, or TEI Publisher, would stumble over in *package*."""
    found = []
    with ZipFile(package) as packed:
        names = packed.namelist()
        trees = {}
        for name in names:
            if name.endswith((".xml", ".xconf")):
                try:
                    trees[name] = etree.fromstring(packed.read(name))
                except etree.XMLSyntaxError:
                    found.append(f"{name} is not XML")
    if "expath-pkg.xml" not in trees or "repo.xml" not in trees:
        return [*found, "a description is not at the root"]
    described = {local(e.tag): e.text or "" for e in trees["repo.xml"]}
    package_ = trees["expath-pkg.xml"]
    if not all(package_.get(name) for name in ("name", "abbrev", "version", "spec")):
        found.append("the package has no name, abbrev, version or spec")
    if described.get("type") != "application" or not described.get("target"):
        found.append("nothing would be stored")
    if described.get("prepare") not in names:
        found.append("the query that installs the index is missing")
    for name, root in trees.items():
        if not re.fullmatch(r"[A-Za-z0-9._/-]+", name):
            found.append(f"{name} is no name for a document")
        if name.startswith("data/") and not name.startswith("data/registers/"):
            found += [f"{name} {what}" for what in lacking(root)]
    return found


def lacking(root: etree._Element) -> list[str]:
    """What TEI Publisher misses in a document."""
    names = {"t": TEI}
    if root.tag != f"{{{TEI}}}TEI":
        return ["is never listed"]
    checks: dict[str, str] = {
        "has not one title": "count(//t:titleStmt/t:title) = 1 and not(//t:titleStmt/t:title/@type)",
        "has words before the first page": "not((//t:text//text()[normalize-space()])[1][not(preceding::t:pb)])",
        "has a division without an id": "not(//t:div[not(@xml:id)])",
        "has no position": "string(/t:TEI/@n)",
    }
    return [what for what, test in checks.items() if not root.xpath(f"boolean({test})", namespaces=names)]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the seeds."""
    place = tmp_path_factory.mktemp("seeds")
    encode([ROOT / "seeds"], place, Settings(persons=ROOT / "seeds" / "persons.csv"))
    made = export("tei-publisher", sorted(place.glob("*.xml")), place / "out", Options(EDITION))
    assert made.diagnostics == ()
    return made.path


def test_the_package_of_the_seeds_is_in_order(seeds: Path) -> None:
    assert problems(seeds) == []
    with ZipFile(seeds) as packed:
        assert packed.namelist()[0] == "expath-pkg.xml"
        assert "data/registers/persons.xml" in packed.namelist()


def test_a_document_is_as_the_platform_wants_it_and_has_its_words(tmp_path: Path) -> None:
    made = make(tmp_path, tei(BODY.format('a<pb n="8"/>b')), view="div")
    assert problems(made.path) == []
    with ZipFile(made.path) as packed:
        content = packed.read("data/Z-rich-1.xml").decode()
        root = etree.fromstring(content.encode())
        persons = etree.fromstring(packed.read("data/registers/persons.xml"))
    assert '<?teipublisher view="div"?>' in content
    assert root.findtext(f".//{{{TEI}}}title") == "M"
    assert [pb.get("n") for pb in root.iter(f"{{{TEI}}}pb")] == ["7", "8"]
    name = root.find(f".//{{{TEI}}}persName[@key]")
    assert name is not None
    assert dict(name.attrib) == {"ref": "#p_a", "key": "Ann, A."}
    assert "".join(root[1].itertext()) == "1. Annab"
    assert persons.get(XML_ID) == "pb-persons"
    assert [p.text for p in persons.iter(f"{{{TEI}}}persName")] == ["Ann, A.", "Ann, A."]


def test_the_parts_of_a_corpus_stand_alone_and_what_is_not_tei_is_named(tmp_path: Path) -> None:
    both = tei(BODY.format("a")) + tei(BODY.replace("d1", "d2").format("b")).replace("p_a", "p_b")
    made = make(tmp_path, f'<teiCorpus xmlns="{TEI}">{HEADER.replace("p_a", "p_c")}{both}</teiCorpus>')
    assert problems(made.path) == []
    with ZipFile(made.path) as packed:
        assert [n for n in packed.namelist() if n.startswith("data/Z")] == [
            "data/Z-rich-1-1.xml",
            "data/Z-rich-1-2.xml",
        ]
    (tmp_path / "page.xml").write_text("<book/>", "utf-8")
    assert [d.code for d in make(tmp_path).diagnostics] == ["O021"]


def test_two_documents_of_one_name_are_an_error(tmp_path: Path) -> None:
    for name in ("a b", "a-b"):
        (tmp_path / f"{name}.xml").write_text(tei(BODY), "utf-8")
    made = make(tmp_path)
    assert (made.made, [d.code for d in made.diagnostics]) == (False, ["O005"])


def test_the_same_documents_give_the_same_package(tmp_path: Path, seeds: Path) -> None:
    assert make(tmp_path, tei(BODY)).written
    assert make(tmp_path, tei(BODY)).written == ()


@pytest.mark.parametrize(("name", "value"), [("view", "book"), ("abbrev", "1 2"), ("version", "1")])
def test_options_are_checked(name: str, value: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(tei(BODY), "utf-8")
    with pytest.raises(ExportError, match=f"“{value}”"):
        export("tei-publisher", [tmp_path / "a.xml"], tmp_path / "out", Options(EDITION, {name: value}))
    with pytest.raises(ExportError, match="title"):
        make(tmp_path, tei(BODY), metadata=Metadata())


BREAKS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "a folder inside": lambda name, text: (f"edition/{name}", text),
    "no target": lambda name, text: (name, re.sub("<target>.*</target>", "<target/>", text)),
    "no version": lambda name, text: (
        name,
        text.replace('version="1.0.0"', "") if name.startswith("expath") else text,
    ),
    "no index": lambda name, text: (name.replace("pre-install", "install"), text),
    "not XML": lambda name, text: (name, text.replace("</TEI>", "") if name.startswith("data/0") else text),
    "two titles": lambda name, text: (name, text.replace("</titleStmt>", "<title>B</title></titleStmt>")),
    "a corpus": lambda name, text: (name, re.sub(r"(?s)<TEI (.*)</TEI>", r"<teiCorpus \1</teiCorpus>", text)),
    "no page first": lambda name, text: (name, re.sub(r"<pb[^>]*/>", "", text)),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_the_rules_find_what_is_broken(broken: str, seeds: Path, tmp_path: Path) -> None:
    with ZipFile(seeds) as packed, ZipFile(tmp_path / "broken.xar", "w", ZIP_DEFLATED) as out:
        for name in packed.namelist():
            out.writestr(*BREAKS[broken](name, packed.read(name).decode()))
    assert problems(tmp_path / "broken.xar")


_XST = """
import { readFileSync } from "node:fs"
import { extractPackageMeta } from "@existdb/xst/utility/package.js"
console.log(JSON.stringify(extractPackageMeta(readFileSync(process.argv[2]))))
"""


def test_the_command_line_of_exist_reads_the_package(seeds: Path, tmp_path: Path) -> None:
    script = folder() / "package-meta.mjs"
    script.write_text(_XST, "utf-8")
    found = json.loads(run("node", str(script), str(seeds)))
    assert found["name"] == "https://example.org/letters"
    assert found["abbrev"] == "letters-notes"
    assert found["version"] == "1.0.0"


def test_basex_installs_the_package(seeds: Path, tmp_path: Path) -> None:
    folder()
    (tmp_path / ".basexhome").write_text(
        "", "utf-8"
    )  # its repository is then the folder repo beside this file
    command = ("basex", f"-c REPO INSTALL {seeds}; REPO LIST")
    assert "https://example.org/letters" in run(*command, cwd=tmp_path)
    stored = sorted(path.name for path in (tmp_path / "repo").rglob("data/*.xml"))
    assert stored == ["000_6fb809bc6b276c0b.xml", "003_b661e008747e1171.xml"]
