"""Reading a Schematron schema: inclusions, abstract patterns and rules, phases, and rules inside other schemas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

from tei.errors import SchemaError
from tei.namespaces import SCH, TEI, local
from tei.validation.schematron.model import Check, Let, Pattern, Rule, Schema

XSL = "http://www.w3.org/1999/XSL/Transform"

_VERSIONS = {"": 1, "exslt": 1} | {
    f"{language}{number}": 1 if number in ("", "1") else 3
    for language in ("xslt", "xpath")
    for number in ("", "1", "2", "3", "31")
}
_EXTRAS = frozenset(
    f"{{{XSL}}}{name}"
    for name in ("key", "function", "import", "include", "decimal-format", "param", "template", "variable")
)
# Elements of ISO/IEC 19757-3:2020; one that is not among them would be left out in silence.
_ELEMENTS = frozenset(
    (
        *(
            "active",
            "assert",
            "diagnostic",
            "diagnostics",
            "dir",
            "emph",
            "extends",
            "include",
            "let",
            "name",
            "ns",
            "p",
        ),
        *(
            "param",
            "pattern",
            "phase",
            "properties",
            "property",
            "report",
            "rule",
            "rules",
            "schema",
            "span",
            "title",
        ),
        "value-of",
    )
)
_HOLDERS = frozenset(
    f"{{{SCH}}}{name}"
    for name in ("diagnostics", "pattern", "phase", "properties", "rule", "rules", "schema")
)
_DEEPEST = 20  # inclusions inside one another


def read(path: Path, phase: str, find: Callable[[str], Path]) -> Schema:
    """The rules in the file *path*, those of *phase* (by default the phase that the schema names, or all).

    The file is a Schematron schema, or a schema with rules inside: RELAX NG, W3C, or a TEI ODD. Raises
    :class:`SchemaError` if it cannot be read, holds no rules, or is in a query language that cannot be run here.
    """
    root = _parsed(path)
    if root.tag == _sch("schema"):
        _include(root, path, find, 0)
        return _Reader(root, path).schema(phase)
    return _Reader(_collected(root, path), path).schema(phase)


class _Reader:
    """Reads one schema whose inclusions have been worked out."""

    def __init__(self, root: etree._Element, path: Path) -> None:
        self.root = root
        self.path = path
        self.diagnostics = {str(d.get("id")): d for d in root.iter(_sch("diagnostic"), _sch("property"))}
        self.abstract = {str(r.get("id")): r for r in root.iter(_sch("rule")) if r.get("abstract") == "true"}

    def schema(self, phase: str) -> Schema:
        self._known()
        binding = self.root.get("queryBinding", "").lower()
        if binding not in _VERSIONS:
            raise SchemaError(
                f"{self.path} is written in the query language {binding}", "use xslt, xslt2 or xslt3"
            )
        namespaces = {str(n.get("prefix")): str(n.get("uri")) for n in self.root.iter(_sch("ns"))}
        active, lets = self._phase(phase)
        patterns = tuple(self._patterns(active))
        if not any(pattern.rules for pattern in patterns):
            raise SchemaError(f"{self.path} holds no rules of Schematron", "give a schema that has some")
        inherited = {p: u for p, u in self.root.nsmap.items() if p and u not in (SCH, XSL)}
        return Schema(
            self.path,
            _VERSIONS[binding],
            inherited | namespaces,
            (*_lets(self.root), *lets),
            patterns,
            tuple(child for child in self.root if child.tag in _EXTRAS),
        )

    def _known(self) -> None:
        """Nothing, if all that stands in the schema is used; raises :class:`SchemaError` if something is not."""
        for element in self.root.iter(f"{{{SCH}}}*"):
            parent = element.getparent()
            if local(element.tag) not in _ELEMENTS and (parent is None or parent.tag in _HOLDERS):
                raise self._error(element, f"<{local(element.tag)}> is no element of Schematron as of 2020")
            if element.get("documents"):
                raise self._error(
                    element, "a pattern for other documents than the one that is checked is not run"
                )
        for element in self.root.iterchildren(f"{{{XSL}}}*"):
            if element.tag not in _EXTRAS:
                raise self._error(element, f"<{local(element.tag)}> of XSLT is not used in a schema")

    def _phase(self, phase: str) -> tuple[set[str] | None, tuple[Let, ...]]:
        """The names of the patterns of *phase*, None for all, and the variables of the phase."""
        wanted = phase or self.root.get("defaultPhase", "#ALL")
        if wanted == "#DEFAULT":
            wanted = self.root.get("defaultPhase", "#ALL")
        if wanted == "#ALL":
            return None, ()
        known = {str(p.get("id")): p for p in self.root.iter(_sch("phase"))}
        if wanted not in known:
            names = ", ".join(known) or "none"
            raise SchemaError(f"{self.path} has no phase {wanted}", f"its phases are: {names}")
        active = {str(a.get("pattern")) for a in known[wanted].iter(_sch("active"))}
        there = {p.get("id") for p in self.root.iter(_sch("pattern"))}
        if not active <= there:
            raise self._error(known[wanted], f"there is no pattern {min(active - there, key=str)}")
        return active, tuple(_lets(known[wanted]))

    def _patterns(self, active: set[str] | None) -> Iterator[Pattern]:
        abstract = {
            str(p.get("id")): p for p in self.root.iter(_sch("pattern")) if p.get("abstract") == "true"
        }
        for element in self.root.iter(_sch("pattern")):
            name = element.get("id", "")
            if element.get("abstract") == "true" or (active is not None and name not in active):
                continue
            if element.get("is-a"):
                if element.get("is-a") not in abstract:
                    raise self._error(element, f"there is no abstract pattern {element.get('is-a')}")
                element = _instance(abstract[str(element.get("is-a"))], element)
            rules = [r for r in element.iterchildren(_sch("rule")) if r.get("abstract") != "true"]
            yield Pattern(name, tuple(_lets(element)), tuple(self._rule(rule, name) for rule in rules))

    def _rule(self, element: etree._Element, pattern: str) -> Rule:
        name = element.get("id") or pattern
        context = element.get("context")
        if not context:
            raise self._error(element, "a rule has no context")
        parts = list(self._parts(element, ()))
        lets = tuple(_let(part) for part in parts if part.tag in (_sch("let"), f"{{{XSL}}}variable"))
        checks = tuple(
            self._check(part, element, name) for part in parts if part.tag in (_sch("assert"), _sch("report"))
        )
        return Rule(context, name, lets, checks)

    def _parts(self, rule: etree._Element, seen: tuple[str, ...]) -> Iterator[etree._Element]:
        """The children of *rule*, with those of the abstract rules that it extends in their place."""
        for child in rule.iterchildren(etree.Element):
            extended = child.get("rule") if child.tag == _sch("extends") else None
            if extended is None:
                yield child
            elif extended not in self.abstract or extended in seen:
                raise self._error(child, f"there is no abstract rule {extended} to extend")
            else:
                yield from self._parts(self.abstract[extended], (*seen, extended))

    def _check(self, element: etree._Element, rule: etree._Element, name: str) -> Check:
        test = element.get("test")
        if not test:
            raise self._error(element, f"{local(element.tag)} has no test")
        named = f"{element.get('diagnostics', '')} {element.get('properties', '')}".split()
        for about in named:
            if about not in self.diagnostics:
                raise self._error(element, f"there is no diagnostic or property {about}")
        role = next(
            (e.get("role") for e in (element, rule, rule.getparent()) if e is not None and e.get("role")), ""
        )
        return Check(
            test,
            element.tag == _sch("report"),
            element.get("id") or name,
            role or element.get("flag") or "",
            element,
            tuple(self.diagnostics[about] for about in named),
            element.get("subject") or rule.get("subject") or "",
        )

    def _error(self, element: etree._Element, message: str) -> SchemaError:
        return SchemaError(f"{self.path}:{element.sourceline}: {message}", "check it with its author")


def _sch(name: str) -> str:
    return f"{{{SCH}}}{name}"


def _let(element: etree._Element) -> Let:
    return Let(str(element.get("name")), element.get("value") or element.get("select") or "", element)


def _lets(parent: etree._Element) -> Iterator[Let]:
    return (_let(element) for element in parent.iterchildren(_sch("let")))


def _parsed(path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(path.read_bytes(), parser, base_url=str(path))
    except OSError as error:
        raise SchemaError(f"the schema {path} cannot be read", "check the path") from error
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"the schema {path} is not well-formed XML: {error.msg}") from error


def _include(element: etree._Element, path: Path, find: Callable[[str], Path], depth: int) -> None:
    """Put what ``include`` and ``extends`` name in their place, in *element* of the file *path* and below."""
    if depth > _DEEPEST:
        raise SchemaError(f"{path} includes itself", "check it with its author")
    for child in list(element.iter(_sch("include"), _sch("extends"))):
        href, parent = child.get("href"), child.getparent()
        if href is None or parent is None:
            continue
        name, _, ident = href.partition("#")
        target = find(urljoin(path.absolute().as_uri(), name)) if name else path
        found = _parsed(target)
        if ident:
            match = found.xpath("//*[@id=$ident or @xml:id=$ident]", ident=ident)
            if not isinstance(match, list) or not match or not isinstance(match[0], etree._Element):
                raise SchemaError(f"{path}:{child.sourceline}: there is no {ident} in {target}")
            found = match[0]
        _include(found, target, find, depth + 1)
        put = list(found) if child.tag == _sch("extends") or found.tag == _sch("schema") else [found]
        at = parent.index(child)
        parent[at : at + 1] = put


def _instance(abstract: etree._Element, concrete: etree._Element) -> etree._Element:
    """The *abstract* pattern with the parameters of the *concrete* one put in."""
    values = {str(p.get("name")): str(p.get("value")) for p in concrete.iter(_sch("param"))}
    copy = deepcopy(abstract)
    if not values:
        return copy
    names = "|".join(re.escape(name) for name in sorted(values, key=len, reverse=True))
    parameter = re.compile(rf"\$({names})(?![\w.-])")
    for element in copy.iter(etree.Element):
        for key, value in element.attrib.items():
            element.set(key, parameter.sub(lambda match: values[match[1]], str(value)))
        if element.text:
            element.text = parameter.sub(lambda match: values[match[1]], element.text)
    return copy


# What only XPath 2 knows, in the rules of a grammar, which do not say which language they are in.
_LATER = re.compile(
    r"\b(?:if\s*\(|for\s+\$|some\s+\$|every\s+\$|(?:matches|tokenize|replace|exists|empty|distinct-values|ends-with"
    r"|string-join|lower-case|upper-case|current-date|abs|max|min|avg|index-of|deep-equal|idref|base-uri|doc)\s*\()"
    r"|\s(?:eq|ne|lt|gt|le|ge|is|to|instance of|castable as|cast as|intersect|except|idiv|return)\s|\bxs:|<<|>>|\|\|"
    r"|\(\s*'[^']*'\s*,|/\(|/(?:name|local-name|count|string|number)\("
)


def _collected(root: etree._Element, path: Path) -> etree._Element:
    """A schema of the rules that stand in another: in the grammar of *root*, or in the constraints of an ODD."""
    schema = etree.Element(_sch("schema"), nsmap={**root.nsmap, "sch": SCH})
    for element in root.iter(_sch("ns"), _sch("let"), _sch("diagnostics")):
        parent = element.getparent()
        if parent is None or str(parent.tag) not in (_sch("rule"), _sch("pattern")):
            schema.append(deepcopy(element))
    for element in root.iter(_sch("pattern"), _sch("rule"), _sch("assert"), _sch("report")):
        parent = element.getparent()
        if parent is None or str(parent.tag).startswith(f"{{{SCH}}}"):
            continue
        schema.append(_as_pattern(element))
    tests = " ".join(
        str(e.get(name, "")) for e in schema.iter() for name in ("context", "test", "value", "select")
    )
    schema.set("queryBinding", root.get("queryBinding") or ("xslt2" if _LATER.search(tests) else "xslt"))
    if not any(ns.get("prefix") == "tei" for ns in schema.iter(_sch("ns"))):
        etree.SubElement(schema, _sch("ns"), {"prefix": "tei", "uri": TEI})
    return schema


def _as_pattern(element: etree._Element) -> etree._Element:
    """The *element* of another schema as a pattern: what stands bare in an ODD is about the element it specifies."""
    copy = deepcopy(element)
    copy.tail = None
    if element.tag == _sch("pattern"):
        return copy
    specified = next(element.iterancestors(f"{{{TEI}}}elementSpec"), None)
    name = next((str(a.get("ident")) for a in element.iterancestors(f"{{{TEI}}}constraintSpec")), "")
    pattern = etree.Element(_sch("pattern"), {"id": name} if name else {})
    if element.tag == _sch("rule"):
        pattern.append(copy)
    else:
        context = "*" if specified is None else f"tei:{specified.get('ident')}"
        etree.SubElement(pattern, _sch("rule"), {"context": context}).append(copy)
    return pattern
