"""Where the schemas come from that a file names: catalogs, what is installed, the file's folder, the network."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from tei import Checking, schema, validate
from tei.errors import SchemaError, TeiError
from tei.validation import Lookup
from tei.validation.catalog import path_of, resolve
from tei.validation.installed import folder
from tei.validation.lookup import Located, Missing, locate

HEAD = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
RULES = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" schemaVersion="7">'
    '<phase id="none"><active pattern="q"/></phase>'
    '<pattern id="p"><rule context="/*"><report test="true()">seen</report></rule></pattern>'
    '<pattern id="q"><rule context="/*"><assert test="true()">seen</assert></rule></pattern></schema>'
)
RNC = 'default namespace = "http://www.tei-c.org/ns/1.0"\nstart = element p { empty }\n'
XSD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" version="3" targetNamespace="http://www.tei-c.org/ns/1.0">'
    '<xs:element name="p" type="xs:date"/></xs:schema>'
)
ADDRESS = "https://example.org/schemas/p.rnc"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for data of its own."""
    monkeypatch.setenv("TEI_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with schemas."""
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "p.rnc").write_text(RNC, "utf-8")
    (tmp_path / "schemas" / "rules.sch").write_text(RULES, "utf-8")
    (tmp_path / "schemas" / "p.xsd").write_text(XSD, "utf-8")
    return tmp_path


def catalog(folder: Path, entries: str, name: str = "catalog.xml") -> Path:
    path = folder / name
    path.write_text(f"{HEAD}{entries}</catalog>", "utf-8")
    return path


def used(folder: Path, prolog: str, checking: Checking | None = None, attributes: str = "") -> list[str]:
    """The schemas that a file with *prolog* is checked against, and the codes of what is found."""
    path = folder / "a.xml"
    path.write_text(f'{prolog}\n<p xmlns="http://www.tei-c.org/ns/1.0" {attributes}/>', "utf-8")
    checking = checking or Checking(rules=False)
    [outcome] = validate([path], checking=checking)
    return [*outcome.schemas, *(d.code for d in outcome.diagnostics if d.code != "S001")]


@pytest.mark.parametrize(
    ("prolog", "expected"),
    [
        ('<?xml-model href="schemas/p.rnc"?>', ["p.rnc: RELAX NG, named by the file"]),
        ('<?oxygen RNGSchema="schemas/p.rnc" type="compact"?>', ["p.rnc: RELAX NG, named by the file"]),
        (
            '<?xml-model href="schemas/p.rnc"?><?xml-model href="schemas/rules.sch" phase="none"?>',
            [
                "p.rnc: RELAX NG, named by the file",
                "rules.sch: Schematron, version 7, phase none, named by the file, 1 of 1 rules fired",
            ],
        ),
        (
            '<?oxygen SCHSchema="schemas/rules.sch"?><?xml-model href="schemas/p.rnc"?>',
            [
                "rules.sch: Schematron, version 7, named by the file, 2 of 2 rules fired",
                "p.rnc: RELAX NG, named by the file",
                "S009",
            ],
        ),
        ('<?xml-model href="schemas/p.xsd"?>', ["p.xsd: W3C Schema, version 3, named by the file", "S005"]),
        (
            '<?xml-model href="a.nvdl" schematypens="http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"?>',
            ["edition.xsd: W3C Schema, that of the edition", "S008"],
        ),
        ('<?xml-model href="javascript:x"?>', ["edition.xsd: W3C Schema, that of the edition", "S008"]),
        ("", ["edition.xsd: W3C Schema, that of the edition"]),
    ],
)
def test_the_schema_that_a_file_names_is_used_and_told(place: Path, prolog: str, expected: list[str]) -> None:
    assert used(place, prolog) == expected


@pytest.mark.parametrize(
    "name", ['schemaLocation="http://www.tei-c.org/ns/1.0 {}"', 'noNamespaceSchemaLocation="{}"']
)
def test_the_location_in_the_first_element_is_used(place: Path, name: str) -> None:
    attributes = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:' + name.format("schemas/p.xsd")
    assert used(place, "", attributes=attributes) == [
        "p.xsd: W3C Schema, version 3, named by the file",
        "S005",
    ]


@pytest.mark.parametrize(
    "entries",
    [
        f'<uri name="{ADDRESS}" uri="schemas/p.rnc"/>',
        f'<system systemId="{ADDRESS}" uri="schemas/p.rnc"/>',
        '<rewriteURI uriStartString="https://example.org/" rewritePrefix="nowhere/"/>'
        '<rewriteURI uriStartString="https://example.org/schemas/" rewritePrefix="schemas/"/>',
        '<rewriteSystem systemIdStartString="https://example.org/" rewritePrefix="./"/>',
        '<uriSuffix uriSuffix="schemas/p.rnc" uri="schemas/p.rnc"/>',
        f'<group xml:base="schemas/"><uri name="{ADDRESS}" uri="p.rnc"/></group>',
        f'<uri xml:base="schemas/" name="{ADDRESS}" uri="p.rnc"/>',
        '<nextCatalog catalog="catalog.xml"/><nextCatalog catalog="next.xml"/>',
        '<delegateURI uriStartString="https://example.org/" catalog="next.xml"/>',
    ],
)
def test_a_catalog_says_which_file_stands_for_an_address(place: Path, entries: str) -> None:
    catalog(place, f'<uri name="{ADDRESS}" uri="schemas/p.rnc"/>', "next.xml")
    lookup = Lookup((catalog(place, entries),))
    found = locate(ADDRESS, place / "a.xml", lookup)
    assert isinstance(found, Located)
    assert found.path == place / "schemas" / "p.rnc"
    assert isinstance(locate("https://example.com/other", place / "a.xml", lookup), Missing)


