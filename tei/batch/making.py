"""Making: what a worker does with one source of an edition."""

from __future__ import annotations

import os
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path

from tei.batch import fingerprint
from tei.batch.items import Answer, Item, Worked, answer
from tei.batch.lines import note_begun
from tei.batch.lock import DRAFTS, register, writing
from tei.batch.memory import Clock, read
from tei.batch.memory import state as state_of
from tei.files import write
from tei.policy import NO_POLICY, Policy
from tei.records import as_data
from tei.settings import Settings


@dataclass(frozen=True, slots=True)
class Maker:
    """What is done with an :class:`Item`: it is encoded, rendered and written into *output*, unless that is refused.

    *lent* says that the process is not this run's own, and goes on to others when it is done; what it has read of lists
    and stylesheets may be older than the run. What the files are like is only told if it is known when the run *began*.
    """

    output: Path
    state: Path
    settings: Settings
    key: str
    policy: Policy = NO_POLICY
    lent: bool = False
    began: Clock | None = None

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
        from tei.pipeline import make, makings  # the process that hands out the items does without

        digest, state = read(item.source.path, self.began)
        places = makings(self.settings)
        made = make(item.source, places, self.settings, absent=item.absent, with_records=True)
        return self.put(item, Worked(digest, made), state)

    def put(self, item: Item, worked: Worked, state: str = "") -> Answer:
        """The answer for *item*, whose source was in this *state*, once what was made of it is in its place.

        That may be refused: what is there is read before it is written over.
        """
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
        states = {state: digest} if state else {}
        drafts = self.state / DRAFTS
        if not item.begun:  # or else it is noted already
            note_begun(self.state, item.source.name)
        for path, content in made.contents.items():
            status = write(self.output / path, content, drafts)
            if status and self.began and self.began.knows(status):
                states[state_of(status)] = hashes[path.as_posix()]
        if made.outcome.problem:  # what was made of it before stays its own, and is not taken away
            hashes = self._kept(item) | hashes
        records = map(as_data, made.records)
        done = answer(item, digest, self.key, hashes, made.linked, made.outcome, records, self.policy)
        return done._replace(states=tuple(states.items()))

    def _kept(self, item: Item) -> dict[str, str]:
        """The outputs made of *item* before that are still there, with their hashes."""
        return {p: digest for p, digest in item.recorded.items() if (self.output / p).exists()}
