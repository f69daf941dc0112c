"""Blocks: for a text the TEI of its document, without the attributes that other cases are about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from cases import Case, cases, name
from tei.document import Document
from tei.pipeline import encode_document


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "blocks"), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    encoding = encode_document(Document(case.blocks["text"], "d1", "d1.txt"))
    assert encoding.good, encoding.diagnostics
    shown = etree.tostring(encoding.edition.div, encoding="unicode").replace(
        ' xmlns="http://www.tei-c.org/ns/1.0"', ""
    )
    lines = [re.sub(r"</?persName[^>]*>", "", shown).strip()]
    lines += [f"{d.code} {d.place.line}:{d.place.column} {d.message}" for d in encoding.diagnostics]
    case.expect("\n".join(lines), request)
