"""Editions at addresses: built as on this machine, taken up by any machine, and what others wrote kept."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from editions import letter
from remotes import PACKAGE, Bucket, alike, bucket, copies, counts, environment, letters
from tei import build_edition
from tei.batch import Wish
from tei.batch.building import plan_of
from tei.batch.run import Event
from tei.editionfile import read
from tei.errors import OutputError
from tei.remote import Address, hold, place, store

__all__ = ["bucket", "copies", "environment"]  # fixtures


MANY = 60


def test_an_edition_in_a_bucket_is_what_it_would_be_on_this_machine(bucket: Bucket, tmp_path: Path) -> None:
    path = letters(bucket)
    assert counts(path) == {"done": 4}
    alike(bucket, tmp_path / "here")
    before = bucket.times()
    assert counts(path) == {"kept": 4}
    assert bucket.times() == before


def test_another_machine_goes_on_where_this_one_was(bucket: Bucket, copies: Path, tmp_path: Path) -> None:
    path = letters(bucket, export="dts")
    counts(path)
    shutil.rmtree(copies)
    before = bucket.times()
    assert counts(path) == {"kept": 4}
    assert bucket.times() == before
    bucket.put("in/d2.txt", letter(2, 3, " More."))
    bucket.delete("edition/html/d3.html")
    shutil.rmtree(copies)
    assert counts(path) == {"kept": 2, "done": 2}
    alike(bucket, tmp_path / "here")


def test_what_was_changed_by_hand_at_the_address_is_kept(bucket: Bucket) -> None:
    path = letters(bucket)
    counts(path)
    mine = bucket.get("edition/tei/d1.xml").replace(b"Text 1", b"Text I")
    bucket.put("edition/tei/d1.xml", mine)
    bucket.delete("in/d4.txt")
    built = build_edition(read(path))
    found = {d.code: d for o in built for d in o.diagnostics if d.code[0] == "K"}
    assert found["K001"].place.file == "edition/tei/d1.xml"
    assert "the source is not there any more" in found["K003"].message
    assert bucket.get("edition/tei/d1.xml") == mine
    assert counts(path, Wish(force=True, prune=True))["done"] == 1
    assert bucket.get("edition/tei/d1.xml") != mine
    assert not [key for key in bucket.tree("edition") if "d4." in key]


def test_sources_far_and_output_near_and_the_other_way_round(bucket: Bucket, tmp_path: Path) -> None:
    lines = f'[sources]\nfiles = ["{bucket}/in/*.txt"]\n[lists]\npersons = "{bucket}/persons.csv"\n'
    near = tmp_path / "near.toml"
    near.write_text(lines, "utf-8")
    assert counts(near) == {"done": 4}
    report = (tmp_path / "edition" / "report.txt").read_text("utf-8")
    assert f"{bucket}/in/d1.txt\n" in report
    assert str(tmp_path) not in report
    (tmp_path / "in").mkdir()
    for number in (1, 2):
        (tmp_path / "in" / f"d{number}.txt").write_text(letter(number), "utf-8")
    far = tmp_path / "far.toml"
    far.write_text(f'[sources]\nfiles = ["in/*.txt"]\n[output]\nfolder = "{bucket}/edition"\n', "utf-8")
    assert counts(far) == {"done": 2}
    assert counts(far) == {"kept": 2}
    assert sorted(bucket.tree("edition/tei")) == ["d1.xml", "d2.xml"]
    told = bucket.get("edition/report.json") + bucket.get("edition/manifest.jsonl")
    assert str(tmp_path).encode() not in told
    assert [d.reason for d in plan_of(read(far)) if d.item] == []


def interrupted(path: Path, folder: Path, after: int) -> None:
    """A run on *path*, in a process of its own, is killed when it has told of *after* documents."""
    environment = {"PYTHONPATH": str(PACKAGE), **os.environ, "TEI_CACHE": str(folder)}
    code = "from tei.batch import afar; afar._EVERY = 0.2; from tei.cli import main; main()"
    arguments = [sys.executable, "-c", code, "build", str(path), "--log-json", "--jobs", "2"]
    process = subprocess.Popen(
        arguments, stderr=subprocess.PIPE, env=environment, start_new_session=True, text=True
    )
    assert process.stderr
    seen = 0
    for line in process.stderr:
        seen += json.loads(line)["event"] == "done"
        if seen == after:
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="a process is killed in another way there")
@pytest.mark.parametrize("same", [True, False], ids=["this machine", "another machine"])
def test_a_run_that_was_killed_is_taken_up(
    same: bool, bucket: Bucket, copies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = letters(bucket, MANY)
    interrupted(path, copies if same else tmp_path / "other", MANY * 3 // 4)
    monkeypatch.setattr(hold, "WATCH", 0.5)
    done = counts(path)
    assert done["done"] <= MANY
    assert sum(done.values()) == MANY
    alike(bucket, tmp_path / "here")
    assert not [key for key in bucket.tree("edition") if key.startswith(".tei")]


def test_two_runs_at_once_do_not_write_to_one_place(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = place(f"{bucket}/edition")
    assert isinstance(output, Address)
    monkeypatch.setattr(hold, "BEAT", 0.05)
    monkeypatch.setattr(hold, "WATCH", 2)
    with hold.held(output, tmp_path / "one") as first:
        with (
            pytest.raises(OutputError, match="another run is writing to s3://"),
            hold.held(output, tmp_path / "two"),
        ):
            pass
        first.check()
        bucket.put("edition/.tei/hold.000002", "taken over")
        with pytest.raises(OutputError, match="another run"):
            first.check()


def test_what_somebody_else_writes_meanwhile_is_kept(bucket: Bucket) -> None:
    path = letters(bucket)

    def meanwhile(event: Event) -> None:
        if event.kind == "plan":
            bucket.put("edition/html/d2.html", "somebody else's")

    with pytest.raises(OutputError, match="somebody else wrote in the meantime") as raised:
        build_edition(read(path), tell=meanwhile)
    assert f"{bucket}/edition/html/d2.html" in str(raised.value)
    assert bucket.get("edition/html/d2.html") == b"somebody else's"
    assert [d.code for o in build_edition(read(path)) for d in o.diagnostics if d.code[0] == "K"] == ["K001"]


def test_a_source_that_goes_while_it_is_fetched_is_one_that_cannot_be_read(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = letters(bucket)
    fetched = store.read

    def gone(address: Address) -> bytes:
        if address.name == "d2.txt":
            bucket.delete("in/d2.txt")
        content: bytes = fetched(address)
        return content

    monkeypatch.setattr(store, "read", gone)
    built = build_edition(read(path))
    problems = {str(o.source): o.problem for o in built if o.problem}
    assert problems == {"in/d2.txt": "in/d2.txt cannot be read: No such file or directory"}
    assert sorted(bucket.tree("edition/tei")) == ["d1.xml", "d3.xml", "d4.xml"]


def test_folders_of_a_bucket_are_kept_apart(bucket: Bucket, tmp_path: Path) -> None:
    for key in ("in/a/d1.txt", "in/b/d1.txt", "in/b/c/d1.txt"):
        bucket.put(key, letter(1))
    near = tmp_path / "near.toml"
    near.write_text(
        f'[sources]\nfiles = ["{bucket}/in/*/**/d1.txt"]\n[output]\nlayout = "folders"\n', "utf-8"
    )
    assert counts(near) == {"done": 3}
    found = sorted(
        p.relative_to(tmp_path / "edition/tei").as_posix() for p in (tmp_path / "edition/tei").rglob("*.xml")
    )
    assert found == ["a/d1.xml", "b/c/d1.xml", "b/d1.xml"]
