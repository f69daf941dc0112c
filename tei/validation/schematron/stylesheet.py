"""A Schematron schema written as a stylesheet, in XSLT 1 or 3, whose output is a list of what it finds.

    <findings>
      <f r="2"/>                                     the third rule has fired
      <a r="2" c="0" n="17" at="ref">words<d>…</d></a>   its first check, at the 18th element, attribute ref
      <e r="2" c="0" n="17">why</e>                  the check could not be evaluated there (XSLT 3 only)
    </findings>

Each pattern is a mode, each rule a template in it whose priority is that of its place. The nodes are visited from one
list, not by descending, so that no depth of a document matters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from tei.namespaces import SCH
from tei.validation.schematron.model import Check, Let, Pattern, Rule, Schema
from tei.validation.schematron.reading import XSL

_ERR = "http://www.w3.org/2005/xqt-errors"
_NODES = re.compile(r"text\s*\(|comment\s*\(|node\s*\(|processing-instruction\s*\(")
_ATTRIBUTES = re.compile(r"@|attribute\s*(?:::|\()|node\s*\(")
_ELEMENT = "ancestor-or-self::*[1]"
_NUMBER = f"count({_ELEMENT}/preceding::*) + count({_ELEMENT}/ancestor::*)"
_IS_ATTRIBUTE = "count(.|../@*) = count(../@*)"


def stylesheet(schema: Schema, patterns: Iterable[int] | None = None) -> etree._Element:
    """The stylesheet that finds what *schema* asks for; with *patterns* only what those of its patterns ask for."""
    return _Writer(schema, set(range(len(schema.patterns)) if patterns is None else patterns)).root


def numbered(schema: Schema) -> list[tuple[Rule, int]]:
    """The rules of *schema* in the order of the numbers that the stylesheet gives them, each with its pattern's."""
    return [(rule, at) for at, pattern in enumerate(schema.patterns) for rule in pattern.rules]


