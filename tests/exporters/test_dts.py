"""DTS: what the specification asks of each endpoint; the files say what the server says; a client reads both."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode
from urllib.request import urlopen

import pytest
from lxml import etree

from tei import encode
from tei.dts import answers
from tei.dts.edition import Edition, edition, resource, text
from tei.dts.passage import DTS, passage
from tei.dts.server import respond, server
from tei.errors import ExportError
from tei.exporters import Options, export
from tei.exporters.dts import path as file_of
from tei.metadata import Metadata
from tei.namespaces import qname

ROOT = Path(__file__).parents[2]
BASE = "https://example.org/dts"
POEM = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A poem</title></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc><encodingDesc>
<refsDecl n="page"><citeStructure unit="page" match="//pb" use="@n"/></refsDecl>
<refsDecl default="true"><citeStructure unit="book" match="/TEI/text/body/div" use="@n">
<citeData property="http://purl.org/dc/terms/title" use="head"/>
<citeStructure unit="line" match="l" use="@n" delim="."/></citeStructure></refsDecl></encodingDesc></teiHeader>
<text xml:lang="la"><body><pb n="1"/>
<div n="1"><head>One<note>aside</note></head><l n="1">a</l><pb n="2"/><l n="2">b</l></div>
<div n="2"><l n="1">c</l><l n="2">d</l></div></body></text></TEI>"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The seeds' encodings, and a poem with two trees of citation."""
    folder = tmp_path_factory.mktemp("dts")
    encode([ROOT / "seeds"], folder)
    (folder / "poem.xml").write_text(POEM, "utf-8")
    return sorted(folder.glob("*.xml"))


@pytest.fixture(scope="module")
def served(files: list[Path]) -> Edition:
    return edition("Seeds", [resource(path, text(path).root) for path in files])


def ask(served: Edition, endpoint: str, **asked: str) -> tuple[int, Any]:
    response = respond(served, BASE, f"/{endpoint}?{urlencode(asked)}")
    answer = (
        json.loads(response.content) if response.kind.endswith("json") else etree.fromstring(response.content)
    )
    return response.status, answer


def members(served: Edition, **asked: str) -> list[str]:
    status, answer = ask(served, "navigation", resource="poem", **asked)
    assert status == 200
    return [unit["identifier"] for unit in answer["member"]]


def test_entry(served: Edition) -> None:
    status, answer = ask(served, "")
    assert (status, answer["@type"], answer["dtsVersion"]) == (200, "EntryPoint", "1.0")
    assert answer["@context"] == "https://dtsapi.org/context/v1.0.json"
    assert answer["collection"] == f"{BASE}/collection{{?id,page,nav}}"


def test_collections(served: Edition) -> None:
    _, root = ask(served, "collection")
    assert (root["totalParents"], root["totalChildren"]) == (0, 1)
    _, seeds = ask(served, "collection", id="edition")
    assert [member["@id"] for member in seeds["member"]] == list(served.resources)
    _, poem = ask(served, "collection", id="poem")
    assert (poem["@type"], poem["title"], poem["totalChildren"]) == ("Resource", "A poem", 0)
    first, second = poem["citationTrees"]
    assert "identifier" not in first
    assert first["citeStructure"][0]["citeStructure"][0]["citeType"] == "line"
    assert second["identifier"] == "page"
    _, parents = ask(served, "collection", id="poem", nav="parents")
    assert [member["@id"] for member in parents["member"]] == ["edition"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"down": "1"}, "1 2"),
        ({"down": "2"}, "1 1.1 1.2 2 2.1 2.2"),
        ({"down": "-1"}, "1 1.1 1.2 2 2.1 2.2"),
        ({"down": "9"}, "1 1.1 1.2 2 2.1 2.2"),
        ({"down": "0", "ref": "1.2"}, "1.1 1.2"),
        ({"down": "1", "ref": "2"}, "2 2.1 2.2"),
        ({"down": "1", "ref": "2.2"}, "2.2"),
        ({"down": "-1", "start": "1.2", "end": "2.1"}, "1.2 2 2.1"),
        ({"down": "1", "start": "1", "end": "2"}, "1 1.1 1.2 2 2.1 2.2"),
        ({"down": "1", "tree": "page"}, "1 2"),
    ],
)
def test_navigation(served: Edition, asked: dict[str, str], expected: str) -> None:
    assert members(served, **asked) == expected.split()


