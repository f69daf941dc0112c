"""What was changed by hand, is not of the edition, or is made of no source any more: kept and told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions import codes, edition, letter, made, tree
from tei.batch import Wish
from tei.errors import TeiError


def test_a_file_changed_by_hand_is_left_and_told_of(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    mine = tmp_path / "edition" / "tei" / "d2.xml"
    good = mine.read_bytes()
    mine.write_bytes(good + b"<!-- mine -->\n")
    assert codes(path) == ["K001"]
    (tmp_path / "in" / "d2.txt").write_text(letter(2, 3, " More."), "utf-8")
    assert codes(path) == ["K001"], "also when the source has changed"
    assert mine.read_bytes() == good + b"<!-- mine -->\n"
    assert codes(path, Wish(force=True)) == []
    assert b"More." in mine.read_bytes()
    assert made(path) == {"kept": 4}


def test_an_index_changed_by_hand_is_told_of_each_time_and_made_again_when_asked(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    before = tree(tmp_path / "edition")
    index = tmp_path / "edition" / "index" / "dates.json"
    index.write_bytes(b"[]\n")
    assert codes(path) == codes(path) == ["K001"]
    assert index.read_bytes() == b"[]\n"
    assert codes(path, Wish(force=True)) == []
    assert tree(tmp_path / "edition") == before


def test_a_file_that_is_not_of_the_edition_is_not_written_over(tmp_path: Path) -> None:
    path = edition(tmp_path)
    other = tmp_path / "edition" / "html" / "d3.html"
    other.parent.mkdir(parents=True)
    other.write_text("mine", "utf-8")
    assert codes(path) == ["K002"]
    assert other.read_text("utf-8") == "mine"
    assert not (tmp_path / "edition" / "tei" / "d3.xml").exists()
    other.unlink()
    assert codes(path) == []


def test_what_is_made_of_no_source_is_told_of_and_pruned_when_asked(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    (tmp_path / "in" / "d4.txt").unlink()
    assert codes(path) == ["K003"]
    assert codes(path) == ["K003"], "as long as it is there"
    assert (tmp_path / "edition" / "tei" / "d4.xml").exists()
    assert codes(path, Wish(prune=True)) == []
    assert not list((tmp_path / "edition").rglob("d4.*"))
    made(edition(tmp_path / "b", 3))
    assert tree(tmp_path / "edition") == tree(tmp_path / "b" / "edition")


def test_a_renamed_folder_of_sources_takes_its_outputs_along(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    (tmp_path / "in").rename(tmp_path / "letters")
    path.write_text(path.read_text("utf-8").replace("in/*", "letters/*"), "utf-8")
    assert codes(path) == []
    assert made(path) == {"kept": 4}


def test_a_document_that_fails_now_keeps_what_was_made_of_it(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    source = tmp_path / "in" / "d1.txt"
    before = source.read_bytes()
    source.write_bytes(b"\xff")
    assert codes(path) == []
    assert (tmp_path / "edition" / "tei" / "d1.xml").exists()
    source.write_bytes(before)
    assert codes(path) == []
    assert made(path) == {"kept": 4}


@pytest.mark.parametrize("words", [b"\xff", None], ids=["no text", "not to be read"])
def test_a_source_that_fails_loses_nothing_to_pruning(tmp_path: Path, words: bytes | None) -> None:
    path = edition(tmp_path)
    made(path)
    before = tree(tmp_path / "edition" / "tei")
    source = tmp_path / "in" / "d1.txt"
    source.unlink()
    if words is None:
        source.symlink_to(source)  # it is there, and cannot be opened
        path.write_text(path.read_text("utf-8").replace('"in/*.txt"', '"in/*.txt", "in/d1.txt"'), "utf-8")
        with pytest.raises(TeiError):
            codes(path, Wish(prune=True))
    else:
        source.write_bytes(words)
        for _ in range(2):
            assert codes(path, Wish(prune=True)) == []
    assert tree(tmp_path / "edition" / "tei") == before
