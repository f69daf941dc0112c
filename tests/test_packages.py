"""The packages of an edition: made again when something has changed, and what was changed by hand in them kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions import edition, letter, made, tree
from tei import build_edition
from tei.batch import Wish
from tei.batch.building import plan_of
from tei.cli import main
from tei.editionfile import read
from tei.errors import TeiError

EXPORTS = (
    '[edition]\ntitle = "A"\nurl = "https://example.org"\n[exports.epub]\n[exports.site]\nsearch = "no"\n'
)
PAGE, BOOK = "exports/site/documents/d1.html", "exports/epub/edition.epub"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The edition file of an edition with a book and a web site, which is built."""
    path = edition(tmp_path)
    path.write_text(path.read_text("utf-8") + EXPORTS, "utf-8")
    made(path)
    return path


def told(path: Path, wish: Wish | None = None) -> list[str]:
    """The files that are told to have been changed by hand in a package."""
    return [d.place.file for o in build_edition(read(path), wish) for d in o.diagnostics if d.code == "O008"]


@pytest.mark.parametrize("name", [PAGE, BOOK])
@pytest.mark.parametrize("due", [True, False], ids=["a source has changed", "nothing is due"])
def test_what_was_changed_by_hand_in_a_package_is_told_and_kept_and_all_else_is_made(
    name: str, due: bool, path: Path, tmp_path: Path
) -> None:
    output = tmp_path / "edition"
    before = tree(output)
    (output / name).write_bytes(b"by hand")
    if due:
        (tmp_path / "in" / "d2.txt").write_text(letter(2, 3, " More."), "utf-8")
    for _ in range(2):
        assert told(path) == [f"edition/{name}"]
        assert [d.source.name for d in plan_of(read(path)) if d.edited] == [name]
    after = tree(output)
    assert after[name] == b"by hand"
    assert f"edition/{name}\n        -  error    O008".encode() in after["report.txt"]
    for other in ("tei/d2.xml", "exports/site/documents/d2.html", *({BOOK} - {name})):
        assert (after[other] != before[other]) is due, other
    assert told(path, Wish(force=True)) == []
    assert made(path) == {"kept": 4}
    (tmp_path / "in" / "d2.txt").write_text(letter(2, 3), "utf-8")
    made(path)
    assert tree(output) == before


