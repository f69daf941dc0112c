"""Authority: what a listed name says, and the files that lists are kept in, by cases in files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.authority import Entry, load, person_forms, register
from tei.authority.names import fold
from tei.errors import AuthorityError

HERE = Path(__file__).parent
NAMES = sorted((HERE / "names").glob("*.md"))
FILES = sorted((HERE / "files").glob("*.md"))
EXPECTED = re.compile(r"```expected\n(?P<expected>.*?)```\n", re.DOTALL)
NAME = re.compile(r"```name\n(?P<name>.*?)```\n", re.DOTALL)
FILE = re.compile(r"```(?P<ext>csv|xml) (?P<kind>persons|places|terms)\n(?P<content>.*?)```\n", re.DOTALL)


def check(case: Path, found: list[str], request: pytest.FixtureRequest) -> None:
    content = case.read_text("utf-8")
    blocks = EXPECTED.search(content)
    assert blocks, f"{case} has no expected block"
    lines = "".join(f"{line}\n" for line in found)
    if request.config.getoption("--update", default=False):
        start, end = blocks.span("expected")
        case.write_text(content[:start] + lines + content[end:], "utf-8")
    else:
        assert lines == blocks["expected"]


@pytest.mark.parametrize("case", NAMES, ids=lambda path: path.stem)
def test_name(case: Path, request: pytest.FixtureRequest) -> None:
    block = NAME.search(case.read_text("utf-8"))
    assert block, f"{case} has no name block"
    lines = [f"{name}: {' | '.join(person_forms(name))}" for name in block["name"].splitlines()]
    check(case, lines, request)


@pytest.mark.parametrize("case", FILES, ids=lambda path: path.stem)
def test_file(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    block = FILE.search(case.read_text("utf-8"))
    assert block, f"{case} has no csv or xml block"
    path = tmp_path / f"list.{block['ext']}"
    path.write_text(block["content"], "utf-8")
    try:
        lists = load(**{block["kind"]: path})
        entries = getattr(lists, block["kind"]).entries.values()
        found = [f"{entry.id} = {entry.name} = {entry.description}" for entry in entries]
    except AuthorityError as error:
        found = [f"{error.message} ({error.hint})".replace(str(tmp_path), "FOLDER")]
    check(case, found, request)


def test_what_an_entry_says_to_see_is_not_a_namesake() -> None:
    entries = (Entry("p_1", "Thant, U", "Secretary-General"), Entry("p_2", "U Thant", "see Thant, U"))
    assert [
        surname.entry.id for surname in register(entries).surnames["thant"] if surname.form == "thant"
    ] == ["p_1"]


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(AuthorityError, match="cannot be read"):
        load(Path("nowhere.csv"))


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=30))
def test_any_name_can_be_listed(name: str) -> None:
    assert all(form and isinstance(form, str) for form in person_forms(name))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id;name;description\np;Smith;\n", "separated by semicolons"),
        ("id,name,description\np,Müller,\n".encode("cp1252"), "not text in UTF-8: byte 0xfc"),
        (None, "cannot be read$"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "l.csv").write_bytes(content)
    with pytest.raises(AuthorityError, match=said):
        load(tmp_path / "l.csv")
