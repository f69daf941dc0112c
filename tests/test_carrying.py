"""A cluster that works on what lies at addresses: no folder is shared."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from editions import PERSONS
from remotes import Bucket, alike, bucket, copies, environment, letters
from tei import build_edition
from tei.batch.carrying import Carrier
from tei.batch.items import Item
from tei.editionfile import read
from tei.errors import InputError
from tei.remote import Address, place, store
from tei.selection import Source
from tei.settings import Settings
from test_cluster import Start, await_workers, scheduler, start

__all__ = ["bucket", "copies", "environment", "start"]  # fixtures


def test_a_cluster_reads_and_sends_without_a_shared_folder(
    bucket: Bucket, tmp_path: Path, start: Start
) -> None:
    path = letters(bucket, 12)
    address, _ = scheduler(start, tmp_path)
    for number in range(2):
        start("worker", "--nthreads", "1", "--host", "127.0.0.1", TEI_CACHE=str(tmp_path / f"worker{number}"))
    await_workers(address, 2)
    here = replace(read(path), executor=address)
    assert dict(build_edition(here).count) == {"done": 12}
    alike(bucket, tmp_path / "here")
    bucket.put("persons.csv", PERSONS.replace("Smith, John", "Smith, Jack"))
    assert dict(build_edition(here).count) == {"done": 12}
    alike(bucket, tmp_path / "again")


def test_what_a_worker_may_not_read_is_said_to_be_so_on_a_worker(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(address: Address) -> bytes:
        raise InputError(f"{address} may not be read", "ask for it")

    monkeypatch.setattr(store, "read", refused)
    item = Item(Source(place(f"{bucket}/in/d1.txt"), "in/d1.txt"))
    with pytest.raises(InputError, match=f"^on a worker of the cluster, {bucket}/in/d1.txt may not") as told:
        Carrier(Settings(), "key")(item)
    assert told.value.hint == "ask for it"


def test_copies_that_no_run_has_used_for_a_day_are_taken_away(bucket: Bucket, copies: Path) -> None:
    settings = Settings(persons=place(f"{bucket}/persons.csv"))
    item = Item(Source(place(f"{bucket}/in/d1.txt"), "in/d1.txt"))

    def carried(key: str, *idle: str) -> list[str]:
        """The keys of which there are copies, once *key* has been used; those *idle* have long not been."""
        for name in idle:
            os.utime(copies / "carried" / name, (0, 0))
        (content,) = Carrier(settings, key)(item).made.contents.values()
        assert b"p_smith" in content
        with closing(sqlite3.connect(copies / "copies.sqlite")) as known:
            paths = [Path(row[0]) for row in known.execute("select path from copies")]
        kept = {path.relative_to(copies).parts[1] for path in paths if "carried" in path.parts}
        assert kept == {path.name for path in (copies / "carried").iterdir()}
        return sorted(kept)

    assert carried("one") == ["one"]
    assert carried("two") == ["one", "two"], "two runs at once"
    assert carried("three", "two") == ["one", "three"]
    assert carried("one", "one") == ["one", "three"], "it is used now"
    assert carried("two", "one") == ["three", "two"]
    assert carried("one") == ["one", "three", "two"], "what was taken away is fetched again"
