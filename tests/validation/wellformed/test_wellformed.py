"""Files that are not well-formed: all faults are told, each once, and nothing that only follows from them.

A case has lines with faults of their own (``each``). Every line is told by itself in a file that is right otherwise,
and all lines together in one file: then the same is told, in the order of the lines.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cases import Case, cases, name
from tei.diagnostics import Diagnostic
from tei.validation import parse
from tei.validation.wellformed import MOST, faults

HERE = Path(__file__).parent
BASE = (HERE.parent.parent / "faults" / "base.xml").read_text("utf-8")
HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div>\n'
TAIL = "</div></body></text></TEI>\n"
OPENED = re.compile(r" in line \d+")


def told(text: str | bytes) -> list[Diagnostic]:
    """What is wrong with a file of *text*; all of it is that it cannot be read."""
    _, found = parse(text if isinstance(text, bytes) else text.encode("utf-8"), "file.xml")
    assert {d.code for d in found} <= {"X001"}
    assert all(d.message and len(d.message) <= 300 and len(d.hint) <= 300 for d in found)
    return found


def shown(d: Diagnostic, line: int) -> str:
    return f"{line}:{d.place.column} {OPENED.sub(' in line #', d.message)}\n  hint: {d.hint}\n"


@pytest.mark.parametrize("case", cases(HERE), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    lines = case.blocks["each"].splitlines(keepends=True)
    alone = [(shown(d, number), d) for number, line in enumerate(lines, 1) for d in told(HEAD + line + TAIL)]
    assert {d.place.line for _, d in alone} == {2}
    case.expect("".join(text for text, _ in alone), request)
    once = {text.partition(" ")[2] for text, _ in alone if "is not declared" in text}
    apart = "".join(f"<div>\n{line}</div>\n" for line in lines)
    together = [shown(d, d.place.line // 3) for d in told(HEAD + apart + TAIL)]
    assert [text for text in together if text.partition(" ")[2] not in once] == [
        text for text, _ in alone if text.partition(" ")[2] not in once
    ]


PLANTED = {
    "ampersand": (" & ", 1),
    "entity": ("&nbsp;", 1),
    "less than": (" < ", 1),
    "control character": ("\x0b", 1),
    "number of no character": ("&#0;", 1),
    "end of CDATA": ("]]>", 1),
    "address": ("<a@example.org>", 1),
    "hyphens": ("<!-- a -- b -->", 1),
    "not closed": ("<seg>", 1),
    "not opened": ("</seg>", 1),
    "not quoted": ("<seg n=1/>", 1),
    "twice": ('<seg n="1" n="2"/>', 1),
    "typographic": ("<seg n=“1”/>", 1),
    "crossing": ("<seg><name>x</seg></name>", 1),
    "of another": ("<seg>x</name>", 1),
    "two": ("<seg n=1/> & ", 2),
    "none": ("<seg n='1'/>", 0),
}
_LINES = 60
_KINDS = st.sampled_from(sorted(PLANTED))


@given(st.dictionaries(st.integers(0, _LINES - 1), _KINDS, max_size=12))
def test_faults_planted_at_a_distance_are_told_in_their_lines_and_nothing_else(
    planted: dict[int, str],
) -> None:
    lines = [f"<p>The consul <hi>sent</hi> {number} words.</p>\n" for number in range(_LINES)]
    for number, kind in planted.items():
        lines[number] = lines[number].replace(" words", f"{PLANTED[kind][0]} words")
    expected = [number + 2 for number in sorted(planted) for _ in range(PLANTED[planted[number]][1])]
    assert [d.place.line for d in told(HEAD + "".join(lines) + TAIL)] == expected


def test_bytes_that_are_not_utf_8_are_told_each_with_the_other_faults() -> None:
    lines = "<p>Caf\xe9 in</p>\n<p>Zo\xeb & Co.</p>\n<p>na\xefve</p>\n".encode("latin-1")
    found = told(HEAD.encode() + lines + "<p>façade</p>\n".encode() + TAIL.encode())
    assert [(d.place.line, d.place.column, d.message) for d in found] == [
        (2, 7, "the byte 0xE9 is not UTF-8"),
        (3, 6, "the byte 0xEB is not UTF-8"),
        (3, 8, "a bare “&”"),
        (4, 6, "the byte 0xEF is not UTF-8"),
    ]
    assert [d.hint.partition(";")[0] for d in found][::3] == [
        "in Windows-1252 it would be “é”",
        "in Windows-1252 it would be “ï”",
    ]


def test_a_file_in_another_encoding_throughout_has_one_fault() -> None:
    lines = "".join(f"<p>Caf\xe9 {number}</p>\n" for number in range(30)).encode("latin-1")
    [found] = told(HEAD.encode() + lines + TAIL.encode())
    assert (found.place.line, found.place.column) == (2, 7)
    assert "30 places" in found.message
    assert "Windows-1252" in found.message


def test_what_is_lost_in_a_tag_is_no_second_fault() -> None:
    [first, second] = told(HEAD.encode() + b"<p n=\x93a\x94>x</p>" + TAIL.encode())
    assert "0x93" in first.message
    assert "0x94" in second.message


@pytest.mark.parametrize(
    ("before", "line", "column", "message"),
    [
        ("\ufeff\ufeff", 1, 1, "a second byte order mark"),
        ("\n", 2, 1, "may only stand at the very start"),
        ("x", 1, 2, "may only stand at the very start"),
    ],
)
def test_what_stands_before_the_declaration(before: str, line: int, column: int, message: str) -> None:
    [found] = told(before + '<?xml version="1.0" encoding="UTF-8"?>' + HEAD + TAIL)
    assert (found.place.line, found.place.column) == (line, column)
    assert message in found.message


@pytest.mark.parametrize(
    "declaration",
    ['<?xml version="1.0" standalone="maybe"?>', '<?xml encoding="utf-8"?>', "<?xml version=1.0?>"],
)
def test_a_declaration_that_is_not_written_as_it_should_be(declaration: str) -> None:
    [found] = told(declaration + HEAD + TAIL)
    assert "declaration is not written" in found.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("words " + HEAD + TAIL, "“words” stands before the first element"),
        (HEAD + TAIL + "words & words", "something follows after the end"),
        (HEAD + TAIL + HEAD + "&" + TAIL, "something follows after the end"),
        (HEAD + "<p>One</p>", "the file ends before <div>"),
        (HEAD + "<p>One</p", "the file ends in the middle of “</p…”"),
        (HEAD + "<p>One <!-- two", "the comment that begins here is not closed"),
        (HEAD + "<p>One <![CDATA[ two", "the CDATA section that begins here is not closed"),
        (HEAD + "<p>One <?two", "the processing instruction that begins here is not closed"),
        ("<!-- nothing -->", "the file holds no element"),
        ("  \n ", "the file holds no element"),
        (HEAD + TAIL.replace("</TEI>", "</tei>"), "</tei> does not match <TEI>"),
        ('<TEI xmlns="a b"/>', "the address of a namespace is none"),
        ("<!DOCTYPE TEI [<!ELEMENT>]><TEI/>", "this is not well-formed XML"),
    ],
)
def test_one_fault_of_the_whole_file(text: str, message: str) -> None:
    [found] = told(text)
    assert message in found.message
    assert 1 <= found.place.line <= text.count("\n") + 1


@pytest.mark.parametrize("number", ["&#233", "&#" + "9" * 5000 + ";", "&#x" + "0" * 5000 + "E9;", "&#", "&"])
def test_numbers_of_characters_at_the_end_and_of_any_length(number: str) -> None:
    found = told(HEAD + number)
    assert [d.place.line for d in found] == ([2] if "E9" in number else [2, 2])
    right = told(HEAD + number + TAIL)
    assert bool(right) != ("E9" in number)


def test_zero_bytes_are_told() -> None:
    [one, two] = told(HEAD + "<p>a\x00b</p>\n<p>c\x00\x00d</p>" + TAIL)
    assert one.message == "the control character U+0000 may not stand in XML"
    assert (two.place.line, two.message) == (
        3,
        "2 control characters, from U+0000 on, may not stand in XML",
    )


def test_more_faults_than_anybody_reads_end_with_a_word_about_it() -> None:
    found = told(HEAD + "<p>a & b</p>\n" * (MOST + 50) + TAIL)
    assert len(found) == MOST + 1
    assert found[-1].message == "from here on there are more faults, which are not told"


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<hi>", "</hi>", "&", "&amp;", "&nbsp;", "<", " < ", ">", "]]>", "<!--", "-->", "--", "<![CDATA[",
     "<?x ?>", "<?xml version='1.0'?>", "\x0b", '"', "'", "=", " n=1", ' n="1"', " ", "/", "</", "<p", "<br/>", "xi:",
     "<a:b/>", "\ufeff", "x", "“", "<!", "?>", "\n", "<p n='1' n='2'>", "&#xZ;", "&half", "<!DOCTYPE x>"]
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 5), _PIECES), min_size=1, max_size=4),
    st.booleans(),
)
def test_the_reading_and_libxml2_agree_on_what_is_well_formed(
    changes: list[tuple[int, int, str]], whole: bool
) -> None:
    """What the reading finds is no false alarm, and what libxml2 refuses it can name without help."""
    text = BASE if whole else HEAD + '<p n="1">Send <hi rend="x">two</hi>.</p>' + TAIL
    for at, length, piece in changes:
        at %= len(text)
        text = text[:at] + piece + text[at + length :]
    text = text.lstrip("\ufeff")  # which libxml2 takes for the mark of the encoding
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, collect_ids=False)
    try:
        etree.fromstring(text.encode("utf-8"), parser)
        refused = ""
    except etree.XMLSyntaxError as error:
        refused = str(error)
    if "is not a valid URI" not in refused:
        assert bool(faults(text, None)) == bool(refused), refused
