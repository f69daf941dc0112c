"""Schematron: each feature as a case, in XPath 1 by lxml and, where a case says so, in XPath 3 by SaxonC.

A case is a Markdown file with a schema, a file, and what is expected; other blocks are files beside the schema.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cases import Case, cases, name
from tei.errors import SchemaError
from tei.validation import Checking, validation
from tei.validation.parse import load
from tei.validation.schematron import check

HERE = Path(__file__).parent
FILE = b"<a n='1'><b/>\n<b>x</b></a>"


def schema(folder: Path, body: str, attributes: str = "") -> Path:
    path = folder / "rules.sch"
    path.write_text(
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" {attributes}>{body}</schema>', "utf-8"
    )
    return path


@pytest.mark.parametrize("case", cases(HERE), ids=name)
def test_case(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for block, text in case.blocks.items():
        if block not in ("xml", "expected", "phase"):
            (tmp_path / f"rules.{block}").write_text(text, "utf-8")
    [rules] = [path for path in tmp_path.iterdir() if path.suffix in (".sch", ".rng", ".odd")]
    found = check(
        load(case.blocks["xml"].encode("utf-8"), "a.xml"), rules, case.blocks.get("phase", "").strip()
    )
    lines = [f"{d.place.xpath} {d.rule}\n{d}" for d in found.diagnostics]
    case.expect("\n".join([*lines, f"{found.fired} of {found.rules} rules fired"]), request)


@pytest.mark.parametrize(
    "case", [c for c in cases(HERE) if name(c) in ("lets", "abstract", "messages", "first-match")], ids=name
)
def test_both_engines_say_the_same(case: Case, tmp_path: Path) -> None:
    found = []
    for binding in ("xslt", "xslt3"):
        path = tmp_path / "rules.sch"
        path.write_text(
            case.blocks["sch"].replace("<schema ", f'<schema queryBinding="{binding}" ', 1), "utf-8"
        )
        folder = tmp_path / binding
        folder.mkdir()
        found.append(
            check(load(case.blocks["xml"].encode("utf-8"), "a.xml"), path.rename(folder / "rules.sch"))
        )
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("body", "attributes", "message"),
    [
        ("", "", "holds no rules"),
        (
            "<pattern><rule context='a'><assert test='('>m</assert></rule></pattern>",
            "",
            r"rules\.sch cannot be used: “\(” is not right$",
        ),
        ("<pattern><rule context='a'><assert>m</assert></rule></pattern>", "", "has no test"),
        ("<pattern><rule><assert test='1'>m</assert></rule></pattern>", "", "no context"),
        ("<pattern is-a='x'/>", "", "no abstract pattern x"),
        ("<pattern><rule context='a'><extends rule='x'/></rule></pattern>", "", "no abstract rule x"),
        ("<include href='gone.sch'/>", "", "gone.sch is not there"),
        ("<include href='rules.sch'/>", "", "includes itself"),
        ("<include href='https://example.org/a.sch'/>", "", "nothing is fetched"),
        ("<pattern/>", "queryBinding='stx'", "query language stx"),
        (
            "<pattern><rule context='a'><assert test='1'>m</assert><assert test='f('>m</assert></rule></pattern>",
            "queryBinding='xslt2'",
            r"rules\.sch cannot be used: “f\(” is not right: (?!Error)",
        ),
        (
            "<pattern><rule context='a'><assert test='x:b'>m</assert></rule></pattern>",
            "queryBinding='xslt2'",
            "“x:b” is not right: Namespace prefix 'x' has not been declared$",
        ),
        (
            "<pattern><rule context='a['><assert test='1'>m</assert></rule></pattern>",
            "queryBinding='xslt2'",
            r"“a\[” is not right",
        ),
        (
            "<let name='v' value='1 +'/><pattern><rule context='a'><assert test='1'>m</assert></rule></pattern>",
            "queryBinding='xslt2'",
            "rules.sch cannot be used: (?!“)",
        ),
        ("<pattern/>", "defaultPhase='x'", "has no phase x"),
        ("<phase id='x'><active pattern='y'/></phase><pattern/>", "defaultPhase='x'", "no pattern y"),
        ("<patern/>", "", "<patern> is no element of Schematron"),
        (
            "<pattern><rule context='a'><asert test='1'>m</asert></rule></pattern>",
            "",
            "<asert> is no element",
        ),
        ("<pattern documents='b.xml'/>", "", "for other documents"),
        (
            "<pattern><rule context='a'><assert test='1' diagnostics='d'/></rule></pattern>",
            "",
            "no diagnostic .* d",
        ),
        (
            "<xsl:accumulator xmlns:xsl='http://www.w3.org/1999/XSL/Transform' name='n'/><pattern/>",
            "queryBinding='xslt3'",
            "<accumulator> of XSLT",
        ),
    ],
)
def test_a_schema_that_cannot_be_used(tmp_path: Path, body: str, attributes: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        check(load(FILE), schema(tmp_path, body, attributes))


def test_without_saxon_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "saxonche", None)
    body = "<pattern><rule context='a'><assert test='1'>m</assert></rule></pattern>"
    with pytest.raises(SchemaError) as caught:
        check(load(FILE), schema(tmp_path, body, "queryBinding='xslt2'"))
    assert "tei-edition[xslt3]" in caught.value.hint


@pytest.mark.parametrize("binding", ["xslt", "xslt2"])
def test_a_schema_reaches_no_network(tmp_path: Path, binding: str) -> None:
    body = (
        "<pattern><rule context='a'><assert test=\"{}('http://127.0.0.1:9/x')/y\">m</assert></rule></pattern>"
    )
    body = body.format("document" if binding == "xslt" else "doc")
    found = check(load(FILE), schema(tmp_path, body, f"queryBinding='{binding}'"))
    assert {d.code for d in found.diagnostics} <= {"S009", "S011"}
    assert found.diagnostics


def test_a_rule_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    body = (
        "<pattern id='p'><rule context='a'><assert test='@n + 1'>m</assert></rule></pattern>"
        "<pattern id='q'><rule context='b'><assert test='text()'>b is empty</assert></rule></pattern>"
    )
    found = check(load(b"<a n='72A'><b/></a>"), schema(tmp_path, body, "queryBinding='xslt2'"))
    assert [(d.code, d.place.column, d.rule) for d in found.diagnostics] == [
        ("S011", 1, "rules.sch, p"),
        ("S009", 12, "rules.sch, q"),
    ]
    broken = body.replace("@n + 1", "nothing-of-that-name(@n)")
    found = check(load(b"<a n='72A'><b/></a>"), schema(tmp_path, broken.replace("id='p'", "id='r'"), ""))
    assert [d.code for d in found.diagnostics] == ["S011", "S009"]


def test_the_test_that_libxslt_cannot_run_is_named(tmp_path: Path) -> None:
    body = (
        "<pattern><rule context='a'><assert test='1'>m</assert><assert test='x:b'>m</assert></rule></pattern>"
    )
    (found,) = check(load(FILE), schema(tmp_path, body)).diagnostics
    assert (found.code, found.message.endswith(" “x:b”")) == ("S011", True)


def test_a_deep_document_is_no_problem(tmp_path: Path) -> None:
    body = "<pattern><rule context='b'><assert test='false()'>m</assert></rule></pattern>"
    deep = b"<a>" + b"<b>" * 1500 + b"</b>" * 1500 + b"</a>"
    assert len(check(load(deep), schema(tmp_path, body)).diagnostics) == 1500


@pytest.mark.parametrize(
    ("binding", "test"),
    [
        ("xslt", "document('names.xml', /)/names/name = ."),
        ("xslt2", "doc(resolve-uri('names.xml', base-uri(/)))/names/name = ."),
        ("xslt3", "ends-with(document-uri(/), '/a%20folder/a.xml') and . = 'x'"),
    ],
)
def test_a_rule_can_ask_where_the_file_lies_and_look_beside_it(
    tmp_path: Path, binding: str, test: str
) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "a.xml").write_text("<a><b>x</b><b>y</b></a>", "utf-8")
    (folder / "names.xml").write_text("<names><name>x</name></names>", "utf-8")
    assertion = f'<assert test="{test}"><value-of select="."/> is unknown</assert>'
    body = f'<pattern><rule context="b">{assertion}</rule></pattern>'
    rules = schema(tmp_path, body, f"queryBinding='{binding}'")
    for source, at in ((folder / "a.xml", None), ((folder / "a.xml").read_bytes(), folder / "a.xml")):
        found = validation(source, "", Checking((rules,), rules=False), at).diagnostics
        assert [(d.code, d.message) for d in found] == [("S009", "y is unknown")]


def test_a_schema_that_does_not_say_that_its_rules_are_in_xpath_2_is_told_how(tmp_path: Path) -> None:
    body = "<pattern><rule context='a'><assert test='matches(@n, 1)'>m</assert></rule></pattern>"
    [found] = check(load(FILE), schema(tmp_path, body)).diagnostics
    assert (found.code, "queryBinding" in found.hint) == ("S011", True)
