"""Which files a folder or a pattern stands for, and in which order."""

from __future__ import annotations

from pathlib import Path

from tei.files import expand, stream, write


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
