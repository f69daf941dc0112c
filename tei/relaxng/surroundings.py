"""Which elements of a schema may stand in which."""

from __future__ import annotations

from collections.abc import Iterable

from tei.relaxng.patterns import ELEMENTS, Element, Pattern


class Surroundings:
    """Which elements may stand in which, for a whole schema; made when first asked for."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self.parents: dict[str, dict[str, None]] = {}
        for element in elements:
            own = dict.fromkeys(element.simple or ())
            for name in _within(element.content):
                self.parents.setdefault(name, {}).update(own)

    def special(self, names: Iterable[str]) -> list[str]:
        """*names* with those first that may stand in the fewest elements: what is particular to a place."""
        return sorted(names, key=lambda name: len(self.parents.get(name, ())))


def _within(content: Pattern) -> set[str]:
    """The names of the elements that stand directly in *content*."""
    found: set[str] = set()
    seen, waiting = {content}, [content]
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern, Element):
            found.update(pattern.simple or ())
        elif pattern.holds & ELEMENTS:
            fresh = [part for part in pattern.parts if part not in seen]
            seen.update(fresh)
            waiting += fresh
    return found
