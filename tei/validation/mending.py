"""Mending: the fixes that are certain, applied to the bytes of a file; all other bytes stay as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import unified_diff
from typing import NamedTuple

from tei.diagnostics import Diagnostic, Fix, Severity
from tei.validation.decode import Decoded, codec_of, decode
from tei.validation.parse import load

_ROUNDS = 1000  # times that a file is changed, each of which can bring something to light
_Key = tuple[str, str]
_Kind = tuple[str, str]  # a code, and the path to an element
_Spot = tuple[int, str]  # a line, in which nothing moves to another when it is mended, and a message


class Mended(NamedTuple):
    """A file before and after, and the diagnostics that are gone."""

    before: bytes
    after: bytes
    fixed: tuple[Diagnostic, ...]

    def diff(self, file: str) -> str:
        """The changes to *file* as a unified diff."""
        before, after = (_lines(data) for data in (self.before, self.after))
        lines = unified_diff(before, after, file, file)
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
        )


def mend(
    data: bytes,
    validate: Callable[[bytes], Sequence[Diagnostic]],
    wanted: Callable[[Diagnostic], bool] = lambda d: True,
) -> Mended:
    """The bytes *data* of a TEI file with what can be mended for certain, of what is *wanted*.

    *validate* says what is wrong with the bytes of such a file. After each change it is asked again: a fix that does
    not remove its diagnostic, or that brings an error, is taken back.
    """
    content, fixed = _well_formed(data, wanted)
    refused: set[_Key] = set()
    for _ in range(_ROUNDS):
        found = list(validate(content))
        todo = _apart([d for d in found if d.fixes and wanted(d) and _key(d) not in refused])
        if not todo:
            break
        changed = _applied(content, [fix for d in todo for fix in d.fixes])
        failed = _failed(todo, found, validate(changed))
        refused |= failed
        if not failed:
            content = changed
            fixed += todo
    return Mended(data, content, tuple(fixed))


def _well_formed(data: bytes, wanted: Callable[[Diagnostic], bool]) -> tuple[bytes, list[Diagnostic]]:
    """*data* with its faults of well-formedness mended, as far as that is certain."""
    fixed: list[Diagnostic] = []
    refused: set[_Spot] = set()
    loaded = load(data)
    for _ in range(_ROUNDS):
        todo = _apart([d for d in loaded.diagnostics if d.fixes and wanted(d) and _spot(d) not in refused])
        if loaded.tree is not None or not todo:
            break
        changed = _applied(data, [fix for d in todo for fix in d.fixes])
        after = load(changed)
        failed = _still(todo, loaded.diagnostics, after.diagnostics)
        refused |= failed
        if not failed:
            data, loaded = changed, after
            fixed += todo
    return data, fixed


def _still(
    todo: Sequence[Diagnostic], before: Sequence[Diagnostic], after: Sequence[Diagnostic]
) -> set[_Spot]:
    """Where what was *todo* did not go, or something came in its line. What lay beyond the last told may come, too."""
    had, has, meant = (Counter(map(_spot, found)) for found in (before, after, todo))
    lines = {d.place.line for d in todo}
    came = {line for (line, _), count in (has - had).items() if count and line in lines}
    left = {spot for spot, count in meant.items() if has[spot] > had[spot] - count}
    return left | {spot for spot in meant if spot[0] in came}


def _apart(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those of *found* whose fixes do not touch those of another before them."""
    chosen: list[Diagnostic] = []
    taken: list[tuple[int, int]] = []
    for d in found:
        spans = [(fix.start, fix.end) for fix in d.fixes]
        if not any(start < end_ and start_ < end for start, end in spans for start_, end_ in taken):
            taken += spans
            chosen.append(d)
    return chosen


def _failed(
    todo: Sequence[Diagnostic], before: Sequence[Diagnostic], after: Sequence[Diagnostic]
) -> set[_Key]:
    """Which diagnostics are still there *after* their fix, or have only become another one of their kind there.

    All of them if there are more errors than *before*.
    """
    had, has, meant = (Counter(map(_key, found)) for found in (before, after, todo))
    if _errors(after) > _errors(before):
        return {_key(d) for d in todo}
    left = {key for key, count in meant.items() if has[key] > had[key] - count}
    at = [
        Counter(each for d in found for each in (_kind(d), d.place.xpath)) for found in (before, after, todo)
    ]
    return left | {_key(d) for d in todo if d.place.xpath and _no_fewer(d, *at)}


def _no_fewer(
    d: Diagnostic, had: Counter[_Kind | str], has: Counter[_Kind | str], meant: Counter[_Kind | str]
) -> bool:
    """Whether at the element of *d* there are as many as before, of its kind and in all, though some were mended."""
    kind, path = _kind(d), d.place.xpath
    return has[kind] > had[kind] - meant[kind] and has[path] >= had[path]


def _errors(found: Sequence[Diagnostic]) -> int:
    return sum(d.severity == Severity.ERROR for d in found)


def _key(d: Diagnostic) -> _Key:
    return d.code, d.message


def _kind(d: Diagnostic) -> _Kind:
    return d.code, d.place.xpath


def _spot(d: Diagnostic) -> _Spot:
    return d.place.line, d.message


def _applied(data: bytes, fixes: Sequence[Fix]) -> bytes:
    """*data* with *fixes*, which count in bytes of UTF-8 without a mark."""
    start, codec = codec_of(data)
    plain = codec.replace("_", "-") in ("utf-8", "utf8", "ascii", "us-ascii")
    decoded = None if plain else decode(data)
    text = decoded.text.encode("utf-8") if isinstance(decoded, Decoded) else b""
    for fix in sorted(fixes, key=lambda fix: -fix.start):
        at, end = fix.start + start, fix.end + start
        if not plain:
            at, end = (
                start + len(text[:offset].decode("utf-8").encode(_bare(codec)))
                for offset in (fix.start, fix.end)
            )
        data = data[:at] + fix.replacement.encode(_bare(codec), "xmlcharrefreplace") + data[end:]
    return data


def _bare(codec: str) -> str:
    """*codec* without a mark at the beginning of what it writes."""
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(codec, codec)


def _lines(data: bytes) -> list[str]:
    start, codec = codec_of(data)
    return data[start:].decode(codec, "backslashreplace").splitlines(keepends=True)