def test_a_unit_alone_has_no_members(served: Edition) -> None:
    _, answer = ask(served, "navigation", resource="poem", ref="1")
    assert "member" not in answer
    assert answer["ref"] == {
        "identifier": "1",
        "@type": "CitableUnit",
        "level": 1,
        "parent": None,
        "citeType": "book",
        "dublinCore": {"title": [{"lang": "la", "value": "One"}]},
    }


@pytest.mark.parametrize(
    ("status", "endpoint", "asked"),
    [
        (400, "navigation", {}),
        (400, "navigation", {"resource": "poem"}),
        (400, "navigation", {"resource": "poem", "down": "0"}),
        (400, "navigation", {"resource": "poem", "down": "0", "start": "1", "end": "2"}),
        (400, "navigation", {"resource": "poem", "down": "deep"}),
        (400, "navigation", {"resource": "poem", "ref": "1", "start": "1", "end": "2"}),
        (400, "navigation", {"resource": "poem", "start": "1"}),
        (400, "navigation", {"resource": "poem", "down": "1", "start": "2", "end": "1"}),
        (404, "navigation", {"resource": "poem", "ref": "9"}),
        (404, "navigation", {"resource": "poem", "down": "1", "tree": "none"}),
        (404, "navigation", {"resource": "none", "down": "1"}),
        (404, "navigation", {"resource": "poem", "down": "1", "page": "2"}),
        (400, "document", {}),
        (400, "document", {"resource": "poem", "end": "1"}),
        (400, "document", {"resource": "poem", "start": "2", "end": "1"}),
        (404, "document", {"resource": "../poem"}),
        (404, "document", {"resource": "poem", "ref": "9"}),
        (404, "document", {"resource": "poem", "mediaType": "text/html"}),
        (404, "collection", {"id": "none"}),
        (400, "collection", {"nav": "up"}),
        (400, "collection", {"id": "edition", "page": "0"}),
        (400, "collection", {"ident": "edition"}),
        (404, "elsewhere", {}),
    ],
)
def test_errors(served: Edition, status: int, endpoint: str, asked: dict[str, str]) -> None:
    given, answer = ask(served, endpoint, **asked)
    assert (given, answer["statusCode"]) == (status, status)
    assert answer["description"]


def test_long_answers_come_in_pages(served: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PAGE_SIZE", 2)
    _, first = ask(served, "collection", id="edition")
    assert len(first["member"]) == 2
    assert first["view"]["previous"] is None
    assert first["view"]["next"] == first["view"]["last"] == f"{BASE}/collection?id=edition&page=2"
    _, last = ask(served, "collection", id="edition", page="2")
    assert [member["@id"] for member in last["member"]] == ["poem"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"ref": "1.2"}, "b"),
        ({"ref": "2"}, "cd"),
        ({"start": "1.2", "end": "2.1"}, "bc"),
        ({"start": "1.1", "end": "1.2"}, "ab"),
        ({"ref": "1", "tree": "page"}, "Oneasidea"),
        ({"ref": "2", "tree": "page"}, "bcd"),
    ],
)
def test_passages(served: Edition, asked: dict[str, str], expected: str) -> None:
    status, root = ask(served, "document", resource="poem", **asked)
    assert status == 200
    assert root.tag == qname("TEI")
    (wrapper,) = root
    assert wrapper.tag == f"{{{DTS}}}wrapper"
    assert "".join("".join(wrapper.itertext()).split()) == expected


def test_the_pages_of_a_text_are_the_text(files: list[Path]) -> None:
    for path in files[:2]:
        content = text(path)
        (tree,) = content.trees
        pages = [unit for unit in tree.units if unit.kind == "page"]
        assert pages
        document = "".join("".join(tree.units[0].element.itertext()).split())
        cut = [etree.fromstring(passage(content.root, tree, page, page)) for page in pages]
        assert document.endswith("".join("".join("".join(each.itertext()).split()) for each in cut))


