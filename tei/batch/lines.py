"""Lines: what the lines of a manifest and of a journal say, and a manifest that is read from its first to its last."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from tei.batch import fingerprint
from tei.errors import OutputError
from tei.files import own_mark

NAME = "manifest.jsonl"
NOTES = "begun-"  # what the name of a file of notes begins with; each process has its own
SOURCE, BEGUN, GONE, WHOLE = b'{"source":', b'{"begun":', b'{"gone":', b'{"edition":'
PROGRAM = b'{"program":'
_COMPACT = (",", ":")
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=_COMPACT)
_DECODER = json.JSONDecoder()
FIRST = re.compile(rb'\{"\w+":\s*("(?:[^"\\]|\\.)*")')
_ANOTHER = "made by another version"
_T = TypeVar("_T")
RECORDS = b',"records":['
_KINDS: Mapping[str, type] = {
    **dict.fromkeys(("source", "sha256", "key", "asked", "told"), str),
    **dict.fromkeys(("outputs", "linked", "outcome"), dict),
    **dict.fromkeys(("outcomes", "unmade"), list),
}  # what the value of each part of a line is


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of a source.

    ``key`` stands for all else that the outputs depend on (:mod:`tei.batch.fingerprint`); it is empty if the source
    could not be worked on. ``outputs`` are paths in the output with the hash of each, ``linked`` the documents that it
    refers to, and whether they are there.
    """

    source: str
    sha256: str
    key: str
    outputs: Mapping[str, str]
    linked: Mapping[str, bool]
    outcome: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Whole:
    """What the manifest says of the edition as a whole.

    ``key`` stands for all documents as they were when it was found, ``asked`` for what the edition file asks for, and
    ``told`` for all that the reports were made of. ``unmade`` are the targets of packages that these documents, lacking
    something, could not be made into.
    """

    key: str = ""
    asked: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    outcomes: Sequence[Mapping[str, Any]] = ()
    told: str = ""
    unmade: Sequence[str] = ()


def line_of(
    source: str,
    sha256: str,
    key: str,
    outputs: Mapping[str, str],
    linked: Mapping[str, bool],
    outcome: Mapping[str, Any],
    records: Iterable[Mapping[str, Any]] = (),
) -> bytes:
    """The line of the manifest for a source."""
    return dumped(
        {
            "source": source,
            "sha256": sha256,
            "key": key,
            "outputs": dict(outputs),
            "linked": dict(linked),
            "outcome": dict(outcome),
            "records": list(records),
        }
    )


def dumped(data: Mapping[str, Any]) -> bytes:
    """*data* as a line."""
    try:
        return _ENCODER.encode(data).encode() + b"\n"
    except UnicodeEncodeError:  # bytes of a file's name that are no characters
        return json.dumps(data, separators=_COMPACT).encode() + b"\n"


def outputs_of(line: bytes) -> list[str]:
    """The outputs that a *line* says were made of a source; none of a line that says something else."""
    if not line.startswith(SOURCE):
        return []
    head, found, _ = line.partition(RECORDS)
    return list(json.loads(head + b"}" if found else line)["outputs"])


def note_begun(state: Path, source: str) -> None:
    """Note in *state* that what was made of *source* is now being put in its place.

    By that what a dead run wrote is known for the program's own, and nothing else: it is noted when all that stands in
    the way was looked at.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(state / f"{NOTES}{own_mark()}", flags, 0o666)
    try:
        os.write(handle, dumped({"begun": source}))
    finally:
        os.close(handle)


class Lines:
    """The manifest of an output; *own* says that this very program wrote it."""

    def __init__(self, output: Path) -> None:
        self.path = output / NAME
        self.own = False
        self.whole = Whole()
        self.manifest = _opened(self.path)

    def close(self) -> None:
        """Close the file."""
        if self.manifest:
            self.manifest.close()

    def take(self, line: bytes) -> None:
        """Note what *line* says of the program or of the edition as a whole."""
        if line.startswith(WHOLE):
            said = self.part(self.loaded(line), "edition", dict)
            self.whole = self.made(Whole, said if self.own else {"outputs": said.get("outputs", {})})
        elif line.startswith(PROGRAM):
            self.own = self.named(line) == fingerprint.program()

    def head(self, line: bytes) -> dict[str, Any]:
        """What *line* says, without the records, which are its larger part."""
        head, found, _ = line.partition(RECORDS)
        return self.loaded(head + b"}" if found else line)

    def believed(self, line: bytes) -> bytes:
        """What of a *line* of the manifest is believed: of one that another version of the program wrote not all."""
        if self.own:
            return line
        said = self.head(line)
        source = said["source"]
        outputs = self.part({"outputs": {}, **said}, "outputs", dict)
        return line_of(source, said.get("sha256", ""), _ANOTHER, outputs, {}, {"source": source})

    def loaded(self, line: bytes) -> dict[str, Any]:
        """All that *line* says."""
        try:
            data: dict[str, Any] = _DECODER.decode(line.decode("utf-8"))
        except ValueError as error:
            raise self._damaged(error) from error
        return data

    def named(self, line: bytes) -> str:
        """The name that *line* of the manifest begins with."""
        try:
            return first(line)
        except ValueError as error:
            raise self._damaged(error) from error

    def part(self, said: Mapping[str, Any], name: str, kind: type[_T]) -> _T:
        """What *said* has under *name*, which must be of that *kind*."""
        found = said.get(name)
        if not isinstance(found, kind):
            raise self._damaged(f"what it says of “{name}” cannot be read")
        return found

    def made(self, kind: type[_T], said: Mapping[str, Any]) -> _T:
        """What *said* makes up: something of that *kind*, a data class."""
        for name, value in said.items():
            if not isinstance(value, _KINDS.get(name, object)):
                raise self._damaged(f"what it says of “{name}” cannot be read")
        try:
            return kind(**said)
        except TypeError as error:
            raise self._damaged("a line does not have the parts that it should") from error

    def _damaged(self, error: ValueError | str) -> OutputError:
        hint = "take the file away: the next run makes everything anew, with --force over what is there"
        return OutputError(f"{self.path} is damaged: {error}", hint)


class Settled(Lines):
    """The manifest as a run has left it, for those who want all of it in its order."""

    def __init__(self, output: Path) -> None:
        super().__init__(output)
        for line in self.manifest or ():
            self.take(line)

    def outcomes(self) -> Iterator[Mapping[str, Any]]:
        """The outcome of each source, as plain data."""
        if self.manifest:
            self.manifest.seek(0)
        for line in self.manifest or ():
            if line.startswith(SOURCE):
                yield self.part(self.head(self.believed(line)), "outcome", dict)


def first(line: bytes) -> str:
    """The value of the first key of *line*, a name; raises :class:`ValueError` if that is none."""
    match = FIRST.match(line)
    if not match:
        raise ValueError("a line does not begin with a name")
    return str(_DECODER.decode(match[1].decode("utf-8", "replace")))


def _opened(path: Path) -> BinaryIO | None:
    try:
        return path.open("rb")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"{path} cannot be read: {error.strerror}") from error
