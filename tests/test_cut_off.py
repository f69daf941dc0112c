"""A run that is cut off, killed or ended early, and the one that takes it up."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from editions import PERSONS, edition, letter, made, run, tree
from tei import build_edition
from tei.batch import Wish
from tei.batch.building import plan_of
from tei.batch.lines import NAME, note_begun
from tei.batch.lock import locked
from tei.batch.manifest import JOURNAL
from tei.batch.run import Event
from tei.editionfile import read
from tei.errors import OutputError


def test_what_is_left_of_a_journal_when_the_power_failed_is_no_hindrance(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    before = tree(tmp_path / "edition")
    line = (tmp_path / "edition" / NAME).read_bytes().splitlines(keepends=True)[1]
    for left in (b"\0" * 9 + b"\n", line[:50] + b"\0" * 50 + b"}\n", line[:50]):
        (tmp_path / "edition" / ".tei").mkdir()
        (tmp_path / "edition" / ".tei" / JOURNAL).write_bytes(line + left)
        assert made(path) == {"kept": 4}
        assert tree(tmp_path / "edition") == before


@pytest.mark.parametrize("cut", [12, 200])
def test_a_damaged_manifest_is_told(cut: int, tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    manifest = tmp_path / "edition" / NAME
    first, *rest = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(first + rest[0][:cut] + b"\n" + b"".join(rest[1:]))
    with pytest.raises(OutputError, match="is damaged") as caught:
        made(path)
    assert "take the file away" in caught.value.hint


@pytest.mark.parametrize(
    "line",
    [
        '{"gone":"x"}',
        '{"gone":"x","outputs":[]}',
        '{"edition":[]}',
        '{"edition":{"other":1}}',
        '{"edition":{"outputs":[]}}',
        '{"source":"in/d1.txt","other":1}',
        '{"source":"in/d1.txt"}',
        '{"source":"in/d1.txt","sha256":"","key":"","outputs":[],"linked":{},"outcome":{}}',
    ],
)
def test_a_manifest_whose_lines_do_not_say_what_they_should_is_damaged(line: str, tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    with (tmp_path / "edition" / NAME).open("a", encoding="utf-8") as manifest:
        manifest.write(f"{line}\n")
    with pytest.raises(OutputError, match="is damaged"):
        made(path)


def test_a_run_ends_after_so_many_errors_and_goes_on_the_next_time(tmp_path: Path) -> None:
    path = edition(tmp_path, 6)
    for number in (1, 2, 3):
        (tmp_path / "in" / f"d{number}.txt").write_bytes(b"\xff")
    built = build_edition(read(path), Wish(most_errors=2))
    assert built.stopped
    assert len(list(built)) == 1, (
        "each of the first file's two errors counts: R001 and that it was not processed"
    )
    assert build_edition(read(path)).count == {"kept": 1, "problem": 2, "done": 3}


def test_what_was_at_work_when_a_run_ended_is_known_for_its_own(tmp_path: Path) -> None:
    path = edition(tmp_path, 60)
    many = replace(read(path), jobs=2)
    build_edition(many)
    for number in range(1, 61):
        (tmp_path / "in" / f"d{number}.txt").write_text(letter(number, 0, " Changed."), "utf-8")
    for number in (1, 2):  # the first that each process is given
        (tmp_path / "in" / f"d{number}.txt").write_bytes(b"\xff")
    ended = build_edition(many, Wish(most_errors=1))
    assert ended.stopped
    assert ended.count["done"] < 50, "the run ends soon"
    (tmp_path / "persons.csv").write_text(PERSONS.replace("p_smith", "p_john"), "utf-8")
    assert build_edition(many).count == {"done": 58, "problem": 2}


@pytest.mark.parametrize("known", [True, False])
def test_what_was_refused_before_a_run_was_cut_off_is_refused_by_the_next(
    known: bool, tmp_path: Path
) -> None:
    path = edition(tmp_path)
    mine = tmp_path / "edition" / "tei" / "d2.xml"
    if known:  # changed by hand, and due
        made(path)
        (tmp_path / "in" / "d2.txt").write_text(letter(2, 0, " Changed."), "utf-8")
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("my own work", "utf-8")

    def cut_off(event: Event) -> None:
        if event.kind == "refused":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_edition(read(path), tell=cut_off)
    assert (tmp_path / "edition" / ".tei").exists()
    assert build_edition(read(path)).count["refused"] == 1
    assert mine.read_text("utf-8") == "my own work"


def test_what_was_finished_before_a_run_was_cut_off_may_be_changed_by_hand(tmp_path: Path) -> None:
    path = edition(tmp_path)
    output = tmp_path / "edition"

    def cut_off(event: Event) -> None:
        if event.source.endswith("d3.txt"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_edition(read(path), tell=cut_off)
    mine, emptied, zeros = (output / "tei" / f"d{number}.xml" for number in (1, 2, 3))
    whole = emptied.read_bytes()
    mine.write_text("my own work", "utf-8")
    emptied.write_bytes(b"")
    zeros.write_bytes(b"\0" * 5000)
    assert made(path) == {"refused": 1, "done": 3}
    assert mine.read_text("utf-8") == "my own work"
    assert emptied.read_bytes() == whole


def test_what_was_being_written_is_finished_whatever_is_asked_for(tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    before = tree(tmp_path / "edition")
    (tmp_path / "edition" / ".tei").mkdir()
    note_begun(tmp_path / "edition" / ".tei", "in/d1.txt")
    (tmp_path / "edition" / "tei" / "d1.xml").write_text("made with other settings", "utf-8")
    build_edition(read(path), Wish(only=("d4",)))
    assert made(path) == {"kept": 4}
    assert tree(tmp_path / "edition") == before


def test_two_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = edition(tmp_path)
    with locked(tmp_path / "edition"), pytest.raises(OutputError, match="another run"):
        made(path)
    assert made(path) == {"done": 4}


MANY = 90


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    path = edition(folder, MANY)
    process = run(path, "--jobs", "1")
    assert process.wait() == 0, process.stderr
    return tree(folder / "edition")


@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_is_killed_is_taken_up_by_the_next(
    seed: int, undisturbed: Mapping[str, bytes], tmp_path: Path
) -> None:
    path = edition(tmp_path, MANY)
    chance = random.Random(seed)
    for _ in range(2):
        process = run(path, "--jobs", "2")
        time.sleep(chance.uniform(0.2, 1.0))
        process.kill()
        process.wait()
        whole = {p for p in (tmp_path / "edition").rglob("*.xml") if p.parent.name == "tei"}
        assert all(p.read_bytes().endswith(b"</TEI>\n") for p in whole), "no half-written file is ever seen"
    assert run(path, "--jobs", "2").wait() == 0
    assert tree(tmp_path / "edition") == undisturbed


def test_the_same_bytes_whatever_the_surroundings(undisturbed: Mapping[str, bytes], tmp_path: Path) -> None:
    path = edition(tmp_path, MANY)
    strange = {
        "LC_ALL": "tr_TR.UTF-8",
        "TZ": "Asia/Kathmandu",
        "PYTHONHASHSEED": "7",
        "USER": "x",
        "COLUMNS": "20",
    }
    before = os.umask(0o077)
    try:
        assert run(path, "--jobs", "3", environment={**os.environ, **strange}).wait() == 0
    finally:
        os.umask(before)
    assert tree(tmp_path / "edition") == undisturbed


@pytest.mark.skipif(os.name == "nt", reason="an interrupt is sent in another way there")
def test_an_interrupt_ends_a_run_at_once_and_keeps_what_is_finished(tmp_path: Path) -> None:
    path = edition(tmp_path, 1000)  # whose log is more than a pipe holds, so that the run is still going
    process = run(path, "--log-json", "--jobs", "2")
    assert process.stderr
    for line in process.stderr:
        if json.loads(line)["event"] == "done":
            break
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait() == 130
    assert time.monotonic() - start < 5, "one second on a quiet machine"
    assert "interrupted" in rest
    assert "Traceback" not in rest
    made(path, Wish(only=("d1",)))
    assert not (tmp_path / "edition" / ".tei").exists()
    assert 0 < sum(decision.item is None for decision in plan_of(read(path))) < 1000
