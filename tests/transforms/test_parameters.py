"""The parameters of the renditions: those that are documented, what each changes, and which values are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tei.errors import TransformError
from tei.namespaces import TEI
from tei.resources import resource
from tei.transform import RENDITIONS, check_params, render

DOCUMENTATION = (Path(__file__).parents[2] / "docs" / "renditions.md").read_text("utf-8")
SECTION = re.compile(r"^## [^\n]*`--to (\w+)`\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| (`[^|]+`) \|", re.MULTILINE)
LETTER = etree.ElementTree(
    etree.fromstring(f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt>
      <publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>Typed.</p></sourceDesc></fileDesc>
      <encodingDesc><projectDesc><p>Why it was made.</p></projectDesc></encodingDesc></teiHeader><text><body>
      <div type="document" xml:id="d7"><head>7. Letter</head>
      <p>One <choice><sic>teh</sic><corr>the</corr></choice> word, see <ref target="#d8">Document 8</ref>. <pb n="9"/>
      End of what is said here, and of more.</p></div></body></text></TEI>""")
)
# The rendition, the parameters, and what is written with them and without.
CHANGES = [
    ("html", {"metadata": "full"}, "Why it was made.", None),
    ("html", {"css": "own.css"}, '<link rel="stylesheet" href="own.css">', None),
    ("html", {"edition": "Letters", "previous": "d6.html"}, "Letters", None),
    ("html", {"edition": "Letters", "edition-url": "all.html"}, '<a href="all.html">Letters</a>', None),
    ("html", {"page-url": "https://example.org/7"}, '<link rel="canonical" href="https://example.org/7">', None),
    ("html", {"edition-url": "https://example.org/"}, 'href="https://example.org/d7.html"', None),
    ("html", {"source-url": "d7.xml"}, 'type="application/tei+xml" href="d7.xml"', None),
    ("html", {"previous": "d6.html", "previous-title": "Six"}, 'href="d6.html"><span>Previous</span> Six', None),
    ("html", {"next": "d8.html", "next-title": "Eight"}, 'href="d8.html"><span>Next</span> Eight', None),
    ("html", {"document-prefix": "x/", "document-suffix": ".htm"}, 'href="x/d8.htm"', 'href="d8.html"'),
    ("html", {"linked": " d7 "}, "see", 'href="d8.html"'),
    ("text", {"page-before": "<", "page-after": ">"}, "<9>", "[Page 9]"),
    ("text", {"readings": "original"}, "One teh word", "One teh [the] word"),
    ("text", {"readings": "normalised"}, "One the word", "One teh [the] word"),
    ("reading", {"width": "20"}, "One teh word, see\nDocument 8. [p. 9]", "One teh word, see Document 8. [p. 9]"),
    ("reading", {"width": "0"}, "[p. 9] End of what is said here, and of more.", None),
    ("reading", {"pages": "no"}, "Document 8. End", "[p. 9]"),
    ("reading", {"readings": "all"}, "One teh [the] word", "One teh word"),
    ("markdown", {"pages": "no"}, "Document 8. End", r"\[p. 9\]"),
    ("markdown", {"readings": "normalised"}, "One the word", r"One teh \[the\] word"),
]  # fmt: skip
WRONG = [
    ("html", "metadata", "all", "write brief or full"),
    ("text", "readings", "", "write all, original or normalised"),
    ("reading", "width", "-1", "write a number of characters, 0 to wrap nothing"),
    ("reading", "pages", "No", "write yes or no"),
    ("reading", "readings", "both", "write all, original or normalised"),
    ("markdown", "pages", "1", "write yes or no"),
    ("markdown", "readings", "ALL", "write all, original or normalised"),
]


def documented() -> dict[str, set[str]]:
    """The parameters in the tables of the documentation, by rendition."""
    return {
        name: {parameter for row in ROW.findall(section) for parameter in re.findall("`([^`]+)`", row)}
        for name, section in SECTION.findall(DOCUMENTATION)
    }


@pytest.mark.parametrize("to", RENDITIONS)
def test_the_documented_parameters_are_those_of_the_stylesheet(to: str) -> None:
    stylesheet = etree.parse(resource("transforms", RENDITIONS[to].stylesheet)).getroot()
    declared = {param.get("name") for param in stylesheet.iterchildren("{*}param")}
    assert documented()[to] == declared
    assert {name for form, given, _, _ in CHANGES for name in given if form == to} == declared


@pytest.mark.parametrize(("to", "params", "written", "instead_of"), CHANGES)
def test_a_parameter_changes_what_it_says(
    to: str, params: dict[str, str], written: str, instead_of: str | None
) -> None:
    check_params(to, params)
    usual, changed = render(LETTER, to).decode(), render(LETTER, to, params=params).decode()
    assert written in changed
    assert usual != changed
    if instead_of is not None:
        assert instead_of in usual
        assert instead_of not in changed


@pytest.mark.parametrize(("to", "name", "value", "hint"), WRONG)
def test_a_wrong_value_is_refused_with_those_that_are_right(
    to: str, name: str, value: str, hint: str
) -> None:
    with pytest.raises(TransformError, match=f"the parameter {name} may not be “{value}”") as wrong:
        check_params(to, {name: value})
    assert wrong.value.hint == hint


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(TransformError, match="the rendition reading has no parameter “widht”") as wrong:
        check_params("reading", {"widht": "60"})
    assert wrong.value.hint == "did you mean width?"
