"""Grammars: their definitions, gathered from divisions and included files (RELAX NG sections 4.7, 4.11, 4.17, 4.18)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tei.relaxng.errors import SchemaError
from tei.relaxng.patterns import Pattern
from tei.relaxng.source import Find, Node, on_this_machine, read, referred
from tei.relaxng.syntax import check

START = ""
_DEEPEST = 100


@dataclass(slots=True, eq=False)
class Definition:
    """A name of a grammar with all that is defined for it, and later the pattern of it.

    ``uses`` are the definitions its patterns refer to, ``loop`` is where it refers to itself outside elements.
    """

    name: str
    bodies: list[tuple[Node, Scope]] = field(default_factory=list)
    combine: str = ""
    single: bool = False
    pattern: Pattern | None = None
    busy: bool = False
    uses: dict[Definition, None] = field(default_factory=dict)
    loop: Node | None = None


@dataclass(slots=True, eq=False)
class Grammar:
    """The definitions of a grammar by name (the start under ``START``), and the grammar around it."""

    parent: Grammar | None
    definitions: dict[str, Definition] = field(default_factory=dict)


class Scope(NamedTuple):
    """What a node inherits: namespace, datatype library, grammar, and the files being read; and its definition.

    *find* finds the files that are named.
    """

    ns: str = ""
    library: str = ""
    grammar: Grammar | None = None
    files: tuple[str, ...] = ()
    owner: Definition | None = None
    find: Find = on_this_machine

    def at(self, node: Node) -> Scope:
        """The scope inside *node* (sections 4.3 and 4.9)."""
        ns, library = node.attributes.get("ns"), node.attributes.get("datatypeLibrary")
        if ns is None and library is None:
            return self
        return self._replace(
            ns=self.ns if ns is None else ns, library=self.library if library is None else library
        )


def gather(node: Node, scope: Scope) -> Grammar:
    """The grammar that a ``grammar`` node stands for."""
    grammar = Grammar(scope.grammar)
    _add(grammar, node, scope.at(node)._replace(grammar=grammar), {})
    if START not in grammar.definitions:
        raise node.wrong("the grammar lacks a <start>")
    return grammar


def _add(grammar: Grammar, node: Node, scope: Scope, replaced: dict[str, bool]) -> None:
    """Add what stands in *node*; names in *replaced* are left out and marked as found."""
    for child in node.children:
        inner = scope.at(child)
        if child.name == "div":
            _add(grammar, child, inner, replaced)
        elif child.name == "include":
            _include(grammar, child, inner, replaced)
        else:
            name = START if child.name == "start" else child.attributes["name"]
            if name in replaced:
                replaced[name] = True
            else:
                _define(grammar, name, child, inner)


def _define(grammar: Grammar, name: str, node: Node, scope: Scope) -> None:
    definition = grammar.definitions.setdefault(name, Definition(name))
    what = f"“{name}”" if name else "the start"
    combine = node.attributes.get("combine", "")
    if not combine:
        if definition.single:
            raise node.wrong(f"{what} is defined twice without “combine”")
        definition.single = True
    elif definition.combine and definition.combine != combine:
        raise node.wrong(f"{what} is combined both by choice and by interleave")
    definition.combine = combine or definition.combine
    definition.bodies.append((node, scope._replace(owner=definition)))


def _include(grammar: Grammar, node: Node, scope: Scope, replaced: dict[str, bool]) -> None:
    root, files = opened(node, scope, frozenset({"grammar"}))
    own = dict.fromkeys(_names(node), False)
    around = {**replaced, **own}
    _add(grammar, root, scope._replace(library="", files=files).at(root), around)
    for name, found in around.items():
        if name in own and not found:
            what = f"no definition of “{name}”" if name else "no start"
            raise node.wrong(f"the included schema has {what} to be replaced")
        if name in replaced:
            replaced[name] |= found
    _add(grammar, node, scope, replaced)


def _names(node: Node) -> list[str]:
    found: list[str] = []
    for child in node.children:
        if child.name == "div":
            found += _names(child)
        else:
            found.append(START if child.name == "start" else child.attributes["name"])
    return found


def opened(node: Node, scope: Scope, first: frozenset[str]) -> tuple[Node, tuple[str, ...]]:
    """The checked tree of the file that *node* refers to, and the files now being read."""
    path = referred(node, scope.find)
    name = str(path.resolve())
    if name in scope.files:
        raise node.wrong(f"“{node.attributes['href']}” includes itself")
    if len(scope.files) > _DEEPEST:
        raise node.wrong("schemas include each other too deeply")
    try:
        root = read(path)
    except SchemaError as error:
        if error.file == str(path) and not error.line:
            raise node.wrong(f"“{node.attributes['href']}”: {error.message}") from None
        raise
    check(root, first)
    return root, (*scope.files, name)
