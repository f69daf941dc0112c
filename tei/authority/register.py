"""A register: one list of persons, places or terms, by id and by the words that its forms end with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tei.authority.names import Listed, fold, parse

_SEE = re.compile(r"\(?see (?:also )?(?P<name>.+?)[.)]?$", re.IGNORECASE)
_LAST_WORD = re.compile(r"(?:.*[ ]|d'|l')?(?P<word>.+)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place or term: the id that ``@ref`` points to, the name as listed, and what the list says of it."""

    id: str
    name: str
    description: str = ""
    forms: tuple[str, ...] = ()


class Surname(NamedTuple):
    """A form under which a text may name a person without first names, folded, and the person with the parts."""

    form: str
    entry: Entry
    listed: Listed


@dataclass(frozen=True)
class Register:
    """One list, by id, and its forms by their last word, the longest first."""

    entries: dict[str, Entry] = field(default_factory=dict)
    by_last_word: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.entries)

    @cached_property
    def seen(self) -> dict[str, tuple[tuple[int, int, str], ...]]:
        """Words of texts and where in them last words of surnames are; filled by those who look for them."""
        return {}

    @cached_property
    def surnames(self) -> dict[str, tuple[Surname, ...]]:
        """The surnames of a list of persons by their last word, folded; the longest first."""
        index: defaultdict[str, dict[tuple[str, str], Surname]] = defaultdict(dict)
        for entry in sorted(self.entries.values(), key=lambda entry: bool(_SEE.match(entry.description))):
            listed = parse(entry.name)
            target = self._target(entry)
            for form in _surnames(listed):
                match = _LAST_WORD.match(form)
                if match and (target is None or (form, target) not in index[match["word"]]):
                    index[match["word"]].setdefault((form, entry.id), Surname(form, entry, listed))
        return {word: tuple(sorted(found.values(), key=_longest)) for word, found in index.items() if found}

    def _target(self, entry: Entry) -> str | None:
        """The id of the entry that *entry* says to see, if the list has it."""
        see = _SEE.match(entry.description)
        wanted = fold(see["name"]).strip(" ,;") if see else ""
        return next(
            (other.id for other in self.entries.values() if wanted and fold(other.name) == wanted), None
        )


def _longest(surname: Surname) -> tuple[int, str]:
    return -len(surname.form), surname.entry.id


def _surnames(listed: Listed) -> Iterator[str]:
    """The folded forms without first names; those of one or two letters only where the list prints no others."""
    for surname in listed.surnames:
        yield fold(surname)
    for form in (*listed.short, *listed.others):
        if len(form) > 2:
            yield fold(form)


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
