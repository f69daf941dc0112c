"""The syntax of schemas (RELAX NG section 3): which elements and attributes stand where."""

from __future__ import annotations

import re
from typing import NamedTuple

from tei.relaxng.lexical import NCNAME
from tei.relaxng.source import Node

PATTERNS = frozenset(
    [
        "element",
        "attribute",
        "group",
        "interleave",
        "choice",
        "optional",
        "zeroOrMore",
        "oneOrMore",
        "list",
        "mixed",
        "ref",
        "parentRef",
        "empty",
        "text",
        "value",
        "data",
        "notAllowed",
        "externalRef",
        "grammar",
    ]
)
NAMES = frozenset({"name", "anyName", "nsName", "choice"})
_PARTS = frozenset({"start", "define", "div"})
_NONE: frozenset[str] = frozenset()
_URI = re.compile("[A-Za-z][A-Za-z0-9+.-]*:.+", re.DOTALL)


class _Rule(NamedTuple):
    """What a node needs, what attributes it may have, what may stand in it, and how many of it."""

    needed: tuple[str, ...] = ()
    allowed: frozenset[str] = _NONE
    children: frozenset[str] = _NONE
    least: int = 0
    most: int | None = None


_MANY = _Rule(children=PATTERNS, least=1)
_RULES: dict[str, _Rule] = {
    "element": _Rule(allowed=frozenset({"name"}), children=PATTERNS, least=1),
    "attribute": _Rule(allowed=frozenset({"name"}), children=PATTERNS, most=1),
    **dict.fromkeys(
        ["group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed"], _MANY
    ),
    "ref": _Rule(("name",), most=0),
    "parentRef": _Rule(("name",), most=0),
    "externalRef": _Rule(("href",), most=0),
    "empty": _Rule(most=0),
    "text": _Rule(most=0),
    "notAllowed": _Rule(most=0),
    "value": _Rule(allowed=frozenset({"type"}), most=0),
    "param": _Rule(("name",), most=0),
    "name": _Rule(most=0),
    "data": _Rule(("type",), children=frozenset({"param", "except"})),
    "grammar": _Rule(children=_PARTS | {"include"}),
    "start": _Rule(allowed=frozenset({"combine"}), children=PATTERNS, least=1, most=1),
    "define": _Rule(("name",), frozenset({"combine"}), PATTERNS, 1),
    "div": _Rule(children=_PARTS | {"include"}),
    "include": _Rule(("href",), children=_PARTS),
    "anyName": _Rule(children=frozenset({"except"}), most=1),
    "nsName": _Rule(children=frozenset({"except"}), most=1),
}
_NAME_CHOICE = _Rule(children=NAMES, least=1)
_INNER_DIV = _Rule(children=_PARTS)
_TRIMMED = ("name", "type", "combine", "href")


def check(root: Node, first: frozenset[str] = PATTERNS) -> None:
    """Stop with :class:`SchemaError` at the first node of a tree that breaks the syntax.

    *first* are the names that the root may have. White space around names is removed (section 4.2).
    """
    if root.name not in first:
        raise root.wrong(f"a schema does not begin with <{root.name}>")
    waiting = [(root, "", False)]
    while waiting:
        node, parent, included = waiting.pop()
        naming = _names_stand_in(node, parent)
        rule = _rule(node, naming, included)
        _attributes(node, rule)
        children = _split_names(node)
        _children(node, rule, children)
        inside = "names" if naming else node.name
        inner = included or node.name == "include"
        if len(children) < len(node.children):
            waiting.append((node.children[0], "names", inner))
        waiting += [(child, inside, inner) for child in reversed(children)]


def _names_stand_in(node: Node, parent: str) -> bool:
    """Whether *node* is in a name class."""
    return parent == "names" or (parent in {"anyName", "nsName"} and node.name == "except")


def _rule(node: Node, naming: bool, included: bool) -> _Rule:
    if naming and node.name in {"choice", "except"}:
        return _NAME_CHOICE
    if node.name == "except":
        return _MANY
    if node.name == "div" and included:
        return _INNER_DIV
    rule = _RULES.get(node.name)
    if rule is None:
        raise node.wrong(f"<{node.name}> is not an element of RELAX NG")
    return rule


def _attributes(node: Node, rule: _Rule) -> None:
    attributes = node.attributes
    for name in _TRIMMED:
        if name in attributes:
            attributes[name] = attributes[name].strip(" \t\r\n")
    for name in rule.needed:
        if name not in attributes:
            raise node.wrong(f"<{node.name}> lacks the attribute “{name}”")
    for name, value in attributes.items():
        if name not in rule.needed and name not in rule.allowed and name not in {"ns", "datatypeLibrary"}:
            raise node.wrong(f"<{node.name}> has no attribute “{name}”")
        _attribute(node, name, value)


def _attribute(node: Node, name: str, value: str) -> None:
    if name == "combine" and value not in {"choice", "interleave"}:
        raise node.wrong(f"the attribute “combine” must be choice or interleave, not “{value}”")
    if name == "datatypeLibrary" and value and (not _URI.fullmatch(value) or "#" in value):
        raise node.wrong(
            f"the attribute “datatypeLibrary” must be an absolute URI without fragment, not “{value}”"
        )
    if name in {"name", "type"} and node.name not in {"element", "attribute"} and not NCNAME.fullmatch(value):
        raise node.wrong(f"the attribute “{name}” must be an XML name without colons, not “{value}”")


def _split_names(node: Node) -> list[Node]:
    """The children of *node* but the name class of an element or attribute, which must be there."""
    if node.name not in {"element", "attribute"} or "name" in node.attributes:
        return node.children
    if not node.children or node.children[0].name not in NAMES:
        raise node.wrong(f"<{node.name}> lacks a name")
    return node.children[1:]


def _children(node: Node, rule: _Rule, children: list[Node]) -> None:
    for child in children:
        if child.name not in rule.children:
            raise child.wrong(f"<{child.name}> may not stand in <{node.name}>")
    if len(children) < rule.least:
        raise node.wrong(f"<{node.name}> must not be empty")
    if rule.most is not None and len(children) > rule.most:
        raise children[rule.most].wrong(f"<{children[rule.most].name}> is one too many in <{node.name}>")
    if node.name == "data":
        for child in children[:-1]:
            if child.name == "except":
                raise child.wrong("<except> must be the last in <data>, and the only one")
