"""Name classes: which names an element or attribute pattern accepts (RELAX NG section 6.1).

A name is written ``namespace}local``, or ``local`` where there is no namespace: what expat gives, and what lxml
gives without its first brace.
"""

from __future__ import annotations

from dataclasses import dataclass

XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns"

_NOWHERE = "\0"


def joined(uri: str, local: str) -> str:
    """The name *local* in the namespace *uri*."""
    return f"{uri}}}{local}" if uri else local


def split(name: str) -> tuple[str, str]:
    """The namespace and the local part of *name*."""
    uri, _, local = name.rpartition("}")
    return uri, local


def clark(name: str) -> str:
    """The name as lxml writes it, ``{namespace}local``."""
    return "{" + name if "}" in name else name


@dataclass(frozen=True, slots=True)
class Name:
    """One name."""

    name: str

    def contains(self, name: str) -> bool:
        """Whether *name* is in the class."""
        return name == self.name


@dataclass(frozen=True, slots=True)
class AnyName:
    """Every name but those in ``excluded``."""

    excluded: NameClass | None = None

    def contains(self, name: str) -> bool:
        """Whether *name* is in the class."""
        return self.excluded is None or not self.excluded.contains(name)


@dataclass(frozen=True, slots=True)
class NsName:
    """Every name of a namespace but those in ``excluded``."""

    uri: str
    excluded: NameClass | None = None

    def contains(self, name: str) -> bool:
        """Whether *name* is in the class."""
        inside = name.rpartition("}")[0] == self.uri
        return inside and (self.excluded is None or not self.excluded.contains(name))


@dataclass(frozen=True, slots=True)
class Either:
    """The names of all its parts."""

    parts: tuple[NameClass, ...]

    def contains(self, name: str) -> bool:
        """Whether *name* is in the class."""
        return any(part.contains(name) for part in self.parts)


NameClass = Name | AnyName | NsName | Either


def finite(names: NameClass) -> tuple[str, ...] | None:
    """The names of a class that holds a few, or None for one with ``anyName`` or ``nsName``."""
    if isinstance(names, Name):
        return (names.name,)
    if not isinstance(names, Either):
        return None
    parts = [finite(part) for part in names.parts]
    found: dict[str, None] = {}
    for part in parts:
        if part is None:
            return None
        found.update(dict.fromkeys(part))
    return tuple(found)


def overlap(first: NameClass, second: NameClass) -> bool:
    """Whether some name is in both classes.

    It is enough to try the names that stand in one of them, one that cannot be of every namespace in them, and one
    in no such namespace (James Clark, The Design of RELAX NG, section 12).
    """
    tried = {*_samples(first), *_samples(second)}
    return any(first.contains(name) and second.contains(name) for name in tried)


def _samples(names: NameClass) -> list[str]:
    if isinstance(names, Name):
        return [names.name]
    if isinstance(names, Either):
        return [name for part in names.parts for name in _samples(part)]
    inner = _samples(names.excluded) if names.excluded is not None else []
    uri = names.uri if isinstance(names, NsName) else _NOWHERE
    return [*inner, joined(uri, _NOWHERE)]
