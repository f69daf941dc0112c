"""What a dry run says is what a run then does; and a run that cannot go on says why, and goes on the next time."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import editions
from editions import made, tree
from tei import build_edition
from tei.batch import Wish
from tei.batch.building import plan_of
from tei.cli import main
from tei.editionfile import read
from tei.errors import EditionFileError, OutputError

LETTER = "{0}. Letter From John Smith to Jones1\n\nRome, May {0}, 1969.\n\nText {0}.\n\n  1. Source: Files.\n"


def edition(folder: Path, more: str = "") -> Path:
    """The edition file of an edition of four letters in *folder*; it also says *more*."""
    (folder / "in").mkdir()
    for number in range(1, 5):
        (folder / "in" / f"d{number}.txt").write_text(LETTER.format(number), "utf-8")
    path = folder / "edition.toml"
    path.write_text(f'{more}\n[sources]\nfiles = ["in/*.txt"]\n', "utf-8")
    return path


def foretold(path: Path, *words: str) -> dict[str, str]:
    """What ``tei build --dry-run`` says of each source."""
    done = subprocess.run(
        [sys.executable, "-m", "tei", "build", str(path), "--dry-run", *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split(": ", 1) for line in done.stdout.splitlines())


def test_a_dry_run_says_what_will_be_taken_away_and_what_will_be_written_over(tmp_path: Path) -> None:
    path = edition(tmp_path)
    build_edition(read(path))
    output = tmp_path / "edition"
    for name in ("in/d1.txt", "in/d2.txt"):
        (tmp_path / name).unlink()
    (tmp_path / "in/d4.txt").write_text(LETTER.format(4).replace("Text", "Words"), "utf-8")
    for name in ("tei/d2.xml", "tei/d3.xml", "tei/d4.xml"):
        (output / name).write_text("mine", "utf-8")
    of_1, of_2 = (f"html/d{n}.html, tei/d{n}.xml, text/d{n}.txt" for n in (1, 2))
    left = "would be left, because tei/d{}.xml was changed by hand"
    gone = "what was once made of it would be"
    assert foretold(path) == {
        "in/d1.txt": f"{gone} left: {of_1}",
        "in/d2.txt": f"{gone} left: {of_2}",
        "in/d3.txt": left.format(3),
        "in/d4.txt": left.format(4),
    }
    assert foretold(path, "--prune")["in/d2.txt"] == f"{gone} taken away, unless changed by hand: {of_2}"
    forced = foretold(path, "--force")
    assert forced["in/d3.txt"].endswith("; tei/d3.xml, changed by hand, would be written over")
    assert forced["in/d4.txt"] == (
        "would be made, because it has changed; tei/d4.xml, changed by hand, would be written over"
    )
    assert foretold(path, "--only", "d3") == {"in/d3.txt": left.format(3)}

    build_edition(read(path), Wish(prune=True))
    assert sorted(p.name for p in (output / "tei").iterdir()) == ["d2.xml", "d3.xml", "d4.xml"]
    assert {(output / "tei" / f"d{n}.xml").read_text("utf-8") for n in (2, 3, 4)} == {"mine"}
    assert sorted(p.name for p in (output / "html").iterdir()) == ["d3.html", "d4.html"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('sources.convention = "fruss"', "1: there is no convention 'fruss'"),
        ('renditions.formats = ["pdf"]', "1: there is no rendition “pdf”"),
        (
            "[renditions.html]\nparameters.metdata = 'full'",
            "1: the rendition html has no parameter “metdata”",
        ),
        ('output.reports = ["pdf"]', "1: there is no report of the kind pdf"),
        ("[exports.epubs]", "1: there is no target “epubs”"),
        ("[exports.epub]\ncolour = 'red'", "1: the target epub has no option “colour”"),
    ],
)
def test_a_dry_run_finds_what_would_end_the_run(more: str, said: str, tmp_path: Path) -> None:
    path = edition(tmp_path)
    table = not more.startswith("[")
    sources = 'sources.files = ["in/*.txt"]\n' if table else '[sources]\nfiles = ["in/*.txt"]\n'
    path.write_text(f"{more}\n{sources}", "utf-8")
    for asked in (lambda: list(plan_of(read(path))), lambda: build_edition(read(path))):
        with pytest.raises(EditionFileError) as caught:
            asked()
        assert caught.value.message == f"{path}:{said}"
    assert not (tmp_path / "edition" / "tei").exists(), "nothing is made before all is known to be right"


def _no_room() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _no_room_for_tables() -> None:
    base = sqlite3.connect("")
    base.execute("pragma max_page_count = 1")
    base.execute("create table a (b)")


@pytest.mark.parametrize("fails", [_no_room, _no_room_for_tables])
def test_no_room_for_temporary_files_is_no_fault_of_the_program(
    fails: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tei.cli.build.described", lambda *_: fails())  # type: ignore[operator]
    with pytest.raises(SystemExit) as left:
        main(["build"])
    assert left.value.code == OutputError.exit_status
    assert capsys.readouterr().err.startswith("error: there is no room left on the disk")


@pytest.mark.skipif(os.name == "nt", reason="no Ctrl-C can be sent to one process there")
def test_watching_goes_on_when_the_edition_file_is_wrong_for_a_while(tmp_path: Path) -> None:
    path = edition(tmp_path)
    right = path.read_text("utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "tei", "build", str(path), "--watch"], stderr=subprocess.PIPE, text=True
    )
    overdue = threading.Timer(60, process.kill)
    overdue.start()
    assert process.stderr
    lines = iter(process.stderr.readline, "")

    def until(beginning: str) -> str:
        return next(line for line in lines if line.startswith(beginning))

    until("the edition is in")
    path.write_text(right.replace("[sources]", "[source]"), "utf-8")
    assert "there is no table [source]" in until("error")
    path.write_text(f"{right}# as it was\n", "utf-8")
    assert until("the edition is in").endswith("4 as they were\n")
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    overdue.cancel()


def test_a_dry_run_says_why_and_writes_nothing(tmp_path: Path) -> None:
    path = editions.edition(tmp_path)
    assert {d.reason for d in plan_of(read(path))} == {"it is new"}
    assert not (tmp_path / "edition").exists()
    made(path)
    (tmp_path / "in" / "d2.txt").write_text(editions.letter(2), "utf-8")
    reasons = {d.source.name: d.reason for d in plan_of(read(path)) if d.item}
    assert reasons == {"in/d2.txt": "it has changed"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[schemas]\nfiles = ["no.rng"]', "edition.toml:6: the schema {}/no.rng is not there"),
        ('[schemas]\nfiles = ["bad.rng"]', "edition.toml:6: the schema"),
        ('places = "no.csv"', "edition.toml:5: the list of places {}/no.csv is not there"),
        ('terms = "in"', "edition.toml:5: the list of terms {}/in is a folder, not a file"),
        ('[renditions.html]\nxslt = "no.xsl"', "edition.toml:5: the stylesheet {}/no.xsl is not there"),
        ('[renditions.html]\nxslt = "bad.rng"', "edition.toml:5: "),
        (
            '[renditions.html]\nparameters = { metadata = "all" }',
            "edition.toml:5: the parameter metadata",
        ),
    ],
)
def test_what_is_named_and_cannot_be_used_is_an_error_and_costs_nothing(
    tmp_path: Path, table: str, said: str
) -> None:
    path = editions.edition(tmp_path)
    (tmp_path / "bad.rng").write_text("<grammar/>", "utf-8")
    made(path)
    before = tree(tmp_path / "edition")
    path.write_text(f"{path.read_text('utf-8')}{table}\n", "utf-8")
    for _ in range(2):
        with pytest.raises(EditionFileError) as caught:
            build_edition(read(path), Wish(prune=True))
        assert caught.value.message.startswith(f"{tmp_path}/{said.format(tmp_path)}")
        left = tree(tmp_path / "edition")
        assert {name: left[name] for name in before} == before
    if "not" in said:
        with pytest.raises(EditionFileError):
            list(plan_of(read(path)))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")
def test_an_output_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    path = editions.edition(tmp_path)
    path.write_text(path.read_text("utf-8") + '[output]\nfolder = "/proc/none"\n', "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        made(path)
