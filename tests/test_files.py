"""Which files a folder or a pattern stands for, and in which order."""

from __future__ import annotations

from pathlib import Path

from tei.files import expand


def test_the_files_of_a_folder_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = ["d1.txt", "d2.txt", "d9.txt", "d10.txt", "d10a.txt", "d100.txt"]
    for name in reversed(names):
        (tmp_path / name).touch()
    assert [path.name for path in expand([tmp_path], [".txt"])] == names
    assert [path.name for path in expand([tmp_path / "d*"], [".txt"])] == names
