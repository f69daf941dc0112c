"""Datatypes of values: the built-in ones, XML Schema's, and those of RELAX NG's DTD compatibility.

Lexical forms and values of dates, times and durations and the regular expressions of ``pattern`` are elementpath's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tei.relaxng.facets import Facet, facet
from tei.relaxng.lexical import TYPES, Kind, collapsed

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

_IDS = {"ID": "ID", "IDREF": "IDREF", "IDREFS": "IDREFS"}


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype with its parameters."""

    library: str
    name: str
    kind: Kind
    facets: tuple[Facet, ...] = ()

    @property
    def by_context(self) -> bool:
        """Whether values depend on the namespaces in scope."""
        return self.kind.by_context

    @property
    def id_type(self) -> str:
        """The name of the type if it is one of identifiers or references, else nothing."""
        return _IDS.get(self.name, "") if self.library else ""

    def value(self, text: str, context: Mapping[str, str]) -> object | None:
        """The value that *text* stands for, comparable with ``==``, or None if *text* is not of this type."""
        value = self.kind.value(text, context)
        if value is None or not self.facets:
            return value
        form = self.kind.normalized(text)
        return value if all(facet.holds(form, value) for facet in self.facets) else None

    def reason(self, text: str, context: Mapping[str, str]) -> str:
        """In words why *text* is not of this type; empty if it is."""
        value = self.kind.value(text, context)
        if value is None:
            return f"it is not {self.kind.words}"
        form = self.kind.normalized(text)
        broken = next((facet for facet in self.facets if not facet.holds(form, value)), None)
        return broken.reason if broken else ""

    def __str__(self) -> str:
        conditions = ", ".join(facet.words for facet in self.facets)
        joint = " " if self.kind.words == "a text" else ", "
        return joint.join(filter(None, [self.kind.words, conditions]))


def datatype(library: str, name: str, parameters: list[tuple[str, str]]) -> Datatype:
    """The datatype *name* of the library *library* with *parameters* (name and value, in order).

    Raises :class:`ValueError`, in words, for a library, a type or a parameter that there is not.
    """
    kinds = _LIBRARIES.get(library)
    if kinds is None:
        raise ValueError(f"there is no datatype library “{library}”")
    kind = kinds.get(name)
    if kind is None:
        raise ValueError(f"the datatype library “{library}” has no type “{name}”")
    if parameters and library != XSD:
        raise ValueError(f"the type “{name}” takes no parameters")
    facets = tuple(facet(kind, parameter, value) for parameter, value in parameters)
    _consistent(facets)
    return Datatype(library, name, kind, facets)


def _consistent(facets: tuple[Facet, ...]) -> None:
    """Stop with :class:`ValueError` at parameters that contradict or repeat each other."""
    names = [facet.name for facet in facets if facet.name != "pattern"]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the parameter “{name}” is given twice")
    for end in ("min", "max"):
        if f"{end}Inclusive" in names and f"{end}Exclusive" in names:
            raise ValueError(f"“{end}Inclusive” and “{end}Exclusive” exclude each other")


def _builtin(name: str, words: str, normalized: Callable[[str], str]) -> Kind:
    return Kind(name, words, lambda text, _context: normalized(text), normalized, frozenset())


_LIBRARIES: dict[str, dict[str, Kind]] = {
    "": {
        "string": _builtin("string", "a text", str),
        "token": _builtin("token", "a text", collapsed),
    },
    XSD: TYPES,
    COMPATIBILITY: {name: TYPES[name] for name in _IDS},
}
