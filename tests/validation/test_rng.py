"""RELAX NG schemas: given on the command line, named by the file, or not to be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.errors import SchemaError
from tei.validation import validate

SCHEMA = """default namespace = "http://www.tei-c.org/ns/1.0"
start = element p { attribute n { "1" | "2" }?, (text & element hi { text }*) }
"""
MODEL = '<?xml-model href="{}" type="application/relax-ng-compact-syntax"?>\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.rnc").write_text(SCHEMA, "utf-8")
    return tmp_path


def written(folder: Path, content: str) -> Path:
    path = folder / "a.xml"
    path.write_text(content, "utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<p xmlns="http://www.tei-c.org/ns/1.0" n="1">a <hi>b</hi></p>', []),
        ('<p xmlns="http://www.tei-c.org/ns/1.0">\n <b/></p>', [("S001", 2, 2)]),
        ('<p xmlns="http://www.tei-c.org/ns/1.0" n="3"/>', [("S005", 1, 1)]),
        ('<p xmlns="http://www.tei-c.org/ns/1.0" m="3"/>', [("S004", 1, 1)]),
    ],
)
def test_faults_have_code_and_place(folder: Path, content: str, expected: list[tuple[str, int, int]]) -> None:
    found = validate(written(folder, content), schemas=[folder / "own.rnc"], rules=False)
    assert [(d.code, d.place.line, d.place.column) for d in found] == expected
    assert all(len(str(d)) <= 600 and d.message for d in found)


def test_the_schema_that_a_file_names_is_used(folder: Path) -> None:
    content = MODEL.format("own.rnc") + '<p xmlns="http://www.tei-c.org/ns/1.0"/>'
    assert validate(written(folder, content), rules=False) == []


@pytest.mark.parametrize("href", ["https://example.org/own.rnc", "missing.rnc", "own.odd"])
def test_a_schema_that_is_not_used_is_reported(folder: Path, href: str) -> None:
    (folder / "own.odd").write_text("<TEI/>", "utf-8")
    content = MODEL.format(href) + '<p xmlns="http://www.tei-c.org/ns/1.0"/>'
    found = validate(written(folder, content))
    assert [d.code for d in found if d.place.line == 1] == ["S008"]
    assert any(d.code == "S001" for d in found), "the schema of the edition is used instead"


def test_a_broken_schema_is_an_error_of_the_caller(folder: Path) -> None:
    (folder / "broken.rng").write_text("<grammar/>", "utf-8")
    with pytest.raises(SchemaError):
        validate(written(folder, "<a/>"), schemas=[folder / "broken.rng"])
