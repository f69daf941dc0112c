"""A pushdown automaton for a schema, built as documents need it.

A state is what the content of one open element still asks for. Several element patterns may share a name, so a state
is a tuple of patterns, one for each way of reading the element; which of them are satisfied at its end decides
how its parent goes on. Two ways that lead the parent to the same are one.
"""

from __future__ import annotations

from functools import cached_property

from tei.relaxng.derivatives import (
    Namespaces,
    Values,
    after_attribute,
    after_text,
    attribute_leaves,
    by_context,
    opened,
    value_leaves,
    without_attributes,
)
from tei.relaxng.patterns import EMPTY, NOT_ALLOWED, TEXT, Attribute, Element, Pattern, Patterns
from tei.relaxng.surroundings import Surroundings
from tei.relaxng.words import Words

_MANY = 4_096
_STATES = 200_000


class State:
    """What an open element still asks for; the tables are filled as documents need them.

    ``mixed`` means that text may come and changes nothing; ``ends`` has a bit for each way of reading that is
    satisfied; ``values`` are the patterns for the whole content as one value.
    """

    __slots__ = ("after_text", "attributes", "closed", "ends", "mixed", "opens", "patterns", "values")

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self.patterns = patterns
        self.opens: dict[str, Opening] = {}
        self.attributes: dict[str, Named] = {}
        self.closed: State | None = None
        self.after_text: State | None = None
        self.mixed = False
        self.ends = sum(1 << number for number, pattern in enumerate(patterns) if pattern.nullable)
        self.values = tuple(dict.fromkeys(leaf for pattern in patterns for leaf in value_leaves(pattern)))


class Opening:
    """A start tag: the state inside, and the states behind the end tag.

    ``rests`` has, for each way of reading, the patterns of the parent; ``after`` the state by what was satisfied.
    One that is not ``regular`` is of an element that should not be there.
    """

    __slots__ = ("after", "inside", "regular", "rests")

    def __init__(self, inside: State, rests: list[tuple[Pattern, ...]], regular: bool = True) -> None:
        self.inside = inside
        self.rests = rests
        self.regular = regular
        self.after: dict[int, State] = {}


class Named:
    """An attribute name: the patterns it may be, and the states behind by which of them its value satisfies."""

    __slots__ = ("after", "free", "leaves")

    def __init__(self, leaves: tuple[Attribute, ...], free: State | None) -> None:
        self.leaves = leaves
        self.free = free
        self.after: dict[int, State] = {}


