"""Faults: each alone in a small file, found under its code, in its line, and nothing else found.

A case is the text in ``base.xml`` that is changed, what it becomes (``becomes``; ``escaped`` with the escapes of
Python; ``bytes`` where it is no text), and the code and line that must be told.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import xmlschema

from cases import Case, cases, name
from tei.diagnostics import Diagnostic
from tei.resources import resource
from tei.validation import is_valid, parse, validate

HERE = Path(__file__).parent
BASE = (HERE / "base.xml").read_text("utf-8")
CASES = cases(HERE)
LONGEST = 300
NEVER_VALID = frozenset(("X001", "S001", "S002", "S003", "S004", "S005", "S006"))


def broken(case: Case) -> bytes:
    """The file of *case*: the base with its fault."""
    before = case.blocks["text"].removesuffix("\n")
    assert BASE.count(before) >= 1, f"the base has not {before!r}"
    if "bytes" in case.blocks:
        after = (
            case.blocks["bytes"].removesuffix("\n").encode("ascii").decode("unicode_escape").encode("latin-1")
        )
    elif "escaped" in case.blocks:
        after = (
            case.blocks["escaped"].removesuffix("\n").encode("ascii").decode("unicode_escape").encode("utf-8")
        )
    else:
        after = case.blocks["becomes"].removesuffix("\n").encode("utf-8")
    return BASE.encode("utf-8").replace(before.encode("utf-8"), after, 1)


def check(data: bytes) -> list[Diagnostic]:
    return validate(data, "file.xml")


def test_the_base_is_clean() -> None:
    assert check(BASE.encode("utf-8")) == []


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Case) -> None:
    code, line = case.blocks["expected"].split()
    found = check(broken(case))
    assert [d.code for d in found] == [code], "\n".join(map(str, found))
    [told] = found
    assert abs(told.place.line - int(line)) <= 1, told
    assert told.place.column > 0
    assert told.message
    assert len(told.message) <= LONGEST
    assert len(told.hint) <= LONGEST
    assert bool(told.place.xpath) == (code != "X001")


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(str(resource("schema", "edition.xsd")))


@pytest.mark.parametrize("case", CASES, ids=name)
def test_two_validators_agree(case: Case, schema: xmlschema.XMLSchema10) -> None:
    code = case.blocks["expected"].split()[0]
    tree, _ = parse(broken(case))
    if tree is None:
        assert code == "X001"
        return
    valid = schema.is_valid(broken(case).decode("utf-8"))
    assert is_valid(tree) == valid == (code not in NEVER_VALID)


def test_ten_faults_in_one_file_are_ten_errors() -> None:
    chosen = (
        "pointer-of-a-person", "pointer-to-a-page", "date-impossible", "value-outside-a-list", "unknown-attribute",
        "text-in-list", "graphic-without-address", "header-without-title", "closer-before-text", "identifier-no-name",
    )  # fmt: skip
    text, expected = BASE, []
    for case in CASES:
        if name(case) in chosen:
            before, after = (case.blocks[block].removesuffix("\n") for block in ("text", "becomes"))
            assert text.count(before) == 1
            text = text.replace(before, after)
            expected.append(case.blocks["expected"].split()[0])
    assert len(expected) == 10
    assert sorted(d.code for d in check(text.encode("utf-8"))) == sorted(expected)


@pytest.mark.parametrize("end", [len(BASE) // 3, BASE.index("Send two") + 4, len(BASE) - 8])
def test_a_file_that_was_cut_off(end: int) -> None:
    [told] = check(BASE[:end].encode("utf-8"))
    assert (told.code, told.place.line) == ("X001", BASE[:end].count("\n") + 1)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32"])
def test_a_file_in_another_encoding_than_it_says(codec: str) -> None:
    [told] = check(BASE.encode(codec))
    assert (told.code, told.place.line) == ("X001", 1)
    assert "UTF-8" in told.message


def test_plays_and_poems_are_not_editions_of_letters(tmp_path: Path) -> None:
    """What is a rule for numbered documents is none for other texts, though they have numbers too."""
    notes = "".join(f'<note n="{n}">Line {n}.</note>' for n in (12, 4, 4, 31))
    acts = "".join(f'<div type="act" n="{n}"><p>Enter.</p></div>' for n in (1, 3, 3))
    text = f'<div type="poem" xml:id="d7" n="1"><p>O{notes}</p><note>Aside.</note></div><div type="play">{acts}</div>'
    start, stop = BASE.index("<body>"), BASE.index("</body>")
    other = BASE[:start] + f"<body>{text}" + BASE[stop:]
    assert validate(other.encode("utf-8"), rules=True, schemas=[_anything(tmp_path)]) == []


def _anything(folder: Path) -> Path:
    """A schema to which everything is right."""
    path = folder / "any.rnc"
    path.write_text("start = any any = element * { (attribute * { text } | text | any)* }", "utf-8")
    return path


def test_the_documents_of_other_tests_are_clean() -> None:
    for file in sorted((HERE.parent / "documents").glob("*.xml")):
        assert [d for d in validate(file) if d.code != "L002"] == []
