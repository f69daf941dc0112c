"""One walk through a document: the events of a parser drive the automaton.

Whatever the automaton knows is a look-up; :mod:`tei.relaxng.faults` says what is wrong and how to go on. Of the
document only the path to the open element is held, with the names of the children of each element on it.
"""

from __future__ import annotations

from collections.abc import Callable

from tei.relaxng.automaton import Automaton, Opening, State
from tei.relaxng.errors import Error
from tei.relaxng.faults import Faults
from tei.relaxng.identifiers import Identifiers

Place = Callable[[], tuple[int, int]]
_BLANK = " \t\r\n"


class Walker:
    """Takes the events of one document in order; ``errors`` fills up."""

    def __init__(self, automaton: Automaton, identifiers: Identifiers) -> None:
        self.automaton = automaton
        self.place: Place = lambda: (0, 0)
        self.errors: list[Error] = []
        self.context: dict[str, str] = {}
        self.state: State = automaton.start
        self.stack: list[tuple[State, Opening, State]] = []
        self.trail: list[list[str]] = [[]]
        self.text = ""
        self.text_place = (0, 0)
        self._names = identifiers.names
        self._seen = identifiers.begun()
        self._faults = Faults(self)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag; names are ``namespace}local``."""
        state = self.state
        if self.text:
            state = self._told(state)
        automaton = self.automaton
        opening = state.opens.get(tag) or automaton.open(state, tag)
        if opening is None:
            state, opening = self._faults.element(state, tag)
        self.trail[-1].append(tag)
        self.trail.append([])
        inside = opening.inside
        if attributes:
            inside = self._attributes(inside, tag, attributes, opening.regular)
        closed = (
            inside.closed
            or automaton.close(inside)
            or self._faults.lacking(inside, attributes, opening.regular)
        )
        self.state = closed
        self.stack.append((state, opening, closed))

    def _attributes(self, state: State, tag: str, attributes: dict[str, str], regular: bool) -> State:
        automaton = self.automaton
        if state is not automaton.anything:
            for name, value in attributes.items():
                named = state.attributes.get(name) or automaton.attribute(state, name)
                if named is None:
                    if regular:
                        self._faults.stray(state, name, value)
                elif named.free is not None:
                    state = named.free
                else:
                    valued = automaton.valued(state, named, value, self.context)
                    state = valued or self._faults.value(state, named, name, value)
        if self._names:
            kinds = self._names.get(tag)
            if kinds:
                for name in kinds.keys() & attributes.keys():
                    self._faults.identifier(self._seen, kinds[name], name, attributes[name])
        return state

    def end(self, _tag: str = "") -> None:
        """An end tag."""
        state = self.state
        if state.values:
            ends = self.automaton.valued_content(state, self.text, self.context)
            if not ends:
                self._faults.content(state, self.text)
            self.text = ""
        else:
            if self.text:
                state = self._told(state)
            ends = state.ends
            if not ends:
                self._faults.incomplete(state)
        parent, opening, _first = self.stack.pop()
        self.trail.pop()
        if opening.rests:
            ends = ends or (1 << len(opening.rests)) - 1
            self.state = opening.after.get(ends) or self.automaton.after(opening, ends, parent)

    def characters(self, text: str) -> None:
        """A piece of text; pieces that follow each other are one text."""
        state = self.state
        if state.mixed:
            return
        if not self.text:
            if not state.values and not text.strip(_BLANK):
                return
            self.text_place = self.place()
        self.text += text

    def _told(self, state: State) -> State:
        """The state behind the text that was waiting, which stands beside elements."""
        text, self.text = self.text, ""
        if not text.strip(_BLANK):
            return state
        return state.after_text or self._faults.text(state, text)

    def finish(self) -> None:
        """The end of the document."""
        self._faults.unknown_references(self._seen)
