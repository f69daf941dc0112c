"""A cluster: the work of a run done by a Dask scheduler and its workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pytest

from editions import PERSONS, edition, tree
from tei import build_edition
from tei.batch.executors import Crew, check, in_order
from tei.batch.run import Event
from tei.editionfile import read
from tei.errors import OutputError, TeiError
from test_workers import lost, work

pytest.importorskip("distributed", reason="needs the extra dask")

HERE = Path(__file__).parent
MANY = 120
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a scheduler or worker, in a folder of its own; all of them end with the test."""
    processes: list[subprocess.Popen[bytes]] = []
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def started(*words: str, **settings: str) -> subprocess.Popen[bytes]:
        file = ["--scheduler-file", str(tmp_path / "scheduler.json"), "--no-dashboard"]
        environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}{os.pathsep}{HERE}", **settings}
        with (tmp_path / "log.txt").open("ab") as log:
            command = [sys.executable, "-m", "dask", *words, *file]
            processes.append(
                subprocess.Popen(
                    command, cwd=elsewhere, env=environment, stdout=log, stderr=log, start_new_session=True
                )
            )
        return processes[-1]

    yield started
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def scheduler(start: Start, folder: Path, **settings: str) -> tuple[str, subprocess.Popen[bytes]]:
    """The address of a scheduler that has been started, and its process."""
    process = start("scheduler", "--host", "127.0.0.1", "--port", "0", **settings)
    file = folder / "scheduler.json"
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if file.exists() and (text := file.read_text("utf-8")).rstrip().endswith("}"):
            return str(json.loads(text)["address"]).replace("tcp:", "dask:"), process
        time.sleep(0.05)
    raise AssertionError((folder / "log.txt").read_text("utf-8"))


def worker(start: Start, *words: str) -> subprocess.Popen[bytes]:
    return start("worker", "--nthreads", "1", "--host", "127.0.0.1", *words)


def await_workers(address: str, count: int) -> None:
    from distributed import Client

    with Client(address.replace("dask:", "tcp:"), set_as_default=False) as client:
        client.wait_for_workers(count, timeout=30)


def test_a_cluster_makes_the_same_edition_though_one_of_its_machines_is_lost(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, many = edition(tmp_path / "alone", MANY), edition(tmp_path / "many", MANY)
    for path in (alone, many):
        (path.parent / "in" / "d7.txt").write_bytes(b"\xff")
    build_edition(read(alone))
    address, _ = scheduler(start, tmp_path)
    workers = [worker(start, "--no-nanny") for _ in range(2)]
    await_workers(address, 2)
    done: list[str] = []

    def tell(event: Event) -> None:
        done.extend([event.source] if event.kind == "done" else [])
        if len(done) == 40:
            workers[0].kill()
            assert workers[0].wait() == -signal.SIGKILL

    monkeypatch.chdir(many.parent)  # the workers are in another folder
    built = build_edition(replace(read(Path("edition.toml")), executor=address), tell=tell)
    assert built.count == {"done": MANY - 1, "problem": 1}
    assert sorted(done) == sorted(set(done))
    assert workers[1].poll() is None
    assert tree(tmp_path / "many" / "edition") == tree(tmp_path / "alone" / "edition")
    assert build_edition(read(many)).count == {"kept": MANY}

    for path in (alone, many):
        (path.parent / "persons.csv").write_text(PERSONS.replace("p_smith", "p_john"), "utf-8")
    build_edition(read(alone))
    build_edition(replace(read(many), executor=address))
    assert tree(tmp_path / "many" / "edition") == tree(tmp_path / "alone" / "edition"), "workers live on"
    assert b"#p_john" in (tmp_path / "many" / "edition" / "tei" / "d1.xml").read_bytes()


def test_what_goes_wrong_costs_one_item(start: Start, tmp_path: Path) -> None:
    address, process = scheduler(start, tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    worker(start, "--nworkers", "2")
    crew: Crew[int, object] = Crew(work, lost, limit=1.0, executor=address)
    results = list(in_order(crew, range(22)))
    wrong = {number: result for number, result in enumerate(results) if result != number * 2}
    assert wrong.keys() == {13, 17, 19}
    assert wrong[13] == "13: every worker that worked on it died"
    assert wrong[17] == "17: every worker that worked on it died", "it was given up after a second"
    assert str(wrong[19]).startswith("19: a fault of the program in test_workers.py, line")
    with pytest.raises(OutputError, match="no place") as caught:
        list(in_order(crew, [1, 23]))
    assert caught.value.hint == "make some"

    def until_the_scheduler_is_gone() -> None:
        for number, _ in enumerate(in_order(crew, repeat(1))):
            if number == 2:
                process.kill()

    with pytest.raises(TeiError, match="is gone"):
        until_the_scheduler_is_gone()


def test_an_address_where_no_scheduler_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei.batch.cluster._PATIENCE", "1s")
    crew: Crew[int, object] = Crew(work, lost, executor="dask://127.0.0.1:1")
    with pytest.raises(TeiError, match="no Dask scheduler answers"):
        list(in_order(crew, [1]))


@pytest.mark.parametrize("address", ["dask", "dask://host", "ray://host:1", ":", "host:8786"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(TeiError, match="is not the address of"):
        check(address)


def test_without_its_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei.batch.cluster.find_spec", lambda name: None)
    with pytest.raises(TeiError, match="Dask is not installed") as caught:
        check("dask://127.0.0.1:8786")
    assert "tei-edition[dask]" in caught.value.hint
