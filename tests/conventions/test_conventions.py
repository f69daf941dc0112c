"""Convention files: what they may say, and what they are told if they say it wrongly."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from cases import Case, cases, name
from tei.conventions import Convention, load, names
from tei.errors import ConventionError
from tei.resources import resource

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("case", cases(FILES), ids=name)
def test_file(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A good file is shown by the fields that differ from those of the default, a bad one by its error."""
    path = tmp_path / "mine.toml"
    path.write_text(case.blocks["toml"], "utf-8")
    if "base" in case.blocks:
        (tmp_path / "base.toml").write_text(case.blocks["base"], "utf-8")
    try:
        shown = differences(load(str(path)))
    except ConventionError as error:
        shown = f"{error.message}\nhint: {error.hint}" if error.hint else error.message
    case.expect(shown.replace(str(tmp_path), "…"), request)


def differences(convention: Convention) -> str:
    usual = load()
    pairs = ((f.name, getattr(convention, f.name), getattr(usual, f.name)) for f in fields(Convention))
    return "\n".join(f"{field} = {plain(value)}" for field, value, other in pairs if value != other)


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    return getattr(value, "pattern", value)


def test_names() -> None:
    assert names() == ["frus", "plain"]
    assert [load(each).name for each in names()] == names()


def test_unknown_name() -> None:
    with pytest.raises(ConventionError) as caught:
        load("plane")
    assert caught.value.message == "there is no convention 'plane'"
    assert caught.value.hint.startswith("did you mean plain? known are frus, plain;")


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ConventionError, match="cannot read the convention file"):
        load(str(tmp_path / "none.toml"))


def test_every_key_is_explained() -> None:
    """In frus.toml a comment stands above every key."""
    lines = resource("conventions", "frus.toml").read_text("utf-8").splitlines()
    said = tomllib.loads("\n".join(lines))
    for table in (key for key in said if isinstance(said[key], dict) and key != "labels"):
        at = lines.index(f"[{table}]")
        for key in said[table]:
            row = next(i for i in range(at, len(lines)) if lines[i].startswith(f"{key} ="))
            assert lines[row - 1].startswith("# "), f"{table}.{key} has no comment"


def test_patterns_are_one_pattern_to_their_user() -> None:
    text = "one [p. 12] two {13}"
    marker = load("plain").page_marker
    assert [m["n"] for m in marker.finditer(text)] == ["12", "13"]
    assert [bool(marker.match(text, at)) for at in (0, 4)] == [False, True]
    assert marker.match(text, 4, 10) is None
    assert marker.fullmatch("{13}") is not None
    assert marker.fullmatch(text) is None