def test_the_catalogs_of_the_environment_are_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = catalog(place, f'<uri name="{ADDRESS}" uri="schemas/p.rnc"/>')
    monkeypatch.setenv("XML_CATALOG_FILES", f"/nowhere.xml {path.as_uri()}")
    assert used(place, f'<?xml-model href="{ADDRESS}"?>') == [
        f"p.rnc: RELAX NG, by the catalog catalog.xml for {ADDRESS}"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("<catalog", "not well-formed"),
        ("<catalog/>", "is not a catalog"),
        (f'{HEAD}<nextCatalog catalog="https://example.org/c.xml"/></catalog>', "not on this machine"),
    ],
)
def test_a_catalog_that_cannot_be_used(tmp_path: Path, content: str | None, message: str) -> None:
    path = tmp_path / "c.xml"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(SchemaError, match=message):
        resolve([path], ADDRESS)


def test_a_schema_is_installed_for_an_address(place: Path, data: Path) -> None:
    model = f'<?xml-model href="{ADDRESS}"?>'
    assert used(place, model)[-1] == "S008"
    schema.add(ADDRESS, place / "schemas" / "p.rnc")
    assert used(place, model) == [f"p.rnc: RELAX NG, installed for {ADDRESS}"]
    assert list(schema.listed()) == [ADDRESS]
    (place / "schemas" / "p.rnc").write_text(RNC.replace("element p", "element q"), "utf-8")
    again = schema.add(ADDRESS, place / "schemas" / "p.rnc")
    assert "element q" in again.read_text("utf-8")
    assert schema.remove(ADDRESS)
    assert not schema.remove(ADDRESS)
    assert schema.listed() == {}
    assert [path for path in data.rglob("*") if path.is_file()] == [data / "catalog.xml"]


def test_a_folder_is_installed_for_all_addresses_below_one(place: Path) -> None:
    schema.add("https://example.org/s & t", place / "schemas")
    found = locate("https://example.org/s & t/p.rnc", place / "a.xml", Lookup())
    assert isinstance(found, Located)
    assert found.path.read_text("utf-8") == RNC
    with pytest.raises(TeiError, match="is not an address"):
        schema.add("p.rnc", place / "schemas")
    with pytest.raises(TeiError, match="cannot be read"):
        schema.add(ADDRESS, place / "none")


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"TEI_DATA": "/x", "HOME": "/h"}, "linux", "/x"),
        ({"HOME": "/h"}, "linux", "/h/.local/share/tei-edition"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/d"}, "linux", "/d/tei-edition"),
        ({"HOME": "/h", "XDG_DATA_HOME": "d"}, "linux", "/h/.local/share/tei-edition"),
        ({"HOME": "/h"}, "darwin", "/h/Library/Application Support/tei-edition"),
        ({"USERPROFILE": "/u", "LOCALAPPDATA": "/u/l"}, "win32", "/u/l/tei-edition"),
        ({"USERPROFILE": "/u"}, "win32", "/u/AppData/Local/tei-edition"),
    ],
)
def test_the_folder_for_data_is_that_of_the_system(
    environment: dict[str, str], platform: str, expected: str
) -> None:
    assert folder(environment, platform).as_posix() == PurePosixPath(expected).as_posix()


def test_addresses_that_are_files() -> None:
    assert path_of("a%20b.rng") == Path("a b.rng")
    assert path_of("file:///a%20b.rng") == Path("/a b.rng")
    assert path_of("file:///C:/a.rng") == Path("C:/a.rng")
    assert path_of("https://example.org/a.rng") is None
    assert path_of("urn:x") is None


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path == "/p.rnc" else 404)
            self.end_headers()
            if self.path == "/p.rnc":
                self.wfile.write(RNC.encode())

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}", asked
        httpd.shutdown()


def test_a_schema_is_fetched_only_when_that_is_asked_for_and_then_once(
    place: Path, server: tuple[str, list[str]]
) -> None:
    address, asked = server
    model = f'<?xml-model href="{address}/p.rnc"?>'
    assert used(place, model)[-1] == "S008"
    assert asked == []
    fetching = Checking(rules=False, lookup=Lookup(fetch=True))
    for _ in range(2):
        assert used(place, model, fetching) == [f"p.rnc: RELAX NG, fetched from {address}/p.rnc"]
    assert asked == ["/p.rnc"]
    assert used(place, f'<?xml-model href="{address}/none.rnc"?>', fetching)[-1] == "S008"
