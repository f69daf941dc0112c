"""A service that speaks S3, on this machine, and what is asked of it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LOGGER = logging.getLogger("werkzeug")


@contextmanager
def service() -> Iterator[dict[str, str]]:
    """The environment in which addresses of S3 are those of a service that is there as long as this is."""
    from moto.server import ThreadedMotoServer

    LOGGER.setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    settings = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield settings
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        server.stop()


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
