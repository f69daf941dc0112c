"""Where the schemas come from that a file names: catalogs, what is installed, the file's folder, the network."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from tei import Checking, schema, validate
from tei.errors import SchemaError, TeiError
from tei.validation import Lookup, validation
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
            there = {"/p.rnc": RNC, "/whole.rnc": 'include "p.rnc"\n'}
            self.send_response(200 if self.path in there else 404)
            self.end_headers()
            self.wfile.write(there.get(self.path, "").encode())

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


XS = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"'
WHOLES = {
    # The schema, a part of it, and a part of that, which lies beside it. By the last <p> may hold a day.
    "rnc": (
        'include "https://example.org/parts/one.rnc"\nstart = p\n',
        'include "two.rnc"\np = element p { day }\n',
        "day = xsd:date\n",
    ),
    "rng": (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="p">'
        '<externalRef href="https://example.org/parts/one.rng"/></element></start></grammar>',
        '<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="two.rng"/>',
        '<data xmlns="http://relaxng.org/ns/structure/1.0" type="date"'
        ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"/>',
    ),
    "xsd": (
        f'{XS} xmlns:d="urn:d"><xs:import namespace="urn:d" schemaLocation="https://example.org/parts/one.xsd"/>'
        '<xs:element name="p" type="d:day"/></xs:schema>',
        f'{XS} targetNamespace="urn:d"><xs:include schemaLocation="two.xsd"/></xs:schema>',
        f'{XS}><xs:simpleType name="day"><xs:restriction base="xs:date"/></xs:simpleType></xs:schema>',
    ),
    "sch": (
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="https://example.org/parts/one.sch"/></schema>',
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><include href="two.sch"/></pattern>',
        '<rule xmlns="http://purl.oclc.org/dsdl/schematron" context="p">'
        "<assert test=\"starts-with(., '19')\">a day</assert></rule>",
    ),
}
WHOLES["xsd11"] = (
    WHOLES["xsd"][0].replace(
        "xs:schema ", 'xs:schema xmlns:v="http://www.w3.org/2007/XMLSchema-versioning" v:minVersion="1.1" ', 1
    ),
    *WHOLES["xsd"][1:],
)


def parted(folder: Path, kind: str) -> tuple[Path, Path]:
    """A schema whose parts lie on the network, and the folder with copies of these."""
    suffix = kind.removesuffix("11")
    (folder / "copies").mkdir()
    for name, text in zip(("whole", "copies/one", "copies/two"), WHOLES[kind], strict=True):
        (folder / f"{name}.{suffix}").write_text(text, "utf-8")
    return folder / f"whole.{suffix}", folder / "copies"


def days(schema: Path, lookup: Lookup | None = None) -> list[int]:
    """How many faults a <p> with a day has, and one with words."""
    checking = Checking((schema,), lookup=lookup or Lookup(), rules=False)
    return [
        len(validation(text, "a.xml", checking).diagnostics)
        for text in (b"<p>1919-01-18</p>", b"<p>then</p>")
    ]


@pytest.mark.parametrize("kind", WHOLES)
def test_a_part_of_a_schema_that_is_on_the_network_is_named_with_what_to_do(
    tmp_path: Path, kind: str
) -> None:
    whole, _ = parted(tmp_path, kind)
    with pytest.raises(SchemaError) as caught:
        days(whole)
    address = f"https://example.org/parts/one.{kind.removesuffix('11')}"
    assert f"{whole.name} is made of several files" in caught.value.message
    assert address in caught.value.message
    for remedy in ("--catalog", f"tei schema add {address} FILE", "--fetch"):
        assert remedy in caught.value.hint


@pytest.mark.parametrize("how", ["catalog", "environment", "installed", "folder"])
@pytest.mark.parametrize("kind", WHOLES)
def test_the_parts_of_a_schema_are_found_like_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, how: str
) -> None:
    whole, copies = parted(tmp_path, kind)
    lookup = Lookup()
    if how in ("catalog", "environment"):
        rewrite = '<rewriteURI uriStartString="https://example.org/parts/" rewritePrefix="copies/"/>'
        path = catalog(tmp_path, rewrite)
        lookup = Lookup((path,) if how == "catalog" else ())
        if how == "environment":
            monkeypatch.setenv("XML_CATALOG_FILES", str(path))
    elif how == "folder":
        schema.add("https://example.org/parts/", copies)
    else:
        for part in copies.iterdir():
            schema.add(f"https://example.org/parts/{part.name}", part)
            part.unlink()
    assert days(whole, lookup) == [0, 1]


@pytest.mark.parametrize("kind", WHOLES)
def test_a_part_of_a_schema_that_is_not_there_is_an_error(tmp_path: Path, kind: str) -> None:
    whole, copies = parted(tmp_path, kind)
    whole.write_text(whole.read_text("utf-8").replace("https://example.org/parts/", "copies/"), "utf-8")
    assert days(whole) == [0, 1]
    for part in copies.iterdir():
        part.write_text(part.read_text("utf-8").replace("two.", "gone."), "utf-8")
    other = whole.rename(tmp_path / f"other{whole.suffix}")
    with pytest.raises(SchemaError, match="gone"):
        days(other)


def test_what_a_fetched_schema_is_made_of_is_fetched_too(place: Path, server: tuple[str, list[str]]) -> None:
    """The parts lie beside the original, each copy in a folder of its own."""
    address, asked = server
    model = f'<?xml-model href="{address}/whole.rnc"?>'
    assert used(place, model)[-1] == "S008"
    fetching = Checking(rules=False, lookup=Lookup(fetch=True))
    assert used(place, model, fetching) == [f"whole.rnc: RELAX NG, fetched from {address}/whole.rnc"]
    assert asked == ["/whole.rnc", "/p.rnc"]
