"""Reading an edition file: every key known, every value of its kind, every problem with its line and a hint."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tei.editionfile.keys import EXCEPTION_KEYS, KEYS, RENDITION_KEYS, SEVERITIES, TABLES, TEXTS, Key
from tei.editionfile.model import EditionFile, Exported, Rendered
from tei.editionfile.slips import not_toml
from tei.errors import EditionFileError, TeiError
from tei.metadata import Metadata
from tei.remote import Address, place
from tei.slips import did_you_mean, meant

_TABLE = re.compile(r"\s*\[+\s*(?P<name>[\w.\"'-]+)\s*\]+")
_KEY = re.compile(r"\s*(?P<name>[\w.\"'-]+)\s*=")
_CODE = re.compile(r"[A-Z]\d{3}")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|[ix](?:-[A-Za-z0-9]{1,8})+")
_OPEN = ("renditions", "exports", "checks")


@dataclass(frozen=True, slots=True)
class Override:
    """A value that the command line gives for a key; *folder* is the one that a path in it is relative to."""

    key: str
    value: Any
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said for a key, by whom (the file or an option), on which line, and where its paths begin."""

    value: Any
    origin: str
    line: int
    folder: Path

    @property
    def place(self) -> str:
        """Where it is said, as messages give it."""
        return f"{self.origin}:{self.line}" if self.line else self.origin

    def wrong(self, message: str, hint: str = "") -> EditionFileError:
        return EditionFileError(f"{self.place}: {message}", hint)


