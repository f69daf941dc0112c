"""What is said of mistakes, and that one mistake is one error: documents in files, against ``letters.rnc``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tei.relaxng import Error, load

HERE = Path(__file__).parent
CASES = sorted((HERE / "messages").glob("*.md"))
BLOCKS = re.compile(r"```xml\n(?P<xml>.*?)```\n\n```expected\n(?P<expected>.*?)```\n", re.DOTALL)
SCHEMA = load(HERE / "letters.rnc")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    content = case.read_text("utf-8")
    parts = [content]
    for blocks in reversed(list(BLOCKS.finditer(content))):
        document = whole(blocks["xml"])
        errors = list(SCHEMA.iter_errors(document))
        found = "".join(f"{line}\n" for error in errors for line in shown(error)) or "(valid)\n"
        same = [(e.kind, e.message, e.path, e.element, e.expected, e.found, e.hint) for e in errors]
        if not any(error.kind == "syntax" for error in errors):
            tree = etree.ElementTree(etree.fromstring(document, etree.XMLParser(collect_ids=False)))
            assert same == [
                (e.kind, e.message, e.path, e.element, e.expected, e.found, e.hint)
                for e in SCHEMA.iter_errors(tree)
            ]
        if request.config.getoption("--update", default=False):
            start, end = blocks.span("expected")
            parts[0] = parts[0][:start] + found + parts[0][end:]
        else:
            assert found == blocks["expected"]
    if parts[0] != content:
        case.write_text(parts[0], "utf-8")


def whole(xml: str) -> bytes:
    """The document: what stands in a case as it is, or, where it does not begin with TEI, put into a letter."""
    if not re.match(r"\s*<(\?xml|!|TEI|\w+:TEI)", xml):
        header = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>"
        header += "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        start = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body><div>'
        xml = f"{start}\n{xml}</div></body></text></TEI>"
    return xml.encode()


def shown(error: Error) -> list[str]:
    """Lines for an error: place, kind and message, then the path, then the hint and what is expected."""
    lines = [f"{error.line}:{error.column} {error.kind}: {error.message}", f"    at {error.path}"]
    if error.hint:
        lines.append(f"    {error.hint}")
    if error.expected:
        names = [re.sub(r"\{.*\}", "", name) for name in error.expected]
        lines.append(f"    expected {' '.join(names[:5])}{' …' if len(names) > 5 else ''}")
    return lines
