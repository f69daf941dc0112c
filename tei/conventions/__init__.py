"""Conventions: how one series prints its documents, as data in a file that a user can copy and change.

A convention file is TOML; ``frus.toml`` beside this module shows every key with its meaning. An unknown key or a
pattern that cannot be used is a :class:`tei.errors.ConventionError` with a hint.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from tei.errors import ConventionError
from tei.resources import resource, resources

DEFAULT = "frus"


@dataclass(frozen=True)
class Convention:
    """How a series prints its documents: patterns, compiled, and words, as the convention file gives them."""

    name: str
    page_marker: re.Pattern[str]
    note_item: re.Pattern[str]
    note_continuation: re.Pattern[str]
    heading: re.Pattern[str]
    source_note: re.Pattern[str]
    source_line: re.Pattern[str]
    labels: Mapping[str, re.Pattern[str]]
    grades: re.Pattern[str]
    handling: re.Pattern[str]
    enclosure: re.Pattern[str]


# Key of the file → (field of Convention, what its value is).
_PATTERNS = {
    ("page", "marker"): "page_marker",
    ("notes", "item"): "note_item",
    ("notes", "continuation"): "note_continuation",
    ("heading", "number"): "heading",
    ("source", "note"): "source_note",
    ("source", "line"): "source_line",
    ("enclosures", "heading"): "enclosure",
    ("classification", "grades"): "grades",
    ("classification", "handling"): "handling",
}
_TABLES = {*(table for table, _ in _PATTERNS), "labels"}


def names() -> list[str]:
    """The names of the conventions that come with the program."""
    return [path.stem for path in resources("conventions", "*.toml")]


@cache
def load(name_or_file: str = DEFAULT) -> Convention:
    """The convention of that name, or the one in that file.

    Raises :class:`ConventionError` if there is none, or if the file does not hold what it must.
    """
    path = Path(name_or_file)
    if path.suffix != ".toml":
        try:
            path = resource("conventions", f"{name_or_file}.toml")
        except FileNotFoundError:
            known = ", ".join(names())
            raise ConventionError(
                f"there is no convention {name_or_file!r}", f"known are {known}; a file of your own ends in .toml"
            ) from None
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConventionError(f"cannot read the convention file {path}: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConventionError(f"{path} is not TOML: {error}") from error
    return _convention(data, path)


def _convention(data: dict[str, Any], path: Path) -> Convention:
    """The convention that the parsed file *data* describes."""
    for table, keys in data.items():
        _known(table, {"name", "description", *_TABLES}, path)
        if table in {t for t, _ in _PATTERNS}:
            for key in keys:
                _known(f"{table}.{key}", {f"{t}.{k}" for t, k in _PATTERNS if t == table}, path)
    patterns = {
        name: _compile(_value(data, path, table, key), f"{table}.{key}", path)
        for (table, key), name in _PATTERNS.items()
    }
    labels = {kind: _compile(words, f"labels.{kind}", path) for kind, words in data.get("labels", {}).items()}
    return Convention(name=data.get("name", path.stem), labels=labels, **patterns)


def _value(data: dict[str, Any], path: Path, table: str, key: str) -> Any:
    try:
        return data[table][key]
    except (KeyError, TypeError):
        raise ConventionError(
            f"{path} does not say {table}.{key}", "copy the built-in frus.toml and change what differs"
        ) from None


def _known(key: str, allowed: set[str], path: Path) -> None:
    if key not in allowed:
        close = get_close_matches(key, allowed, 1)
        hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(sorted(allowed))}"
        raise ConventionError(f"{path} has an unknown key {key}", hint)


def _compile(value: object, key: str, path: Path) -> re.Pattern[str]:
    """The pattern that a string or a list of alternative strings says."""
    pattern = "|".join(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value
    if not isinstance(pattern, str):
        raise ConventionError(f"{key} in {path} must be a pattern in quotation marks, or a list of them")
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ConventionError(f"the pattern {key} in {path} cannot be used: {error}") from error
