"""Identifiers and references to them, as far as the schema declares them (RELAX NG DTD Compatibility, section 5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tei.relaxng.derivatives import attribute_leaves, tokens, value_leaves
from tei.relaxng.errors import SchemaError
from tei.relaxng.names import NameClass
from tei.relaxng.patterns import Attribute, Data, Element, Pattern, Value, Where

Place = tuple[int, int]


@dataclass(slots=True)
class Seen:
    """The identifiers of a document with their places, and the references, with place, path and attribute."""

    given: dict[str, Place] = field(default_factory=dict)
    wanted: dict[str, tuple[Place, str, str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Which attributes are identifiers or references: for each element its attributes and their types."""

    names: dict[str, dict[str, str]]

    def begun(self) -> Seen:
        """What is known of a document before its first element."""
        return Seen()


def identifiers(elements: tuple[Element, ...]) -> Identifiers:
    """The identifiers that a schema with *elements* declares.

    Raises :class:`SchemaError` where an attribute would be an identifier in one element pattern and not in another
    of the same name, or where an identifier is anything but the whole value of an attribute with one name.
    """
    names: dict[str, dict[str, str]] = {}
    plain: list[tuple[NameClass, tuple[str, ...] | None, Attribute]] = []
    kinds: dict[Attribute, str] = {}
    for element in elements:
        _check_content(element)
        for leaf in attribute_leaves(element.content):
            kind = kinds.get(leaf)
            if kind is None:
                kind = kinds[leaf] = _type(leaf)
            if kind:
                _note(names, element, leaf, kind)
            else:
                plain.append((element.names, element.simple, leaf))
    if names:
        for classes, simple, leaf in plain:
            _check_plain(names, classes, simple, leaf)
    return Identifiers(names)


def _type(leaf: Attribute) -> str:
    """The type of identifier of an attribute, if any."""
    value = leaf.value
    if isinstance(value, Data | Value) and value.type.id_type:
        return value.type.id_type
    if any(_has_type(part) for part in value_leaves(value)):
        raise _wrong("an ID, IDREF or IDREFS must be the whole value of its attribute", leaf.where)
    return ""


def _has_type(leaf: Pattern) -> bool:
    if isinstance(leaf, Data | Value) and leaf.type.id_type:
        return True
    return any(_has_type(inner) for part in leaf.parts for inner in value_leaves(part))


def _note(names: dict[str, dict[str, str]], element: Element, leaf: Attribute, kind: str) -> None:
    if element.simple is None or leaf.simple is None or len(leaf.simple) != 1:
        raise _wrong(f"an attribute that is an {kind}, and its element, must have a single name", leaf.where)
    (attribute,) = leaf.simple
    for name in element.simple:
        known = names.setdefault(name, {}).setdefault(attribute, kind)
        if known != kind:
            raise _conflict(name, attribute, leaf.where)


def _check_plain(
    names: dict[str, dict[str, str]], classes: NameClass, simple: tuple[str, ...] | None, leaf: Attribute
) -> None:
    for name in names if simple is None else simple:
        if name in names and classes.contains(name):
            for attribute in names[name]:
                if leaf.names.contains(attribute):
                    raise _conflict(name, attribute, leaf.where)


def _check_content(element: Element) -> None:
    for leaf in value_leaves(element.content):
        if _has_type(leaf):
            raise _wrong("an ID, IDREF or IDREFS must be the value of an attribute", element.where)


def _conflict(name: str, attribute: str, where: Where) -> SchemaError:
    return _wrong(
        f"the attribute “{attribute}” of “{name}” has an ID type in one place and another in others", where
    )


def _wrong(message: str, where: Where) -> SchemaError:
    return SchemaError(message, where.file, where.line)


def words(kind: str, value: str) -> list[str]:
    """The identifiers in a value."""
    return tokens(value) if kind == "IDREFS" else [" ".join(tokens(value))]
