"""An edition of many documents: what is done again and what is not, and what is made of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from editions import PERSONS, edition, letter, made, tree
from tei import Settings, build_edition, encode
from tei.batch import Wish
from tei.editionfile import read
from tei.errors import EditionFileError, TeiError
from tei.report import FORMATS
from tei.selection import _FILES, _FOLDERS
from tei.transform import RENDITIONS


def test_what_has_not_changed_is_not_done_again(tmp_path: Path) -> None:
    path = edition(tmp_path)
    assert made(path) == {"done": 4}
    before = tree(tmp_path / "edition")
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "edition").rglob("*") if p.is_file()}
    assert made(path) == {"kept": 4}
    assert tree(tmp_path / "edition") == before
    assert {p: p.stat().st_mtime_ns for p in times} == times
    assert not (tmp_path / "edition" / ".tei").exists()


def test_a_run_with_nothing_to_do_does_not_load_the_encoder(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    code = (
        "import sys; from pathlib import Path; from tei import build_edition; from tei.editionfile import read;"
        f"build_edition(read(Path({str(path)!r}))); print('lxml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("change", "done"),
    [
        (lambda folder: (folder / "in" / "d2.txt").write_text(letter(2, 3, " More."), "utf-8"), 1),
        (lambda folder: (folder / "persons.csv").write_text(PERSONS + "p_j,Jones,\n", "utf-8"), 4),
        (lambda folder: (folder / "edition.toml").open("a").write('[edition]\ntitle = "A"\n'), 4),
        (
            lambda folder: (folder / "in" / "d5.txt").write_text(letter(5), "utf-8"),
            2,
        ),  # and d4, which links to it
        (lambda folder: (folder / "edition" / "html" / "d1.html").unlink(), 1),
        (lambda folder: os.utime(folder / "in" / "d1.txt", (1, 1)), 0),
    ],
    ids=["source", "list", "metadata", "new document", "missing output", "time alone"],
)
def test_what_a_change_touches_is_done_again_and_nothing_else(
    change: object, done: int, tmp_path: Path
) -> None:
    path = edition(tmp_path / "a")
    made(path)
    assert callable(change)
    change(tmp_path / "a")
    assert made(path).get("done", 0) == done
    shutil.copytree(tmp_path / "a", tmp_path / "b", ignore=shutil.ignore_patterns("edition"))
    made(tmp_path / "b" / "edition.toml")
    assert tree(tmp_path / "a" / "edition") == tree(tmp_path / "b" / "edition"), "as if made in one run"


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are characters elsewhere")
def test_a_file_whose_name_is_no_characters_is_built_as_any_other(tmp_path: Path) -> None:
    path = edition(tmp_path, 1)
    (tmp_path / "in" / os.fsdecode(b"\xe9.txt")).write_text(letter(2), "utf-8")
    assert made(path) == {"done": 2}
    assert made(path) == {"kept": 2}
    documents = json.loads((tmp_path / "edition" / "index" / "dates.json").read_bytes())
    assert [d["document"] for day in documents for d in day["documents"]] == ["d1.xml", "\udce9.xml"]


def test_a_list_that_changes_is_read_anew_in_the_same_process(tmp_path: Path) -> None:
    path = edition(tmp_path, 1)
    persons, settings = tmp_path / "persons.csv", Settings(persons=tmp_path / "persons.csv")
    for ident in ("p_smith", "p_john"):
        persons.write_text(PERSONS.replace("p_smith", ident), "utf-8")
        encode([tmp_path / "in"], tmp_path / "out", settings)
        assert f"#{ident}" in (tmp_path / "out" / "d1.xml").read_text("utf-8")
    build_edition(read(path))
    persons.write_text("id,description\np_smith,\n", "utf-8")
    with pytest.raises(EditionFileError, match="name"):
        build_edition(read(path))


def test_what_another_version_made_is_made_anew_and_known_for_its_own(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    before = tree(tmp_path / "edition")
    manifest = tmp_path / "edition" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
    lines[0] = {"program": "another"}
    for line in lines[1:]:
        for held in (line.get("outcome"), line.get("edition")):
            if held:
                held["of-then"] = held.pop(next(iter(held)))
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert made(path) == {"done": 4}
    assert tree(tmp_path / "edition") == before


def test_moving_the_folder_changes_nothing(tmp_path: Path) -> None:
    made(edition(tmp_path / "a"))
    shutil.move(tmp_path / "a", tmp_path / "elsewhere")
    assert made(tmp_path / "elsewhere" / "edition.toml") == {"kept": 4}
    assert str(tmp_path).encode() not in b"".join(tree(tmp_path / "elsewhere" / "edition").values())


def test_only_some_documents_are_looked_at(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    for number in (1, 2):
        (tmp_path / "in" / f"d{number}.txt").write_text(letter(number, 9, " More."), "utf-8")
    built = build_edition(read(path), Wish(only=("d2",)))
    assert built.count == {"done": 1}
    assert built.chosen == frozenset({"in/d2.txt"})
    for pattern in ("nosuch", "Z999"):
        with pytest.raises(TeiError, match=f"--only {pattern}: there is no such source"):
            made(path, Wish(only=(pattern,)))
    assert build_edition(read(path), Wish(only=("T001",))).chosen == frozenset()
    assert made(path) == {"done": 1, "kept": 3}


def test_a_document_links_to_those_of_the_edition_alone(tmp_path: Path) -> None:
    path = edition(tmp_path)
    path.write_text(path.read_text("utf-8").replace("[lists]", 'exclude = ["in/d3.txt"]\n[lists]'), "utf-8")
    made(path)
    page = (tmp_path / "edition" / "html" / "d2.html").read_text("utf-8")
    assert "d3.html" not in page
    assert "d2.html" in (tmp_path / "edition" / "html" / "d1.html").read_text("utf-8")
    assert made(path) == {"kept": 3}


def test_what_was_made_is_no_source(tmp_path: Path) -> None:
    path = edition(tmp_path)
    (tmp_path / "in" / "._d1.txt").write_bytes(b"\x00\x05")
    everything = path.read_text("utf-8").replace("in/*.txt", "**/*.txt")
    path.write_text(everything, "utf-8")
    assert made(path) == {"done": 4}
    assert made(path) == {"kept": 4}
    path.write_text(everything + '[renditions]\nformats = ["html"]\n', "utf-8")
    assert made(path) == {"done": 4}
    for folder in (".", "..", "in/.."):
        path.write_text(f'{everything}[output]\nfolder = "{folder}"\n', "utf-8")
        with pytest.raises(
            EditionFileError, match=r"edition.toml:6: the output .* is the folder of the edition"
        ):
            made(path)


def test_every_part_of_the_output_is_known() -> None:
    assert set(RENDITIONS) <= _FOLDERS
    assert all(f"report{row.suffix}".startswith(_FILES) for row in FORMATS.values())
