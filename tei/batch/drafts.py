"""Drafts: files made of the edition as a whole, which are put in their place when they are complete."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tei.batch import fingerprint
from tei.files import stream


def written(path: Path, pieces: Iterable[str], drafts: Path) -> str:
    """The hash of the file at *path*, once it is written; one that is the same is not touched."""
    digest = hashlib.sha256()

    def hashed() -> Iterator[bytes]:
        for piece in pieces:
            data = piece.encode("utf-8", "backslashreplace")
            digest.update(data)
            yield data

    draft = drafts / f"{path.name}.new"
    stream(draft, hashed())
    if fingerprint.of_file(path) == digest.hexdigest():
        draft.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(path)
    return digest.hexdigest()
