"""The spool: what goes in comes out, in its order, whether it is held in memory or in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.batch import spool
from tei.outcome import Outcome


@pytest.mark.parametrize("count", [0, 2, 3, 8])
def test_outcomes_come_back_in_order_again_and_again(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_HELD", 3)
    outcomes = [Outcome(Path(f"d{number}.txt"), characters=number) for number in range(count)]
    kept = spool.Spool()
    for outcome in outcomes:
        kept.add(outcome)
    assert list(kept) == list(kept) == outcomes
    assert len(kept) == count


def test_a_spool_may_grow_after_it_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_HELD", 1)
    kept = spool.Spool()
    names = []
    for number in range(3):
        kept.add(Outcome(Path(f"d{number}.txt")))
        names.append([outcome.source.name for outcome in kept])
    assert names == [["d0.txt"], ["d0.txt", "d1.txt"], ["d0.txt", "d1.txt", "d2.txt"]]