class Automaton:
    """The states of one schema."""

    def __init__(self, make: Patterns, start: Pattern, elements: tuple[Element, ...]) -> None:
        self.make = make
        self.values = Values(make)
        self.elements = elements
        self.by_context = _by_context(elements)
        self.known: dict[str, list[Element]] = {}
        for element in elements:
            for name in element.simple or ():
                self.known.setdefault(name, []).append(element)
        self._states: dict[tuple[Pattern, ...], State] = {}
        self.anything = State((NOT_ALLOWED,))
        self.anything.mixed = True
        self.anything.ends = 1
        self.anything.closed = self.anything
        self.start = self._kept((start,))

    @cached_property
    def words(self) -> Words:
        """How the names of the schema are written for people."""
        return Words(self.known)

    @cached_property
    def surroundings(self) -> Surroundings:
        """Which elements may stand in which."""
        return Surroundings(self.elements)

    def _kept(self, patterns: tuple[Pattern, ...]) -> State:
        state = self._states.get(patterns)
        if state is None:
            if len(self._states) > _STATES or len(self.make) > 2 * _STATES:
                self._states.clear()
                self.make.forget()
            state = self._states[patterns] = State(patterns)
        return state

    def state(self, patterns: tuple[Pattern, ...]) -> State | None:
        """The state with *patterns*, or None if none of them can be satisfied."""
        if all(pattern is NOT_ALLOWED for pattern in patterns):
            return None
        state = self._kept(patterns)
        if state.after_text is None and any(pattern.holds for pattern in patterns):
            self._fill_text(state)
        return state

    def _fill_text(self, state: State) -> None:
        nothing: frozenset[Pattern] = frozenset()
        patterns = tuple(after_text(self.make, pattern, nothing) for pattern in state.patterns)
        if all(pattern is NOT_ALLOWED for pattern in patterns):
            return
        state.after_text = state if patterns == state.patterns else self._kept(patterns)
        state.mixed = state.after_text is state and not state.values
        if state.after_text is not state:
            self.state(patterns)

    def open(self, state: State, name: str) -> Opening | None:
        """What the start tag *name* does in *state*, or None if it may not stand there."""
        self.make.begin()
        rests: dict[Element, list[Pattern]] = {}
        size = len(state.patterns)
        for number, pattern in enumerate(state.patterns):
            for element, rest in opened(self.make, pattern, name).items():
                rests.setdefault(element, [NOT_ALLOWED] * size)[number] = rest
        if not rests:
            return None
        opening = self._opening({element: tuple(rest) for element, rest in rests.items()})
        if len(state.opens) > _MANY:
            state.opens.clear()
        state.opens[name] = opening
        return opening

    def _opening(self, rests: dict[Element, tuple[Pattern, ...]]) -> Opening:
        by_content: dict[Pattern, tuple[Pattern, ...]] = {}
        for element, rest in rests.items():
            content = element.content
            known = by_content.get(content)
            if known is not None:
                rest = tuple(self.make.choice(pair) for pair in zip(known, rest, strict=True))
            by_content[content] = rest
        by_rest: dict[tuple[Pattern, ...], list[Pattern]] = {}
        for content, rest in by_content.items():
            by_rest.setdefault(rest, []).append(content)
        inside = self.state(tuple(self.make.choice(contents) for contents in by_rest.values()))
        assert inside is not None
        return Opening(inside, list(by_rest))

    def misplaced(self, state: State, elements: tuple[Element, ...]) -> Opening:
        """A start tag of one of *elements* that changes nothing in *state*, whatever is in it."""
        inside = self.state((self.make.choice([element.content for element in elements]),))
        return self._unchanging(state, inside or self.anything)

    def skipped(self, state: State) -> Opening:
        """A start tag that changes nothing in *state*, with anything inside."""
        return self._unchanging(state, self.anything)

    def _unchanging(self, state: State, inside: State) -> Opening:
        opening = Opening(inside, [state.patterns], regular=False)
        opening.after[1] = self.anything if state.values else state
        return opening

    def through(self, state: State) -> Opening:
        """A start tag that is as if it were not there: what is in it stands in *state*."""
        return Opening(state, [], regular=False)

    def after(self, opening: Opening, ends: int, state: State) -> State:
        """The state of the parent behind an end tag, where *ends* says what was satisfied; else *state*."""
        if state is self.anything:
            return state
        self.make.begin()
        met = [rest for number, rest in enumerate(opening.rests) if ends >> number & 1]
        patterns = tuple(self.make.choice(alike) for alike in zip(*met, strict=True))
        found = opening.after[ends] = self.state(patterns) or state
        return found

    def attribute(self, state: State, name: str) -> Named | None:
        """What an attribute *name* does in *state*, or None if it may not stand there."""
        leaves = dict.fromkeys(leaf for pattern in state.patterns for leaf in attribute_leaves(pattern))
        named = tuple(leaf for leaf in leaves if leaf.names.contains(name))
        if not named:
            return None
        free = None
        if all(leaf.value is TEXT for leaf in named):
            free = self._after_attribute(state, frozenset(named))
        found = Named(named, free)
        if len(state.attributes) > _MANY:
            state.attributes.clear()
        state.attributes[name] = found
        return found

    def valued(self, state: State, named: Named, value: str, context: Namespaces) -> State | None:
        """The state behind an attribute with *value*, or None if the value is not right."""
        satisfied, accepts = 0, self.values.accepts
        if len(named.leaves) == 1:
            right = accepts(named.leaves[0].value, value, context)
            return (named.after.get(1) or self._chosen(state, named, 1)) if right else None
        for number, leaf in enumerate(named.leaves):
            if accepts(leaf.value, value, context):
                satisfied |= 1 << number
        if not satisfied:
            return None
        return named.after.get(satisfied) or self._chosen(state, named, satisfied)

    def _chosen(self, state: State, named: Named, satisfied: int) -> State | None:
        leaves = frozenset(leaf for number, leaf in enumerate(named.leaves) if satisfied >> number & 1)
        after = self._after_attribute(state, leaves)
        if after is not None:
            named.after[satisfied] = after
        return after

    def _after_attribute(self, state: State, leaves: frozenset[Pattern]) -> State | None:
        self.make.begin()
        return self.state(tuple(after_attribute(self.make, pattern, leaves) for pattern in state.patterns))

    def assumed(self, state: State, named: Named) -> State:
        """The state behind an attribute whose value is not right, as if it were."""
        return self._after_attribute(state, frozenset(named.leaves)) or state

    def close(self, state: State) -> State | None:
        """The state behind the ``>`` of a start tag, or None if attributes are missing."""
        self.make.begin()
        closed = self.state(tuple(without_attributes(self.make, pattern) for pattern in state.patterns))
        state.closed = closed
        return closed

    def completed(self, state: State) -> State:
        """The state behind a start tag that lacks attributes, as if it had them."""
        patterns = tuple(without_attributes(self.make, pattern, EMPTY) for pattern in state.patterns)
        return self.state(patterns) or self.anything

    def valued_content(self, state: State, text: str, context: Namespaces) -> int:
        """Which ways of reading are satisfied by *text* as the whole content of the element."""
        self.make.begin()
        satisfied = frozenset(leaf for leaf in state.values if self.values.satisfies(leaf, text, context))
        ends = 0 if text.strip(" \t\r\n") else state.ends
        for number, pattern in enumerate(state.patterns):
            if after_text(self.make, pattern, satisfied).nullable:
                ends |= 1 << number
        return ends


def _by_context(elements: tuple[Element, ...]) -> bool:
    """Whether values of elements or attributes depend on the namespaces in scope."""
    attributes = {leaf for element in elements for leaf in attribute_leaves(element.content)}
    holders = [element.content for element in elements] + [leaf.value for leaf in attributes]
    return any(by_context(value) for value in {value for holder in holders for value in value_leaves(holder)})
