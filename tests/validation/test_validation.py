"""The diagnostics of files with one fault against the schema each, and of files without any.

A case is a Markdown file: a title, the file, and what is expected: for each diagnostic a line with its code,
line, column and message, and under it the hint. Files that are not text lie in the folder ``bytes`` beside
what is expected of them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cases import Case, cases, name
from tei.diagnostics import CODES, Diagnostic
from tei.errors import SchemaError
from tei.namespaces import qname
from tei.validation import is_valid, load_schema, parse, validate
from tei.validation.parse import load

HERE = Path(__file__).parent
CASES = cases(HERE)
FILES = sorted((HERE / "bytes").glob("*.xml"))
CLEAN = next(case for case in CASES if name(case) == "clean").blocks["xml"]


def shown(diagnostics: Sequence[Diagnostic]) -> str:
    lines = []
    for d in diagnostics:
        lines.append(f"{d.code} {d.place.line}:{d.place.column} {d.message}\n")
        if d.hint:
            lines.append(f"  hint: {d.hint}\n")
    return "".join(lines)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    case.expect(shown(validate(case.blocks["xml"].encode("utf-8"), rules=False)), request)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_bytes(file: Path, request: pytest.FixtureRequest) -> None:
    expected = file.with_suffix(".expected")
    found = shown(validate(file, rules=False))
    if request.config.getoption("--update", default=False):
        expected.write_text(found, "utf-8")
    else:
        assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("code", [code for code in CODES if re.fullmatch(r"X001|S00[1-6]", code)])
def test_every_code_has_a_case(code: str) -> None:
    codes = [set(re.findall(r"^[A-Z]\d\d\d", case.blocks["expected"], re.MULTILINE)) for case in CASES]
    assert {code} in codes


def test_a_diagnostic_names_the_file_and_the_path() -> None:
    twice = CLEAN.replace('xml:id="pg_2"', 'xml:id="pg_1"')
    [found] = validate(twice.encode("utf-8"), "letters/1.xml", rules=False)
    assert str(found.place) == "letters/1.xml:13:36"
    assert found.place.xpath == "/TEI/text/body/div/p/pb"


def test_messages_are_short() -> None:
    long = "a" * 2000
    found = validate(f"<TEI xmlns='{qname('')[1:-1]}' {long}='{long}'><{long}/></TEI>".encode())
    assert found
    assert all(len(d.message) <= 300 and len(d.hint) <= 300 for d in found)


def test_lines_beyond_what_libxml2_counts() -> None:
    long = CLEAN.replace("<p>Words", "\n" * 70_000 + "<p>Words <foo/>")
    [found] = validate(long.encode("utf-8"), rules=False)
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


def test_what_an_element_of_another_type_holds_is_not_told_for_wrong(tmp_path: Path) -> None:
    schema = tmp_path / "types.xsd"
    schema.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="base"/>'
        '<xs:complexType name="base"><xs:sequence><xs:element name="k" minOccurs="0"/></xs:sequence></xs:complexType>'
        '<xs:complexType name="more"><xs:complexContent><xs:extension base="base"><xs:sequence>'
        '<xs:element name="m" maxOccurs="9"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>'
        "</xs:schema>",
        "utf-8",
    )
    typed = b'<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="more">%s</a>'
    assert validate(typed % b"<k/><m/>", schemas=[schema]) == []
    [found] = validate(typed % b"<k/><zz/><m/><m/>", schemas=[schema])
    assert found.message == "<zz> in <a> is not an element of the schema"


def test_a_type_made_of_several_gives_the_reason_of_that_which_knows_one() -> None:
    wrong = CLEAN.replace("<p>Words", '<p xml:lang="en_US">Words')
    [found] = validate(wrong.encode("utf-8"), rules=False)
    assert found.message.endswith("may not be “en_US”: parts of the code have a hyphen between them")
    assert (found.hint, [fix.replacement for fix in found.fixes]) == ("did you mean “en-US”?", ["en-US"])


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


@given(st.data())
def test_no_damage_goes_unseen_or_raises(data: st.DataObject) -> None:
    """A document with a stretch cut out, put elsewhere or replaced is told about, or is valid."""
    a, b, c = sorted(data.draw(st.lists(st.integers(0, len(CLEAN)), min_size=3, max_size=3)))
    middle = data.draw(
        st.sampled_from(["", CLEAN[a:b], "<foo>x</foo>", "&", "<p>", "]]>", "<!--", 'xml:id="d1"'])
    )
    damaged = (CLEAN[:a] + CLEAN[b:c] + middle + CLEAN[c:]).encode("utf-8")
    found = validate(damaged, rules=False)
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


def test_a_rule_without_a_code_of_its_own(tmp_path: Path) -> None:
    schema = tmp_path / "unique.xsd"
    schema.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType>'
        '<xs:sequence><xs:element name="b" maxOccurs="9" type="xs:string"/></xs:sequence></xs:complexType>'
        '<xs:unique name="one"><xs:selector xpath="b"/><xs:field xpath="."/></xs:unique>'
        "</xs:element></xs:schema>",
        "utf-8",
    )
    [found] = validate(b"<a><b>x</b><b>x</b></a>", schemas=[schema])
    assert (found.code, found.place.column) == ("S009", 12)


def test_elements_nested_too_deep() -> None:
    deep = CLEAN.replace("<p>Words", "<p>" + "<seg>" * 3000 + "</seg>" * 3000 + "Words")
    [found] = validate(deep.encode("utf-8"))
    assert (found.code, found.place.line) == ("X001", 13)
    assert "2,048 elements" in found.message


def test_what_is_wrong_is_told_at_any_depth_and_in_any_number() -> None:
    """Nothing calls itself for each element, and nothing goes through all attributes for each of them."""
    many = " ".join(f'a{number}="1"' for number in range(2000))
    deep = CLEAN.replace("<p>Words", f"<p {many}>" + "<seg>" * 1500 + "<foo/>" + "</seg>" * 1500 + "Words")
    found = validate(deep.encode("utf-8"), rules=False)
    assert [d.code for d in found] == ["S004"] * 2000 + ["S001"]
    unclosed = CLEAN.replace("<p>Words", "<p>&" + "<seg>" * 50_000 + "Words")
    assert {d.code for d in validate(unclosed.encode("utf-8"))} == {"X001"}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<!DOCTYPE html>\n<html><body><br></body></html>", "HTML"),
        (b'<?xml version="1.0"?><!-- x --><HTML lang="en"/>', "HTML"),
        (b'{"a": 1}', "JSON"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x89PNG\r\n", "image"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"PK\x03\x04 letters.xml", "zip"),
        (b"PK\x03\x04 [Content_Types].xml PK\x03\x04 word/document.xml", "Word"),
        (b"PK\x03\x04 [Content_Types].xml PK\x03\x04 xl/workbook.xml", "Excel"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.textPK\x03\x04", "LibreOffice"),
        (b"PK\x03\x04 mimetypeapplication/epub+zipPK\x03\x04", "EPUB"),
        ('<?xml version="1.0" encoding="cp037"?><TEI/>'.encode("cp037"), "EBCDIC"),
        (b"Dear Sir,\nI have the honor.\n", "plain text"),
        (b"<!DOCTYPE TEI.2 [<!ENTITY x 'y'>]><TEI.2/>", "TEI P4"),
        (b"<TEI.2><teiHeader/></TEI.2>", "TEI P4"),
        (b'<?xml version="1.1"?><TEI/>', "XML 1.1"),
        (b'<?xml version="1.0" encoding="UTF-7"?><TEI/>', "not known, “utf-7”"),
    ],
)
def test_a_file_that_is_something_else_is_told_to_be_so(data: bytes, what: str) -> None:
    [found] = validate(data)
    assert found.code == "X001"
    assert what in found.message
    assert found.hint


def test_the_line_of_a_declaration_is_shown_as_it_stands() -> None:
    declared = '<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY dept SYSTEM "file:///etc/passwd">]>'
    found = validate(f"{declared}\n{CLEAN[CLEAN.index('<TEI') :]}".encode())
    assert [d.code for d in found] == ["X002", "X001"]
    assert {d.excerpt and d.excerpt.text for d in found} == {declared}


def test_utf_16_without_a_mark_is_read() -> None:
    assert validate(CLEAN.replace('encoding="UTF-8"', "").encode("utf-16-le")) == validate(
        CLEAN.encode("utf-8")
    )


def test_characters_that_the_file_declares_are_text_and_the_declaration_is_gone(tmp_path: Path) -> None:
    declared = f'<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY eacute "&#233;">]>\n{CLEAN[CLEAN.index("<TEI") :]}'
    data = declared.replace("<p>Words", "<p n='&eacute;'>Caf&eacute;").encode("utf-8")
    tree, [unread] = parse(data)
    assert unread.code == "X002"
    assert tree is not None
    assert tree.docinfo.doctype == ""
    assert "Café" in "".join(tree.getroot().itertext())
    assert "é" in [paragraph.get("n") for paragraph in tree.iter(qname("p"))]
    schema = tmp_path / "any.rnc"
    schema.write_text("start = any any = element * { (attribute * { text } | text | any)* }", "utf-8")
    assert [d.code for d in validate(data, schemas=[schema], rules=False)] == ["X002"]


def test_what_a_file_declares_may_hold_the_signs_that_xml_has_names_for() -> None:
    declared = f'<!DOCTYPE TEI [<!ENTITY co "A &amp; B &lt;1">]>\n{CLEAN[CLEAN.index("<TEI") :]}'
    tree, problems = parse(declared.replace("<p>Words", "<p n='&co;'>&co;").encode("utf-8"))
    assert tree is not None
    assert not problems
    assert "A & B <1" in "".join(tree.getroot().itertext())
    assert "A & B <1" in [paragraph.get("n") for paragraph in tree.iter(qname("p"))]


@pytest.mark.parametrize("value", ["&#60;b/>", "&#38;#60;b/>", "&#38;x;", "&x;", "a &#38; b"])
def test_what_a_file_declares_may_hold_no_markup_in_disguise(value: str) -> None:
    _, problems = parse(f'<!DOCTYPE TEI [<!ENTITY a "{value}">]>\n<TEI/>'.encode())
    assert [d.code for d in problems] == ["X001"]


_DECLARATIONS = (
    '<!ENTITY a "b">', "<!ENTITY a 'é'>", '<!ENTITY b "&a;">', "<!ENTITY % c 'x'>", "%c;", '<!ENTITY d SYSTEM "e">',
    "]", "<!-- < -->", "<!ELEMENT p ANY>", '<!ATTLIST p q CDATA "r">', "<?x >?>", "\n", "<![INCLUDE[", ">", '"',
    "<!ENTITY",
)  # fmt: skip
_SUBSET = st.lists(st.sampled_from(_DECLARATIONS), max_size=6)


@given(
    st.sampled_from(
        ["", ' SYSTEM "x"', " PUBLIC 'y' \"x\"", ' SYSTEM "x'],
    ),
    _SUBSET,
    st.sampled_from(["", "&a;", "&b;"]),
)
def test_no_declaration_raises_or_moves_what_follows(external: str, subset: list[str], used: str) -> None:
    data = f"<!DOCTYPE TEI{external} [{''.join(subset)}]>\n<TEI><p>{used}</p></TEI>".encode()
    tree, found = parse(data)
    assert (tree is None) == any(d.code == "X001" for d in found)
    if tree is not None:
        assert len(load(data).content) == len(data)
        assert "".join(tree.getroot().itertext()) in ("", "b", "é")


@pytest.mark.parametrize(
    ("one", "code", "message"),
    [
        ('<p xml:id="a">x</p>', "S006", "the xml:id “a” of <p> was given before, in line "),
        ("<p><persname{}>x</persname{}></p>", "S001", "<persname{}> in <p> is not an element of the schema"),
        ('<p><date when="1961-02-{}"/></p>', "S005", "@when of <date> may not be “1961-02-{}”"),
        ("<list><head>x</head></list>", "S002", "<list> is not complete: it lacks <item>"),
    ],
)
def test_many_faults_take_as_many_times_as_long_as_one(one: str, code: str, message: str) -> None:
    """Ten times as many took a hundred times as long, which is minutes for these."""
    many = 4000
    text = "\n".join(one.replace("{}", str(n + 30)) for n in range(many))
    start, end = CLEAN.split("<body>")[0], "</body></text></TEI>"
    begun = time.process_time()
    found = [d for d in validate(f"{start}<body>{text}{end}".encode(), rules=False) if d.code == code]
    assert time.process_time() - begun < 15
    assert len(found) == many - (code == "S006")
    assert {d.message.startswith(message.partition("{}")[0]) for d in found} == {True}


def test_all_that_may_not_stand_in_an_element_is_told() -> None:
    text = "".join(f"<wrong{n}/> words " for n in range(300))
    attributes = " ".join(f'wrong{n}="&lt;é"' for n in range(300))
    content = CLEAN.replace("<p>Words", f"<p {attributes}>{text}Words").encode()
    found = validate(content, rules=False)
    assert [d.code for d in found] == ["S004"] * 300 + ["S001"] * 300
    assert len({d.place for d in found}) == 600
    assert "“<é”" in found[0].message


def test_what_is_not_told_is_said() -> None:
    """Only so many elements that could stand in another place of their parent are looked for one by one."""
    rows = "<list><item>x</item>" + "<head>x</head>" * 300 + "</list>"
    found = validate(CLEAN.replace("<p>Words", f"{rows}<p>Words").encode(), rules=False)
    assert found[0].message == "not all that may not stand in <list> is told"
    assert len(found) > 100
