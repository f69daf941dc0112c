"""What could stand somewhere: asked of states only when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tei.relaxng.automaton import Automaton, State
from tei.relaxng.names import split
from tei.relaxng.patterns import (
    ATTRIBUTES,
    ELEMENTS,
    NOT_ALLOWED,
    TEXT,
    TEXTS,
    Attribute,
    Data,
    Element,
    List,
    Pattern,
    Value,
)
from tei.values import Wrong, wrong

_TRIED = 400
_STEPS = 6
_MANY = 12
_DAY = re.compile(r"(\d\d?)[./-](\d\d?)[./-](\d{4})")


def firsts(state: State) -> dict[str, None]:
    """The names of the elements that may come next, in the order of the schema."""
    found: dict[str, None] = {}
    for pattern in state.patterns:
        for element in _first(pattern):
            if element.content is not NOT_ALLOWED:
                found.update(dict.fromkeys(element.simple or ()))
    return found


def _first(pattern: Pattern) -> dict[Element, None]:
    if isinstance(pattern, Element):
        return {pattern: None}
    if not pattern.holds & ELEMENTS or isinstance(pattern, Attribute):
        return {}
    found: dict[Element, None] = {}
    for part in pattern.parts:
        found.update(_first(part))
        if pattern.kind == "group" and not part.nullable:
            break
    return found


def needed_elements(state: State) -> tuple[str, ...]:
    """The elements without which *state* cannot be satisfied, however it is."""
    found = [_needed(pattern, Element) for pattern in state.patterns if pattern is not NOT_ALLOWED]
    return _common(found)


def needed_attributes(state: State) -> tuple[str, ...]:
    """The attributes without which *state* cannot be satisfied, however it is."""
    found = [_needed(pattern, Attribute) for pattern in state.patterns if pattern is not NOT_ALLOWED]
    return _common(found)


def _needed(pattern: Pattern, kind: type[Element | Attribute]) -> dict[str, None]:
    """The names of the leaves of *kind* that are in every way to satisfy *pattern*."""
    if isinstance(pattern, Element | Attribute):
        simple = pattern.simple or ()
        return dict.fromkeys(simple) if isinstance(pattern, kind) and len(simple) == 1 else {}
    wanted = ELEMENTS if kind is Element else ATTRIBUTES
    if not pattern.holds & wanted:
        return {}
    if pattern.kind == "choice":
        return dict.fromkeys(_common([_needed(part, kind) for part in pattern.parts]))
    return {name: None for part in pattern.parts for name in _needed(part, kind)}


def _common(found: list[dict[str, None]]) -> tuple[str, ...]:
    return tuple(name for name in found[0] if all(name in names for names in found)) if found else ()


def attributes(state: State) -> dict[str, None]:
    """The names of the attributes that may be given, those that must be first."""
    found = dict.fromkeys(needed_attributes(state))
    for pattern in state.patterns:
        _attributes(pattern, found)
    return found


def _attributes(pattern: Pattern, found: dict[str, None]) -> None:
    if isinstance(pattern, Attribute):
        found.update(dict.fromkeys(pattern.simple or ()))
    elif pattern.holds & ATTRIBUTES:
        for part in pattern.parts:
            _attributes(part, found)


Kinds = dict[str, Value | Data | List | None]


def values(patterns: Iterable[Pattern]) -> Kinds:
    """The values and types of values in *patterns*, in words (values as they are), with the leaves."""
    found: Kinds = {}
    for pattern in patterns:
        if isinstance(pattern, Value):
            found[pattern.text.strip()] = pattern
        elif isinstance(pattern, Data):
            found[str(pattern.type)] = pattern
        elif isinstance(pattern, List):
            found["a list of " + " or ".join(values(pattern.parts))] = pattern
        elif pattern is TEXT:
            found["text"] = None
        else:
            found.update(values(pattern.parts))
    return found


def stepped(automaton: Automaton, state: State, name: str) -> State | None:
    """The state behind a whole element *name*, or None if it may not stand there."""
    opening = state.opens.get(name) or automaton.open(state, name)
    if opening is None:
        return None
    return automaton.after(opening, (1 << len(opening.rests)) - 1, state)


def completing(automaton: Automaton, state: State) -> list[str]:
    """The elements each of which would be enough for *state* to be satisfied."""
    found = []
    for name in list(firsts(state))[:_TRIED]:
        further = stepped(automaton, state, name)
        if further is not None and further.ends:
            found.append(name)
    return found


def missing_before(automaton: Automaton, state: State, name: str) -> tuple[tuple[str, ...], State] | None:
    """The elements that must stand before *name* can, and the state behind them; None if that would not help."""
    missing: list[str] = []
    while len(missing) < _STEPS and not state.ends:
        following = firsts(state)
        needed = [other for other in needed_elements(state) if other in following]
        if not needed:
            break
        further = stepped(automaton, state, needed[0])
        if further is None:
            break
        missing.append(needed[0])
        state = further
        if automaton.open(state, name):
            return tuple(missing), state
    return None


def helpers(automaton: Automaton, state: State, name: str) -> list[str]:
    """The elements of which one would have to stand before *name* so that it could."""
    found = []
    for other in list(firsts(state))[:_TRIED]:
        further = stepped(automaton, state, other)
        if other != name and further is not None and automaton.open(further, name):
            found.append(other)
    return found


def earlier(automaton: Automaton, state: State, siblings: list[str], name: str) -> str:
    """The last of *siblings* before which *name* could have stood, where *state* is what comes before them all."""
    found = ""
    for sibling in siblings[:_TRIED]:
        behind = stepped(automaton, state, name)
        if behind is not None and stepped(automaton, behind, sibling) is not None:
            found = sibling
        further = stepped(automaton, state, sibling)
        if further is not None:
            state = further
    return found


def foremost(names: list[str], siblings: Sequence[str], main: str) -> list[str]:
    """*names*; if they are many, those of *siblings* first, the nearest before the others, then short ones.

    Nobody reads a list of two hundred names to its end, and short names are those that are used most. Names that are
    not in the namespace *main* are last.
    """
    if len(names) <= _MANY:
        return names
    near = {name: place for place, name in enumerate(dict.fromkeys(reversed(siblings)))}
    return sorted(names, key=lambda name: (split(name)[0] != main, near.get(name, _TRIED), len(name)))


def takers(automaton: Automaton, names: tuple[str, ...]) -> list[str]:
    """Those of *names* whose elements may hold text directly, or all if none may."""
    known = automaton.known
    found = [
        name
        for name in names
        if any(e.content.kind != "empty" and e.content.holds & TEXTS for e in known.get(name, ()))
    ]
    return found or list(names)


def repaired(value: str) -> list[str]:
    """What may have been meant by *value*: without spaces and underscores, days in two digits, dates year first."""
    text = re.sub(r"(?<=\d)\s+|\s+(?=\d)", "", value.strip())
    found = [re.sub(r"[\s_]+", "-", text), re.sub(r"\b\d\b", r"0\g<0>", text)]
    parts = _DAY.fullmatch(text)
    if parts:
        one, two, year = parts.groups()
        found += [f"{year}-{two:0>2}-{one:0>2}", f"{year}-{one:0>2}-{two:0>2}"]
    return list(dict.fromkeys(other for other in found if other != value))


def shown(kinds: Kinds) -> list[str]:
    """What a value can be, in words: those that are fixed in quotation marks, so that the empty one is seen."""
    return [f"“{text}”" if isinstance(leaf, Value) else text for text, leaf in kinds.items()]


def plainly(kinds: Kinds, value: str) -> Wrong | None:
    """What is wrong with *value* in plain words, if the types of *kinds* are such that it can be said."""
    types = {leaf.type.name for leaf in kinds.values() if isinstance(leaf, Data)}
    kind = "date" if "date" in types else "".join(types) if len(types) == 1 else ""
    reason = wrong(value, kind)
    return reason if reason and reason.why else None
