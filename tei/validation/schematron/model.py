"""A Schematron schema as data: what is left of it when inclusions, abstract patterns and phases are worked out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree


@dataclass(frozen=True, slots=True)
class Let:
    """A variable: its value is an expression, or the content of *element*."""

    name: str
    value: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Check:
    """An assertion (a fault if *test* fails) or a report (a fault if it holds); *message* is the element itself.

    *subject* is an expression for the node at which the fault is told, by default that of the rule.
    """

    test: str
    report: bool
    name: str
    role: str
    message: etree._Element
    diagnostics: tuple[etree._Element, ...]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """The checks of all nodes that *context* matches and no earlier rule of its pattern."""

    context: str
    name: str
    lets: tuple[Let, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Rules of which the first that matches a node is used."""

    name: str
    lets: tuple[Let, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema: *version* is 1 for rules in XPath 1, else 3. *extras* are declarations in XSLT that the rules use."""

    path: Path
    version: int
    namespaces: dict[str, str]
    lets: tuple[Let, ...]
    patterns: tuple[Pattern, ...]
    extras: tuple[etree._Element, ...] = ()

    @property
    def rules(self) -> int:
        """How many rules there are."""
        return sum(len(pattern.rules) for pattern in self.patterns)