def test_a_package_is_whole_again_once_the_changed_file_is_taken_away(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "edition"
    before = tree(output)
    (output / PAGE).write_bytes(b"by hand")
    assert told(path) == [f"edition/{PAGE}"]
    (output / PAGE).unlink()
    assert told(path) == []
    assert tree(output) == before
    (output / BOOK).unlink()
    made(path)
    assert tree(output) == before


def test_what_stands_in_the_way_of_a_package_is_told_until_it_is_gone(tmp_path: Path) -> None:
    path = edition(tmp_path)
    path.write_text(path.read_text("utf-8") + EXPORTS, "utf-8")
    (tmp_path / "edition" / PAGE).parent.mkdir(parents=True)
    (tmp_path / "edition" / PAGE).write_bytes(b"mine")
    for _ in range(3):
        assert told(path) == [f"edition/{PAGE}"]
    (tmp_path / "edition" / PAGE).unlink()
    assert told(path) == []
    assert (tmp_path / "edition" / PAGE).exists()


def test_what_was_in_the_way_of_a_package_is_told_no_more_when_the_package_does_without(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "in" / "d5.txt").write_text(letter(5), "utf-8")
    mine = tmp_path / "edition" / "exports" / "site" / "documents" / "d5.html"
    mine.write_bytes(b"mine")
    name = mine.relative_to(tmp_path).as_posix()
    for _ in range(3):
        assert told(path) == [name]
        assert [d.source.name for d in plan_of(read(path)) if d.edited] == [name.removeprefix("edition/")]
    (tmp_path / "in" / "d5.txt").unlink()
    for _ in range(2):
        assert told(path) == []
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("older", [True, False])
def test_a_package_of_one_file_that_an_older_version_made_without_a_list_is_the_programs_own(
    older: bool, path: Path, tmp_path: Path
) -> None:
    output = tmp_path / "edition"
    (output / BOOK).with_name(".edition.epub.sha256").unlink()
    if older:
        manifest = output / "manifest.jsonl"
        _, *rest = manifest.read_bytes().splitlines(keepends=True)
        manifest.write_bytes(b"".join([b'{"program":"older"}\n', *rest]))
    before = (output / BOOK).read_bytes()
    (tmp_path / "in" / "d2.txt").write_text(letter(2, 3, " More."), "utf-8")
    for _ in range(2):
        assert told(path) == ([] if older else [f"edition/{BOOK}"])
        assert ((output / BOOK).read_bytes() == before) is not older


@pytest.mark.parametrize("listed", [b"\xff\xfe  index.html\n", b"\n", b"a  b\n", b"\0" * 99])
def test_a_line_of_a_list_that_no_export_writes_says_nothing(
    listed: bytes, path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "edition" / "exports" / "site" / ".tei-export.sha256"
    before = file.read_bytes()
    file.write_bytes(before + listed)
    (tmp_path / "in" / "d2.txt").write_text(letter(2, 3, " More."), "utf-8")
    assert told(path) == []
    (tmp_path / "in" / "d2.txt").write_text(letter(2, 3), "utf-8")
    assert told(path) == []
    assert file.read_bytes() == before
    file.write_bytes(before.replace(b"\n", b"\r\n"))
    (tmp_path / "in" / "d2.txt").write_text(letter(2, 3, " More."), "utf-8")
    assert told(path) == [], "nor is it another list if its lines end in another way"


def test_a_package_is_made_again_when_a_file_that_it_reads_has_changed(path: Path, tmp_path: Path) -> None:
    words, style = tmp_path / "words", tmp_path / "own.css"
    words.write_text("First words.", "utf-8")
    style.write_text("p { color: red }", "utf-8")
    wanted = f"[exports.site]\nintroduction = '{words.name}'\ncss = '{style}'\n"  # seen from the edition file
    path.write_text(path.read_text("utf-8").replace("[exports.site]\n", wanted), "utf-8")
    made(path)
    site = tmp_path / "edition" / "exports" / "site"
    assert "First words." in (site / "index.html").read_text("utf-8")
    words.write_text("Other words.", "utf-8")
    style.write_text("p { color: blue }", "utf-8")
    assert made(path) == {"kept": 4}
    assert "Other words." in (site / "index.html").read_text("utf-8")
    assert "color: blue" in (site / "site.css").read_text("utf-8")
    words.unlink()
    for _ in range(2):
        with pytest.raises(TeiError, match=r"the introduction .* cannot be read"):
            made(path)


def test_the_command_says_so_too(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "edition" / PAGE).write_bytes(b"by hand")

    def said(*words: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as ended:
            main(["build", *words])
        captured = capsys.readouterr()
        return ended.value.code, captured.out or captured.err

    status, err = said()
    assert (status, f"edition/{PAGE}\n        -  error    O008" in err) == (1, True), err
    assert said("--dry-run") == (0, f"{PAGE}: would be left, because it was changed by hand\n")
    forced = f"{PAGE}: would be written over, although it was changed by hand\n"
    assert said("--dry-run", "--force") == (0, forced)
    assert said("--force")[0] == 0
    assert said("--dry-run") == (0, "4 would be left as they are\n")


def test_packages_are_made_of_the_edition(tmp_path: Path) -> None:
    path = edition(tmp_path)
    text = path.read_text("utf-8")
    path.write_text(f'{text}[edition]\ntitle = "A"\n[exports.cmfi]\n', "utf-8")
    with pytest.raises(TeiError, match="no target"):
        made(path)
    wanted = '[edition]\ntitle = "A"\nurl = "https://example.org"\n[exports.site]\n'
    path.write_text(text + wanted, "utf-8")
    made(path)
    before = tree(tmp_path / "edition" / "exports" / "site")
    assert before
    assert made(path) == {"kept": 4}
    assert tree(tmp_path / "edition" / "exports" / "site") == before


@pytest.mark.parametrize("only", [(), ("d2",)])
def test_a_package_follows_a_file_that_is_changed_by_hand_and_made_again(
    only: tuple[str, ...], tmp_path: Path
) -> None:
    path = edition(tmp_path)
    path.write_text(path.read_text("utf-8") + "[exports.epub]\n", "utf-8")
    made(path)
    output, before = tmp_path / "edition", tree(tmp_path / "edition")
    file, source = output / "tei" / "d1.xml", tmp_path / "in" / "d2.txt"
    file.write_bytes(file.read_bytes().replace(b"Text 1", b"By hand"))
    source.write_text(letter(2, 3, " More."), "utf-8")
    made(path, Wish(only))
    source.write_text(letter(2, 3), "utf-8")
    made(path, Wish(only))
    by_hand = tree(output)
    assert by_hand["exports/epub/edition.epub"] != before["exports/epub/edition.epub"]
    made(path, Wish(force=True))
    assert tree(output) == before


def test_a_package_that_could_not_be_made_is_tried_again_when_something_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edition(tmp_path)
    text = path.read_text("utf-8")
    about = '[edition]\ntitle = "A"\neditors = ["E"]\npublisher = "P"\ndate = "2026"\nurl = "https://example.org"\n'
    path.write_text(f'{text}{about}[exports.cmif]\naddress = "all.html"\n', "utf-8")

    def lacks() -> bool:
        return "O005" in [d.code for o in build_edition(read(path)) for d in o.diagnostics]

    assert lacks()
    with monkeypatch.context() as patch:
        patch.setattr("tei.batch.across.exported", None)
        assert lacks(), "it is told each time, and nothing is done"
    path.write_text(f"{text}{about}[exports.cmif]\n", "utf-8")
    assert not lacks()
    assert (tmp_path / "edition" / "exports" / "cmif" / "cmif.xml").exists()
