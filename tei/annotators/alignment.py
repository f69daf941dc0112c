"""Which note hangs where: the most likely reading of the whole sequence, and how sure each place is.

The notes of a list hang in the text in the order of the list, each once. Of all the ways to place them the
one with the highest sum of weights is taken (the Viterbi algorithm); the certainty of a place is its share in
all the ways together (the forward-backward algorithm). A note may also hang nowhere, at a cost.

Source: L. R. Rabiner, "A Tutorial on Hidden Markov Models", Proceedings of the IEEE 77 (1989), section III.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import exp, log
from typing import NamedTuple

from tei.annotators.markers import Candidate
from tei.document import Span

# Log-odds of a note whose number does not stand in the text: about one in three hundred.
MISSING = -3.0
_LARGEST = 700.0  # the exponential of more is no floating-point number


class Placed(NamedTuple):
    """Where a note hangs: the span of its number, how certain that is, and the other places by certainty.

    The span is None if the note hangs nowhere.
    """

    span: Span | None
    certainty: float
    others: tuple[tuple[float, Span], ...]


class Alignment(NamedTuple):
    """The places of all notes, in the order of the list, and the sum of their weights."""

    placed: list[Placed]
    score: float


class Step(NamedTuple):
    """A candidate for the notes *first* to *last*, and the cuts of the text before and behind it."""

    first: int
    last: int
    left: int
    right: int
    candidate: Candidate


class Steps:
    """The candidates of *count* notes, as steps between cuts.

    A cut lies where a candidate begins, and at the end of the text.
    """

    def __init__(self, candidates: Iterable[Candidate], count: int):
        found = list(candidates)
        cuts = sorted({c.spans[0].start for c in found})
        self.cuts, self.count = len(cuts) + 1, count
        self.by_first: list[list[Step]] = [[] for _ in range(count)]
        self.by_last: list[list[Step]] = [[] for _ in range(count)]
        for c in found:
            left, right = bisect_left(cuts, c.spans[0].start), bisect_left(cuts, c.spans[-1].end)
            step = Step(c.first, c.first + len(c.spans) - 1, left, right, c)
            self.by_first[step.first].append(step)
            self.by_last[step.last].append(step)


def align(candidates: Iterable[Candidate], count: int) -> Alignment:
    """The most likely places of *count* notes among the *candidates*."""
    steps = Steps(candidates, count)
    chosen, score = _best(steps)
    shares = _shares(steps)
    placed = []
    for note, step in enumerate(chosen):
        span = step.candidate.spans[note - step.first] if step else None
        others = sorted(((p, s) for s, p in shares[note].items() if s != span), reverse=True)
        sure = shares[note][span] if span else 1.0 - sum(shares[note].values())
        placed.append(Placed(span, min(1.0, max(0.0, sure)), tuple(others)))
    return Alignment(placed, score)


def _best(steps: Steps) -> tuple[list[Step | None], float]:
    """For each note the step of the best way (None: it hangs nowhere), and the weight of that way."""
    # rows[k][j] is the best weight of the first k notes with all of them before cut j; how, the step to it.
    rows = [[0.0] * steps.cuts]
    how: list[list[Step | None]] = []
    for note in range(steps.count):
        row = [weight + MISSING for weight in rows[note]]
        last: list[Step | None] = [None] * steps.cuts
        for step in steps.by_last[note]:
            weight = rows[step.first][step.left] + step.candidate.weight
            if weight > row[step.right]:
                row[step.right], last[step.right] = weight, step
        for j in range(1, steps.cuts):
            if row[j - 1] > row[j]:
                row[j], last[j] = row[j - 1], last[j - 1]
        rows.append(row)
        how.append(last)
    return _trace(how, steps.cuts - 1), rows[-1][-1]


def _trace(how: Sequence[Sequence[Step | None]], cut: int) -> list[Step | None]:
    """The steps of the best way, read from its end."""
    chosen: list[Step | None] = [None] * len(how)
    note = len(how) - 1
    while note >= 0:
        step = how[note][cut]
        if step:
            chosen[step.first : note + 1] = [step] * (note + 1 - step.first)
            note, cut = step.first, step.left
        note -= 1
    return chosen


def _shares(steps: Steps) -> list[dict[Span, float]]:
    """For each note its places, each with its share in all ways to place all notes."""
    before, before_log = forward(steps)
    behind, behind_log = _backward(steps)
    shares: list[dict[Span, float]] = [{} for _ in range(steps.count)]
    for row in steps.by_first:
        for step in row:
            first, after = step.first, step.last + 1
            power = step.candidate.weight + before_log[first] + behind_log[after] - before_log[-1]
            share = before[first][step.left] * behind[after][step.right] * _power(power)
            for note, span in enumerate(step.candidate.spans, step.first):
                shares[note][span] = shares[note].get(span, 0.0) + share
    return shares


def forward(steps: Steps) -> tuple[list[list[float]], list[float]]:
    """For each k and each cut j the sum of all ways to place the first k notes before j.

    A row is divided by its last value, whose logarithm is in the second list: many notes would else pass the
    range of floating-point numbers.
    """
    rows, logs = [[1.0] * steps.cuts], [0.0]
    nowhere = exp(MISSING)
    for note in range(steps.count):
        gain = [0.0] * steps.cuts
        for step in steps.by_last[note]:
            power = step.candidate.weight + logs[step.first] - logs[note]
            gain[step.right] += rows[step.first][step.left] * _power(power)
        row = [old * nowhere + new for old, new in zip(rows[note], accumulate(gain), strict=True)]
        rows.append([value / row[-1] for value in row])
        logs.append(logs[note] + log(row[-1]))
    return rows, logs


def _backward(steps: Steps) -> tuple[list[list[float]], list[float]]:
    """As :func:`forward`, the sum of all ways to place the notes from the k-th on behind the cut j."""
    rows, logs = [[1.0] * steps.cuts], [0.0]  # both from the last note to the first
    nowhere = exp(MISSING)
    for note in reversed(range(steps.count)):
        gain = [0.0] * steps.cuts
        for step in steps.by_first[note]:
            done = steps.count - 1 - step.last
            power = step.candidate.weight + logs[done] - logs[-1]
            gain[-1 - step.left] += rows[done][step.right] * _power(power)
        sums = reversed(list(accumulate(gain)))
        row = [old * nowhere + new for old, new in zip(rows[-1], sums, strict=True)]
        rows.append([value / row[0] for value in row])
        logs.append(logs[-1] + log(row[0]))
    return rows[::-1], logs[::-1]


def _power(weight: float) -> float:
    return exp(weight if weight < _LARGEST else _LARGEST)