def read(path: Path, overrides: Iterable[Override] = ()) -> EditionFile:
    """What the edition file at *path* says, *overrides* taking the place of its keys.

    Raises :class:`EditionFileError` if the file cannot be read or says what it cannot mean.
    """
    path = place(path)
    try:
        text = _copied(path).read_text("utf-8-sig")
    except OSError as error:
        hint = "tei init writes one" if isinstance(error, FileNotFoundError) else ""
        raise EditionFileError(f"the edition file {path} cannot be read: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        raise EditionFileError(f"{path} is not text in UTF-8", "save it as UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(str(path), text, str(error)) from error
    lines = _lines(text)
    folder = path.parent
    said = {
        name: _Said(value, str(path), _line(name, lines), folder) for name, value in _flat(data, path, lines)
    }
    return _edition(said | _overridden(overrides), folder, path)


def _copied(path: Path) -> Path:
    """*path*, or the copy of the file there if it is an address."""
    if not isinstance(path, Address):
        return path
    from tei.remote.finding import copy  # what is on this machine does without

    try:
        return copy(path)
    except TeiError as error:
        raise EditionFileError(f"the edition file cannot be read: {error.message}", error.hint) from error


def file_from(folder: Path, path: str) -> Path:
    """*path* as seen from *folder*; either may be an address, in which no part leads upward."""
    given = place(path)
    if isinstance(given, Address):
        return given
    joined = folder / path
    return place(os.path.normpath(joined)) if isinstance(joined, Address) else joined


def unread(base: Path, overrides: Iterable[Override]) -> EditionFile:
    """The edition that *overrides* alone describe, its files named from the folder *base*; raises as :func:`read`."""
    return _edition(_overridden(overrides), base, None)


def override(text: str) -> Override:
    """The override that ``KEY=VALUE`` asks for: the value as TOML writes it, or plain words.

    Raises :class:`EditionFileError` if *text* is not of that form.
    """
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise EditionFileError(f"{text!r} is not of the form KEY=VALUE", "for example edition.title=Letters")
    try:
        read_value = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        read_value = value
    return Override(key.strip(), read_value)


def _overridden(overrides: Iterable[Override]) -> dict[str, _Said]:
    return {o.key: _Said(o.value, f"the option for {o.key}", 0, o.folder) for o in overrides}


def _lines(text: str) -> dict[str, int]:
    """The line of each table and key in the file, by its whole name; of one named twice, the first."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TABLE.match(line):
            table = match["name"].replace('"', "").replace("'", "")
            found.setdefault(table, number)
        elif match := _KEY.match(line):
            key = match["name"].replace('"', "").replace("'", "")
            found.setdefault(f"{table}.{key}" if table else key, number)
    return found


def _line(name: str, lines: Mapping[str, int]) -> int:
    """The line of *name*, or of the first thing in it if it has no line of its own, or of the table it stands in."""
    while name:
        found = lines.get(name) or next((n for key, n in lines.items() if key.startswith(f"{name}.")), 0)
        if found:
            return found
        name = name.rpartition(".")[0]
    return 0


def _flat(data: Mapping[str, Any], path: Path, lines: Mapping[str, int]) -> Iterator[tuple[str, Any]]:
    """Each key by its whole name; the tables whose keys are free stay whole below the first point."""
    for table, value in data.items():
        said = _Said(value, str(path), _line(table, lines), path.parent)
        if table not in TABLES:
            raise said.wrong(f"there is no table [{table}]", _guess(table, TABLES, "tables"))
        if not isinstance(value, dict):
            raise said.wrong(f"{table} must be a table", f"write [{table}] on a line of its own")
        yield from ((f"{table}.{key}", item) for key, item in value.items())


def _guess(word: str, known: Iterable[str], what: str = "keys") -> str:
    choice = sorted(known)
    close = meant(word, choice)
    return did_you_mean(close) if close else f"the {what} are {', '.join(choice)}"


def _checked(name: str, said: _Said, key: Key | None = None) -> Any:
    """The value of a key, which is known and of its kind."""
    key = key or KEYS.get(name)
    if key is None:
        table, _, bare = name.partition(".")
        elsewhere = [other for other in KEYS if other.partition(".")[2] == (bare or table)]
        known = [other.partition(".")[2] for other in KEYS if other.startswith(f"{table}.")]
        hint = did_you_mean(elsewhere[0]) if elsewhere else _guess(bare, known or KEYS)
        raise said.wrong(f"there is no key {name}", hint)
    if not key.kind.fits(said.value):
        raise said.wrong(f"{name} must be {key.kind.name}", f"for example {key.example}")
    return said.value


def _edition(said: Mapping[str, _Said], base: Path, path: Path | None) -> EditionFile:
    """The edition that the keys in *said* describe."""
    values = {name: _checked(name, s) for name, s in said.items() if name in KEYS or not _is_open(name)}
    paths: dict[str, Any] = {
        field: file_from(said[f"lists.{field}"].folder, values[f"lists.{field}"])
        for field in ("persons", "places", "terms")
        if f"lists.{field}" in values
    }
    run = {key: values[f"run.{key}"] for key in ("jobs", "executor", "time_limit") if f"run.{key}" in values}
    plain = {"output.layout": "layout", "checks.fail_on": "fail_on"}
    return EditionFile(
        base=base,
        path=path,
        metadata=_metadata(values, said),
        sources=_joined("sources.files", values, said),
        exclude=_joined("sources.exclude", values, said),
        convention=_convention(values, said),
        schemas=tuple(place(p) for p in _joined("schemas.files", values, said)),
        renditions=_renditions(values, said),
        exports=_exports(said),
        checks=_checks(said),
        output=_folder("output.folder", "edition", values, said, base),
        reports=tuple(values.get("output.reports", ("text", "json"))),
        where={name: s.place for name, s in said.items()},
        **{field: values[name] for name, field in plain.items() if name in values},
        **paths,
        **run,
    )


def _is_open(name: str) -> bool:
    return name.partition(".")[0] in _OPEN


def _joined(name: str, values: Mapping[str, Any], said: Mapping[str, _Said]) -> tuple[str, ...]:
    """The paths or patterns of a key, each from the folder that it is relative to."""
    return tuple(str(file_from(said[name].folder, path)) for path in values.get(name, ()))


def _folder(
    name: str, default: str, values: Mapping[str, Any], said: Mapping[str, _Said], base: Path
) -> Path:
    return file_from(said[name].folder, values[name]) if name in values else base / default


def _metadata(values: Mapping[str, Any], said: Mapping[str, _Said]) -> Metadata:
    of_edition = {name.partition(".")[2]: v for name, v in values.items() if name.startswith("edition.")}
    if "editors" in of_edition:
        of_edition["editors"] = tuple(of_edition["editors"])
    metadata = Metadata(**of_edition)
    if metadata.date and not _DATE.fullmatch(metadata.date):
        raise said["edition.date"].wrong(
            f"edition.date is {metadata.date!r}", "write it as 2026-05-01, 2026-05 or 2026"
        )
    for name in ("licence", "licence_url", "place", "date"):
        if getattr(metadata, name) and not metadata.publisher:
            hint = "add edition.publisher: TEI says these of a publisher (Guidelines 2.2.4)"
            raise said[f"edition.{name}"].wrong(f"edition.{name} stands without edition.publisher", hint)
    if metadata.volume and not metadata.series:
        raise said["edition.volume"].wrong("edition.volume stands without edition.series", "name the series")
    if not _LANGUAGE.fullmatch(metadata.language):
        raise said["edition.language"].wrong(
            f"edition.language is {metadata.language!r}",
            "write the tag of a language as BCP 47 has it: en, de-CH, grc",
        )
    return metadata


def _convention(values: Mapping[str, Any], said: Mapping[str, _Said]) -> str:
    name = str(values.get("sources.convention", "frus"))
    return str(file_from(said["sources.convention"].folder, name)) if name.endswith(".toml") else name


def _renditions(values: Mapping[str, Any], said: Mapping[str, _Said]) -> tuple[Rendered, ...]:
    """The renditions that are asked for, with what the table of each says."""
    names = values.get("renditions.formats", ["html", "text"])
    tables = {
        name.removeprefix("renditions."): s
        for name, s in said.items()
        if name.startswith("renditions.") and name not in KEYS
    }
    for name, table in tables.items():
        if name not in names or not isinstance(table.value, dict):
            raise table.wrong(f"renditions.{name} is not one of the renditions", _guess(name, names))
    return tuple(_rendition(name, tables.get(name)) for name in names)


def _rendition(name: str, said: _Said | None) -> Rendered:
    if said is None:
        return Rendered(name)
    for key in said.value:
        if key not in RENDITION_KEYS:
            raise said.wrong(f"there is no key renditions.{name}.{key}", _guess(key, RENDITION_KEYS))
    parameters = said.value.get("parameters", {})
    if not isinstance(parameters, dict) or not all(isinstance(v, str) for v in parameters.values()):
        hint = f"for example {RENDITION_KEYS['parameters'].example}"
        raise said.wrong(f"renditions.{name}.parameters must be a table of words", hint)
    xslt = said.value.get("xslt")
    if xslt is not None and not RENDITION_KEYS["xslt"].kind.fits(xslt):
        raise said.wrong(f"renditions.{name}.xslt must be {RENDITION_KEYS['xslt'].kind.name}")
    path = None if xslt is None else place(os.path.normpath(file_from(said.folder, xslt)))
    return Rendered(name, path, tuple(sorted(parameters.items())))


def _exports(said: Mapping[str, _Said]) -> tuple[Exported, ...]:
    """The exports that are asked for, in the order of the file."""
    found = []
    for name, export in said.items():
        table, _, target = name.partition(".")
        if table == "exports":
            if not isinstance(export.value, dict):
                raise export.wrong(f"{name} must be a table", f"write [{name}] on a line of its own")
            found.append(Exported(target, export.value))
    return tuple(found)


def _checks(said: Mapping[str, _Said]) -> dict[str, Any]:
    """The table of checks, its codes and severities looked at; whether there is such a code is not known here."""
    checks: dict[str, Any] = {}
    for name, check in said.items():
        table, _, key = name.partition(".")
        if table != "checks" or name in KEYS:
            continue
        if key == "except":
            if not isinstance(check.value, list):
                raise check.wrong("an exception is a table in a list", "write [[checks.except]]")
            for exception in check.value:
                _exception(exception, check)
        elif not _CODE.fullmatch(key):
            hint = "a code is a capital letter and three digits, as reports show them: D001"
            raise check.wrong(f"{key} is neither a code nor one of fail_on, except", hint)
        elif check.value not in SEVERITIES:
            raise check.wrong(f"{name} must be one of {', '.join(SEVERITIES)}", f'for example {key} = "off"')
        checks[key] = check.value
    return checks


def _exception(exception: Any, said: _Said) -> None:
    if not isinstance(exception, dict):
        raise said.wrong("an exception is a table in a list", "write [[checks.except]]")
    for key, value in exception.items():
        if key not in EXCEPTION_KEYS:
            raise said.wrong(f"there is no key checks.except.{key}", _guess(key, EXCEPTION_KEYS))
        kind = EXCEPTION_KEYS[key].kind
        if not kind.fits(value) and not (kind is TEXTS and isinstance(value, str)):
            raise said.wrong(f"checks.except.{key} must be {kind.name}")
    if exception.get("severity") not in SEVERITIES:
        raise said.wrong(f"checks.except.severity must be one of {', '.join(SEVERITIES)}")
    if not exception.get("files") or not exception.get("reason"):
        raise said.wrong("an exception says its files and its reason", 'reason = "…" tells others why')
