"""Mending: the fixes that are certain, applied to the bytes of a file; all other bytes stay as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import unified_diff
from typing import NamedTuple

from tei.diagnostics import Diagnostic, Fix, Severity
from tei.validation.decode import codec_of
from tei.validation.parse import load

_ROUNDS = 1000  # faults of well-formedness, each of which hides the next
_Key = tuple[str, str]


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
    """*data* with its faults of well-formedness mended, one after another, as far as that is certain."""
    fixed: list[Diagnostic] = []
    for _ in range(_ROUNDS):
        loaded = load(data)
        if loaded.tree is not None or not loaded.diagnostics:
            break
        fault = loaded.diagnostics[0]
        if not fault.fixes or not wanted(fault):
            break
        raw = not loaded.content  # what cannot be decoded has its places in the bytes of the file
        changed = _applied(data, fault.fixes, raw=raw)
        if [d.place for d in load(changed).diagnostics if d.code == fault.code] == [fault.place]:
            break
        data = changed
        fixed.append(fault)
    return data, fixed


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
    """Which diagnostics are still there *after* their fix; all of them if there are more errors than *before*."""
    had, has = Counter(map(_key, before)), Counter(map(_key, after))
    if _errors(after) > _errors(before):
        return {_key(d) for d in todo}
    meant = Counter(map(_key, todo))
    return {key for key, count in meant.items() if has[key] > had[key] - count}


def _errors(found: Sequence[Diagnostic]) -> int:
    return sum(d.severity == Severity.ERROR for d in found)


def _key(d: Diagnostic) -> _Key:
    return d.code, d.message


def _applied(data: bytes, fixes: Sequence[Fix], *, raw: bool = False) -> bytes:
    """*data* with *fixes*, which count in bytes of UTF-8 without a mark unless they are *raw*."""
    start, codec = codec_of(data)
    plain = raw or codec.replace("_", "-") in ("utf-8", "utf8", "ascii", "us-ascii")
    text = b"" if plain else data[start:].decode(codec).encode("utf-8")
    for fix in sorted(fixes, key=lambda fix: -fix.start):
        at, end = fix.start, fix.end
        if plain:
            at, end = (at, end) if raw else (at + start, end + start)
        else:
            at, end = (
                start + len(text[:offset].decode("utf-8").encode(_bare(codec))) for offset in (at, end)
            )
        data = data[:at] + fix.replacement.encode(_bare(codec), "xmlcharrefreplace") + data[end:]
    return data


def _bare(codec: str) -> str:
    """*codec* without a mark at the beginning of what it writes."""
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(codec, codec)


def _lines(data: bytes) -> list[str]:
    start, codec = codec_of(data)
    return data[start:].decode(codec, "backslashreplace").splitlines(keepends=True)
