"""Authority: the edition's own lists of persons, places and terms, with the forms under which a text has each.

A person's name as lists print it (``Haig, Brigadier General Alexander M., Jr.``) gives the forms ``Alexander M. Haig,
Jr.``, ``Alexander M. Haig``, ``Alexander Haig`` and ``Haig``; a place or a term has the one form it is listed under.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tei.errors import AuthorityError

_TITLE = re.compile(
    r"(?:(?:Brigadier|Major|Lieutenant|Lt\.|Maj\.|Brig\.|Rear|Vice|Air|Field|Sir|Lord|Lady|Dr\.|Mrs?\.|Miss|Ms\.|"
    r"General|Gen\.|Colonel|Col\.|Captain|Capt\.|Commander|Admiral|Adm\.|Marshal|Sergeant|Prince|Princess|King|"
    r"Queen|Count|Baron|Archbishop|Bishop|Cardinal|Professor|Ambassador|Senator|Shaikh|Sheikh)\s+)+"
)
_SUFFIX = re.compile(r"\b(?:Jr\.?|Sr\.?|I{2,3}|IV)$")
_NICKNAME = re.compile(r"\s*[(“\"]+([^()“”\"]+)[)”\"]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place or term: the id that ``@ref`` points to, the name as listed, and what the list says of it."""

    id: str
    name: str
    description: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register:
    """One list, by id, and its forms by their last word, the longest first."""

    entries: dict[str, Entry] = field(default_factory=dict)
    by_last_word: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.entries)


@dataclass(frozen=True)
class Authority:
    """The lists of an edition; each may be empty."""

    persons: Register = field(default_factory=Register)
    places: Register = field(default_factory=Register)
    terms: Register = field(default_factory=Register)


def register(entries: Iterable[Entry]) -> Register:
    """A register of *entries* with their forms indexed."""
    index: defaultdict[str, list[tuple[str, Entry]]] = defaultdict(list)
    known = {entry.id: entry for entry in entries}
    for entry in known.values():
        for form in entry.forms:
            index[form.split()[-1]].append((form, entry))
    for listed in index.values():
        listed.sort(key=lambda pair: (-len(pair[0]), pair[1].id))
    return Register(known, dict(index))


def load(persons: Path | None = None, places: Path | None = None, terms: Path | None = None) -> Authority:
    """The authority that the CSV files hold; raises :class:`AuthorityError` if one cannot be used."""
    return Authority(
        register(_read(persons, "name", person_forms)) if persons else Register(),
        register(_read(places, "name", _as_listed)) if places else Register(),
        register(_read(terms, "term", _as_listed)) if terms else Register(),
    )


def _read(path: Path, column: str, forms: Callable[[str], list[str]]) -> list[Entry]:
    """The entries of a CSV file with the columns ``id``, *column* and ``description``."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            table = csv.DictReader(source)
            if not {"id", column} <= set(table.fieldnames or ()):
                hint = "save the list as CSV, in UTF-8, with those three columns"
                raise AuthorityError(f"{path} does not begin with the line id,{column},description", hint)
            rows = list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AuthorityError(f"the list {path} cannot be read: {error}") from error
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows, 2):
        ident, name = (row["id"] or "").strip(), (row[column] or "").strip()
        if not ident or not name:
            raise AuthorityError(f"{path}, entry {number}, has no id or no {column}", "fill it in or take it out")
        if ident in entries:
            raise AuthorityError(f"{path} gives the id {ident} a second time in entry {number}", "give each its own id")
        entries[ident] = Entry(ident, name, (row.get("description") or "").strip(), tuple(forms(name)))
    return list(entries.values())


def person_forms(name: str) -> list[str]:
    """The forms under which a text names the person whose name a list prints as *name*; the fullest first."""
    nicknames = _NICKNAME.findall(name)
    plain = _NICKNAME.sub("", name).strip(" ,")
    surname, _, rest = plain.partition(",")
    surname = surname.strip()
    rest, suffix = _split_suffix(rest.strip(" ,"))
    given = _TITLE.sub("", rest + " ").strip(" ,")
    found: list[str] = []
    for first in [given, *nicknames] if given else nicknames:
        full = f"{first} {surname}"
        if suffix:
            found += [f"{full}, {suffix}", f"{full} {suffix}"]
        found += [full, f"{first.split()[0]} {surname}"]
    found.append(surname)
    upper = [form.upper() for form in found if len(form) > 3]
    return list(dict.fromkeys(form for form in [*found, *upper] if form))


def _split_suffix(rest: str) -> tuple[str, str]:
    """*rest* of a name without ``Jr.`` or the like, and that without its full stop."""
    match = _SUFFIX.search(rest)
    return (rest[: match.start()].strip(" ,"), match[0].rstrip(".")) if match else (rest, "")


def _as_listed(name: str) -> list[str]:
    return [name.rstrip(",;: ")]
