"""Conventions: how one series prints its documents, as data in a file that a user can copy and change.

A convention file is TOML. ``frus.toml`` beside this module shows every key with its meaning; a file that says
``base = "frus"`` gives only what differs. An unknown key, a value of the wrong kind or a pattern that cannot be
used is a :class:`tei.errors.ConventionError` with a hint.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tei.caches import kept
from tei.errors import ConventionError
from tei.resources import resource, resources
from tei.slips import did_you_mean, meant

DEFAULT = "frus"


class Patterns(tuple[re.Pattern[str], ...]):
    """Alternative patterns, each with the group ``n``; used like one pattern, and the first that fits counts."""

    __slots__ = ()

    def match(self, text: str, start: int = 0, stop: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at *start* in *text* and ends at *stop* or before; None if there is none."""
        for pattern in self:
            if match := pattern.match(text, start, stop):
                return match
        return None

    def fullmatch(self, text: str, start: int = 0, stop: int = sys.maxsize) -> re.Match[str] | None:
        """The match that goes from *start* to *stop*; None if there is none."""
        for pattern in self:
            if match := pattern.fullmatch(text, start, stop):
                return match
        return None

    def finditer(self, text: str, start: int = 0, stop: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches in *text*, pattern by pattern."""
        for pattern in self:
            yield from pattern.finditer(text, start, stop)


@dataclass(frozen=True)
class Convention:
    """How a series prints its documents: patterns, compiled, and switches, as the convention file gives them."""

    name: str
    page_marker: Patterns
    page_line: Patterns
    page_edge: Patterns
    note_item: Patterns
    note_continuation: re.Pattern[str]
    note_rule: re.Pattern[str]
    note_mark: Patterns
    notes_certain: bool
    notes_by_page: bool
    wrapped: bool
    heading: re.Pattern[str]
    source_note: re.Pattern[str]
    source_line: re.Pattern[str]
    labels: Mapping[str, re.Pattern[str]]
    grades: re.Pattern[str]
    handling: re.Pattern[str]
    enclosure: re.Pattern[str]


class _Source(NamedTuple):
    """What a key of the file says, and where: the file and the name of the key, for messages."""

    value: object
    path: Path
    key: str

    def wrong(self, what: str, hint: str = "") -> ConventionError:
        """The error that the value is not *what* it must be."""
        return ConventionError(f"{self.key} in {self.path} must be {what}", hint)


def names() -> list[str]:
    """The names of the conventions that come with the program."""
    return [path.stem for path in resources("conventions", "*.toml")]


@kept
def load(name_or_file: str = DEFAULT) -> Convention:
    """The convention of that name, or the one in that file.

    Raises :class:`ConventionError` if there is none, or if the file does not hold what it must.
    """
    path = _path(name_or_file)
    return _convention(_data(path, ()), path)


def _path(name_or_file: str, folder: Path = Path()) -> Path:
    """The path of a convention file; one named in another file is looked for from the *folder* of that."""
    if name_or_file.endswith(".toml"):
        return folder / name_or_file
    try:
        return resource("conventions", f"{name_or_file}.toml")
    except FileNotFoundError:
        close = meant(name_or_file, names())
        guess = f"{did_you_mean(close)} " if close else ""
        hint = f"{guess}known are {', '.join(names())}; the name of a file of your own ends in .toml"
        raise ConventionError(f"there is no convention {name_or_file!r}", hint) from None


def _data(path: Path, above: tuple[Path, ...]) -> dict[str, Any]:
    """What the file at *path* says, upon what its base says; *above* are the files that it is the base of."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConventionError(f"cannot read the convention file {path}: {error}") from error
    except tomllib.TOMLDecodeError as error:
        hint = "patterns stand in 'single' quotation marks, so that a backslash is a backslash"
        raise ConventionError(f"{path} is not TOML: {error}", hint) from error
    data: dict[str, Any] = {}
    if "base" in said:
        if not isinstance(said["base"], str):
            raise _Source(None, path, "base").wrong("the name of a convention, or of a file")
        base = _path(said["base"], path.parent)
        if base.resolve() in (p.resolve() for p in (path, *above)):
            raise ConventionError(f"{path} is its own base", f"begin with one of {', '.join(names())}")
        data = {key: value for key, value in _data(base, (path, *above)).items() if key not in _TOP}
    for key, value in said.items():
        _known(key, {*_TOP, *_KEYS, "labels"}, "table" if isinstance(value, dict) else "key", path)
        if key in _TOP:
            data[key] = _Source(value, path, key)
        elif not isinstance(value, dict):
            raise _Source(value, path, key).wrong(
                "a table", f"write [{key}] on a line of its own, and its keys below"
            )
        else:
            data[key] = {**data.get(key, {}), **_table(key, value, path)}
    return data


def _table(table: str, said: Mapping[str, object], path: Path) -> dict[str, _Source]:
    """The keys of a *table* of the file, all of them known."""
    if table != "labels":
        known = {f"{table}.{key}" for key in _KEYS[table]}
        for key in said:
            _known(f"{table}.{key}", known, "key", path)
    return {key: _Source(value, path, f"{table}.{key}") for key, value in said.items()}


def _convention(data: Mapping[str, Any], path: Path) -> Convention:
    """The convention that *data*, read from *path*, describes; every key must be said."""
    for key in _TOP:
        if key in data and not isinstance(data[key].value, str):
            raise data[key].wrong("words in quotation marks")
    fields: dict[str, Any] = {}
    for table, keys in _KEYS.items():
        for key, (field, read) in keys.items():
            if key not in data.get(table, {}):
                hint = f'write base = "{DEFAULT}" at its top, and below it only what differs'
                raise ConventionError(f"{path} does not say {table}.{key}", hint)
            fields[field] = read(data[table][key])
    labels = {kind: _pattern(source) for kind, source in data.get("labels", {}).items()}
    return Convention(name=data["name"].value if "name" in data else path.stem, labels=labels, **fields)


def _known(key: str, allowed: set[str], what: str, path: Path) -> None:
    """Nothing, if *key* is *allowed*; else an error that says what may have been meant."""
    if key in allowed:
        return
    table, _, bare = key.rpartition(".")
    elsewhere = [f"{other}.{bare}" for other, keys in _KEYS.items() if table and bare in keys]
    close = meant(bare, sorted(name.rpartition(".")[2] for name in allowed))
    if elsewhere:
        hint = did_you_mean(elsewhere[0])
    elif close:
        hint = did_you_mean(f"{table}.{close}" if table else close)
    else:
        hint = f"known are {', '.join(sorted(allowed))}"
    raise ConventionError(f"{path} has an unknown {what} {key}", hint)


def _alternatives(source: _Source) -> list[str]:
    """The patterns that a value gives: one, or several in a list."""
    values: list[object] = source.value if isinstance(source.value, list) else [source.value]
    patterns = [value for value in values if isinstance(value, str)]
    if patterns != values:
        raise source.wrong("a pattern in quotation marks, or a list of them", f"it is {source.value!r}")
    return patterns


def _compiled(pattern: str, source: _Source) -> re.Pattern[str]:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        hint = "a bracket or point that is meant as such has a backslash before it"
        raise ConventionError(
            f"the pattern {source.key} in {source.path} cannot be used: {error}", hint
        ) from error
    if pattern and compiled.fullmatch(""):
        raise source.wrong("a pattern that needs at least one character", f"it is {pattern!r}")
    return compiled


def _pattern(source: _Source) -> re.Pattern[str]:
    """The one pattern that fits what any of the alternatives fits; that of an empty list fits nothing."""
    return _compiled("|".join(_alternatives(source)) or r"(?!)", source)


def _numbers(source: _Source) -> Patterns:
    """The patterns of a key whose patterns hold a number."""
    patterns = Patterns(_compiled(pattern, source) for pattern in _alternatives(source))
    if not all("n" in pattern.groupindex for pattern in patterns):
        raise source.wrong(
            "a pattern with a group n, the number", r"write (?P<n>\d+) where the number stands"
        )
    return patterns


def _number(source: _Source) -> re.Pattern[str]:
    """The pattern of a key that holds a number; that of an empty list fits nothing."""
    patterns = _numbers(source)
    if len(patterns) > 1:
        raise source.wrong("one pattern", "put what differs between brackets, parted by bars: (?:No|Nr)")
    return patterns[0] if patterns else re.compile(r"(?!)")


def _switch(source: _Source) -> bool:
    if not isinstance(source.value, bool):
        raise source.wrong("true or false, without quotation marks", f"it is {source.value!r}")
    return source.value


_TOP = ("name", "description", "base")
# Table and key of the file → field of Convention, and how its value is read.
_KEYS: dict[str, dict[str, tuple[str, Callable[[_Source], object]]]] = {
    "page": {
        "marker": ("page_marker", _numbers),
        "line": ("page_line", _numbers),
        "edge": ("page_edge", _numbers),
    },
    "notes": {
        "item": ("note_item", _numbers),
        "continuation": ("note_continuation", _pattern),
        "rule": ("note_rule", _pattern),
        "mark": ("note_mark", _numbers),
        "certain": ("notes_certain", _switch),
        "by_page": ("notes_by_page", _switch),
    },
    "text": {"wrapped": ("wrapped", _switch)},
    "heading": {"number": ("heading", _number)},
    "source": {"note": ("source_note", _pattern), "line": ("source_line", _pattern)},
    "classification": {"grades": ("grades", _pattern), "handling": ("handling", _pattern)},
    "enclosures": {"heading": ("enclosure", _pattern)},
}
