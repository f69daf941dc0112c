"""What is made of an edition as a whole, and what stands in its way: nothing that was not made here is written over."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from editions import codes, edition, letter, made, tree
from tei import build, build_edition
from tei.batch import Wish, across
from tei.batch.building import plan_of
from tei.batch.lines import NAME
from tei.batch.manifest import JOURNAL, Store
from tei.editionfile import read
from tei.errors import TeiError

MINE = ("index/dates.json", "persons-found.csv", "report.txt")


def letters(folder: Path) -> Path:
    """A folder of two letters, in which their edition is made."""
    folder.mkdir()
    for number in (1, 2):
        (folder / f"d{number}.txt").write_text(letter(number), "utf-8")
    return folder


def found(folder: Path) -> list[tuple[str, str]]:
    """What is told of files of the edition, once it is made of the letters in *folder* and in there."""
    built = build([folder], folder)
    return [
        (d.code, Path(d.place.file).name)
        for outcome in built
        for d in outcome.diagnostics
        if d.code[0] == "K"
    ]


def test_an_edition_can_be_made_in_the_folder_of_its_sources(tmp_path: Path) -> None:
    folder = letters(tmp_path / "letters")
    assert found(folder) == []
    first = tree(folder)
    assert found(folder) == []
    assert tree(folder) == first
    assert {name for name in first if "/" not in name} == {
        "d1.txt", "d2.txt", "manifest.jsonl", "persons-found.csv", "report.json", "report.txt"
    }  # fmt: skip


def test_indexes_and_reports_do_not_take_the_place_of_what_is_not_theirs(tmp_path: Path) -> None:
    folder = letters(tmp_path / "letters")
    for name in MINE:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine", "utf-8")
    first: dict[str, bytes] = {}
    for again in (False, True):
        assert found(folder) == [("K002", Path(name).name) for name in MINE]
        assert {(folder / name).read_text("utf-8") for name in MINE} == {"mine"}
        assert not again or tree(folder) == first, "the second run does nothing"
        first = tree(folder)
    for name in MINE:
        (folder / name).unlink()
    assert found(folder) == []
    (tmp_path / "other").mkdir()
    other = letters(tmp_path / "other" / "letters")
    assert found(other) == []
    assert tree(folder) == tree(other), "as if they had never been there"


def test_force_writes_over_them(tmp_path: Path) -> None:
    path = edition(tmp_path)
    mine = tmp_path / "edition" / "report.txt"
    mine.parent.mkdir()
    mine.write_text("mine", "utf-8")
    [told] = [decision for decision in plan_of(read(path)) if decision.item is None]
    assert (told.edited, told.reason) == (("report.txt",), "was not made by this edition")
    assert codes(path) == ["K002"]
    assert codes(path, Wish(force=True)) == []
    assert mine.read_text("utf-8") != "mine"


@pytest.mark.parametrize("first", [True, False], ids=["the first run", "a later one"])
def test_what_a_run_that_was_cut_off_has_written_is_its_own(first: bool, tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    output = tmp_path / "edition"
    wanted = tree(output)
    if first:
        (output / NAME).unlink()
    whole = [name for name in wanted if name.startswith(("index/", "report.", "persons-"))]
    for name in whole:
        (output / name).write_text("of that run", "utf-8")
    (output / ".tei").mkdir()
    begun = (json.dumps({"begun": f"//{name}"}, separators=(",", ":")) + "\n" for name in whole)
    (output / ".tei" / JOURNAL).write_text("".join(begun), "utf-8")
    assert codes(path) == []
    assert tree(output) == wanted


def test_the_journal_says_what_is_written_before_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edition(tmp_path)
    journal = tmp_path / "edition" / ".tei" / JOURNAL
    replace, seen = Path.replace, []

    def noted(draft: Path, target: Path) -> Path:
        name = target.relative_to(tmp_path / "edition").as_posix()
        if name != NAME and not name.startswith(".tei/"):
            seen.append(name)
            assert f'"//{name}"' in journal.read_text("utf-8")
        return replace(draft, target)

    monkeypatch.setattr(Path, "replace", noted)
    made(path)
    assert sorted(seen) == ["index/dates.json", "index/persons.json", "report.json", "report.txt"]


def test_what_is_not_asked_for_for_a_while_stays_the_editions_own(tmp_path: Path) -> None:
    path = edition(tmp_path)
    file = read(path)
    text = path.read_text("utf-8")
    for said in (text.replace("persons =", "terms ="), text + '[output]\nreports = ["html"]\n', text):
        (tmp_path / "persons.csv").write_text("id,name,term,description\n", "utf-8")
        path.write_text(said, "utf-8")
        assert codes(path) == []
        (tmp_path / "in" / "d1.txt").open("a", encoding="utf-8").write("\nMore.\n")
    path.write_text(text.replace("persons =", "terms ="), "utf-8")
    assert codes(path) == []
    assert len(build_edition(file)) >= 4


def test_what_is_found_between_documents_is_the_same_by_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edition(tmp_path, 6)
    for number in range(1, 7):
        (tmp_path / "in" / f"d{number}.txt").write_text(letter(1), "utf-8")  # six with one number
    made(path)
    file = read(path)
    monkeypatch.setattr(across, "_WORTH_A_PROCESS", 2)
    with closing(Store(file.output)) as store:
        alone, by_two = (list(across.across(file, store.records(store.sources), jobs)) for jobs in (1, 2))
        assert alone == by_two
        assert len({d.place.file for d in alone}) >= 5
        (tmp_path / "edition" / "tei" / "d3.xml").unlink()
        for jobs in (1, 2):
            with pytest.raises(TeiError, match="cannot be read again"):
                list(across.across(file, store.records(store.sources), jobs))
