"""Each kind of schema is known by its suffix or its content; what cannot be used or has no end is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tei.errors import SchemaError
from tei.relaxng.limits import time_limit
from tei.validation import Checking, validate, validation
from tei.validation.engines import kind_of, version

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
LATER = (
    f'<xs:schema {XS}><xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="xs:date" '
    'maxOccurs="2"/></xs:sequence><xs:attribute name="n" type="xs:int"/><xs:assert test="count(b) = @n"/>'
    "</xs:complexType></xs:element></xs:schema>"
)
ENDLESS = "(([a-z])+.)+[A-Z]([a-z])+"
VALUE = "a" * 60


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.rng", "", "rng"),
        ("a.RNC", "", "rng"),
        ("a.sch", "", "schematron"),
        ("a.xml", '<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>', "rng"),
        ("a.xml", '<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>', "schematron"),
        ("a.xml", f"<xs:schema {XS}/>", "xsd"),
        ("a.xsd", LATER, "xsd11"),
        (
            "a.xsd",
            '<xs:schema xmlns:vc="x" vc:minVersion="1.1"/>'.replace("<xs:schema", f"<xs:schema {XS}"),
            "xsd11",
        ),
    ],
)
def test_a_schema_is_known_by_what_it_is(tmp_path: Path, name: str, content: str, kind: str) -> None:
    assert kind_of(written(tmp_path, name, content)) == kind


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.odd", "", "is an ODD"),
        ("a.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec ident="x"/></TEI>', "is an ODD"),
        ("a.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "is a TEI file, and no schema"),
        ("a.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text></TEI>', "not well-formed"),
        ("a.xml", "<html/>", "no schema of a kind"),
        ("a.dtd", "<!ELEMENT a EMPTY>", "not well-formed"),
    ],
)
def test_what_is_no_schema_is_an_error(tmp_path: Path, name: str, content: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        validate(b"<a/>", schemas=[written(tmp_path, name, content)])


def test_the_rules_that_stand_in_an_odd_are_run_when_asked_for(tmp_path: Path) -> None:
    odd = written(
        tmp_path,
        "rules.odd",
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><constraintSpec ident="c" scheme="schematron"><constraint>'
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="a"><assert test="text()">empty</assert>'
        "</rule></pattern></constraint></constraintSpec></TEI>",
    )
    found = validation(b"<a/>", "a.xml", Checking(schematron=(odd,), rules=False)).diagnostics
    assert "empty" in [d.message for d in found]


def test_the_version_of_a_schema_is_what_it_says_of_itself(tmp_path: Path) -> None:
    assert (
        version(written(tmp_path, "a.rng", "<grammar><!-- TEI Edition: P5 Version 4.8.0. Last -->"))
        == "TEI P5 4.8.0"
    )
    assert version(written(tmp_path, "b.xsd", '<xs:schema x="" version="2.1">')) == "version 2.1"
    assert version(written(tmp_path, "c.rng", '<?xml version="1.0"?><grammar/>')) == ""


def test_assertions_of_xsd_1_1_are_checked(tmp_path: Path) -> None:
    schema = written(tmp_path, "a.xsd", LATER)
    assert validate(b'<a n="1"><b>1919-01-18</b></a>', schemas=[schema], rules=False) == []
    for content, code, line in (
        (b'<a n="2">\n<b>1919-01-18</b></a>', "S009", 1),
        (b'<a n="1">\n<b>then</b></a>', "S005", 2),
        (b'<a n="1">\n<c/></a>', "S001", 2),
        (b'<a n="0"/>', "S002", 1),
        (b'<a n="1" m="">\n<b>1919-01-18</b></a>', "S004", 1),
    ):
        found = validate(content, schemas=[schema], rules=False)
        assert (code, line) in {(d.code, d.place.line) for d in found}, found
    broken = written(tmp_path, "b.xsd", LATER.replace('type="xs:int"', 'type="xs:none"'))
    with pytest.raises(SchemaError, match=r"b\.xsd cannot be used"):
        validate(b"<a/>", schemas=[broken])


@pytest.mark.parametrize("kind", ["rnc", "xsd", "xsd11"])
def test_a_pattern_without_end_is_given_up(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.validation.xsd11._START", 1)
    monkeypatch.setattr("tei.relaxng.regex._TIME", 0.5)
    simple = (
        f'<xs:schema {XS} xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning"{{}}>'
        '<xs:element name="a"><xs:simpleType>'
        f'<xs:restriction base="xs:string"><xs:pattern value="{ENDLESS}"/></xs:restriction></xs:simpleType>'
        "</xs:element></xs:schema>"
    )
    schema = {
        "rnc": written(tmp_path, "a.rnc", f'start = element a {{ xsd:string {{ pattern = "{ENDLESS}" }} }}'),
        "xsd": written(tmp_path, "a.xsd", simple.format("")),
        "xsd11": written(tmp_path, "b.xsd", simple.format(' vc:minVersion="1.1"')),
    }[kind]
    begun = time.monotonic()
    found = validate(f"<a>{VALUE}</a>".encode(), schemas=[schema], rules=False)
    assert time.monotonic() - begun < 20
    assert {d.code for d in found} <= {"S011", "S005"}
    assert found


def test_a_limit_of_time_ends_and_leaves_no_alarm() -> None:
    with pytest.raises(TimeoutError), time_limit(0.05):
        time.sleep(5)
    with time_limit(0.05):
        pass
    time.sleep(0.1)


def test_rules_beside_the_schema(tmp_path: Path) -> None:
    grammar = written(
        tmp_path,
        "a.rng",
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/>'
        '<rule xmlns="http://purl.oclc.org/dsdl/schematron" context="a"><assert test="text()">empty</assert></rule>'
        "</element>",
    )
    alone = validation(b"<a/>", "a.xml", Checking((grammar,), rules=False))
    assert alone[:2] == ([], ["a.rng: RELAX NG, given"])
    both = validation(b"<a/>", "a.xml", Checking((grammar,), (grammar,), rules=False))
    assert [d.message for d in both.diagnostics] == ["empty"]
    assert both.schemas[1] == "a.rng: Schematron, given, 1 of 1 rules fired"
