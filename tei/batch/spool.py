"""A spool: outcomes kept on disk, so that a run of any length needs no more memory than a short one."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator

from tei.outcome import Outcome


class Spool:
    """Outcomes in the order they were added, which can be gone through again and again."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115
        self._count = 0

    def add(self, outcome: Outcome) -> None:
        """Put *outcome* at the end."""
        self._file.seek(0, 2)
        pickle.dump(outcome, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Outcome]:
        place = 0
        for _ in range(self._count):
            self._file.seek(place)
            outcome: Outcome = pickle.load(self._file)
            place = self._file.tell()
            yield outcome
