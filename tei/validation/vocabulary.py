"""What a schema says of its elements and attributes, read only when there is an error to explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeGuard, cast

from lxml import etree

from tei.caches import kept
from tei.namespaces import XML
from tei.resources import resource
from tei.validation.lookup import Given
from tei.validation.xsd import XSI, locations

if TYPE_CHECKING:
    from xmlschema.validators import XsdComponent, XsdElement, XsdGroup, XsdType

_BUILTIN = {
    "ID": "a letter first, then letters, digits, “.”, “-” and “_”; no space",
    "Name": "a letter first, then letters, digits, “.”, “-”, “_” and “:”; no space",
    "boolean": "“true” or “false”",
    "language": "the code of a language, such as “en” or “de-AT”",
    "date": "a date written year-month-day, such as 1971-03-30",
    "anyURI": "an address, without space in it",
    "nonNegativeInteger": "a whole number, 0 or more",
}


class Vocabulary:
    """The declarations of an XSD file. Names are in the ``{namespace}name`` form of lxml."""

    def __init__(self, given: Given) -> None:
        import xmlschema  # 0.3 s, which a run without errors does not pay

        self._schema = xmlschema.XMLSchema10(
            str(given.path), allow="local", defuse="always", uri_mapper=locations(given)
        )
        self._contents: dict[XsdElement, dict[str, XsdElement]] = {}
        self._attributes: dict[XsdElement, tuple[str, ...]] = {}
        self._parents: dict[str, list[str]] = {}
        self._only: dict[XsdElement, frozenset[str] | None] = {}
        self._globals: dict[str, XsdElement] = {str(e.name): e for e in self._schema.elements.values()}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The elements that are declared for use anywhere, in the order of the schema."""
        return tuple(self._globals)

    def of(self, name: str) -> XsdElement | None:
        """The declaration of the element *name* that holds everywhere, None if there is none."""
        return self._globals.get(name)

    def declaration(self, element: etree._Element) -> XsdElement | None:
        """The declaration of *element* where it stands, None if there is none."""
        declared: XsdElement | None = None
        for step in (*reversed(list(element.iterancestors())), element):
            inside = {} if declared is None else self._inside(declared)
            declared = inside.get(str(step.tag), self._globals.get(str(step.tag)))
        return declared

    def particles(self, declaration: XsdElement) -> list[XsdElement]:
        """The elements that may stand in the declared one, in the order of the schema."""
        return list(self._inside(declaration).values())

    def _inside(self, declaration: XsdElement) -> dict[str, XsdElement]:
        """The elements that may stand in the declared one, by name; worked out once."""
        if declaration not in self._contents:
            found = {str(p.name): p for p in _particles(_model(declaration)) if p.name}
            self._contents[declaration] = found
        return self._contents[declaration]

    def only(self, declaration: XsdElement) -> frozenset[str] | None:
        """The only elements that may stand in the declared one; None if it takes others by a wildcard or for these."""
        if declaration not in self._only:
            parts = list(_parts(_model(declaration)))
            names = {str(part.name) for part in parts}
            wild = any(hasattr(part, "process_contents") for part in parts)
            substituted = not names.isdisjoint(map(str, self._schema.substitution_groups))
            self._only[declaration] = None if wild or substituted else frozenset(names)
        return self._only[declaration]

    def parents(self, name: str) -> list[str]:
        """The elements in which *name* may stand, in the order of the schema."""
        if name not in self._parents:
            self._parents[name] = [p for p, d in self._globals.items() if name in self._inside(d)]
        return self._parents[name]

    def needed(self, declaration: XsdElement) -> list[list[str]]:
        """What must stand in the declared element: one list for each place, with the alternatives for it."""
        model = _model(declaration)
        return [] if model is None else _needed(model)

    def attributes(self, declaration: XsdElement) -> list[str]:
        """The attributes of the declared element, its own before those of every element."""
        names = [str(name) for name in declaration.attributes if name]
        return sorted(names, key=lambda name: name in self._common)

    def attributes_spoken(self, declaration: XsdElement) -> tuple[str, ...]:
        """As :meth:`attributes`, as they are written in a file; worked out once."""
        if declaration not in self._attributes:
            self._attributes[declaration] = tuple(map(spoken, self.attributes(declaration)))
        return self._attributes[declaration]

    def attribute_type(self, declaration: XsdElement, name: str) -> XsdType | None:
        """The type of the attribute *name* of the declared element, None if it has none."""
        attribute = declaration.attributes.get(name)
        return None if attribute is None else attribute.type

    def mixed(self, declaration: XsdElement) -> bool:
        """Whether text may stand in the declared element."""
        return bool(getattr(declaration.type, "mixed", False)) or declaration.type.has_simple_content()

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """The elements that may stand in most of those that hold elements at all, such as page breaks."""
        holders = [{str(p.name) for p in self.particles(d)} for d in self._globals.values()]
        counts = Counter(name for children in holders for name in children)
        half = sum(1 for children in holders if children) / 2
        return frozenset(name for name, count in counts.items() if count > half)

    @cached_property
    def _common(self) -> frozenset[str]:
        sets = [frozenset(str(name) for name in d.attributes if name) for d in self._globals.values()]
        return frozenset.intersection(*sets) if sets else frozenset()


