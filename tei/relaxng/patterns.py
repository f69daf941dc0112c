"""Patterns, each kept once: two patterns are the same if they are the same object.

Choices, groups and interleaves hold any number of parts and are flat; what RELAX NG sections 4.20 and 4.21 remove
(``notAllowed`` and ``empty`` where they do nothing) is never built.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from tei.relaxng.errors import ComplexityError
from tei.relaxng.names import NameClass, finite

if TYPE_CHECKING:
    from tei.relaxng.datatypes import Datatype

ELEMENTS, ATTRIBUTES, TEXTS, VALUES = 1, 2, 4, 8
_LONGEST = 2_000
_AT_ONCE = 2_000_000


class Where(NamedTuple):
    """A place in a schema."""

    file: str = ""
    line: int = 0


class Pattern:
    """A pattern; ``kind`` is its name in the simple syntax, ``parts`` the patterns in it.

    ``holds`` says what leaves there are (ELEMENTS, ATTRIBUTES, TEXTS, VALUES). The others are tables that the
    derivatives fill.
    """

    __slots__ = (
        "attributes",
        "by_attribute",
        "by_text",
        "closed",
        "holds",
        "index",
        "kind",
        "nullable",
        "opens",
        "parts",
        "values",
    )

    def __init__(
        self, kind: str, parts: tuple[Pattern, ...] = (), nullable: bool = False, holds: int = 0
    ) -> None:
        self.kind = kind
        self.parts = parts
        self.nullable = nullable
        self.holds = holds
        self.opens: dict[str, dict[Element, Pattern]] = {}
        self.by_text: dict[frozenset[Pattern], Pattern] = {}
        self.by_attribute: dict[frozenset[Pattern], Pattern] = {}
        self.closed: Pattern | None = None
        self.index: tuple[dict[str, list[Element]], list[Pattern]] | None = None
        self.attributes: tuple[Attribute, ...] | None = None
        self.values: tuple[Pattern, ...] | None = None


class Element(Pattern):
    """An element pattern; what it holds is given later, since elements may hold themselves."""

    __slots__ = ("about", "content", "names", "simple", "where")

    def __init__(self, names: NameClass, where: Where, about: str) -> None:
        super().__init__("element", holds=ELEMENTS)
        self.names = names
        self.simple = finite(names)
        self.where = where
        self.about = about
        self.content: Pattern = NOT_ALLOWED


class Attribute(Pattern):
    """An attribute pattern with the pattern of its value."""

    __slots__ = ("about", "names", "simple", "value", "where")

    def __init__(self, names: NameClass, value: Pattern, where: Where, about: str) -> None:
        super().__init__("attribute", holds=ATTRIBUTES)
        self.names = names
        self.simple = finite(names)
        self.value = value
        self.where = where
        self.about = about


class Data(Pattern):
    """A ``data`` pattern; its only part, if any, is what ``except`` takes away."""

    __slots__ = ("type", "where")

    def __init__(self, datatype: Datatype, parts: tuple[Pattern, ...], where: Where) -> None:
        super().__init__("data", parts, holds=VALUES)
        self.type = datatype
        self.where = where


class Value(Pattern):
    """A ``value`` pattern: the value itself, and how the schema writes it."""

    __slots__ = ("text", "type", "value", "where")

    def __init__(self, datatype: Datatype, text: str, value: object, where: Where) -> None:
        super().__init__("value", holds=VALUES)
        self.type = datatype
        self.text = text
        self.value = value
        self.where = where


class List(Pattern):
    """A ``list`` pattern."""

    __slots__ = ("where",)

    def __init__(self, part: Pattern, where: Where) -> None:
        super().__init__("list", (part,), holds=VALUES)
        self.where = where


EMPTY = Pattern("empty", nullable=True)
NOT_ALLOWED = Pattern("notAllowed")
TEXT = Pattern("text", nullable=True, holds=TEXTS)


class Patterns:
    """Makes the patterns of one schema, and stops (:class:`ComplexityError`) when they grow without end."""

    def __init__(self) -> None:
        self._known: dict[object, Pattern] = {}
        self._spent = 0

    def begin(self) -> None:
        """Give the next step its full allowance."""
        self._spent = 0

    def __len__(self) -> int:
        return len(self._known)

    def forget(self) -> None:
        """Let go of the patterns made so far; those in use stay right."""
        self._known.clear()

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """Any one of *patterns*."""
        parts: dict[Pattern, None] = {}
        for pattern in patterns:
            if pattern.kind == "choice":
                self._spend(len(pattern.parts))
                parts.update(dict.fromkeys(pattern.parts))
            elif pattern is not NOT_ALLOWED:
                parts[pattern] = None
        if EMPTY in parts and sum(part.nullable for part in parts) > 1:
            del parts[EMPTY]
        if len(parts) < 2:
            return next(iter(parts), NOT_ALLOWED)
        return self._kept("choice", tuple(parts), frozenset(parts), any(part.nullable for part in parts))

    def group(self, patterns: Iterable[Pattern]) -> Pattern:
        """All of *patterns*, in their order."""
        return self._all("group", patterns)

    def interleave(self, patterns: Iterable[Pattern]) -> Pattern:
        """All of *patterns*, mixed in any way."""
        return self._all("interleave", patterns)

    def one_or_more(self, pattern: Pattern) -> Pattern:
        """One or more of *pattern*."""
        if pattern is EMPTY or pattern is NOT_ALLOWED or pattern is TEXT or pattern.kind == "oneOrMore":
            return pattern
        return self._kept("oneOrMore", (pattern,), pattern, pattern.nullable)

    def zero_or_more(self, pattern: Pattern) -> Pattern:
        """None, one or more of *pattern*."""
        return self.choice((self.one_or_more(pattern), EMPTY))

    def attribute(self, names: NameClass, value: Pattern, where: Where, about: str = "") -> Pattern:
        """An attribute; one whose value can never be right is not allowed at all."""
        if value is NOT_ALLOWED:
            return NOT_ALLOWED
        key = ("attribute", names, value)
        if key not in self._known:
            self._known[key] = Attribute(names, value, where, about)
        return self._known[key]

    def list_of(self, pattern: Pattern, where: Where) -> Pattern:
        """A list of tokens that are *pattern*."""
        if pattern is NOT_ALLOWED:
            return NOT_ALLOWED
        return self.leaf(("list", pattern), List(pattern, where))

    def leaf(self, key: object, made: Pattern) -> Pattern:
        """The leaf known under *key*, or else *made*."""
        return self._known.setdefault(key, made)

    def _spend(self, parts: int) -> None:
        self._spent += parts
        if self._spent > _AT_ONCE:
            raise ComplexityError("the schema is too complex: one step leads to too many possibilities")

    def _all(self, kind: str, patterns: Iterable[Pattern]) -> Pattern:
        parts: list[Pattern] = []
        for pattern in patterns:
            if pattern is NOT_ALLOWED:
                return NOT_ALLOWED
            if pattern.kind == kind and len(pattern.parts) + len(parts) <= _LONGEST:
                parts.extend(pattern.parts)
            elif pattern is not EMPTY:
                parts.append(pattern)
        if len(parts) < 2:
            return parts[0] if parts else EMPTY
        key = tuple(parts)
        return self._kept(kind, key, key, all(part.nullable for part in parts))

    def _kept(self, kind: str, parts: tuple[Pattern, ...], same: object, nullable: bool) -> Pattern:
        self._spend(len(parts))
        key = (kind, same)
        found = self._known.get(key)
        if found is None:
            holds = 0
            for part in parts:
                holds |= part.holds
            found = self._known[key] = Pattern(kind, parts, nullable, holds)
        return found
