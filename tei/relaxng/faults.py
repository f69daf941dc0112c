"""Faults of a document: what to say of each, and how to go on so that one mistake is one error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tei.relaxng import expected as could
from tei.relaxng.automaton import Named, Opening, State
from tei.relaxng.derivatives import attribute_leaves, tokens
from tei.relaxng.errors import Error
from tei.relaxng.identifiers import Seen
from tei.relaxng.identifiers import words as identifiers_in
from tei.relaxng.names import clark, split
from tei.relaxng.patterns import Data, List, Value
from tei.relaxng.words import Words, attribute, closest, described, likely, listed, quoted
from tei.slips import did_you_mean

if TYPE_CHECKING:
    from tei.relaxng.walker import Walker


class Faults:
    """Reports the faults that a walker meets; each method gives what the walker goes on with."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._automaton = walker.automaton
        self._told = False
        self._excused: tuple[list[str], int] = ([], 0)
        self._promised: list[tuple[list[str], set[str]]] = []
        self._strays: tuple[list[str], dict[str, int]] = ([], {})

    @property
    def words(self) -> Words:
        """How names are written."""
        return self._automaton.words

    def element(self, state: State, tag: str) -> tuple[State, Opening]:
        """Report an element that may not stand where it does; the state to go on from, and its start tag."""
        automaton = self._automaton
        known = tuple(automaton.known.get(tag, ()))
        if self._irregular():
            around = self._walker.stack[-1][0]
            opening = None if self._walker.trail[-1] else automaton.open(around, tag)
            if opening is not None:
                self._walker.stack[-1] = (around, automaton.through(around), around)
                return around, opening
            if self._walker.stack[-1][1].rests:
                state = automaton.anything
        if state is automaton.anything:
            return state, automaton.misplaced(state, known) if known else automaton.skipped(state)
        return self._renamed(state, tag) or self._inserted(state, tag) or self._left_out(state, tag)

    def _firsts(self, state: State) -> list[str]:
        """The names of the elements that may come next, what is particular to the place first."""
        return self._ranked(could.firsts(state))

    def _ranked(self, names: Iterable[str]) -> list[str]:
        """*names*, the likely ones first."""
        special = self._automaton.surroundings.special(names)
        return could.foremost(special, self._walker.trail[-1], self.words.main)

    def _irregular(self) -> bool:
        """Whether the open element should not be there; then what is in it and does not fit is no further mistake."""
        stack = self._walker.stack
        return bool(stack) and not stack[-1][1].regular

    def _renamed(self, state: State, tag: str) -> tuple[State, Opening] | None:
        """Take an element for one that may stand here and has the same name in another namespace, or a similar one."""
        automaton, words = self._automaton, self.words
        if tag in automaton.known:
            return None
        names = self._firsts(state)
        uri, local = split(tag)
        same = next((name for name in names if split(name)[1] == local), "")
        name = same or closest(tag, names)
        opening = automaton.open(state, name) if name else None
        if opening is None:
            return None
        if same:
            if not self._inside_of(uri):
                right = split(same)[0]
                message = f"{words.tag(tag)} should be <{local}> of the namespace {right}"
                if not uri:
                    message = f"<{local}> is in no namespace"
                hint = f'write xmlns="{right}"' if right else 'write xmlns=""'
                self._report("unknown", message, tag, likely(names, [same]), hint=hint)
        else:
            message = f"{words.tag(tag)} is not an element of the schema"
            self._report("unknown", message, tag, likely(names, [name]), hint=did_you_mean(words.tag(name)))
        return state, opening

    def _inside_of(self, uri: str) -> bool:
        """Whether the element around the new one is in the namespace *uri*, which no name of the schema has."""
        trail = self._walker.trail
        around = split(trail[-2][-1])[0] if len(trail) > 1 else None
        return self._told and around == uri and all(split(name)[0] != uri for name in self._automaton.known)

    def _inserted(self, state: State, tag: str) -> tuple[State, Opening] | None:
        """Take it that the elements that must come before are there."""
        found = could.missing_before(self._automaton, state, tag)
        if found is None:
            return None
        missing, behind = found
        opening = self._automaton.open(behind, tag)
        assert opening is not None
        if self._excuse(missing):
            return behind, opening
        self._promise(missing)
        message = f"{self._place_name()} lacks {self.words.tags(missing, 'and')} before {self.words.tag(tag)}"
        self._report(
            "incomplete", message, tag, likely(self._firsts(state), missing), hint=self._about(missing[0])
        )
        return behind, opening

    def _left_out(self, state: State, tag: str) -> tuple[State, Opening]:
        """Take it that the element is not there; what is in it is still held to its definition."""
        automaton = self._automaton
        known = tuple(automaton.known.get(tag, ()))
        if not self._promised_here(tag):
            names = self._firsts(state)
            every = likely(names, could.needed_elements(state), tag)
            if known:
                message, hint = self._misplaced(state, tag)
            else:
                message, hint = self._unknown(state, tag), self._here(state, every)
            self._report("element" if known else "unknown", message, tag, every, hint=hint)
            self._may_stand_for_another()
        return state, automaton.misplaced(state, known) if known else automaton.skipped(state)

    def _unknown(self, state: State, tag: str) -> str:
        where = self._place_name()
        if split(tag)[0] != self.words.main:
            return f"{self.words.tag(tag)} is not an element of the schema, and may not stand in {where}"
        return f"{self.words.tag(tag)} in {where} is not an element of the schema"

    def _misplaced(self, state: State, tag: str) -> tuple[str, str]:
        """What to say of an element that the schema has elsewhere."""
        words, walker = self.words, self._walker
        name, where = words.tag(tag), self._place_name()
        if not walker.stack:
            return (
                f"{name} cannot be the first element of a document",
                f"it should be {words.tags(could.firsts(state), 'or')}",
            )
        first = walker.stack[-1][2]
        siblings = walker.trail[-1]
        before = could.earlier(self._automaton, first, siblings, tag)
        last = siblings[-1] if siblings else ""
        if before:
            return (
                f"{name} may not stand after {words.tag(last)} in {where}",
                f"it comes before {words.tag(before)}",
            )
        helpers = could.helpers(self._automaton, state, tag)
        if helpers and not state.ends:
            return f"{name} may not stand in {where} yet", f"before it must come {words.tags(helpers, 'or')}"
        if helpers:
            return f"{name} may not stand in {where} here", f"it may stand after {words.tags(helpers, 'or')}"
        parents = could.foremost(list(self._automaton.surroundings.parents.get(tag, ())), (), words.main)
        around = walker.trail[-2][-1]
        if around in parents:
            more = " once more" if tag in siblings else ""
            return f"{name} may not stand in {where}{more} here", self._here(
                state, tuple(self._firsts(state))
            )
        used = {name for level in walker.trail for name in level}
        likely_first = likely(parents, [name for name in parents if name in used])
        hint = f"it may stand in {words.tags(likely_first, 'or')}" if parents else ""
        return f"{name} may not stand in {where}", hint

    def _here(self, state: State, names: tuple[str, ...]) -> str:
        text = ["text"] if state.after_text or state.values else []
        every = text + [self.words.tag(name) for name in names]
        return f"here could stand {listed(every, 'or')}" if every else "nothing more may stand here"

    def text(self, state: State, text: str) -> State:
        """Report text that may not stand where it does; the state behind it."""
        if self._irregular():
            return self._automaton.anything
        names = self._firsts(state)
        every = likely(names, could.needed_elements(state))
        message = f"text may not stand directly in {self._place_name()}: {quoted(text)}"
        hint = f"put it into {self.words.tags(could.takers(self._automaton, every), 'or')}" if every else ""
        self._report("text", message, "", every, text.strip()[:200], self._walker.text_place, hint)
        self._may_stand_for_another()
        return state

    def incomplete(self, state: State) -> None:
        """Report an element that ends too early."""
        if self._irregular():
            return
        names = self._firsts(state)
        needed = [n for n in could.needed_elements(state) if not self._promised_here(n)]
        enough = needed or self._ranked(could.completing(self._automaton, state))
        every = likely(names, enough)
        if self._excuse(needed or every[:1]):
            return
        what = self.words.tags(needed, "and") or self.words.tags(enough or every, "or") or "something"
        about = self._about((needed or [""])[0]) if len(needed) == 1 else ""
        self._report(
            "incomplete", f"{self._place_name()} is not complete: it lacks {what}", "", every, hint=about
        )

    def content(self, state: State, text: str) -> None:
        """Report the text of an element that is not what it should be."""
        if self._irregular():
            return
        names = tuple(self._firsts(state))
        kinds = could.values(state.values)
        if names and not text.strip():
            self.incomplete(state)
            return
        message = (
            f"{self._place_name()} may not hold {quoted(text)}"
            if text.strip()
            else f"{self._place_name()} is empty"
        )
        reason, close = self._reason(kinds, text)
        place = self._walker.text_place if text else None
        self._report(
            "value",
            f"{message}: {reason}",
            "",
            (*close, *kinds, *names),
            text.strip()[:200],
            place,
            _mean(close),
        )

    def stray(self, state: State, name: str, value: str) -> None:
        """Report an attribute that the element does not have."""
        tag, trail = self._walker.trail[-2][-1], self._walker.trail[-1]
        names = could.attributes(state)
        close = closest(name, names)
        if self._strays[0] is not trail:
            self._strays = trail, {}
        self._strays[1][close] = self._strays[1].get(close, 0) + 1
        every = likely(names, [close] if close else ())
        hint = did_you_mean(attribute(close)) if close else ""
        if every and not close:
            hint = f"its attributes are {listed(map(attribute, every), 'and')}"
        message = f"{attribute(name)} is not an attribute of {self.words.tag(tag)}: {quoted(value)}"
        self._report("attribute", message, tag, every, name, hint=hint)

    def value(self, state: State, named: Named, name: str, value: str) -> State:
        """Report an attribute with a value that is not right."""
        tag = self._walker.trail[-2][-1]
        kinds = could.values(leaf.value for leaf in named.leaves)
        reason, close = self._reason(kinds, value)
        message = f"{attribute(name)} of {self.words.tag(tag)} may not be {quoted(value)}: {reason}"
        context = self._walker.context
        identifier = any(isinstance(leaf, Data) and leaf.type.id_type for leaf in kinds.values())
        meant = [] if close or identifier else could.repaired(value)  # others may refer to an identifier
        fitting = [text for text in meant if self._automaton.valued(state, named, text, context)]
        every = tuple(dict.fromkeys((*close, *kinds)))
        hint = _mean(close or (fitting if len(fitting) == 1 else []))
        if not hint and could.plainly(kinds, value):
            hint = f"it must be {listed(could.shown(kinds), 'or')}"
        self._report("value", message, tag, every, value, hint=hint)
        return self._automaton.assumed(state, named)

    def _reason(self, kinds: could.Kinds, value: str) -> tuple[str, list[str]]:
        """Why a value is not one of *kinds*, and the value that was meant, if one is close."""
        context = self._walker.context
        if plain := could.plainly(kinds, value):
            fits = self._automaton.values.satisfied
            sound = any(leaf and fits(leaf, plain.meant, context) for leaf in kinds.values())
            if sound or not plain.meant:
                return plain.why, [plain.meant] if plain.meant else []
        if len(kinds) == 1:
            (leaf,) = kinds.values()
            if isinstance(leaf, Data):
                return leaf.type.reason(value, context) or "it is one of the values taken out", []
            if isinstance(leaf, List):
                inner, accepts = leaf.parts[0], self._automaton.values.satisfied
                wrong = [word for word in tokens(value) if not accepts(inner, word, context)]
                reason, meant = self._reason(could.values(leaf.parts), wrong[0]) if wrong else ("", [])
                if wrong and len(tokens(value)) > 1:
                    reason = f"{quoted(wrong[0])} is wrong: {reason}"
                return reason or f"it must be {next(iter(kinds))}", meant
        fixed = [text for text, leaf in kinds.items() if isinstance(leaf, Value)]
        close = closest(value, fixed)
        reason = f"it must be {listed(could.shown(kinds), 'or')}" if kinds else "nothing may stand there"
        return reason, [close] if close else []

    def lacking(self, state: State, given: dict[str, str], regular: bool) -> State:
        """Report that attributes are missing; the state behind the start tag."""
        if not regular:
            return self._automaton.completed(state)
        trail = self._walker.trail
        tag = trail[-2][-1]
        needed = [name for name in could.needed_attributes(state) if name not in given]
        strays = self._strays[1] if self._strays[0] is trail[-1] else {}
        missing = [name for name in needed if name not in strays]
        if len(missing) == 1 and strays.get("") == 1:  # one attribute with a wrong name is one mistake
            missing = []
        if missing or not needed:
            every = tuple(missing) or tuple(could.attributes(state))
            what = listed([attribute(name) for name in every], "and" if missing else "or")
            leaves = [leaf for pattern in state.patterns for leaf in attribute_leaves(pattern)]
            about = next((leaf.about for leaf in leaves if every and leaf.names.contains(every[0])), "")
            self._report("missing", f"{self.words.tag(tag)} lacks {what}", tag, every, hint=described(about))
        return self._automaton.completed(state)

    def identifier(self, seen: Seen, kind: str, name: str, value: str) -> None:
        """Note an identifier or reference, and report an identifier that is given twice."""
        place = self._walker.place()
        tag = self._walker.trail[-2][-1]
        for word in identifiers_in(kind, value):
            if kind != "ID":
                seen.wanted.setdefault(word, (place, _path(self._walker.trail[:-1]), tag, name))
            elif word in seen.given:
                message = (
                    f"{attribute(name)} of {self.words.tag(tag)} is {quoted(word)}, which is given already"
                )
                self._report("id", message, tag, (), word, hint=f"first in line {seen.given[word][0]}")
            else:
                seen.given[word] = place

    def unknown_references(self, seen: Seen) -> None:
        """Report references to identifiers that no element has."""
        for word, (place, path, tag, name) in seen.wanted.items():
            if word not in seen.given:
                message = (
                    f"{attribute(name)} of {self.words.tag(tag)} refers to {quoted(word)}, which is nowhere"
                )
                self._walker.errors.append(Error("id", message, *place, path, clark(tag), (), word))

    def _may_stand_for_another(self) -> None:
        """Note that what has just been reported may be there instead of something that will be missed."""
        children, number = self._excused
        same = children is self._walker.trail[-1]
        self._excused = self._walker.trail[-1], (number if same else 0) + 1

    def _excuse(self, missing: Sequence[str]) -> bool:
        """Whether what is missing has been told already: an element that may not stand here may stand for it."""
        children, number = self._excused
        if len(missing) != 1 or children is not self._walker.trail[-1] or not number:
            return False
        self._excused = children, number - 1
        return True

    def _promise(self, names: tuple[str, ...]) -> None:
        """Remember that *names* have been missed here, so that finding them later is no further mistake."""
        children = self._walker.trail[-1]
        self._promised = [
            (level, known) for level, known in self._promised if any(level is t for t in self._walker.trail)
        ]
        self._promised.append((children, set(names)))

    def _promised_here(self, name: str) -> bool:
        children = self._walker.trail[-1]
        return any(level is children and name in names for level, names in self._promised)

    def _place_name(self) -> str:
        """The open element, or the document."""
        trail = self._walker.trail
        return self.words.tag(trail[-2][-1]) if len(trail) > 1 else "the document"

    def _about(self, name: str) -> str:
        about = next((e.about for e in self._automaton.known.get(name, ()) if e.about), "")
        return f"{self.words.tag(name)}: {described(about)}" if about else ""

    def _report(
        self,
        kind: str,
        message: str,
        tag: str,
        expected: tuple[str, ...] = (),
        found: str = "",
        place: tuple[int, int] | None = None,
        hint: str = "",
    ) -> None:
        walker = self._walker
        self._told = True
        line, column = place or walker.place()
        trail = walker.trail
        fresh = kind in {"element", "unknown"} or (kind == "incomplete" and bool(tag))
        element = tag or (trail[-2][-1] if len(trail) > 1 else "")
        path = _path([*trail[:-1], [*trail[-1], tag]] if fresh else trail[:-1])
        names = expected if kind == "value" else tuple(clark(name) for name in expected)
        found = found or (clark(tag) if fresh else "")
        found = clark(found) if kind == "attribute" else found
        walker.errors.append(Error(kind, message, line, column, path, clark(element), names, found, hint))


def _path(levels: list[list[str]]) -> str:
    """The path to the last element of the last level."""
    steps = []
    for number, level in enumerate(levels):
        name = split(level[-1])[1]
        steps.append(f"{name}[{level.count(level[-1])}]" if number else name)
    return "/" + "/".join(steps)


def _mean(close: list[str]) -> str:
    return did_you_mean(f"“{close[0]}”") if close else ""