@kept
def vocabulary(given: Given) -> Vocabulary:
    """The vocabulary of the XSD that is *given*, read once a process."""
    return Vocabulary(given)


@cache
def _p5() -> dict[str, frozenset[str]]:
    """The attributes of each element of TEI P5; those that stand under * every element has."""
    lines = (line.split() for line in resource("schema", "p5.txt").read_text("utf-8").splitlines())
    return {name: frozenset(attributes) for name, *attributes in lines}


def of_p5(element: str, attribute: str = "") -> bool:
    """Whether TEI P5 has *element*, and this the *attribute*, if one is given; names are as in a file."""
    p5 = _p5()
    return element in p5 and (not attribute or attribute in p5[element] | p5["*"])


def choices(kind: XsdType) -> list[str]:
    """The values that *kind* lists one by one; empty if it lists none."""
    own = [str(value) for value in getattr(kind, "enumeration", None) or ()]
    members = getattr(kind, "member_types", None) or ()
    return own + [value for member in members for value in choices(member)]


def documentation(component: XsdComponent) -> str:
    """What the schema says of one of its declarations or types, in one line; empty if nothing."""
    annotation = component.annotation
    if annotation is None or not annotation.documentation:
        return ""
    return " ".join("".join(annotation.documentation[0].itertext()).split())


def described(kind: XsdType) -> str:
    """What a value of *kind* looks like, from the documentation of the schema; empty if it does not say."""
    if (kind.local_name or "") in _BUILTIN:
        return _BUILTIN[kind.local_name or ""]
    if text := documentation(kind):
        return text[:1].lower() + text[1:]
    base = kind.base_type
    return described(base) if base is not None and base is not kind else ""


def spoken(name: str) -> str:
    """The *name* as it is written in a file: without its namespace, or with ``xml:`` or ``xsi:``."""
    return name.replace(f"{{{XML}}}", "xml:").replace(f"{{{XSI}}}", "xsi:").rpartition("}")[2]


def _is_group(part: object) -> TypeGuard[XsdGroup]:
    return hasattr(part, "model")


def _model(declaration: XsdElement) -> XsdGroup | None:
    content = getattr(declaration.type, "content", None)
    return content if _is_group(content) else None


def _parts(model: XsdGroup | None) -> Iterator[XsdComponent]:
    """The elements of a content model, and its wildcards."""
    for part in model or ():
        if _is_group(part):
            yield from _parts(part)
        else:
            yield part


def _particles(model: XsdGroup | None) -> Iterator[XsdElement]:
    for part in _parts(model):
        if not hasattr(part, "process_contents"):  # a wildcard stands for no element in particular
            yield cast("XsdElement", part)


def _needed(group: XsdGroup) -> list[list[str]]:
    places: list[list[str]] = []
    for particle in group:
        names = _needed(particle) if _is_group(particle) else [[str(particle.name)]]
        if particle.min_occurs or group.model == "choice":
            places += names
    if group.model != "choice":
        return places if group.min_occurs else []
    optional = any(not p.min_occurs for p in group)
    together = list(dict.fromkeys(name for place in places for name in place))
    return [] if optional or not group.min_occurs else [together]
