"""How the tags of a text lie inside one another: which lack their other half, and which cross.

At an end tag that does not close what is open there are several ways to explain it. That one is told after which the
tags that follow leave the least to explain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tei.validation.wellformed.found import Found, Reading, Tag

_AHEAD = 1000  # tags that are looked at to tell which explanation is right, and more if that is not enough
_NAMED = 5  # lines that are named of those where what was meant may stand
_SOON = 6  # tags within which elements that cross end
_PATIENCE = 5_000_000  # tags that are looked at beyond these, in all; some seconds
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "egxml": "http://www.tei-c.org/ns/Examples",
    "html": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "mei": "http://www.music-encoding.org/ns/mei",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "sch": "http://purl.oclc.org/dsdl/schematron",
    "svg": "http://www.w3.org/2000/svg",
    "tei": "http://www.tei-c.org/ns/1.0",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "xi": "http://www.w3.org/2001/XInclude",
    "xlink": "http://www.w3.org/1999/xlink",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsl": "http://www.w3.org/1999/XSL/Transform",
}
_Way = tuple[int, str, list[str]]  # how many faults it takes, its name, and the elements open after it
_BETWEEN = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)


def nested(reading: Reading, most: int) -> list[Found]:
    """The faults in how the tags of *reading* are nested, *most* of them and one more at the most."""
    found: list[Found] = []
    for fault in _Nesting(reading).faults():
        found.append(fault)
        if len(found) > most:
            break
    return found


class _Nesting:
    """The tags of a text, and those that are open where it is read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.tags = reading.tags
        self.open: list[Tag] = []
        self.told: set[str] = set()
        self.patience = _PATIENCE
        self.pairs: dict[str, list[tuple[Tag, Tag]]] = {}  # by name, in the order in which they ended

    def faults(self) -> Iterator[Found]:
        begun = False
        for number, tag in enumerate(self.tags):
            begun |= tag.kind != "end"
            if tag.kind == "end":
                if self.open and self.open[-1].name == tag.name:
                    self.pairs.setdefault(tag.name, []).append((self.open.pop(), tag))
                else:
                    yield from self.mismatch(number, tag)
            else:
                if tag.used:
                    yield from self.prefixes(tag)
                if tag.kind == "start":
                    self.open.append(tag)
            if begun and not self.open:
                yield from self.after(tag)
                return
        yield from self.ended()

    def mismatch(self, number: int, tag: Tag) -> Iterator[Found]:
        """What is wrong at an end tag that does not close what is open; what it leaves open is known then."""
        names = [each.name for each in self.open]
        above = names[::-1].index(tag.name) if tag.name in names else -1
        ways: list[_Way] = []
        if above > 0:
            ways.append((above - len(self.doubled(above)), "unclosed", names[: -above - 1]))
        if names:
            ways.append((1, "other", names[:-1]))
        ways.append((1, "stray", names))
        if above > 0 and self.crosses(number + 1):
            ways.append((1, "crossing", [*names[: -above - 1], *names[len(names) - above :]]))
        way = self.likeliest(ways, number + 1)
        if way == "unclosed":
            yield from self.unclosed(tag, above)
        elif way == "other":
            yield self.other(tag)
            self.open.pop()
        elif way == "stray":
            yield self.stray(tag, within=above > 0)
        else:
            yield self.crossing(tag)
            del self.open[-above - 1]

    def crosses(self, number: int) -> bool:
        """Whether soon after the tag *number* that one is closed which should have been closed before."""
        depth = 0
        for tag in self.tags[number : number + _SOON]:
            depth += {"start": 1, "end": -1, "empty": 0}[tag.kind]
            if depth < 0:
                return tag.name == self.open[-1].name
        return False

    def likeliest(self, ways: Sequence[_Way], number: int) -> str:
        """The name of that of *ways* which leaves the least to explain from the tag *number* on.

        Where two leave the same, more tags are looked at, as long as there is patience.
        """
        ahead = _AHEAD
        while True:
            following = self.tags[number : number + ahead]
            whole = number + ahead >= len(self.tags)
            costs = [own + _left(left, following, whole=whole) for own, _, left in ways]
            best = min(costs)
            self.patience -= len(following) * len(ways)
            if whole or costs.count(best) == 1 or self.patience < 0:
                return ways[costs.index(best)][1]
            ahead *= 4

    def unclosed(self, tag: Tag, above: int) -> Iterator[Found]:
        where = self.where(tag)
        doubled = self.doubled(above)
        for at, each in enumerate(self.open[-above:]):
            if at + 1 in doubled:
                continue
            if at in doubled:
                outer = self.where(self.open[at - above - 1])
                message = f"<{each.name}> stands in another, opened in {outer}, and neither is closed"
                yield Found(each.at, message, f"write </{each.name}> if that is meant")
                continue
            yield self.one_of(each, f"not closed before </{tag.name}> in {where}")
        del self.open[-above - 1 :]

    def one_of(self, tag: Tag, what: str) -> Found:
        """That *tag* is *what*, or another of its name in it is: an end tag may have closed one that is further in."""
        pairs = self.pairs.get(tag.name, [])
        first = bisect_right(pairs, tag.at, key=lambda pair: pair[1].at)
        inside = sorted(pairs[first : first + _AHEAD])
        name, hint = f"<{tag.name}>", f"write </{tag.name}> where it should end"
        found, sure = tag, len(pairs) - first <= _AHEAD
        for start, end in inside:
            own, other, outer = (self.indentation(each) for each in (start, end, found))
            beside = found is not tag and own == other  # it stands beside what is not closed, and not in it
            sure &= None not in (own, other, outer) and (own != outer or beside)
            if sure and not beside and other == outer:
                found = start
        if sure and found is not tag:
            why = "as the indentation of the end tags shows"
            return Found(found.at, f"{name} is most likely {what}, {why}", hint)
        if not sure and inside:
            lines = [
                str(line) for line in dict.fromkeys(self.reading.place(start.at)[0] for start, _ in inside)
            ]
            where = f"line{'s' * (len(lines) > 1)} {', '.join(lines[:_NAMED])}{' …' * (len(lines) > _NAMED)}"
            return Found(tag.at, f"{name}, or a {name} in it, of {where}, is {what}", hint)
        return Found(tag.at, f"{name} is {what}", hint)

    def indentation(self, tag: Tag) -> str | None:
        """What stands before *tag* in its line, if that is nothing but spaces."""
        before = self.text[
            max(self.text.rfind("\n", 0, tag.at), self.text.rfind("\r", 0, tag.at)) + 1 : tag.at
        ]
        return None if before.strip(" \t") else before

    def doubled(self, above: int) -> set[int]:
        """Which of the *above* innermost open elements stand in one of that name: they may lack but a slash."""
        names = [each.name for each in self.open[-above:]]
        bare = [each.end - each.at == len(each.name) + 2 for each in self.open[-above:]]
        return {at for at in range(1, above) if names[at] == names[at - 1] and bare[at]}

    def other(self, tag: Tag) -> Found:
        top = self.open[-1]
        message = f"</{tag.name}> does not match <{top.name}>, opened in {self.where(top)}"
        return Found(tag.at, message, f"write </{top.name}>, or <{tag.name}> there")

    def stray(self, tag: Tag, *, within: bool) -> Found:
        if not self.open:
            return Found(tag.at, f"</{tag.name}> closes nothing: no element is open", "delete it")
        top = self.open[-1]
        if within:
            message = (
                f"</{tag.name}> stands inside <{top.name}>, opened in {self.where(top)}, which is still open"
            )
            return Found(tag.at, message, f"delete it, or close <{top.name}> before it")
        message = (
            f"</{tag.name}> closes nothing: what is open here is <{top.name}>, opened in {self.where(top)}"
        )
        return Found(tag.at, message, f"delete it, or write <{tag.name}> where it should begin")

    def crossing(self, tag: Tag) -> Found:
        top = self.open[-1]
        message = f"</{tag.name}> stands before the end of <{top.name}>, opened in {self.where(top)}"
        return Found(tag.at, message, f"elements may not overlap: close <{top.name}> before it")

    def prefixes(self, tag: Tag) -> Iterator[Found]:
        """The prefixes of *tag* that are not declared, each for the first time."""
        known = {prefix for each in (*self.open, tag) for prefix in each.declared}
        for prefix in tag.used:
            if prefix not in known and prefix not in self.told and prefix != "xml":
                self.told.add(prefix)
                address = _NAMESPACES.get(prefix, "…")
                message = f"the prefix “{prefix}:” is not declared in <{tag.name}>"
                hint = f'write xmlns:{prefix}="{address}" on the first element, or take the prefix away'
                yield Found(tag.at, message, hint)

    def after(self, tag: Tag) -> Iterator[Found]:
        """What stands after the end of the first element, which *tag* closes."""
        between = _BETWEEN.match(self.text, tag.end)
        end = between.end() if between else tag.end
        if end < len(self.text):
            message = "something follows after the end of the document"
            yield Found(end, message, "delete it, or move it inside", last=True)

    def ended(self) -> Iterator[Found]:
        if self.reading.cut or len(self.reading.found) > self.reading.most:
            return
        if not self.tags and not self.reading.found:
            yield Found(0, "the file holds no element", "it should hold a TEI document")
        if self.open:
            top = self.open[-1]
            message = f"the file ends before <{top.name}>, opened in {self.where(top)}, is closed"
            yield Found(len(self.text), message, "the file may have been cut off")

    def where(self, tag: Tag) -> str:
        return "line {}, column {}".format(*self.reading.place(tag.at))


def _left(names: Sequence[str], following: Sequence[Tag], *, whole: bool) -> int:
    """How many faults are left with *names* open and the tags *following*; these may be the *whole* rest."""
    left = list(names)
    faults = 0
    for number, tag in enumerate(following):
        if tag.kind == "start":
            left.append(tag.name)
        elif tag.kind == "end":
            if left and left[-1] == tag.name:
                left.pop()
            elif tag.name in left:
                above = left[::-1].index(tag.name)
                faults += above
                del left[-above - 1 :]
            else:
                faults += 1
            if not left:
                return faults + (number + 1 < len(following))
    return faults + (whole and bool(left))
