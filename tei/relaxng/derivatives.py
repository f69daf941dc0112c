"""Derivatives: what a pattern still asks for after a start tag, an attribute or a text.

James Clark, An algorithm for RELAX NG validation (2002). Instead of ``after`` patterns an opened element gives pairs
of the element and the rest that follows it, so that what a state holds does not depend on the ancestors. Texts and
attribute values are not part of any table: first it is asked which leaves a value satisfies, then the derivative
is taken by that set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tei.relaxng.names import Name
from tei.relaxng.patterns import (
    ATTRIBUTES,
    ELEMENTS,
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    TEXTS,
    VALUES,
    Attribute,
    Data,
    Element,
    List,
    Pattern,
    Patterns,
    Value,
)

_MANY = 4_096
_REMEMBERED = 2_000
_BLANK = " \t\r\n"

Rests = dict[Element, Pattern]
Namespaces = Mapping[str, str]


def opened(make: Patterns, pattern: Pattern, name: str) -> Rests:
    """The element patterns that a start tag *name* may be, with what *pattern* asks for after each."""
    if not pattern.holds & ELEMENTS:
        return {}
    found = pattern.opens.get(name)
    if found is None:
        if len(pattern.opens) > _MANY:
            pattern.opens.clear()
        found = pattern.opens[name] = _OPENED[pattern.kind](make, pattern, name)
    return found


def _opened_element(_make: Patterns, pattern: Pattern, name: str) -> Rests:
    assert isinstance(pattern, Element)
    if pattern.content is NOT_ALLOWED or not pattern.names.contains(name):
        return {}
    return {pattern: EMPTY}


def _opened_choice(make: Patterns, pattern: Pattern, name: str) -> Rests:
    if pattern.index is None:
        pattern.index = _indexed(pattern)
    direct, others = pattern.index
    found: Rests = dict.fromkeys(direct.get(name, ()), EMPTY)
    for part in others:
        _add(make, found, opened(make, part, name))
    return found


def _opened_group(make: Patterns, pattern: Pattern, name: str) -> Rests:
    found: Rests = {}
    for number, part in enumerate(pattern.parts):
        after = pattern.parts[number + 1 :]
        rests = opened(make, part, name)
        _add(make, found, {element: make.group((rest, *after)) for element, rest in rests.items()})
        if not part.nullable:
            break
    return found


def _opened_interleave(make: Patterns, pattern: Pattern, name: str) -> Rests:
    found: Rests = {}
    parts = pattern.parts
    for number, part in enumerate(parts):
        rests = opened(make, part, name)
        others = {
            e: make.interleave((*parts[:number], rest, *parts[number + 1 :])) for e, rest in rests.items()
        }
        _add(make, found, others)
    return found


def _opened_repeated(make: Patterns, pattern: Pattern, name: str) -> Rests:
    again = make.choice((pattern, EMPTY))
    return {e: make.group((rest, again)) for e, rest in opened(make, pattern.parts[0], name).items()}


def _add(make: Patterns, found: Rests, more: Rests) -> None:
    for element, rest in more.items():
        found[element] = make.choice((found[element], rest)) if element in found else rest


def _indexed(pattern: Pattern) -> tuple[dict[str, list[Element]], list[Pattern]]:
    """The elements among the parts of a choice by their names, and the parts that are not as simple."""
    direct: dict[str, list[Element]] = {}
    others: list[Pattern] = []
    for part in pattern.parts:
        if isinstance(part, Element) and isinstance(part.names, Name):
            if part.content is not NOT_ALLOWED:
                direct.setdefault(part.names.name, []).append(part)
        elif part.holds & ELEMENTS:
            others.append(part)
    return direct, others


_OPENED: dict[str, Callable[[Patterns, Pattern, str], Rests]] = {
    "element": _opened_element,
    "choice": _opened_choice,
    "group": _opened_group,
    "interleave": _opened_interleave,
    "oneOrMore": _opened_repeated,
}


def after_text(make: Patterns, pattern: Pattern, satisfied: frozenset[Pattern]) -> Pattern:
    """What *pattern* asks for after a text that satisfies the leaves *satisfied* (and ``text``, always)."""
    if not pattern.holds & (TEXTS | VALUES):
        return NOT_ALLOWED
    if pattern is TEXT:
        return TEXT
    if isinstance(pattern, Data | Value | List):
        return EMPTY if pattern in satisfied else NOT_ALLOWED
    found = pattern.by_text.get(satisfied)
    if found is None:
        if len(pattern.by_text) > _MANY:
            pattern.by_text.clear()
        found = pattern.by_text[satisfied] = _after(make, pattern, satisfied, after_text)
    return found


def after_attribute(make: Patterns, pattern: Pattern, satisfied: frozenset[Pattern]) -> Pattern:
    """What *pattern* asks for after an attribute that is one of the patterns *satisfied*."""
    if not pattern.holds & ATTRIBUTES:
        return NOT_ALLOWED
    if isinstance(pattern, Attribute):
        return EMPTY if pattern in satisfied else NOT_ALLOWED
    found = pattern.by_attribute.get(satisfied)
    if found is None:
        if len(pattern.by_attribute) > _MANY:
            pattern.by_attribute.clear()
        found = pattern.by_attribute[satisfied] = _after(make, pattern, satisfied, after_attribute)
    return found


_Derivative = Callable[[Patterns, Pattern, frozenset[Pattern]], Pattern]


def _after(make: Patterns, pattern: Pattern, satisfied: frozenset[Pattern], derived: _Derivative) -> Pattern:
    parts = pattern.parts
    if pattern.kind == "choice":
        return make.choice([derived(make, part, satisfied) for part in parts])
    if pattern.kind == "oneOrMore":
        rest, again = derived(make, parts[0], satisfied), make.choice((pattern, EMPTY))
        if rest is TEXT and TEXT in parts[0].parts:  # more text changes nothing
            return again
        return make.group((rest, again))
    ordered = pattern.kind == "group" and derived is after_text
    put = make.group if pattern.kind == "group" else make.interleave
    found: list[Pattern] = []
    for number, part in enumerate(parts):
        rest = derived(make, part, satisfied)
        if rest is not NOT_ALLOWED:
            before = () if ordered else parts[:number]
            found.append(put((*before, rest, *parts[number + 1 :])))
        if ordered and not part.nullable:
            break
    return make.choice(found)


def without_attributes(make: Patterns, pattern: Pattern, instead: Pattern = NOT_ALLOWED) -> Pattern:
    """*pattern* at the end of a start tag: attributes still asked for are replaced by *instead*."""
    if not pattern.holds & ATTRIBUTES:
        return pattern
    if pattern.kind == "attribute":
        return instead
    if pattern.closed is not None and instead is NOT_ALLOWED:
        return pattern.closed
    parts = [without_attributes(make, part, instead) for part in pattern.parts]
    closed = rebuilt(make, pattern.kind, parts)
    if instead is NOT_ALLOWED:
        pattern.closed = closed
    return closed


def rebuilt(make: Patterns, kind: str, parts: list[Pattern]) -> Pattern:
    """A pattern of *kind* with other parts."""
    if kind == "choice":
        return make.choice(parts)
    if kind == "oneOrMore":
        return make.one_or_more(parts[0])
    return make.group(parts) if kind == "group" else make.interleave(parts)


def attribute_leaves(pattern: Pattern) -> tuple[Attribute, ...]:
    """The attribute patterns in *pattern*, in order, each once."""
    if pattern.attributes is None:
        if isinstance(pattern, Attribute):
            pattern.attributes = (pattern,)
        elif not pattern.holds & ATTRIBUTES:
            pattern.attributes = ()
        else:
            found = dict.fromkeys(leaf for part in pattern.parts for leaf in attribute_leaves(part))
            pattern.attributes = tuple(found)
    return pattern.attributes


def value_leaves(pattern: Pattern) -> tuple[Pattern, ...]:
    """The ``data``, ``value`` and ``list`` patterns in *pattern*, in order, each once."""
    if pattern.values is None:
        if isinstance(pattern, Data | Value | List):
            pattern.values = (pattern,)
        elif not pattern.holds & VALUES:
            pattern.values = ()
        else:
            pattern.values = tuple(
                dict.fromkeys(leaf for part in pattern.parts for leaf in value_leaves(part))
            )
    return pattern.values


class Values:
    """Tells which values a pattern accepts, and remembers some of the answers."""

    def __init__(self, make: Patterns) -> None:
        self._make = make
        self._known: dict[Pattern, dict[str, bool]] = {}

    def accepts(self, pattern: Pattern, text: str, context: Namespaces) -> bool:
        """Whether *text* as a whole is *pattern* (Clark's valueMatch)."""
        if pattern is TEXT:
            return True
        known = self._known.get(pattern)
        if known is None:
            known = self._known[pattern] = {}
        answer = known.get(text)
        if answer is None:
            answer = self._accepts(pattern, text, context)
            if len(known) < _REMEMBERED and not any(by_context(leaf) for leaf in value_leaves(pattern)):
                known[text] = answer
        return answer

    def _accepts(self, pattern: Pattern, text: str, context: Namespaces) -> bool:
        if pattern.nullable and not text.strip(_BLANK):
            return True
        return after_text(self._make, pattern, self.satisfied(pattern, text, context)).nullable

    def satisfied(self, pattern: Pattern, text: str, context: Namespaces) -> frozenset[Pattern]:
        """The leaves of *pattern* that *text* satisfies."""
        return frozenset(leaf for leaf in value_leaves(pattern) if self.satisfies(leaf, text, context))

    def satisfies(self, leaf: Pattern, text: str, context: Namespaces) -> bool:
        """Whether *text* is what a ``data``, ``value`` or ``list`` pattern asks for."""
        if isinstance(leaf, Value):
            return leaf.type.value(text, context) == leaf.value
        if isinstance(leaf, Data):
            if leaf.type.value(text, context) is None:
                return False
            return not any(self._accepts(part, text, context) for part in leaf.parts)
        rest = leaf.parts[0]
        for token in tokens(text):
            rest = after_text(self._make, rest, self.satisfied(rest, token, context))
        return rest.nullable


def tokens(text: str) -> list[str]:
    """The words of *text* between XML's own white space."""
    return [word for word in text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if word]


def by_context(leaf: Pattern) -> bool:
    """Whether what *leaf* accepts depends on the namespaces in scope."""
    if isinstance(leaf, Data | Value) and leaf.type.by_context:
        return True
    return any(by_context(inner) for part in leaf.parts for inner in value_leaves(part))
