"""A cluster that works on what lies at addresses: no folder is shared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from editions import PERSONS
from remotes import Bucket, alike, bucket, copies, environment, letters
from tei import build_edition
from tei.editionfile import read
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