def test_over_http(served: Edition) -> None:
    with server(served, "127.0.0.1", 0) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{listening.server_port}"
        with urlopen(f"{base}/") as entry:
            assert entry.headers["Content-Type"].startswith("application/ld+json")
            assert (
                json.load(entry)["document"] == f"{base}/document{{?resource,ref,start,end,tree,mediaType}}"
            )
        with urlopen(f"{base}/document?resource=poem&ref=1.1") as document:
            assert document.headers["Content-Type"].startswith("application/tei+xml")
            assert document.headers["Link"] == f'<{base}/collection?id=poem>; rel="collection"'
        listening.shutdown()


def requests(served: Edition) -> Iterator[tuple[str, dict[str, str]]]:
    """What a client that walks through the edition asks for."""
    yield "collection", {"id": "edition"}
    for ident in served.resources:
        yield "collection", {"id": ident}
        yield "document", {"resource": ident}
        for down in ("1", "-1"):
            yield "navigation", {"resource": ident, "down": down}
        _, answer = ask(served, "navigation", resource=ident, down="-1")
        for unit in answer["member"]:
            for down in ("0", "1", "-1"):
                yield "navigation", {"resource": ident, "ref": unit["identifier"], "down": down}
            yield "document", {"resource": ident, "ref": unit["identifier"]}


def test_the_files_say_what_the_server_says(served: Edition, files: list[Path], tmp_path: Path) -> None:
    made = export("dts", files, tmp_path / "out", Options(Metadata("Seeds", url="https://example.org")))
    assert made.diagnostics == ()
    assert json.loads((made.path / "index.jsonld").read_text("utf-8"))["@id"] == f"{BASE}/index.jsonld"
    for endpoint, asked in requests(served):
        written = (made.path / file_of(endpoint, asked)).read_bytes()
        live = respond(served, BASE, f"/{endpoint}?{urlencode(asked)}").content
        if endpoint == "document":
            assert written == live
        else:
            assert without_addresses(json.loads(written)) == without_addresses(json.loads(live))


def without_addresses(answer: Any) -> Any:
    if isinstance(answer, list):
        return [without_addresses(each) for each in answer]
    if isinstance(answer, dict):
        kept = {key: value for key, value in answer.items() if not str(value).startswith(BASE)}
        return {key: without_addresses(value) for key, value in kept.items()}
    return answer


def test_addresses_of_files_are_paths(served: Edition, files: list[Path], tmp_path: Path) -> None:
    """A client expands the template, and a web server finds the file."""
    made = export("dts", files, tmp_path / "out", Options(settings={"address": BASE}))
    entry = json.loads((made.path / "index.jsonld").read_text("utf-8"))
    template = entry["navigation"].removesuffix("{?start,end,page}")
    for unit in text(files[0]).trees[0].units:
        address = (
            template.replace("{/resource}", f"/{quote(files[0].stem, safe='')}")
            .replace("{;tree,down}", ";down=-1")
            .replace("{/ref}", f"/{quote(unit.identifier, safe='')}")
        )
        assert (made.path / unquote(address.removeprefix(f"{BASE}/"))).is_file()


def test_two_files_of_one_name_and_no_address(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "poem.xml").write_text(POEM, "utf-8")
    both = sorted(tmp_path.rglob("*.xml"))
    made = export("dts", both, tmp_path / "out", Options(settings={"address": BASE}))
    assert [found.code for found in made.diagnostics] == ["O050"]
    assert not made.made
    with pytest.raises(ExportError, match="on the web"):
        export("dts", both, tmp_path / "out", Options())


@pytest.mark.skipif(
    "DAPYTAINS_PYTHON" not in os.environ, reason="DAPYTAINS_PYTHON names a Python that has MyDapytains"
)
def test_the_reference_implementation_finds_the_same(files: list[Path]) -> None:
    """All units, and the passages of those that are elements; page breaks below the top level it does not cut out."""
    command = [os.environ["DAPYTAINS_PYTHON"], str(Path(__file__).with_name("dapytains_reads.py"))]
    done = subprocess.run([*command, *map(str, files[:2])], capture_output=True, text=True, check=True)
    for path, line in zip(files, done.stdout.splitlines(), strict=False):
        theirs = json.loads(line)
        content = text(path)
        (tree,) = content.trees
        assert sorted(unit.identifier for unit in tree.units) == sorted(theirs["units"])
        for unit in tree.units:
            if unit.kind != "page":
                ours = etree.fromstring(passage(content.root, tree, unit, unit))
                assert "".join("".join(ours.itertext()).split()) == theirs["texts"][unit.identifier]
