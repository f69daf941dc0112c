"""A spool: outcomes kept on disk, so that a run of any length needs no more memory than a short one."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from typing import IO

from tei.outcome import Outcome

_IN_MEMORY = 1 << 20  # bytes; a spool that is longer is a file


class Spool:
    """Outcomes in the order they were added, which can be gone through again and again."""

    def __init__(self) -> None:
        self._file: IO[bytes] = io.BytesIO()
        self._in_memory = True
        self._count = 0
        self._end = 0

    def add(self, outcome: Outcome) -> None:
        """Put *outcome* at the end."""
        self._file.seek(self._end)
        self._end += self._file.write(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL))
        self._count += 1
        if self._in_memory and self._end > _IN_MEMORY:
            self._to_disk()

    def _to_disk(self) -> None:
        from tempfile import TemporaryFile  # a short run does without

        self._file.seek(0)
        file = TemporaryFile()  # noqa: SIM115
        file.write(self._file.read())
        self._file, self._in_memory = file, False

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Outcome]:
        place = 0
        for _ in range(self._count):
            self._file.seek(place)
            outcome: Outcome = pickle.load(self._file)
            place = self._file.tell()
            yield outcome
