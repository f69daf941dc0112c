"""The restrictions of RELAX NG section 7, checked on the patterns of a schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.relaxng.derivatives import attribute_leaves
from tei.relaxng.errors import SchemaError
from tei.relaxng.names import Name, NameClass, overlap
from tei.relaxng.patterns import (
    ATTRIBUTES,
    ELEMENTS,
    TEXTS,
    Attribute,
    Data,
    Element,
    List,
    Pattern,
    Where,
)

_NONE, _EMPTY, _COMPLEX, _SIMPLE = range(4)

_IN_LIST = {"element", "attribute", "list", "text", "interleave"}
_IN_EXCEPT = {"element", "attribute", "list", "text", "group", "interleave", "oneOrMore", "empty"}
_IN_START = {"attribute", "data", "value", "list", "text", "group", "interleave", "oneOrMore", "empty"}


def restrict(start: Pattern, elements: tuple[Element, ...], file: str) -> None:
    """Stop with :class:`SchemaError` at the first pattern that breaks a restriction, in the schema *file*."""
    for pattern in _below(start):
        if pattern.kind in _IN_START:
            where = Where(file, 1)
            raise _wrong(f"<{pattern.kind}> must not be in <start> outside elements", pattern, where)
    checker = _Checker()
    for element in elements:
        checker.content(element)


class _Checker:
    """Checks contents; parts shared by many elements are checked once."""

    def __init__(self) -> None:
        self._types: dict[Pattern, int] = {}
        self._checked: set[tuple[Pattern, str]] = set()

    def content(self, element: Element) -> None:
        """Check what one element holds."""
        where = element.where
        self._paths(element.content, "", where)
        if self._type(element.content, where) == _NONE:
            raise _wrong(
                "data or values must not stand beside elements, text or other values", element, where
            )

    def _paths(self, pattern: Pattern, context: str, where: Where) -> None:
        """Section 7.1: which patterns may not stand in which, for all patterns below *pattern*."""
        waiting = [(pattern, context)]
        while waiting:
            pattern, context = item = waiting.pop()
            if item in self._checked:
                continue
            self._checked.add(item)
            if isinstance(pattern, Element):
                continue
            if isinstance(pattern, Attribute):
                self._attribute(pattern, context, where)
            elif isinstance(pattern, List):
                _forbid(pattern.parts[0], _IN_LIST, "list", where)
            elif isinstance(pattern, Data):
                for part in pattern.parts:
                    _forbid(part, _IN_EXCEPT, "except of data", where)
            elif pattern.kind in {"group", "interleave"}:
                self._together(pattern, where)
            inside = _context(pattern, context)
            waiting += [(part, inside) for part in pattern.parts]

    def _attribute(self, pattern: Attribute, context: str, where: Where) -> None:
        if context == "many of":
            raise _wrong("an attribute must not be in a group that is repeated", pattern, where)
        if pattern.simple is None and not context:
            raise _wrong("an attribute with any name must be in <oneOrMore> or <zeroOrMore>", pattern, where)
        for inner in _below(pattern.value) if pattern.value.holds & (ELEMENTS | ATTRIBUTES) else ():
            if inner.kind in {"element", "attribute"}:
                raise _wrong(f"<{inner.kind}> must not be in <attribute>", inner, pattern.where)
        self._paths(pattern.value, "", pattern.where)
        if self._type(pattern.value, pattern.where) == _NONE:
            raise _wrong("data or values must not stand beside text or other values", pattern, pattern.where)

    def _type(self, pattern: Pattern, where: Where) -> int:
        """The content type of a pattern (section 7.2), or none if it has none."""
        known = self._types.get(pattern)
        if known is None:
            known = self._types[pattern] = self._typed(pattern, where)
        return known

    def _typed(self, pattern: Pattern, where: Where) -> int:
        if pattern.kind in {"data", "value", "list"}:
            return _SIMPLE
        if pattern.kind in {"element", "text"}:
            return _COMPLEX
        if pattern.kind in {"attribute", "empty", "notAllowed"}:
            return _EMPTY
        types = [self._type(part, where) for part in pattern.parts]
        if _NONE in types:
            return _NONE
        if pattern.kind == "choice":
            return max(types)
        full = sum(kind != _EMPTY for kind in types)
        several = pattern.kind == "oneOrMore" or full > 1
        return _NONE if several and _SIMPLE in types else max(types)

    def _together(self, pattern: Pattern, where: Where) -> None:
        """Sections 7.3 and 7.4: attributes of a group, and elements and text of an interleave, do not meet."""
        if sum(bool(part.holds & ATTRIBUTES) for part in pattern.parts) > 1:
            _apart([attribute_leaves(part) for part in pattern.parts], "attribute", where)
        if pattern.kind == "interleave":
            if sum(bool(part.holds & TEXTS) for part in pattern.parts) > 1:
                raise _wrong("text must not be in more than one part of an <interleave>", pattern, where)
            if sum(bool(part.holds & ELEMENTS) for part in pattern.parts) > 1:
                _apart([list(_elements(part)) for part in pattern.parts], "element", where)


def _context(pattern: Pattern, context: str) -> str:
    """What the patterns around say of attributes in *pattern*: nothing, that they are repeated, or as a group."""
    if pattern.kind == "oneOrMore":
        return context or "many"
    return "many of" if context and pattern.kind in {"group", "interleave"} else context


def _forbid(pattern: Pattern, kinds: set[str], place: str, where: Where) -> None:
    for inner in _below(pattern):
        if inner.kind in kinds:
            raise _wrong(f"<{inner.kind}> must not be in <{place}>", inner, where)


def _below(pattern: Pattern) -> Iterator[Pattern]:
    """*pattern* and all patterns in it, not those in elements, attributes or data."""
    seen, waiting = {pattern}, [pattern]
    while waiting:
        pattern = waiting.pop()
        yield pattern
        if pattern.kind not in {"list", "data"}:
            fresh = [part for part in pattern.parts if part not in seen]
            seen.update(fresh)
            waiting += fresh


def _elements(pattern: Pattern) -> Iterator[Element]:
    return (inner for inner in _below(pattern) if isinstance(inner, Element))


def _apart(parts: Sequence[Sequence[Attribute | Element]], kind: str, where: Where) -> None:
    """Stop if leaves in two different parts accept the same name."""
    single: dict[str, int] = {}
    wide: list[tuple[int, NameClass]] = []
    for number, leaves in enumerate(parts):
        for leaf in leaves:
            clash = any(n != number and overlap(leaf.names, names) for n, names in wide)
            if isinstance(leaf.names, Name):
                clash = clash or single.setdefault(leaf.names.name, number) != number
            else:
                clash = clash or any(n != number and leaf.names.contains(name) for name, n in single.items())
                wide.append((number, leaf.names))
            if clash:
                place = "group or interleave" if kind == "attribute" else "interleave"
                raise _wrong(f"an {kind} with the same name is in two parts of a {place}", leaf, where)


def _wrong(message: str, pattern: Pattern, where: Where) -> SchemaError:
    own = getattr(pattern, "where", where)
    return SchemaError(message, own.file, own.line)