class _Writer:
    def __init__(self, schema: Schema, active: set[int]) -> None:
        self.schema = schema
        version = "1.0" if schema.version == 1 else "3.0"
        names = {"xsl": XSL} | ({"err": _ERR} if schema.version != 1 else {})
        self.root = etree.Element(_xsl("stylesheet"), {"version": version}, nsmap=schema.namespaces | names)
        self.root.set("{http://www.w3.org/XML/1998/namespace}base", schema.path.absolute().as_uri())
        excluded = [prefix for prefix in (*schema.namespaces, "err") if prefix in self.root.nsmap]
        if excluded:
            self.root.set("exclude-result-prefixes", " ".join(excluded))
        for extra in schema.extras:
            self.root.append(_copied(extra))
        etree.SubElement(self.root, _xsl("output"), {"method": "xml", "encoding": "UTF-8"})
        for let in schema.lets:
            self._variable(self.root, let)
        count = Counter(let.name for pattern in schema.patterns for let in pattern.lets)
        count.update(let.name for let in schema.lets)
        self.shared = {name for name, number in count.items() if number > 1}
        main = etree.SubElement(self.root, _xsl("template"), {"match": "/"})
        findings = etree.SubElement(main, "findings")
        first = 0
        for number, pattern in enumerate(schema.patterns):
            if number in active:
                self._pattern(findings, pattern, number, first)
            first += len(pattern.rules)

    def _pattern(self, findings: etree._Element, pattern: Pattern, number: int, first: int) -> None:
        mode = f"p{number}"
        apply = etree.Element(_xsl("apply-templates"), {"mode": mode, "select": self._nodes(pattern)})
        for let in pattern.lets:
            if let.name in self.shared:
                self._variable(findings, let)
                etree.SubElement(apply, _xsl("with-param"), {"name": let.name, "select": f"${let.name}"})
            else:
                self._variable(self.root, let)
        findings.append(apply)
        nothing = {"match": "/ | @* | node()", "mode": mode, "priority": "-1000"}
        etree.SubElement(self.root, _xsl("template"), nothing)
        for place, rule in enumerate(pattern.rules):
            template = etree.SubElement(
                self.root,
                _xsl("template"),
                {"match": rule.context, "mode": mode, "priority": str(100_000 - place)},
            )
            for let in pattern.lets:
                if let.name in self.shared:
                    etree.SubElement(template, _xsl("param"), {"name": let.name})
            etree.SubElement(template, "f", {"r": str(first + place)})
            self._rule(template, rule, first + place)

    def _nodes(self, pattern: Pattern) -> str:
        """The nodes that the rules of *pattern* may be about."""
        contexts = " ".join(rule.context for rule in pattern.rules)
        nodes = "//node()" if _NODES.search(contexts) else "//*"
        return f"/ | {nodes}" + (" | //@*" if _ATTRIBUTES.search(contexts) else "")

    def _rule(self, template: etree._Element, rule: Rule, number: int) -> None:
        target = template
        if self.schema.version != 1 and rule.lets:
            target = self._try(template, {"r": str(number), "c": "0"})
        for let in rule.lets:
            self._variable(target, let)
        for place, check in enumerate(rule.checks):
            self._check(target, check, {"r": str(number), "c": str(place)})

    def _check(self, parent: etree._Element, check: Check, ids: dict[str, str]) -> None:
        if self.schema.version != 1:
            parent = self._try(parent, ids)
        test = check.test if check.report else f"not({check.test})"
        fault = etree.SubElement(etree.SubElement(parent, _xsl("if"), {"test": test}), "a", ids)
        self._place(fault, check.subject)
        self._words(fault, check.message)
        for about in check.diagnostics:
            self._words(etree.SubElement(fault, "d"), about)

    def _try(self, parent: etree._Element, ids: dict[str, str]) -> etree._Element:
        """A part of *parent* of which an error ends no more than the part."""
        attempt = etree.SubElement(parent, _xsl("try"))
        inside = etree.SubElement(attempt, _xsl("sequence"))
        caught = etree.SubElement(etree.SubElement(attempt, _xsl("catch"), {"errors": "*"}), "e", ids)
        self._place(caught)
        etree.SubElement(caught, _xsl("value-of"), {"select": "$err:description"})
        return inside

    def _place(self, fault: etree._Element, subject: str = "") -> None:
        if subject:
            there = f"({subject})[1] | self::node()[not({subject})]"
            fault = etree.SubElement(fault, _xsl("for-each"), {"select": there})
        number = etree.SubElement(fault, _xsl("attribute"), {"name": "n"})
        etree.SubElement(number, _xsl("value-of"), {"select": _NUMBER})
        inside = etree.SubElement(fault, _xsl("if"), {"test": _IS_ATTRIBUTE})
        attribute = etree.SubElement(inside, _xsl("attribute"), {"name": "at"})
        etree.SubElement(attribute, _xsl("value-of"), {"select": "name()"})

    def _variable(self, parent: etree._Element, let: Let) -> None:
        variable = etree.SubElement(parent, _xsl("variable"), {"name": let.name})
        if let.value:
            variable.set("select", let.value)
        else:
            variable.text = let.element.text
            for child in let.element:
                variable.append(_copied(child))

    def _words(self, parent: etree._Element, message: etree._Element) -> None:
        """The words of *message* as instructions that write them."""
        _text(parent, message.text)
        for child in message:
            if child.tag == f"{{{SCH}}}value-of":
                etree.SubElement(parent, _xsl("value-of"), {"select": str(child.get("select", "."))})
            elif child.tag == f"{{{SCH}}}name":
                etree.SubElement(parent, _xsl("value-of"), {"select": f"name({child.get('path', '.')})"})
            elif isinstance(child.tag, str) and child.tag.startswith(f"{{{XSL}}}"):
                parent.append(_copied(child))
            elif isinstance(child.tag, str):
                self._words(parent, child)
            _text(parent, child.tail)


def _copied(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _text(parent: etree._Element, text: str | None) -> None:
    if text:
        etree.SubElement(parent, _xsl("text")).text = text


def _xsl(name: str) -> str:
    return f"{{{XSL}}}{name}"
