"""Records: what they say of a document, and that JSON keeps them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from cases import Case, cases, name
from tei.records import Milestone, Reference, as_data, of_data, records

HERE = Path(__file__).parent
DOCUMENTS = sorted((HERE / "documents").glob("*.xml"))


@pytest.mark.parametrize("case", cases(HERE / "records"), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    found = [as_data(record) for record in records(etree.fromstring(case.blocks["xml"]), "file.xml")]
    case.expect(json.dumps(found, ensure_ascii=False, indent=1), request)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_json_keeps_a_record(path: Path) -> None:
    found = list(records(etree.parse(path).getroot(), path.name))
    assert found
    assert [of_data(json.loads(json.dumps(as_data(record)))) for record in found] == found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_brief_record_lacks_only_what_it_says(path: Path) -> None:
    root = etree.parse(path).getroot()
    for whole, brief in zip(records(root, path.name), records(root, path.name, brief=True), strict=True):
        references = tuple(Reference(reference.target, "") for reference in whole.references)
        notes = tuple(Milestone("", "", note.kind) for note in whole.notes)
        pages = tuple(Milestone(page.n, "") for page in whole.pages)
        nothing: dict[str, Any] = dict.fromkeys(("senders", "recipients", "terms", "mentions"), ())
        left_out = whole._replace(path=brief.path, language="", place="", **nothing)
        assert brief == left_out._replace(notes=notes, pages=pages, references=references)
