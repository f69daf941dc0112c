"""Pointers from file to file: whether what they lead to is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from tei.records import Record
from tei.validation.rules.edition.finding import Finding, Known, known

_MANY = 20  # targets in none of the files; above that, the edition is a part of a larger one
_ELSEWHERE = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:)(?P<file>[^#\s]+)#(?P<id>[^#\s(]+)")


class Crossings:
    """L001: a pointer to what a document or file has not; L002: to a document that is not among the files."""

    def __init__(self) -> None:
        self._ids: dict[str, set[str]] = {}  # of each group
        self._documents: dict[str, set[str]] = {}
        self._files: dict[str, set[str]] = {}
        self._local: dict[tuple[str, str], tuple[Known, int]] = {}
        self._distant: dict[tuple[str, str], tuple[Known, str]] = {}

    def add(self, group: str, record: Record, volume: bool) -> None:
        """Take in a document: its ids, and which pointers lead out of it."""
        own = set(record.ids)
        self._ids.setdefault(group, set()).update(own)
        self._documents.setdefault(group, set()).add(record.id)
        file = self._files.setdefault(_plain(record.file), set())
        file.update(own)
        file.update(entry.id for entry in (*record.persons, *record.places))
        for reference in record.references:
            for target in reference.target.split():
                if target.startswith("#"):
                    if not volume and target[1:] not in own and target[1:] not in file:
                        here, count = self._local.get((group, target[1:]), (known(record), 0))
                        self._local[group, target[1:]] = here, count + 1
                elif match := _ELSEWHERE.fullmatch(target):
                    path = posixpath.join(posixpath.dirname(_slashes(record.file)), match["file"])
                    self._distant.setdefault((_plain(path), match["id"]), (known(record), target))

    def found(self) -> Iterator[Finding]:
        """Each missing target once; many that are in none of the files are one finding."""
        absent: dict[str, list[tuple[str, Known, str]]] = {}
        for (group, target), (document, count) in self._local.items():
            if target in self._ids[group]:
                continue
            other = _document(target, self._documents[group])
            also = f"; so do {count - 1} more" if count > 1 else ""
            if other:
                message = f"a pointer leads to #{target}, which document {other} has not{also}"
                hint = f"look in the file of {other} what is meant, and correct the pointer"
                yield document.finding("L001", message, hint, phrase=f'#{target}"')
            else:
                absent.setdefault(group, []).append((target, document, also))
        for missing in absent.values():
            yield from _absent(missing)
        for (path, ident), (document, target) in self._distant.items():
            if path in self._files and ident not in self._files[path]:
                message = f"a pointer leads to {target}, but that file has no such xml:id"
                hint = "look in the file what is meant, and correct the pointer"
                yield document.finding("L001", message, hint, phrase=target)


def _absent(missing: list[tuple[str, Known, str]]) -> Iterator[Finding]:
    """L002 for each target that is *missing*; where the edition is far from whole, for all of them at once."""
    hint = "that is as it should be, if the edition does not hold the document"
    for target, document, also in missing if len(missing) <= _MANY else missing[:1]:
        if len(missing) > _MANY:
            also = f"; so is what {len(missing) - 1} others lead to"
        message = f"a pointer leads to #{target}, which is in none of the files{also}"
        yield document.finding("L002", message, hint, phrase=f'#{target}"')


def _document(target: str, documents: set[str]) -> str:
    """The document that *target* names a part of; empty if it is none of *documents*."""
    for end in range(len(target) - 1, 0, -1):
        if target[:end] in documents and not target[end].isdigit():
            return target[:end]
    return ""


def _plain(path: str) -> str:
    """*path* without what may be left out of it when it is written in a pointer."""
    return posixpath.normpath(_slashes(path)).removesuffix(".xml")


def _slashes(path: str) -> str:
    return path.replace("\\", "/")
