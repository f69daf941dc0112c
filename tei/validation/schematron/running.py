"""Running the stylesheet of a schema: in lxml, or in SaxonC where XPath 2 or 3 is asked for.

A schema may read files of this machine, as lists of names often lie beside it; it reaches no network and writes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from lxml import etree

from tei.errors import SchemaError
from tei.validation.parse import Loaded
from tei.validation.schematron.blame import culprit
from tei.validation.schematron.model import Schema
from tei.validation.schematron.stylesheet import numbered, stylesheet

# What the processors say of places in the stylesheet, and that an expression is none.
_SAXON = re.compile(
    r"Error\b.*? of file:\S*: (?:[A-Z]{4}\d{4}:? )?| External function calls have been disabled\.?$"
)
_COMPILING = re.compile(r"^.*could not compile .*$", re.DOTALL)
_EXTRA = "its rules are in XPath 2 or 3: install SaxonC with: pip install 'tei-edition[xslt3]'"


class Finding(NamedTuple):
    """What a check found at the element with *number* (from 0), or why it *failed* to be evaluated there."""

    number: int
    attribute: str
    rule: str
    role: str
    message: str
    hint: str = ""
    failed: bool = False


class Runner:
    """A schema, ready to be run on any number of files."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.rules = numbered(schema)
        self._compile = _lxml if schema.version == 1 else _saxon
        try:
            self._transform = self._compile(schema, stylesheet(schema))
        except _CompileError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: _CompileError) -> SchemaError:
        """What is said of a schema of which no stylesheet can be made."""
        test = culprit(self.schema, self._compiles)
        what = f"{self.schema.path} cannot be used" + (f": {test} is not right" if test else "")
        return SchemaError(": ".join(filter(None, (what, str(error)))), "check it with its author")

    def _compiles(self, part: Schema) -> bool:
        """Whether a stylesheet can be made of *part* of the schema."""
        try:
            self._compile(part, stylesheet(part))
        except _CompileError:
            return False
        return True

    def run(self, loaded: Loaded) -> tuple[list[Finding], int]:
        """What the rules find in a file, in the order of the schema, and how many of them have fired.

        A pattern that cannot be run on the file is a finding, and the others are run.
        """
        try:
            return self._read(self._transform(loaded))
        except _RunError:
            findings: list[Finding] = []
            fired = 0
            for number, pattern in enumerate(self.schema.patterns):
                transform = self._compile(self.schema, stylesheet(self.schema, [number]))
                try:
                    found, count = self._read(transform(loaded))
                except _RunError as error:
                    name = pattern.name or pattern.rules[0].name
                    test = culprit(replace(self.schema, patterns=(pattern,)), partial(self._runs, loaded))
                    words = f"a rule could not be applied: {error}" + (f" {test}" if test else "")
                    hint = _advice(self.schema, str(error))
                    found = [Finding(0, "", name, "", words, hint, failed=True)]
                    count = 1
                findings += found
                fired += count
            return findings, fired

    def _runs(self, loaded: Loaded, part: Schema) -> bool:
        """Whether *part* of the schema can be run on a file."""
        try:
            self._compile(part, stylesheet(part))(loaded)
        except (_RunError, _CompileError):
            return False
        return True

    def _read(self, result: etree._Element) -> tuple[list[Finding], int]:
        fired = {str(child.get("r")) for child in result}
        return [self._finding(child) for child in result.iterchildren("a", "e")], len(fired)

    def _finding(self, element: etree._Element) -> Finding:
        rule, _ = self.rules[int(str(element.get("r")))]
        check = rule.checks[int(str(element.get("c")))] if rule.checks else None
        place = int(str(element.get("n"))), element.get("at", "")
        hint = " ".join(" ".join("".join(d.itertext()).split()) for d in element.iterchildren("d"))
        for about in list(element):
            element.remove(about)
        words = " ".join((element.text or "").split())
        name = check.name if check else rule.name
        if element.tag == "e":
            test = f" “{check.test}”" if check else ""
            return Finding(*place, name, "", f"a rule could not be applied here: {words}{test}", failed=True)
        assert check is not None
        what = "a rule of the schema is not kept" if not check.report else "the schema reports this"
        return Finding(*place, name, check.role, words or f"{what}: {check.test}", hint)


def _advice(schema: Schema, error: str) -> str:
    """What to do about an *error* that a function is not known."""
    if schema.version != 1 or "Unregistered function" not in error:
        return ""
    return 'if its rules are in XPath 2 or 3, write queryBinding="xslt2" or "xslt3" in its first element'


class _CompileError(Exception):
    """No stylesheet that can be run is made of the schema; the text is what the processor says, or empty."""


class _RunError(Exception):
    """The stylesheet could not be run on a file."""


Transform = Callable[[Loaded], etree._Element]


def _lxml(schema: Schema, source: etree._Element) -> Transform:
    access = etree.XSLTAccessControl(
        read_network=False, write_file=False, create_dir=False, write_network=False
    )
    try:
        compiled = etree.XSLT(source, access_control=access)
    except etree.XSLTParseError as error:
        said = error.error_log.last_error.message if error.error_log.last_error else str(error)
        raise _CompileError(_COMPILING.sub("", said)) from error

    def run(loaded: Loaded) -> etree._Element:
        assert loaded.tree is not None
        loaded.tree.docinfo.URL = _address(loaded) or None
        try:
            root: etree._Element | None = compiled(loaded.tree).getroot()
        except etree.XSLTApplyError as error:
            raise _RunError(str(error)) from error
        if root is None:
            raise _RunError("it gives no result")
        return root

    return run


def _saxon(schema: Schema, source: etree._Element) -> Transform:
    try:
        from saxonche import PySaxonApiError, PySaxonProcessor
    except ImportError as error:
        raise SchemaError(f"{schema.path} cannot be run here", _EXTRA) from error
    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
    processor.set_configuration_property("http://saxon.sf.net/feature/allow-external-functions", "false")
    compiler = processor.new_xslt30_processor()
    try:
        compiled = compiler.compile_stylesheet(stylesheet_text=etree.tostring(source, encoding="unicode"))
    except PySaxonApiError as error:
        raise _CompileError(_SAXON.sub("", " ".join(str(error).split()))) from error

    def run(loaded: Loaded) -> etree._Element:
        assert loaded.tree is not None
        # What was read safely is what is checked: without a document type declaration, as Saxon would obey it.
        text = etree.tostring(loaded.tree.getroot(), encoding="unicode", with_tail=False)
        builder = processor.new_document_builder()
        if address := _address(loaded):
            builder.set_base_uri(address)
        try:
            result = compiled.transform_to_string(xdm_node=builder.parse_xml(xml_text=text))
        except PySaxonApiError as error:
            raise _RunError(" ".join(str(error).split())) from error
        return etree.fromstring(str(result).encode("utf-8"), etree.XMLParser(huge_tree=True))

    return run


def _address(loaded: Loaded) -> str:
    """The address of a file, for rules that ask for its name or look beside it; empty if it lies nowhere."""
    return loaded.path.absolute().as_uri() if loaded.path else ""
