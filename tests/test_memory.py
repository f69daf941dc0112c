"""What is remembered of files: what has changed is seen whatever was done to hide it, and the rest is not read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions import codes, edition, made, tree
from tei import build_edition
from tei.batch import fingerprint, memory, run
from tei.batch.building import plan_of
from tei.batch.memory import Clock, Memory, clock
from tei.editionfile import read
from tei.files import write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is remembered there")

OLD = memory._GRAIN / 1e9 + 0.01  # seconds after which what was written is remembered
LONG = 10**12  # nanoseconds: for a clock by which all files are old


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))


def changed(path: Path, change: Callable[[Path], object]) -> None:
    """Make *change* at *path*, in another tick of the clock than the last one."""
    before = path.stat().st_ctime_ns if path.exists() else 0
    change(path)
    while path.exists() and path.stat().st_ctime_ns == before:
        path.chmod(0o644)


def later(folder: Path) -> Clock | None:
    """The clock, once all is old."""
    time.sleep(OLD)
    return clock(folder)


def hidden(path: Path) -> None:
    """Change a letter in the file at *path*, and set its times back."""
    status = path.stat()
    with path.open("r+b") as file:
        file.seek(status.st_size // 2)
        letter = file.read(1)
        file.seek(status.st_size // 2)
        file.write(b"x" if letter != b"x" else b"y")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(path: Path) -> None:
    """Put a file of the same size and times, but another letter in it, in the place of that at *path*."""
    shutil.copy2(path, path.with_name("new"))
    hidden(path.with_name("new"))
    path.with_name("new").replace(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"."),
    "hidden": hidden,
    "replaced": replaced,
    "touched": lambda path: os.utime(path, (1, 1)),
    "as it was": lambda path: path.write_bytes(path.read_bytes()),
    "gone": lambda path: path.unlink(),
}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([*CHANGES, "seen", "seen"])), max_size=12))
def test_the_hashes_are_always_those_of_what_is_there(steps: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = [folder / name for name in ("a", "b", "\udce9")]
        for path in paths:
            path.write_bytes(b"what stands in it")
        for index, step in [*steps, (0, "seen")]:
            if step != "seen":
                if paths[index].exists():
                    changed(paths[index], CHANGES[step])
                continue
            now = clock(folder)
            late = now and Clock(now.device, now.now + LONG)
            with closing(Memory(folder, late)) as remembered:
                assert remembered.hashes("s\udce9", paths) == [fingerprint.of_file(path) for path in paths]
                remembered.save(late)


@settings(max_examples=12)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["in/d1.txt", "in/d2.txt", "edition/tei/d1.xml", "edition/html/d2.html"]),
            st.sampled_from(list(CHANGES)),
        ),
        max_size=4,
    )
)
def test_with_and_without_it_the_same_is_decided(changes: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        folder = Path(place)
        path = edition(folder, 2)
        patch.setattr(memory, "_GRAIN", -LONG)  # all is remembered at once
        made(path)
        for name, change in changes:
            if (folder / name).exists():
                changed(folder / name, CHANGES[change])
        decided = []
        for cache in (os.environ["TEI_CACHE"], place):
            patch.setenv("TEI_CACHE", cache)
            try:
                decided.append([(d.source.name, d.reason, d.edited) for d in plan_of(read(path))])
            except Exception as error:  # such as that there is no source
                decided.append([(str(error), "", ())])
        assert decided[0] == decided[1]


def test_what_a_run_has_made_or_read_is_not_read_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edition(tmp_path)
    time.sleep(OLD)
    with monkeypatch.context() as patch:
        patch.setattr(run, "clock", later)
        made(path)
    asked: list[str] = []
    of_file = fingerprint.of_file

    def noted(path: Path | str) -> str:
        asked.append(str(path))
        return of_file(path)

    monkeypatch.setattr(fingerprint, "of_file", noted)
    before = tree(tmp_path)
    assert made(path) == {"kept": 4}
    assert not [name for name in asked if "/in/" in name or "/tei/" in name or "/html/" in name]
    assert tree(tmp_path) == before


@pytest.mark.parametrize("change", ["longer", "hidden", "replaced"])
def test_what_is_edited_by_hand_is_seen_even_if_that_is_hidden(change: str, tmp_path: Path) -> None:
    path = edition(tmp_path)
    made(path)
    time.sleep(OLD)
    assert made(path) == {"kept": 4}  # and remembered
    changed(tmp_path / "edition" / "tei" / "d1.xml", CHANGES[change])
    assert codes(path) == ["K001"]
    changed(tmp_path / "in" / "d2.txt", CHANGES[change])
    assert made(path) == {"refused": 1, "done": 1, "kept": 2}


@pytest.mark.parametrize(
    "trouble", ["gone", "empty", "no database", "of another layout", "no states", "no folder", "moved"]
)
def test_what_cannot_be_used_is_done_without(
    trouble: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edition(tmp_path / "a")
    made(path)
    time.sleep(OLD)
    made(path)
    [file] = (tmp_path / "cache" / "seen").iterdir()
    if trouble == "gone":
        file.unlink()
    elif trouble == "of another layout":
        sqlite3.connect(file).executescript("drop table source; create table source (other text)")
    elif trouble == "no states":
        with closing(sqlite3.connect(file)) as base, base:
            base.execute("update source set states = '[1]'")
    elif trouble == "no folder":
        monkeypatch.setenv("TEI_CACHE", str(path))
    elif trouble == "moved":
        shutil.move(tmp_path / "a", tmp_path / "b")
        path = tmp_path / "b" / "edition.toml"
    else:
        file.write_bytes(b"" if trouble == "empty" else b"no database" * 999)
    assert made(path) == {"kept": 4}
    hidden(path.parent / "in" / "d1.txt")
    assert made(path) == {"kept": 3, "done": 1}


def test_who_has_no_home_builds_as_others_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    path = edition(tmp_path)
    monkeypatch.setattr(memory, "root", homeless)
    assert [made(path), made(path)] == [{"done": 4}, {"kept": 4}]


def test_nothing_of_it_lies_in_the_output(tmp_path: Path) -> None:
    for name in "ab":
        path = edition(tmp_path / name)
        made(path)
        time.sleep(OLD)
        made(path)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    assert len(list((tmp_path / "cache" / "seen").iterdir())) == 2


def test_what_changed_just_now_is_not_remembered(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"1")
    changed_at = file.stat().st_ctime_ns
    device = file.stat().st_dev
    for after, remembered in ((0, False), (memory._GRAIN, False), (memory._GRAIN + 1, True)):
        now = Clock(device, changed_at + after)
        assert bool(memory.read(file, now)[1]) == remembered
        with closing(Memory(tmp_path, now)) as learning:
            learning.note("a", {memory.state(file.stat()): "hash"})
            learning.save(now)
        with closing(Memory(tmp_path)) as knowing:
            assert knowing.hashes("a", [file]) == ["hash" if remembered else fingerprint.of_file(file)]


def test_a_file_of_another_file_system_is_not_remembered(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"1")
    now = Clock(file.stat().st_dev + 1, file.stat().st_ctime_ns + LONG)
    assert memory.read(file, now) == (fingerprint.of_file(file), "")


@pytest.mark.parametrize(
    ("times", "why"), [((10**9, 10**9), "set back"), ((10**9, 5 * 10**18), "whole seconds")]
)
def test_a_file_system_without_times_to_be_relied_on_is_not(
    times: tuple[int, int], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Status:
        st_dev = 1
        st_mtime_ns, st_ctime_ns = times

    assert clock(tmp_path) is not None
    monkeypatch.setattr(Path, "stat", lambda path: Status)
    assert clock(tmp_path) is None, why


def test_what_is_written_is_told_only_as_long_as_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, replace = tmp_path / "a", os.replace
    for _ in range(2):  # written, and then found as it is
        status = write(file, b"content")
        assert status
        assert memory.state(status) == memory.state(file.stat())

    def and_edited(draft: str, path: Path) -> None:
        replace(draft, path)
        path.write_bytes(b"another")
        os.utime(path, (1, 1))

    monkeypatch.setattr(os, "replace", and_edited)
    assert write(file, b"content of mine") is None


def test_what_is_remembered_of_outputs_that_are_used_no_more_goes(tmp_path: Path) -> None:
    seen = tmp_path / "cache" / "seen"
    seen.mkdir(parents=True)
    for name, age in (("old", memory._UNUSED + 60), ("new", 60)):
        (seen / name).touch()
        os.utime(seen / name, (time.time() - age,) * 2)
    path = edition(tmp_path)
    made(path)
    time.sleep(OLD)
    build_edition(read(path))
    assert not (seen / "old").exists()
    assert (seen / "new").exists()
