"""Documents that the schema accepts, made by walking the schema: every element, child and attribute in it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import count
from pathlib import Path

import xmlschema
from lxml import etree
from xmlschema.validators import XsdAnyElement, XsdElement, XsdGroup

from tei.namespaces import XML, qname

Particle = XsdElement | XsdAnyElement | XsdGroup

POINTERS = ("#d44", "#", "https://example.org/a?b=c#d", "pg_1.tif", "../x%20y", "urn:isbn:0", "a/b:c", "É–1")
NUMBERS = ("0", "-1.5", "1/2", "1E3", ".5")
SAMPLES: dict[str, tuple[str, ...]] = {
    "teidata.enumerated": ("document", "x-1", "§", "é", "a.b:c", "№2"),
    "teidata.word": ("1", "iv", "–"),
    "teidata.words": ("italic", "a b", "tight  spaced", "bottom"),
    "teidata.pointer": POINTERS,
    "teidata.pointers": (*POINTERS, "#a #b", "#pg_1 https://example.org/"),
    "teidata.temporal": (
        *("1971", "1971-03", "1971-03-30", "--03-30", "--03", "---30", "-0044-03-15", "2000-02-29"),
        *("15:15:00", "15:15:00.5+01:00", "00:00:00", "1971-03-30T15:15:00Z", "1971-03-30-05:00", "1971Z"),
    ),
    "teidata.probCert": ("high", "medium", "low", "unknown", "0", "1", "0.5", "1E-1"),
    "teidata.numeric": NUMBERS,
    "teidata.count": ("0", "12", "+3"),
    "teidata.truthValue": ("true", "false", "0", "1"),
    "teidata.language": ("en", "de-AT", "x-unknown", ""),
    "teidata.outputMeasurement": ("12cm", "50%", "-1.5em"),
    "teidata.version": ("4", "4.8.0"),
    "teidata.versionNumber": ("0.1.0", "1a2.3"),
    "teidata.nonEmpty": (".", " p. "),
    "teidata.level": ("a", "m", "j", "s", "u"),
    "teidata.availability": ("free", "unknown", "restricted"),
    "teidata.styleScheme": ("css", "xslfo", "free", "other"),
    "teidata.part": ("Y", "N", "I", "M", "F"),
    "string": ("", "1", "two words", "–&<\"'"),
    "Name": ("tei", "a:b"),
    f"{{{XML}}}lang": ("en", "fr-CA", ""),
    f"{{{XML}}}space": ("default", "preserve"),
    f"{{{XML}}}base": ("https://example.org/", "a/b"),
}


class Instances:
    """Valid documents of a schema; the same ones each time."""

    def __init__(self, schema: Path) -> None:
        self.schema = xmlschema.XMLSchema10(str(schema))
        self.elements: dict[str, XsdElement] = {str(e.name): e for e in self.schema.elements.values()}
        self.random = random.Random(0)
        self._ids = count(1)
        self._samples = count()

    def saturated(self, name: str, turn: int) -> etree._Element:
        """A document with an element *name* that has every attribute and every child that fits together.

        *turn* decides between alternatives that exclude one another.
        """
        return self._along(self.path(name), None, turn)

    def wild(self, seed: int) -> etree._Element:
        """A document made at random from *seed*, some levels deep."""
        self.random.seed(seed)
        return self._wild(qname("TEI"), None, 9)

    def content(self, name: str) -> Particle | None:
        """The content model of the element *name*, None if it has no children."""
        model = getattr(self.elements[name].type, "content", None)
        return model if isinstance(model, XsdGroup) and len(model) else None

    def path(self, name: str) -> list[str]:
        """The names from TEI down to *name*, as few as possible."""
        above = [name]
        while above[0] != qname("TEI"):
            above.insert(0, self._parents[above[0]])
        return above

    @cached_property
    def _parents(self) -> dict[str, str]:
        parents, queue = {qname("TEI"): ""}, [qname("TEI")]
        for name in queue:
            for child in self._names(self.content(name)):
                if child not in parents:
                    parents[child] = name
                    queue.append(child)
        return parents

    @cached_property
    def _cost(self) -> dict[str, int]:
        """How many elements the smallest valid instance of each element has."""
        cost = dict.fromkeys(self.elements, 10**6)
        changed = True
        while changed:
            changed = False
            for name in self.elements:
                price = 1 + self._price(self.content(name), cost)
                if price < cost[name]:
                    cost[name], changed = price, True
        return cost

    def _price(self, part: Particle | None, cost: dict[str, int]) -> int:
        if part is None or part.min_occurs == 0:
            return 0
        if not isinstance(part, XsdGroup):
            return part.min_occurs * cost[str(part.name)]
        prices = [self._price(p, cost) for p in part]
        return part.min_occurs * (min(prices) if part.model == "choice" else sum(prices))

    def _names(self, part: Particle | None) -> list[str]:
        if part is None:
            return []
        return (
            [str(part.name)] if not isinstance(part, XsdGroup) else [n for p in part for n in self._names(p)]
        )

    def _minimal(self, part: Particle | None, times: int | None = None) -> list[str]:
        if part is None:
            return []
        times = part.min_occurs if times is None else times
        if not isinstance(part, XsdGroup):
            return [str(part.name)] * times
        if part.model != "choice":
            return [n for _ in range(times) for p in part for n in self._minimal(p)]
        cheapest = min(part, key=lambda p: self._price(p, self._cost))
        return self._minimal(cheapest) * times

    def _containing(self, part: Particle | None, want: str) -> list[str]:
        """The fewest names that satisfy *part* and have *want* among them."""
        if part is None or not isinstance(part, XsdGroup):
            return [want] * max(1, part.min_occurs if part else 0)
        branch = next(p for p in part if want in self._names(p))
        rest = self._minimal(part, max(0, part.min_occurs - 1))
        if part.model == "choice":
            return self._containing(branch, want) + rest
        once = [n for p in part for n in (self._containing(p, want) if p is branch else self._minimal(p))]
        return once + rest

    def _saturated(self, part: Particle | None, turn: int) -> list[str]:
        """Every alternative of *part* that can be had at once, repeated where repetition is allowed."""
        if part is None:
            return []
        again = part.max_occurs is None or part.max_occurs > 1
        if not isinstance(part, XsdGroup):
            return [str(part.name)] * (2 if again and turn % 2 else 1)
        if part.model != "choice":
            once = [n for p in part for n in self._saturated(p, turn)]
            return once * 2 if again and turn % 2 else once
        if not again:
            branches = list(part)
            return self._saturated(branches[turn % len(branches)], turn // len(branches))
        runs = [self._saturated(p, turn) for p in part]
        self.random.shuffle(runs)
        return [n for run in runs for n in run]

    def _start(self, name: str, parent: etree._Element | None) -> etree._Element:
        node = etree.Element(name) if parent is None else etree.SubElement(parent, name)
        self._attributes(node, lambda: False)
        return node

    def _attributes(self, node: etree._Element, wanted: Callable[[], bool]) -> None:
        for name, attribute in self.elements[str(node.tag)].attributes.items():
            if attribute.use == "required" or wanted():
                node.set(
                    str(name), self._value(str(name), attribute.type.local_name if attribute.type else None)
                )

    def _value(self, name: str, kind: str | None) -> str:
        if name == f"{{{XML}}}id":
            return f"i{next(self._ids)}"
        samples = SAMPLES[kind if kind in SAMPLES else name]
        return samples[next(self._samples) % len(samples)]

    def _words(self, node: etree._Element) -> None:
        if getattr(self.elements[str(node.tag)].type, "mixed", False):
            node.text = "words — “é” "
            for child in node:
                child.tail = " and "

    def _smallest(self, name: str, parent: etree._Element) -> None:
        node = self._start(name, parent)
        for child in self._minimal(self.content(name)):
            self._smallest(child, node)
        self._words(node)

    def _along(self, path: list[str], parent: etree._Element | None, turn: int) -> etree._Element:
        """The first element of *path* with the smallest content that leads down to the last, saturated."""
        name, *below = path
        node = self._start(name, parent)
        if not below:
            self._attributes(node, lambda: True)
            for child in self._saturated(self.content(name), turn):
                self._smallest(child, node)
        else:
            names = self._containing(self.content(name), below[0])
            at = names.index(below[0])
            for index, child in enumerate(names):
                if index == at:
                    self._along(below, node, turn)
                else:
                    self._smallest(child, node)
        self._words(node)
        return node

    def _wild(self, name: str, parent: etree._Element | None, depth: int) -> etree._Element:
        node = self._start(name, parent)
        self._attributes(node, lambda: self.random.random() < 0.15)
        part = self.content(name)
        for child in self._chosen(part) if depth else self._minimal(part):
            self._wild(child, node, max(0, depth - 1))
        self._words(node)
        return node

    def _chosen(self, part: Particle | None) -> Iterator[str]:
        if part is None:
            return
        most = part.min_occurs + 2 if part.max_occurs is None else part.max_occurs
        for _ in range(self.random.randint(part.min_occurs, most)):
            if not isinstance(part, XsdGroup):
                yield str(part.name)
            elif part.model == "choice":
                yield from self._chosen(self.random.choice(list(part)))
            else:
                for each in part:
                    yield from self._chosen(each)
