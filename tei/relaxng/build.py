"""From the tree of a schema to its patterns: simplification (RELAX NG section 4)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tei.relaxng.datatypes import Datatype, datatype
from tei.relaxng.errors import SchemaError
from tei.relaxng.grammar import START, Definition, Grammar, Scope, gather, opened
from tei.relaxng.lexical import NCNAME
from tei.relaxng.names import XMLNS, AnyName, Either, Name, NameClass, NsName, joined
from tei.relaxng.patterns import EMPTY, NOT_ALLOWED, TEXT, Data, Element, Pattern, Patterns, Value
from tei.relaxng.source import Find, Node, on_this_machine, read
from tei.relaxng.syntax import PATTERNS, check


class Built(NamedTuple):
    """A schema in patterns: what it starts with, and all elements reachable from there."""

    start: Pattern
    elements: tuple[Element, ...]
    make: Patterns


def build(path: Path, find: Find = on_this_machine) -> Built:
    """The patterns of the schema in the file *path*, whose parts *find* finds; raises :class:`SchemaError`."""
    try:
        root = read(path)
        check(root)
        return _Builder().built(root, str(path.resolve()), find)
    except RecursionError:
        raise SchemaError("the schema is nested too deeply", str(path)) from None


class _Builder:
    """Builds patterns; the contents of elements wait in a queue, so that elements may hold themselves."""

    def __init__(self) -> None:
        self.make = Patterns()
        self._waiting: list[tuple[Element, list[Node], Scope]] = []
        self._grammars: list[Grammar] = []
        self._elements: list[Element] = []
        self._types: dict[tuple[str, str, tuple[tuple[str, str], ...]], Datatype] = {}
        self._kinds: dict[str, Callable[[Node, Scope], Pattern]] = {
            "element": self._element,
            "attribute": self._attribute,
            "group": self._group,
            "interleave": lambda node, scope: self.make.interleave(self._inside(node, scope)),
            "choice": lambda node, scope: self.make.choice(self._inside(node, scope)),
            "optional": lambda node, scope: self.make.choice((self._group(node, scope), EMPTY)),
            "zeroOrMore": lambda node, scope: self.make.zero_or_more(self._group(node, scope)),
            "oneOrMore": lambda node, scope: self.make.one_or_more(self._group(node, scope)),
            "list": lambda node, scope: self.make.list_of(self._group(node, scope), node.where),
            "mixed": lambda node, scope: self.make.interleave((self._group(node, scope), TEXT)),
            "ref": self._ref,
            "parentRef": self._parent_ref,
            "empty": lambda _node, _scope: EMPTY,
            "text": lambda _node, _scope: TEXT,
            "notAllowed": lambda _node, _scope: NOT_ALLOWED,
            "value": self._value,
            "data": self._data,
            "externalRef": self._external,
            "grammar": self._grammar,
        }

    def built(self, root: Node, file: str, find: Find) -> Built:
        """The patterns of the schema with this root."""
        outer = Definition("")
        start = self._pattern(root, Scope(files=(file,), owner=outer, find=find))
        self._complete()
        _check_loops(outer)
        elements = _reachable(start)
        return Built(start, elements, self.make)

    def _complete(self) -> None:
        """Build what is still waiting, and the definitions that nothing refers to, since they must be right too."""
        while self._waiting or self._grammars:
            while self._waiting:
                element, nodes, scope = self._waiting.pop()
                self.make.begin()
                element.content = self.make.group([self._pattern(node, scope) for node in nodes])
            for definition in self._grammars.pop().definitions.values() if self._grammars else ():
                self._defined(definition)

    def _pattern(self, node: Node, scope: Scope) -> Pattern:
        return self._kinds[node.name](node, scope.at(node))

    def _inside(self, node: Node, scope: Scope) -> list[Pattern]:
        return [self._pattern(child, scope) for child in node.children]

    def _group(self, node: Node, scope: Scope) -> Pattern:
        return self.make.group([self._pattern(child, scope) for child in node.children])

    def _element(self, node: Node, scope: Scope) -> Pattern:
        names, content = self._named(node, scope, scope.ns)
        element = Element(names, node.where, node.about)
        self._waiting.append((element, content, scope))
        return element

    def _attribute(self, node: Node, scope: Scope) -> Pattern:
        names, content = self._named(node, scope, node.attributes.get("ns", ""))
        _check_attribute_names(names, node)
        value = self._pattern(content[0], scope) if content else TEXT
        return self.make.attribute(names, value, node.where, node.about)

    def _named(self, node: Node, scope: Scope, ns: str) -> tuple[NameClass, list[Node]]:
        """The name class of an element or attribute, and its other children (section 4.8)."""
        if "name" in node.attributes:
            return Name(_qualified(node.attributes["name"], node, ns)), node.children
        return self._names(node.children[0], scope), node.children[1:]

    def _names(self, node: Node, scope: Scope) -> NameClass:
        scope = scope.at(node)
        if node.name == "name":
            return Name(_qualified(node.text.strip(" \t\r\n"), node, scope.ns))
        if node.name in {"choice", "except"}:
            parts = tuple(self._names(child, scope) for child in node.children)
            return parts[0] if len(parts) == 1 else Either(parts)
        excluded = self._names(node.children[0], scope) if node.children else None
        if excluded is not None:
            _check_excluded(node, excluded)
        return AnyName(excluded) if node.name == "anyName" else NsName(scope.ns, excluded)

    def _ref(self, node: Node, scope: Scope) -> Pattern:
        return self._referred(node, scope, scope.grammar)

    def _parent_ref(self, node: Node, scope: Scope) -> Pattern:
        if scope.grammar is None or scope.grammar.parent is None:
            raise node.wrong("<parentRef> stands in a grammar that has no grammar around it")
        return self._referred(node, scope, scope.grammar.parent)

    def _referred(self, node: Node, scope: Scope, grammar: Grammar | None) -> Pattern:
        name = node.attributes["name"]
        definition = grammar.definitions.get(name) if grammar else None
        if definition is None:
            raise node.wrong(f"“{name}” is not defined")
        if scope.owner is not None:
            scope.owner.uses[definition] = None
        if definition.busy:
            definition.loop = node
            return NOT_ALLOWED
        return self._defined(definition)

    def _defined(self, definition: Definition) -> Pattern:
        if definition.pattern is None:
            definition.busy = True
            patterns = [self._group(node, scope) for node, scope in definition.bodies]
            definition.busy = False
            put = self.make.interleave if definition.combine == "interleave" else self.make.choice
            definition.pattern = put(patterns)
        return definition.pattern

    def _grammar(self, node: Node, scope: Scope) -> Pattern:
        grammar = gather(node, scope)
        self._grammars.append(grammar)
        start = grammar.definitions[START]
        if scope.owner is not None:
            scope.owner.uses[start] = None
        return self._defined(start)

    def _external(self, node: Node, scope: Scope) -> Pattern:
        root, files = opened(node, scope, PATTERNS)
        return self._pattern(root, scope._replace(library="", files=files))

    def _datatype(self, node: Node, scope: Scope) -> Datatype:
        name, library = node.attributes.get("type"), scope.library
        if name is None:
            name, library = "token", ""
        parameters = tuple((c.attributes["name"], c.text) for c in node.children if c.name == "param")
        key = library, name, parameters
        if key not in self._types:
            try:
                self._types[key] = datatype(library, name, list(parameters))
            except ValueError as error:
                raise node.wrong(str(error)) from None
        return self._types[key]

    def _value(self, node: Node, scope: Scope) -> Pattern:
        kind = self._datatype(node, scope)
        value = kind.value(node.text, {**node.namespaces, "": scope.ns})
        if value is None:
            raise node.wrong(f"“{node.text}” is not a value of the type “{kind.name}”: it is not {kind}")
        return self.make.leaf(("value", kind, value), Value(kind, node.text, value, node.where))

    def _data(self, node: Node, scope: Scope) -> Pattern:
        kind = self._datatype(node, scope)
        last = node.children[-1] if node.children else None
        excluded = NOT_ALLOWED
        if last is not None and last.name == "except":
            inner = scope.at(last)
            excluded = self.make.choice([self._pattern(child, inner) for child in last.children])
        parts = () if excluded is NOT_ALLOWED else (excluded,)
        return self.make.leaf(("data", kind, parts), Data(kind, parts, node.where))


def _qualified(name: str, node: Node, ns: str) -> str:
    """The name that the schema writes *name* (section 4.10)."""
    prefix, colon, local = name.rpartition(":")
    if not NCNAME.fullmatch(local) or (colon and not NCNAME.fullmatch(prefix)):
        raise node.wrong(f"“{name}” is not an XML name")
    if not colon:
        return joined(ns, local)
    if not node.namespaces.get(prefix):
        raise node.wrong(f"the prefix “{prefix}” is not declared")
    return joined(node.namespaces[prefix], local)


def _check_excluded(node: Node, excluded: NameClass) -> None:
    """Section 4.16: what may be taken away from ``anyName`` and ``nsName``."""
    parts = _flat(excluded)
    if any(isinstance(part, AnyName) for part in parts):
        raise node.wrong(f"<anyName> must not be excluded from <{node.name}>")
    if node.name == "nsName" and any(isinstance(part, NsName) for part in parts):
        raise node.wrong("<nsName> must not be excluded from <nsName>")


def _check_attribute_names(names: NameClass, node: Node) -> None:
    """Section 4.16: no attribute pattern is about namespace declarations."""
    for part in _flat(names):
        if isinstance(part, Name) and part.name == "xmlns":
            raise node.wrong("an attribute must not have the name “xmlns”")
        uri = (
            part.uri
            if isinstance(part, NsName)
            else part.name.rpartition("}")[0]
            if isinstance(part, Name)
            else ""
        )
        if uri == XMLNS:
            raise node.wrong(f"an attribute must not be in the namespace “{XMLNS}”")


def _flat(names: NameClass) -> list[NameClass]:
    """*names* and all classes in it."""
    if isinstance(names, Either):
        return [inner for part in names.parts for inner in _flat(part)]
    if isinstance(names, Name) or names.excluded is None:
        return [names]
    return [names, *_flat(names.excluded)]


def _check_loops(outer: Definition) -> None:
    """Section 4.19: no definition that is used may refer to itself but through an element."""
    seen, waiting = {outer}, [outer]
    while waiting:
        for used in waiting.pop().uses:
            if used.loop is not None:
                raise used.loop.wrong(f"“{used.name}” refers to itself without an element between")
            if used not in seen:
                seen.add(used)
                waiting.append(used)


def _reachable(start: Pattern) -> tuple[Element, ...]:
    """The elements in *start* and in the contents of those, in order."""
    found: dict[Element, None] = {}
    seen: set[Pattern] = set()
    waiting = [start]
    while waiting:
        pattern = waiting.pop()
        if pattern in seen:
            continue
        seen.add(pattern)
        if isinstance(pattern, Element):
            found[pattern] = None
            waiting.append(pattern.content)
        waiting.extend(reversed(pattern.parts))
    return tuple(found)
