"""A spool: outcomes kept on disk, so that a run of any length needs no more memory than a short one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from tei.outcome import Outcome

_HELD = 1000  # outcomes, some kilobytes each, that are kept in memory; a short run needs no file


class Spool:
    """Outcomes in the order they were added, which can be gone through again and again."""

    def __init__(self) -> None:
        self._held: list[Outcome] = []
        self._file: IO[bytes] | None = None
        self._in_file = 0

    def add(self, outcome: Outcome) -> None:
        """Put *outcome* at the end."""
        if len(self._held) < _HELD:
            self._held.append(outcome)
            return
        import pickle  # what is short does without

        if self._file is None:
            from tempfile import TemporaryFile

            self._file = TemporaryFile()  # noqa: SIM115
        self._file.seek(0, 2)
        pickle.dump(outcome, self._file, pickle.HIGHEST_PROTOCOL)
        self._in_file += 1

    def __len__(self) -> int:
        return len(self._held) + self._in_file

    def __iter__(self) -> Iterator[Outcome]:
        yield from self._held
        if self._file is None:
            return
        import pickle

        place = 0
        for _ in range(self._in_file):
            self._file.seek(place)
            outcome: Outcome = pickle.load(self._file)
            place = self._file.tell()
            yield outcome
