"""Which files a folder or a pattern stands for, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.diagnostics import Diagnostic, Place, Severity
from tei.files import by_number, expand, stream, write
from tei.outcome import Outcome, Seen
from tei.remote import place
from tei.selection import _sorted


def test_the_files_of_a_folder_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = ["d1.txt", "d2.txt", "d9.txt", "d10.txt", "d10a.txt", "d100.txt"]
    for name in reversed(names):
        (tmp_path / name).touch()
    assert [path.name for path in expand([tmp_path], [".txt"])] == names
    assert [path.name for path in expand([tmp_path / "d*"], [".txt"])] == names


def test_names_that_differ_in_zeros_and_figures_of_other_scripts_have_an_order_too(tmp_path: Path) -> None:
    names = ["1a2.txt", "1\u06632.txt", "d001.txt", "d01.txt", "d1.txt"]
    for name in reversed(names):
        (tmp_path / name).touch()
    assert [path.name for path in expand([tmp_path], [".txt"])] == names


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 120 + ".xml")
    write(path, b"<a/>")
    stream(path, [b"<b/>"])
    assert path.read_bytes() == b"<b/>"
    assert list(tmp_path.iterdir()) == [path]


@given(st.lists(st.text("a0129/.é", min_size=1), max_size=8))
def test_sources_are_sorted_as_files_are(names: list[str]) -> None:
    assert sorted(names, key=lambda name: _sorted(name.encode())) == sorted(names, key=by_number)


def test_files_are_named_as_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    address = "s3://bucket/d4.txt"
    seen = Seen(tmp_path / "a")
    for file, here in (
        ("b/d1.txt", "d1.txt"),
        ("d2.txt", "../d2.txt"),
        ("../d3.txt", "../../d3.txt"),
        (address,) * 2,
    ):
        found = (
            Diagnostic("N002", Severity.ERROR, Place(file), ""),
            Diagnostic("K001", Severity.ERROR, Place(""), ""),
        )
        outcome = seen(Outcome(place(file), diagnostics=found))
        assert outcome.source == place(here)
        assert [d.place.file for d in outcome.diagnostics] == [str(place(here)), ""]
