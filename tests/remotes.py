"""A service that speaks S3, on this machine, and what is asked of it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

import tei
from editions import PERSONS, letter, tree
from tei import build_edition
from tei.batch import Wish
from tei.cli import main
from tei.editionfile import read
from tei.remote import Address, place

pytest.importorskip("moto.server", reason="needs moto[server], which stands for S3")
pytest.importorskip("s3fs", reason="needs the extra remote")

LOGGER = logging.getLogger("werkzeug")


@cache
def service() -> str:
    """The address of a service that is there as long as this process; what fsspec opens, it keeps open."""
    from moto.server import ThreadedMotoServer

    LOGGER.setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


class Bucket:
    """A bucket, as someone else than the program sees it."""

    def __init__(self, name: str) -> None:
        import fsspec

        self.system: Any = fsspec.filesystem("s3", use_listings_cache=False)
        self.name = name
        self.system.mkdir(name)

    def __str__(self) -> str:
        return f"s3://{self.name}"

    def put(self, key: str, content: str | bytes) -> None:
        """Write an object."""
        self.system.pipe_file(f"{self.name}/{key}", content.encode() if isinstance(content, str) else content)

    def get(self, key: str) -> bytes:
        """The content of an object."""
        content: bytes = self.system.cat_file(f"{self.name}/{key}")
        return content

    def delete(self, key: str) -> None:
        """Take an object away."""
        self.system.rm_file(f"{self.name}/{key}")

    def info(self, key: str) -> dict[str, Any]:
        """What the service says of an object."""
        info: dict[str, Any] = self.system.info(f"{self.name}/{key}")
        return info

    def tree(self, folder: str = "") -> dict[str, bytes]:
        """Every object below *folder*, by the rest of its key."""
        base = f"{self.name}/{folder}".rstrip("/")
        return {path.removeprefix(f"{base}/"): self.system.cat_file(path) for path in self.system.find(base)}

    def times(self) -> dict[str, Any]:
        """When each object was written."""
        found = self.system.find(self.name, detail=True)
        return {path: (info["LastModified"], info["ETag"]) for path, info in found.items()}


@pytest.fixture(scope="module", autouse=True)
def environment() -> Iterator[None]:
    """The environment in which addresses of S3 are those of the service."""
    settings = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": service(),
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(autouse=True)
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "copies"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "copies"


PACKAGE = Path(tei.__file__).parent.parent

_number = iter(range(10_000))


@pytest.fixture
def bucket() -> Bucket:
    """A bucket with four letters and a list of persons."""
    made = Bucket(f"bucket-{next(_number)}")
    for number in range(1, 5):
        made.put(f"in/d{number}.txt", letter(number, number + 1))
    made.put("persons.csv", PERSONS)
    return made


def run(*words: object) -> tuple[int, str, str]:
    """The exit status of a command, and what it wrote."""
    out, err = TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main(list(map(str, words)))
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    assert "Traceback" not in texts[1], texts[1]
    assert isinstance(ended.value.code, int)
    return ended.value.code, texts[0], texts[1]


def apart(*words: object) -> tuple[int, str]:
    """The exit status of a command in a process of its own, and what it wrote on standard error."""
    environment = {"PYTHONPATH": str(PACKAGE), **os.environ}
    arguments = [sys.executable, "-m", "tei", *map(str, words)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env=environment)
    return done.returncode, done.stderr


def here(bucket: Bucket, folder: Path) -> Path:
    """What is in *bucket*, in a *folder* of this machine."""
    for key, content in bucket.tree().items():
        (folder / key).parent.mkdir(parents=True, exist_ok=True)
        (folder / key).write_bytes(content)
    return folder


EDITION = """
[sources]
files = ["in/*.txt"]
[lists]
persons = "persons.csv"
[exports.EXPORT]
[edition]
title = "T"
editors = ["E"]
publisher = "P"
date = "2026"
url = "https://example.org"
"""


def letters(bucket: Bucket, count: int = 4, export: str = "cmif") -> Address:
    """The address of the edition file of *count* letters in *bucket*."""
    for number in range(1, count + 1):
        bucket.put(f"in/d{number}.txt", letter(number, number + 1))
    bucket.put("edition.toml", EDITION.replace("EXPORT", export))
    path = place(f"{bucket}/edition.toml")
    assert isinstance(path, Address)
    return path


def counts(path: Path, wish: Wish | None = None) -> dict[str, int]:
    return dict(build_edition(read(path), wish).count)


def alike(bucket: Bucket, folder: Path) -> None:
    """What was built in *bucket* is what is built of the same on this machine."""
    for key, content in bucket.tree().items():
        if not key.startswith("edition/"):
            (folder / key).parent.mkdir(parents=True, exist_ok=True)
            (folder / key).write_bytes(content)
    build_edition(read(folder / "edition.toml"))
    assert bucket.tree("edition") == tree(folder / "edition")
