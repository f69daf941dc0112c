"""Every code is explained; of its two examples the wrong one raises the code, and the right one raises nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from tei.diagnostics import CODES, FAMILIES
from tei.errors import TeiError
from tei.explanations import explained, explanation, page
from test_diagnostics import found

DOCS = Path(__file__).parent.parent / "docs" / "diagnostics.md"
AROUND = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
<text><body><div type="document" n="1" xml:id="d1">
{}</div></body></text></TEI>
"""
EXAMPLES = [
    pytest.param(code, side, example, id=f"{code}-{side}")
    for code in explained()
    for side, example in (("wrong", explanation(code).wrong), ("right", explanation(code).right))
    if example
]


@pytest.mark.parametrize(("code", "side", "example"), EXAMPLES)
def test_the_examples_are_what_they_say(
    code: str, side: str, example: dict[str, str], tmp_path: Path
) -> None:
    blocks = dict(example)
    if "tei" in blocks:
        blocks["xml"] = AROUND.format(blocks.pop("tei"))
    codes = [d.code for d in found(Case(tmp_path, blocks), tmp_path)]
    assert set(codes) == ({code} if side == "wrong" else set())


def test_every_code_is_explained() -> None:
    missing = sorted(set(CODES) - set(explained()))
    assert not missing, f"write tei/explanations/{missing[0]}.md, and the like for {missing[1:]}"


@pytest.mark.parametrize("code", explained())
def test_explanations_are_short_and_complete(code: str) -> None:
    about = explanation(code)
    assert 10 < len(about.rule) <= 200
    assert about.rule.endswith(".")
    assert about.why
    assert about.remedy
    assert bool(about.wrong) == bool(about.right)


def test_the_page_of_the_documentation_is_up_to_date(request: pytest.FixtureRequest) -> None:
    text = "".join(page())
    if request.config.getoption("--update"):
        DOCS.write_text(text, "utf-8")
    assert DOCS.read_text("utf-8") == text, "run: python -m tei.explanations > docs/diagnostics.md"


def test_an_unknown_code_is_answered_with_what_may_be_meant() -> None:
    with pytest.raises(TeiError) as caught:
        explanation("N02")
    assert "N002" in caught.value.hint
    with pytest.raises(TeiError) as caught:
        explanation("Z999")
    assert "N (notes)" in caught.value.hint
    assert len(caught.value.hint) < 300
    assert {code[0] for code in CODES} == set(FAMILIES)
    assert str(explanation("n002")).startswith("N002, warning: ")
