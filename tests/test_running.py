"""Runs in hard surroundings: a full disk, a terminal, something that changes meanwhile, a document without end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from killed import edition, tree
from tei.batch import executors
from tei.steps import Steps

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these are surroundings of POSIX")
BUILD = [sys.executable, "-m", "tei", "build"]


def limited(size: int) -> Callable[[], None]:
    """What sees to it that a process can write no file of more than *size* bytes, as if the disk were full."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("size", [1000, 6000, 30_000, 60_000])
def test_a_full_disk_is_told_and_the_next_run_goes_on(size: int, tmp_path: Path) -> None:
    path = edition(tmp_path, 60)
    run = subprocess.run([*BUILD, str(path)], stderr=subprocess.PIPE, text=True, preexec_fn=limited(size))
    assert run.returncode == 3, run.stderr
    assert re.search(r"^error: .* cannot be written: .*\nhint: make room", run.stderr, re.MULTILINE)
    assert "Traceback" not in run.stderr
    made = [p for kind in ("tei", "html", "text") for p in (tmp_path / "edition" / kind).glob("*")]
    assert all(p.read_bytes().endswith((b"</TEI>\n", b"</html>\n", b"printed.\n")) for p in made)
    assert subprocess.run([*BUILD, str(path)], stderr=subprocess.DEVNULL).returncode == 0
    other = edition(tmp_path / "other", 60)
    assert subprocess.run([*BUILD, str(other)], stderr=subprocess.DEVNULL).returncode == 0
    assert tree(tmp_path / "edition") == tree(tmp_path / "other" / "edition")


def test_on_a_terminal_there_is_a_bar_which_goes_when_the_run_ends(tmp_path: Path) -> None:
    import pty

    path = edition(tmp_path, 60)
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    run = subprocess.Popen([*BUILD, str(path)], stderr=slave, env=environment)
    os.close(slave)
    said = b"".join(pieces(master))
    assert run.wait() == 0
    assert b"building" in said
    assert re.search(rb"\d+/60", said)
    last = said.rpartition(b"\x1b[2K")[2].decode()
    assert "60 files" in last
    assert "building" not in last


def pieces(descriptor: int) -> Iterator[bytes]:
    """What comes from a terminal until the other side closes it."""
    while True:
        try:
            piece = os.read(descriptor, 4096)
        except OSError:  # Linux says so when nobody has the other side open any more
            return
        if not piece:
            return
        yield piece


def test_what_changes_is_built_again_when_it_is_watched(tmp_path: Path) -> None:
    path = edition(tmp_path, 3)
    run = subprocess.Popen([*BUILD, str(path), "--watch"], stderr=subprocess.PIPE, text=True)
    assert run.stderr
    guard = threading.Timer(60, run.kill)
    guard.start()
    try:
        until(run.stderr, "watching")
        source = tmp_path / "in" / "d2.txt"
        source.write_text(source.read_text("utf-8").replace("The words", "Some other words"), "utf-8")
        assert "2 as they were" in until(run.stderr, "the edition is in")
        until(run.stderr, "watching")
    finally:
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
        run.wait()
        guard.cancel()
    assert (run.returncode, "Traceback" in said) == (130, False)
    assert "Some other words" in (tmp_path / "edition" / "text" / "d2.txt").read_text("utf-8")


def until(lines: Iterator[str], words: str) -> str:
    """The first of *lines* with *words* in it."""
    return next(line for line in lines if words in line)


def test_an_error_is_told_as_json_where_the_run_is(tmp_path: Path) -> None:
    path = edition(tmp_path, 3)
    path.write_text(path.read_text("utf-8") + '[checks]\nN9 = "off"\n', "utf-8")
    run = subprocess.run([*BUILD, str(path), "--log-json"], stderr=subprocess.PIPE, text=True)
    assert run.returncode == 2
    [said] = [json.loads(line) for line in run.stderr.splitlines()]
    assert said["event"] == "error"
    assert said["hint"]


def work(seconds: float) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
    return "done"


def test_what_has_no_end_is_given_up_in_this_very_process_too() -> None:
    crew = executors.Crew(work, lambda item, why: why, limit=0.2, alone=True)
    found = [result for _, _, result in executors.completed(crew, [0.0, 60.0, 0.0])]
    assert found == ["done", "it was given up after 0.2 seconds", "done"]


def in_steps(item: float, begun: list[float]) -> Steps[str]:
    if item < 0:
        raise ValueError(item)
    yield
    begun.append(item)
    yield
    return work(item) if len(begun) == 3 else "too soon"


def test_work_in_steps_is_done_in_turns_and_what_is_lost_is_lost_alone() -> None:
    begun: list[float] = []
    steps = partial(in_steps, begun=begun)
    crew = executors.Crew(work, lambda item, why: why, limit=0.2, alone=True, steps=steps)
    found = list(executors.completed(crew, [0.0, 60.0, -1.0, 0.0]))
    assert [(number, item) for number, item, _ in found] == [(0, 0.0), (1, 60.0), (2, -1.0), (3, 0.0)]
    results = [result for _, _, result in found]
    assert results[:2] + results[3:] == ["done", "it was given up after 0.2 seconds", "done"]
    assert results[2].startswith("a fault of the program in test_running.py")
    assert begun == [0.0, 60.0, 0.0]


def test_a_dry_run_tells_what_is_gone(tmp_path: Path) -> None:
    path = edition(tmp_path, 2)
    subprocess.run([*BUILD, str(path)], stderr=subprocess.DEVNULL, check=True)
    (tmp_path / "in" / "d2.txt").unlink()
    for words, what in (([], "left"), (["--prune"], "taken away, unless changed by hand")):
        run = subprocess.run([*BUILD, str(path), "--dry-run", *words], stdout=subprocess.PIPE, text=True)
        said = f"in/d2.txt: what was once made of it would be {what}: html/d2.html, tei/d2.xml, text/d2.txt\n"
        assert said in run.stdout
    assert (tmp_path / "edition" / "tei" / "d2.xml").exists()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('[checks]\nN9 = "off"\n', r"edition.toml:6: N9 is neither a code"),
        ('[checks]\nN999 = "off"\n', r"edition.toml:6: there is no code N999\nhint: reports show the codes"),
        (
            '[renditions.html.parameters]\neditoin = "A"\n',
            r"edition.toml:5: .* no parameter “editoin”\nhint: ",
        ),
    ],
)
def test_what_the_edition_file_cannot_mean_is_told_with_its_line(
    said: str, message: str, tmp_path: Path
) -> None:
    path = edition(tmp_path, 1)
    path.write_text(path.read_text("utf-8") + said, "utf-8")
    run = subprocess.run([*BUILD, str(path)], stderr=subprocess.PIPE, text=True)
    assert run.returncode == 2
    assert re.search(message, run.stderr), run.stderr


def test_a_run_that_wrote_no_document_says_so(tmp_path: Path) -> None:
    path = edition(tmp_path, 1)
    (tmp_path / "in" / "d1.txt").write_bytes(b"")
    run = subprocess.run([*BUILD, str(path)], stderr=subprocess.PIPE, text=True)
    assert run.returncode == 3
    assert run.stderr.endswith("no document was written\n")
