"""The diagnostics of files with one fault each, and of files without any.

A case is a Markdown file: a title, the file, and what is expected: for each diagnostic a line with its code, line,
column and message, and under it the hint. Files that are not text lie in the folder ``bytes`` beside what is
expected of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from lxml import etree

from tei.diagnostics import CODES, Diagnostic
from tei.errors import SchemaError
from tei.namespaces import qname
from tei.validation import is_valid, load_schema, parse, validate

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.md"))
FILES = sorted((HERE / "bytes").glob("*.xml"))
_CASE = re.compile(r"(# .+\n\n```xml input\n)(.*?)\n(```\n\n```expected\n)(.*?)(```\n)", re.DOTALL)


def shown(diagnostics: Sequence[Diagnostic]) -> str:
    lines = []
    for d in diagnostics:
        lines.append(f"{d.code} {d.place.line}:{d.place.column} {d.message}\n")
        if d.hint:
            lines.append(f"  hint: {d.hint}\n")
    return "".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    match = _CASE.fullmatch(case.read_text("utf-8"))
    assert match, f"{case} is not a case: a title, the input, what is expected"
    found = shown(validate(match[2].encode("utf-8")))
    if request.config.getoption("--update", default=False):
        case.write_text(f"{match[1]}{match[2]}\n{match[3]}{found}{match[5]}", "utf-8")
    else:
        assert found == match[4]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_bytes(file: Path, request: pytest.FixtureRequest) -> None:
    expected = file.with_suffix(".expected")
    found = shown(validate(file))
    if request.config.getoption("--update", default=False):
        expected.write_text(found, "utf-8")
    else:
        assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("code", [code for code in CODES if re.fullmatch(r"X001|S00[1-6]", code)])
def test_every_code_has_a_case(code: str) -> None:
    alone = []
    for case in CASES:
        expected = case.read_text("utf-8").rpartition("```expected\n")[2]
        alone.append(set(re.findall(r"^[A-Z]\d\d\d", expected, re.MULTILINE)) == {code})
    assert any(alone)


def test_a_diagnostic_names_the_file_and_the_path() -> None:
    case = (HERE / "identifier-twice.md").read_text("utf-8")
    match = _CASE.fullmatch(case)
    assert match
    [found] = validate(match[2].encode("utf-8"), "letters/1.xml")
    assert str(found.place) == "letters/1.xml:11:9"
    assert found.place.xpath == "/TEI/text/body/div/p[2]"


def test_messages_are_short() -> None:
    name = "a" * 2000
    found = validate(f"<TEI xmlns='{qname('')[1:-1]}' {name}='{name}'><{name}/></TEI>".encode())
    assert found
    assert all(len(d.message) <= 300 and len(d.hint) <= 300 for d in found)


def test_lines_beyond_what_libxml2_counts() -> None:
    document = HERE / "clean.md"
    match = _CASE.fullmatch(document.read_text("utf-8"))
    assert match
    long = match[2].replace("<p>Words", "\n" * 70_000 + "<p>Words <foo/>")
    [found] = validate(long.encode("utf-8"))
    assert found.place.line > 70_000


def test_a_schema_of_ones_own(tmp_path: Path) -> None:
    schema = tmp_path / "own.xsd"
    schema.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType>'
        '<xs:sequence><xs:element name="b" type="xs:date"/><xs:any minOccurs="0" processContents="lax"/>'
        "</xs:sequence></xs:complexType></xs:element></xs:schema>",
        "utf-8",
    )
    assert validate(b"<a><b>1919-01-18</b><c/></a>", schemas=[schema]) == []
    [value] = validate(b"<a><b>then</b></a>", schemas=[schema])
    assert (value.code, value.place.column) == ("S005", 4)
    [missing] = validate(b"<a/>", schemas=[schema])
    assert (missing.code, missing.message) == ("S002", "<a> is not complete: it lacks <b>")
    [root] = validate(b"<z/>", schemas=[schema])
    assert root.code == "S001"


@pytest.mark.parametrize("content", [None, "<a>", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'/>"])
def test_a_schema_that_cannot_be_used(tmp_path: Path, content: str | None) -> None:
    schema = tmp_path / "own.xsd"
    if content is not None:
        schema.write_text(content, "utf-8")
    with pytest.raises(SchemaError, match=r"own\.xsd"):
        load_schema(schema)


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        parse(tmp_path / "none.xml")


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_raise(data: bytes) -> None:
    tree, problems = parse(data)
    assert (tree is None) == bool([p for p in problems if p.code == "X001"])


CLEAN = (HERE / "clean.md").read_text("utf-8").partition("```xml input\n")[2].partition("\n```")[0]


@given(st.data())
def test_no_damage_goes_unseen_or_raises(data: st.DataObject) -> None:
    """A document with a stretch cut out, put elsewhere or replaced is told about, or is valid."""
    a, b, c = sorted(data.draw(st.lists(st.integers(0, len(CLEAN)), min_size=3, max_size=3)))
    middle = data.draw(st.sampled_from(["", CLEAN[a:b], "<foo>x</foo>", "&", "<p>", "]]>", "<!--", 'xml:id="d1"']))
    damaged = (CLEAN[:a] + CLEAN[b:c] + middle + CLEAN[c:]).encode("utf-8")
    found = validate(damaged)
    tree, problems = parse(damaged)
    assert bool(found) == (tree is None or bool(problems) or not is_valid(tree))
    lines = damaged.count(b"\n") + 1
    assert all(1 <= d.place.line <= lines and d.place.column >= 1 for d in found)


def test_validation_leaves_the_tree_as_it_is() -> None:
    tree, _ = parse(CLEAN.encode("utf-8"))
    assert tree is not None
    before = etree.tostring(tree)
    assert is_valid(tree)
    assert is_valid(tree)
    assert etree.tostring(tree) == before
