"""Making: what a worker does with one source of an edition."""

from __future__ import annotations

import os
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path

from tei.batch import fingerprint
from tei.batch.items import Answer, Item, Worked, answer
from tei.batch.lock import DRAFTS, register, writing
from tei.files import write
from tei.pipeline import make, makings
from tei.policy import NO_POLICY, Policy
from tei.records import as_data
from tei.settings import Settings


@dataclass(frozen=True, slots=True)
class Maker:
    """What is done with an :class:`Item`: it is encoded, rendered and written into *output*, unless that is refused.

    *lent* says that the process is not this run's own, and goes on to others when it is done; what it has read of lists
    and stylesheets may be older than the run.
    """

    output: Path
    state: Path
    settings: Settings
    key: str
    policy: Policy = NO_POLICY
    lent: bool = False

    def __call__(self, item: Item) -> Answer:
        """The answer for *item*."""
        if self.lent:
            handle = writing(self.state)
            try:
                fingerprint.renew(self.settings, self.key)
                return self._made(item)
            finally:
                os.close(handle)
        if parent_process():
            register(self.state)
        return self._made(item)

    def _made(self, item: Item) -> Answer:
        digest = fingerprint.of_file(item.source.path)
        places = makings(self.settings)
        made = make(item.source, places, self.settings, absent=item.absent, with_records=True)
        return self.put(item, Worked(digest, made))

    def put(self, item: Item, worked: Worked) -> Answer:
        """The answer for *item*, once what was made of it is in its place, unless that is refused."""
        digest, made = worked
        over = item.force or item.begun  # what is there is written over
        hashes = {path.as_posix(): fingerprint.of_bytes(content) for path, content in made.contents.items()}
        changed = {} if over else fingerprint.differing(self.output, item.recorded)
        edited = tuple(path for path, digest in changed.items() if digest != hashes.get(path))
        if edited:
            return Answer(edited=edited)
        new = {} if over else {path: digest for path, digest in hashes.items() if path not in item.recorded}
        foreign = tuple(fingerprint.differing(self.output, new))
        if foreign:
            return Answer(foreign=foreign)
        for path, content in made.contents.items():
            write(self.output / path, content, self.state / DRAFTS)
        if made.outcome.problem:  # what was made of it before stays its own, and is not taken away
            hashes = self._kept(item) | hashes
        records = map(as_data, made.records)
        return answer(item, digest, self.key, hashes, made.linked, made.outcome, records, self.policy)

    def _kept(self, item: Item) -> dict[str, str]:
        """The outputs made of *item* before that are still there, with their hashes."""
        return {p: digest for p, digest in item.recorded.items() if (self.output / p).exists()}
