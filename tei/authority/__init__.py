"""Authority: the edition's own lists of persons, places and terms, with the forms under which a text has each.

A person's name as lists print it (``Haig, Brigadier General Alexander M., Jr.``) gives the forms ``Alexander M. Haig,
Jr.``, ``Alexander M. Haig``, ``Alexander Haig`` and ``Haig``; a place or a term has the one form it is listed under.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tei.authority.files import Row, rows
from tei.authority.names import person_forms
from tei.authority.register import Entry, Register, register

__all__ = ["Authority", "Entry", "Register", "load", "person_forms", "register"]


@dataclass(frozen=True)
class Authority:
    """The lists of an edition; each may be empty."""

    persons: Register = field(default_factory=Register)
    places: Register = field(default_factory=Register)
    terms: Register = field(default_factory=Register)


def load(persons: Path | None = None, places: Path | None = None, terms: Path | None = None) -> Authority:
    """The authority that the files hold, each CSV or TEI; raises :class:`tei.errors.AuthorityError` if one is not."""
    return Authority(
        register(_person(row) for row in rows(persons, "persons")) if persons else Register(),
        register(_as_listed(row) for row in rows(places, "places")) if places else Register(),
        register(_as_listed(row) for row in rows(terms, "terms")) if terms else Register(),
    )


def _person(row: Row) -> Entry:
    return Entry(row.id, row.name, row.description, tuple(person_forms(row.name)))


def _as_listed(row: Row) -> Entry:
    return Entry(row.id, row.name, row.description, (row.name.rstrip(",;: "),))
