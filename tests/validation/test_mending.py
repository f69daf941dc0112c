"""What ``tei validate --fix`` changes: every case is a file, the lines that become others, and what is left to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases, name
from tei.diagnostics import Diagnostic
from tei.validation import mend, validate

HERE = Path(__file__).parent
CASES = cases(HERE / "mending")
CLEAN = next(case for case in cases(HERE) if name(case) == "clean").blocks["xml"]
FRAME = CLEAN.replace("#p_x", "#d1").replace("<p>Words", '<p xml:id="start">{} words')


def check(content: bytes) -> list[Diagnostic]:
    return validate(content, "file.xml")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    mended = mend(case.blocks["xml"].encode("utf-8"), check)
    changes = [line for line in mended.diff("file.xml").splitlines()[3:] if line[:1] in "+-"]
    case.expect("\n".join(changes), request)
    if request.config.getoption("--update"):
        case = Case(case.path, case.blocks)
    case.expect(
        "\n".join(f"{d.code} {d.place.line}:{d.place.column}" for d in check(mended.after)), request, "left"
    )
    assert mend(mended.after, check).fixed == ()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(codec: str, end: str) -> None:
    declared = '<?xml version="1.0" encoding="iso-8859-1"?>\n' if codec == "iso-8859-1" else ""
    text = declared + FRAME.format('é <ref target="#start ">x</ref> & so') + "\n<!-- end -->"
    right = text.replace('"#start "', '"#start"').replace(" & ", " &amp; ")
    mended = mend(text.replace("\n", end).encode(codec), check)
    assert mended.after == right.replace("\n", end).encode(codec)
    assert [d.code for d in mended.fixed] == ["X001", "L006"]


def test_a_byte_of_windows_in_utf_8() -> None:
    data = FRAME.format("Don’t say “no”").encode("utf-8")
    wrong = data.replace("’".encode(), b"\x92").replace("“".encode(), b"\x93").replace("”".encode(), b"\x94")
    assert mend(wrong, check).after == data


def test_what_the_encoding_lacks_is_written_as_a_reference() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?>\n' + FRAME.format("Don\x92t")
    assert b"Don&#8217;t" in mend(text.encode("iso-8859-1"), check).after


def test_a_fix_that_does_not_help_is_not_applied() -> None:
    data = FRAME.format('<ref target="#start ">x</ref>').encode("utf-8")
    always = check(data)
    assert mend(data, lambda content: always).after == data


def test_a_fix_that_brings_an_error_is_not_applied() -> None:
    data = FRAME.format('<ref target="#start ">x</ref>').encode("utf-8")
    error = check(data.replace(b"#d1", b"#d2"))

    def worse(content: bytes) -> Sequence[Diagnostic]:
        return check(content) if content == data else error

    assert mend(data, worse).after == data


def test_what_is_not_wanted_is_left() -> None:
    data = FRAME.format('<ref target="#start ">x</ref> don\x92t').encode("utf-8")
    mended = mend(data, check, lambda d: d.code == "C001")
    assert mended.after == data.replace("\x92".encode(), "’".encode())


TYPES = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:simpleType name="figure"><xs:restriction base="xs:boolean">
  <xs:pattern value="0|1"/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="early"><xs:restriction base="xs:date">
  <xs:maxInclusive value="1990-01-01"/>
</xs:restriction></xs:simpleType>
<xs:element name="e"><xs:complexType>
<xs:attribute name="truth" type="xs:boolean"/><xs:attribute name="figure" type="figure"/>
<xs:attribute name="language" type="xs:language"/><xs:attribute name="year" type="xs:gYear"/>
<xs:attribute name="date" type="xs:date"/><xs:attribute name="early" type="early"/>
</xs:complexType></xs:element></xs:schema>"""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('truth="yes"', 'truth="true"'),
        ('figure="yes"', ""),
        ('figure="true"', ""),
        ('language="en_US"', 'language="en-US"'),
        ('language="en__US"', ""),
        ('year="1969-5-2"', ""),
        ('date="1969-5-2"', 'date="1969-05-02"'),
        ('early="1999-5-2"', ""),
        ('date="1969-5-2" year="1969-5-2"', 'date="1969-05-02" year="1969-5-2"'),
    ],
)
def test_a_value_becomes_one_that_the_schema_takes_or_stays(tmp_path: Path, wrong: str, right: str) -> None:
    schema = tmp_path / "types.xsd"
    schema.write_text(TYPES, "utf-8")
    data = f"<e {wrong}/>".encode()

    def against(content: bytes) -> list[Diagnostic]:
        return validate(content, "file.xml", schemas=[schema])

    assert mend(data, against).after == f"<e {right or wrong}/>".encode()
    if not right:
        [told] = against(data)
        assert (told.fixes, "did you mean" in told.hint) == ((), False)
        assert told.message.endswith("”")  # no reason that is not it


def test_a_fix_after_which_only_another_message_is_told_is_not_applied() -> None:
    data = FRAME.format('<ref target="#start ">x</ref>').encode("utf-8")
    [told] = check(data)

    def other(content: bytes) -> Sequence[Diagnostic]:
        return [told] if content == data else [replace(told, message="still wrong")]

    assert mend(data, other).after == data


@given(
    st.lists(
        st.sampled_from(["&", "&nbsp;", "\x92s", " < ", '<ref target=" #start"/>', "é", "<b>", "\ufeff"])
    )
)
def test_only_what_is_told_is_changed(parts: list[str]) -> None:
    data = FRAME.format(" ".join(parts)).encode("utf-8")
    mended = mend(data, check)
    assert (mended.before, mended.after == data) == (data, not mended.fixed)
    left = {d.code for d in check(mended.after)}
    assert "X001" in left or "C002" not in left
