"""What libxml2 found against the schema, told to a person: what stands where, and what could stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, cast

from lxml import etree

from tei.diagnostics import Diagnostic, Fix, Place, diagnostic
from tei.namespaces import TEI, XML, XML_ID, Paths
from tei.slips import did_you_mean, meant
from tei.validation import corrections
from tei.validation.findings import Finding, findings, possible
from tei.validation.lookup import Given
from tei.validation.parse import Loaded
from tei.validation.places import Places, elements
from tei.validation.vocabulary import choices, described, documentation, of_p5, spoken, vocabulary
from tei.validation.wording import all_of, any_of, few, plain, quoted, tagged
from tei.validation.xsd import XSI, Schema, load_schema
from tei.values import Wrong, wrong

if TYPE_CHECKING:
    from xmlschema.validators import XsdElement, XsdSimpleType, XsdType

_GUESSES = 1000  # words of one file that may be slips of the pen
_ALL_OF_TEI = "to check against all of TEI: tei validate --schema tei_all.rng"
# What other vocabularies call highlighted words, and what TEI says of them with hi/@rend (P5 3.3.2).
_HIGHLIGHTED = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


def diagnose(loaded: Loaded, schema: Given | None = None) -> list[Diagnostic]:
    """A diagnostic for each fault of a well-formed file against *schema*, by default the edition's own.

    Raises :class:`tei.errors.SchemaError` if the schema cannot be used.
    """
    if loaded.tree is None:
        return []
    compiled = load_schema(schema)
    teller = _Teller(loaded, loaded.tree, compiled, own=schema is None)
    found = findings(loaded.tree, compiled, teller.only, sorted(teller.given_twice))
    return [told for finding in found for told in teller.told(finding)]


class _Teller:
    """Puts findings into words, with the file and the schema at hand."""

    def __init__(self, loaded: Loaded, tree: etree._ElementTree, schema: Schema, *, own: bool) -> None:
        self.file = loaded.file
        self.schema = schema
        self.own = own
        self.words = vocabulary(schema.given)
        self.of_tei = f"{{{TEI}}}TEI" in self.words.names
        self.elements = list(elements(tree))
        self.content = loaded.content
        self.places = Places(loaded.content)
        self.path_to = Paths()
        self.lacking: set[tuple[etree._Element, tuple[str, ...]]] = set()
        twice = any(d.code == "S006" for d in loaded.diagnostics)
        self.given_twice = set(_given_twice(self.elements)) if twice else set()
        self._guessed: dict[tuple[str, tuple[str, ...]], str] = {}
        self._children: dict[etree._Element, set[str]] = {}

    @cached_property
    def used(self) -> set[str]:
        """The names of all elements of the file."""
        return {str(element.tag) for element in self.elements}

    def only(self, number: int) -> frozenset[str] | None:
        """The only elements that may stand in that with this number; None if that is not certain."""
        element = self.elements[number]
        if f"{{{XSI}}}type" in element.attrib:
            return None  # it names another type than the declared one
        declared = self.words.declaration(element)
        return None if declared is None else self.words.only(declared)

    def _meant(self, word: str, words: Iterable[str]) -> str:
        """The one of *words* that was meant by *word*, or nothing; of too many words it is not asked any more."""
        key = word, tuple(words)
        if key not in self._guessed and len(self._guessed) < _GUESSES:
            self._guessed[key] = meant(*key)
        return self._guessed.get(key, "")

    def _present(self, parent: etree._Element) -> set[str]:
        """The names of the children of *parent*."""
        if parent not in self._children:
            self._children[parent] = {str(child.tag) for child in parent}
        return self._children[parent]

    def _given(self, number: int, name: str) -> str:
        """The value of an attribute."""
        plain = not name.startswith("{") or name.startswith(f"{{{XML}}}")
        value = self.places.given(number).get(spoken(name)) if plain else None
        return self.elements[number].get(name, "") if value is None else value

    def told(self, finding: Finding) -> Iterator[Diagnostic]:
        element = self.elements[finding.number]
        if finding.kind == "text":
            yield from self.text(element, finding.number)
            return
        place = Place(self.file, *self._position(finding), self.path_to(element))
        if finding.attribute == XML_ID and finding.number in self.given_twice:
            return
        if finding.kind == "unexpected" and self._follows(element):
            return
        match finding.kind:
            case "root":
                told = self.root(element, finding)
            case "unexpected":
                told = self.unexpected(element, finding)
            case "incomplete":
                told = self.incomplete(element, finding)
            case "attribute" | "no attribute":
                told = self.attribute(element, finding)
            case "value":
                told = self.value(element, finding)
            case "more":
                message = f"not all that may not stand in {tagged(element.tag)} is told"
                told = "S001", message, "mend what is told, and check again"
            case _:
                told = "S009", plain(finding.message), ""
        code, message, hint = told
        yield diagnostic(code, message, place, hint, fixes=self._fixes(element, finding))

    def _position(self, finding: Finding) -> tuple[int, int]:
        """The line and column of the attribute, or of its value, or of the element."""
        number, name = finding.number, finding.attribute
        places = self.places
        span = places.value(number, name) if finding.kind == "value" else places.name(number, name)
        return places.position(span[0]) if name and span else places.element(number)

    def _fixes(self, element: etree._Element, finding: Finding) -> tuple[Fix, ...]:
        """What mends the fault for certain."""
        number, parent = finding.number, element.getparent()
        if finding.kind == "value" and finding.attribute:
            return self._right(element, finding)
        declared = (
            self.words.declaration(element if finding.kind == "attribute" else parent)
            if parent is not None
            else None
        )
        if declared is None:
            return ()
        if finding.kind == "attribute":
            known = self.words.attributes_spoken(declared)
            return corrections.attribute_name(self.places, number, finding.attribute, known)
        if (
            finding.kind == "unexpected"
            and element.tag not in self.words.names
            and not self._foreign(element)
        ):
            names = [spoken(str(particle.name)) for particle in self.words.particles(declared)]
            wrong = spoken(str(element.tag))
            return corrections.element_name(self.places, self.content, number, wrong, names)
        return ()

    def _right(self, element: etree._Element, finding: Finding) -> tuple[Fix, ...]:
        """The value that was meant, if it is sure."""
        number, name = finding.number, finding.attribute
        declared, span = self.words.declaration(element), self.places.value(number, name)
        kind = self.words.attribute_type(declared, name) if declared is not None else None
        if span is None or kind is None:
            return ()
        value = self._given(number, name)
        reason = _why(value, kind)
        right = corrections.same(value, choices(kind)) or (reason.meant if reason.sure else "")
        return (Fix(*span, right),) if _better(right, value, kind) else ()

    def root(self, element: etree._Element, finding: Finding) -> tuple[str, str, str]:
        if self._foreign(element):
            return self._in_no_place(element)
        if self._left_out(element):
            return "S001", f"{tagged(element.tag)} is {self._of_p5('an element')}", _ALL_OF_TEI
        message = f"{tagged(element.tag)} cannot be the first element of a document"
        return "S001", message, f"it should be {any_of(finding.expected or self.words.names)}"

    def unexpected(self, element: etree._Element, finding: Finding) -> tuple[str, str, str]:
        parent = element.getparent()
        declared = None if parent is None else self.words.declaration(parent)
        if parent is None or declared is None or self._foreign(element):
            return self._in_no_place(element)
        allowed = [str(p.name) for p in self.words.particles(declared)]
        if element.tag not in allowed:
            return self._stranger(element, parent, declared, allowed)
        missing = self._missing_before(element, parent, declared)
        if missing:
            self.lacking.add((parent, tuple(missing)))
            message = f"{tagged(parent.tag)} lacks {all_of(missing)} before {tagged(element.tag)}"
            return "S002", message, self._about(missing[0])
        before = next(element.itersiblings(etree.Element, preceding=True), None)
        where = "first" if before is None else f"after {tagged(before.tag)}"
        return (
            "S001",
            f"{tagged(element.tag)} may not stand {where} in {tagged(parent.tag)}",
            self._order(element, allowed),
        )

    def incomplete(self, element: etree._Element, finding: Finding) -> tuple[str, str, str]:
        declared = self.words.declaration(element)
        present = self._present(element)
        places = self.words.needed(declared) if declared is not None else []
        missing = [names for names in places if not present.intersection(names)]
        if len(missing) > 1:
            what = all_of(names[0] for names in missing)
        else:
            what = ("another " if not missing and present else "") + any_of(
                missing[0] if missing else finding.expected
            )
        about = self._about(missing[0][0]) if len(missing) == 1 and len(missing[0]) == 1 else ""
        return "S002", f"{tagged(element.tag)} is not complete: it lacks {what}", about

    def text(self, element: etree._Element, number: int) -> Iterator[Diagnostic]:
        """A diagnostic for each text directly in *element*."""
        declared = self.words.declaration(element)
        allowed = [str(p.name) for p in self.words.particles(declared)] if declared is not None else []
        name = tagged(element.tag)
        texts = [t for t in [element.text, *(child.tail for child in element)] if t and t.strip()]
        for text, position in zip(texts, self.places.texts(number), strict=False):
            message = f"text may not stand directly in {name}: {quoted(text)}"
            hint = "put it into <p>" if f"{{{TEI}}}p" in allowed else f"put it into {any_of(allowed)}"
            if not allowed:
                message = f"{name} must be empty, but holds {quoted(text)}"
                hint = f"close {name} before the text"
            yield diagnostic("S003", message, Place(self.file, *position, self.path_to(element)), hint)

    def attribute(self, element: etree._Element, finding: Finding) -> tuple[str, str, str]:
        name = finding.attribute
        declared = self.words.declaration(element)
        if finding.kind == "no attribute":
            kind = self.words.attribute_type(declared, name) if declared is not None else None
            message = f"{tagged(element.tag)} lacks @{spoken(name)}"
            return "S004", message, described(kind) if kind is not None else ""
        known = self.words.attributes_spoken(declared) if declared is not None else ()
        if name.startswith(f"{{{XSI}}}"):
            message = f"@{spoken(name)} belongs to XML Schema, and TEI does not know it"
            return (
                "S004",
                message,
                'name the schema in a line <?xml-model href="…"?> before the first element',
            )
        value = quoted(self._given(finding.number, name))
        message = f"@{spoken(name)} is not an attribute of {tagged(element.tag)}: {value}"
        if name == "id" and "xml:id" in known:
            return "S004", message, did_you_mean("@xml:id")
        if self.of_tei and of_p5(spoken(str(element.tag)), spoken(name)):
            message = f"@{spoken(name)} of {tagged(element.tag)} is {self._of_p5('an attribute')}"
            return "S004", message, _ALL_OF_TEI
        close = self._meant(spoken(name), known)
        if close:
            return "S004", message, did_you_mean(f"@{close}")
        return "S004", message, "its attributes are " + few(f"@{a}" for a in known)

    def value(self, element: etree._Element, finding: Finding) -> tuple[str, str, str]:
        declared = self.words.declaration(element)
        name = finding.attribute
        if declared is None or not name:
            message = f"{tagged(element.tag)} may not hold {quoted(element.text or '')}"
            return "S005", message, plain(finding.message)
        value = self._given(finding.number, name)
        kind = self.words.attribute_type(declared, name)
        message = f"@{spoken(name)} of {tagged(element.tag)} may not be {quoted(value)}"
        if kind is None:
            return "S005", message, plain(finding.message)
        if name == XML_ID and ":" in value:
            return "S005", message, "take the “:” out; it may stand in no identifier"
        reason, close = _why(value, kind), self._meant(value, choices(kind))
        close = close if _better(close, value, kind) else reason.meant
        told = f"{message}: {reason.why}" if reason.why else message
        return "S005", told, did_you_mean(f"“{close}”") if close else described(kind)

    def _follows(self, element: etree._Element) -> bool:
        """Whether *element* is unexpected only because of something missing that has been told already."""
        parent = element.getparent()
        declared = None if parent is None else self.words.declaration(parent)
        if parent is None or declared is None:
            return False
        return (parent, tuple(self._missing_before(element, parent, declared))) in self.lacking

    def _foreign(self, element: etree._Element) -> bool:
        """Whether *element* is not in the namespace of TEI while the schema is about that."""
        inside = etree.QName(element).namespace == TEI
        return not inside and element.tag not in self.words.names and self.of_tei

    def _left_out(self, element: etree._Element) -> bool:
        """Whether *element* is one of TEI P5 that a schema for a part of TEI leaves out."""
        name = etree.QName(element)
        return (
            self.of_tei
            and name.namespace == TEI
            and element.tag not in self.words.names
            and of_p5(name.localname)
        )

    def _of_p5(self, what: str) -> str:
        schema = "the schema of this edition" if self.own else "the schema"
        return f"{what} of TEI P5 that {schema} leaves out"

    def _in_no_place(self, element: etree._Element) -> tuple[str, str, str]:
        name = etree.QName(element)
        tag = tagged(element.tag)
        if name.namespace:
            message = f"{tag} belongs to {name.namespace}, and only elements of TEI may stand here"
            return "S001", message, f'elements of TEI have xmlns="{TEI}"'
        message = f"{tag} is in no namespace, and only elements of TEI may stand here"
        return "S001", message, f'write xmlns="{TEI}" on the first element of the file, and xmlns="" nowhere'

    def _stranger(
        self, element: etree._Element, parent: etree._Element, declared: XsdElement, allowed: list[str]
    ) -> tuple[str, str, str]:
        """What to say of an element that may not stand in its parent at all."""
        tag, name = tagged(element.tag), spoken(str(element.tag))
        known = element.tag in self.words.names
        if known:
            message = f"{tag} may not stand in {tagged(parent.tag)}"
            above = sorted(self.words.parents(str(element.tag)), key=lambda name: name not in self.used)
            return "S001", message, f"{tag} may stand in {any_of(above)}" if above else ""
        if self._left_out(element):
            return "S001", f"{tag} in {tagged(parent.tag)} is {self._of_p5('an element')}", _ALL_OF_TEI
        message = f"{tag} in {tagged(parent.tag)} is not an element of the schema"
        if name in _HIGHLIGHTED and f"{{{TEI}}}hi" in allowed:
            return "S001", message, f'write <hi rend="{_HIGHLIGHTED[name]}">'
        if not allowed:
            return "S001", message, f"{tagged(parent.tag)} holds no elements"
        close = self._meant(name, map(spoken, allowed))
        if close:
            return "S001", message, did_you_mean(f"<{close}>")
        text = "text, " if self.words.mixed(declared) else ""
        first = allowed if text else sorted(allowed, key=lambda n: n in self.words.everywhere)
        return "S001", message, f"here could stand {text}{any_of(first)}"

    def _order(self, element: etree._Element, allowed: list[str]) -> str:
        """Where *element* should stand among the other children of its parent, or what could stand there."""
        rank = allowed.index(str(element.tag))
        special = [n for n in allowed if n not in self.words.everywhere]
        for sibling in reversed(list(element.itersiblings(etree.Element, preceding=True))):
            if sibling.tag in special and allowed.index(str(sibling.tag)) > rank:
                return f"{tagged(element.tag)} comes before {tagged(sibling.tag)}"
        before = next(element.itersiblings(etree.Element, preceding=True), None)
        later = (
            [] if before is not None and before.tag == element.tag else element.itersiblings(etree.Element)
        )
        for sibling in later:
            if sibling.tag in special and allowed.index(str(sibling.tag)) < rank:
                return f"{tagged(element.tag)} comes after {tagged(sibling.tag)}"
        here = possible(element, special, self.schema) or possible(element, allowed, self.schema)
        return f"here could stand {any_of(here)}" if here else "nothing more may stand here"

    def _missing_before(
        self, element: etree._Element, parent: etree._Element, declared: XsdElement
    ) -> list[str]:
        """What *parent* must hold before *element*, and does not hold anywhere."""
        present = self._present(parent)
        order = [str(p.name) for p in self.words.particles(declared)]
        if element.tag not in order:
            return []
        sure = [names[0] for names in self.words.needed(declared) if len(names) == 1]
        early = order[: order.index(str(element.tag))]
        return [name for name in sure if name in early and name not in present]

    def _about(self, name: str) -> str:
        return next((_documented(d) for d in [self.words.of(name)] if d is not None), "")


def _given_twice(every: Iterable[etree._Element]) -> Iterator[int]:
    """The numbers of those of *every* element whose ``xml:id`` an earlier one has."""
    seen: set[str] = set()
    for number, element in enumerate(every):
        value = element.get(XML_ID)
        if value in seen:
            yield number
        elif value is not None:
            seen.add(value)


def _why(value: str, kind: XsdType) -> Wrong:
    """Why *value* is not of *kind*; nothing if what would be meant is not either, as then the reason is another."""
    found = _reason(value, kind) or Wrong()
    return found if not found.meant or _better(found.meant, value, kind) else Wrong()


def _reason(value: str, kind: XsdType) -> Wrong | None:
    """What is wrong with *value* by the nearest of the types *kind* is made of, if they do not say different things."""
    if found := wrong(value, kind.local_name or ""):
        return found
    told = {_reason(value, member) for member in getattr(kind, "member_types", ())} - {None}
    base = kind.base_type
    return told.pop() if len(told) == 1 else _reason(value, base) if base not in (None, kind) else None


def _better(other: str, value: str, kind: XsdType) -> bool:
    """Whether *other* is of *kind*, with all that restricts it, and not what stands there already."""
    return other not in ("", value) and cast("XsdSimpleType", kind).is_valid(other)


def _documented(declaration: XsdElement) -> str:
    text = documentation(declaration)
    return f"<{declaration.local_name}>: {text}" if text else ""
