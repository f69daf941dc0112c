"""The kinds of schemas, and what checks a file against each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei.caches import kept
from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.errors import SchemaError
from tei.namespaces import SCH, TEI
from tei.validation import rng
from tei.validation.lookup import Given
from tei.validation.parse import Loaded
from tei.validation.xsd import load_schema

_XS = "http://www.w3.org/2001/XMLSchema"
_ROOTS = {
    f"{{{_XS}}}schema": "xsd",
    f"{{{SCH}}}schema": "schematron",
    **{
        f"{{{rng.NAMESPACE}}}{name}": "rng"
        for name in ("grammar", "element", "choice", "group", "interleave")
    },
}
_SUFFIXES = {".rng": "rng", ".rnc": "rng", ".sch": "schematron", ".odd": "odd"}
# What only XSD 1.1 has (W3C XML Schema Definition Language 1.1, part 1, appendix G.1).
_LATER = re.compile(
    rb"<(?:\w+:)?(?:assert|assertion|alternative|openContent|defaultOpenContent|override)[\s/>]"
)
_VERSION_1_1 = re.compile(rb"""\bminVersion\s*=\s*["']1\.1["']""")
_TEI_EDITION = re.compile(r"TEI Edition: (P5) Version (\d+(?:\.\d+)*)")
_VERSION = re.compile(r"""<(?:\w+:)?schema\b[^>]*?\s(?:schemaVersion|version)\s*=\s*["']([^"']+)["']""")


class Engine(NamedTuple):
    """A row of :data:`ENGINES`: what the kind is called, and what checks a file; it says also what is worth knowing."""

    title: str
    check: Callable[[Loaded, Given, str], tuple[Iterable[Diagnostic], str]]


def _by_rng(loaded: Loaded, schema: Given, _phase: str) -> tuple[Iterable[Diagnostic], str]:
    return rng.diagnose(loaded.content, loaded.file, schema), ""


def _by_xsd(loaded: Loaded, schema: Given | None, _phase: str) -> tuple[Iterable[Diagnostic], str]:
    assert loaded.tree is not None
    compiled = load_schema(schema)
    try:
        twice = any(d.code == "S006" for d in loaded.diagnostics)  # of which libxml2 takes long to tell
        if not twice and compiled.accepts(loaded.tree, loaded.content):
            return (), ""
        # The words for what is wrong are many, and mostly nothing is wrong.
        from tei.validation.violations import diagnose

        return diagnose(loaded, schema), ""
    except etree.XMLSchemaValidateError:  # libxml2 gives up on a pattern that can be matched in too many ways
        name = compiled.path.name
        message = f"the file was not checked: a pattern of {name} is too complex for one of its values"
        return [
            diagnostic("S011", message, Place(loaded.file), "tell the author of the schema", rule=name)
        ], ""


def _by_xsd11(loaded: Loaded, schema: Given, _phase: str) -> tuple[Iterable[Diagnostic], str]:
    from tei.validation import xsd11

    return xsd11.diagnose(loaded, schema), ""


def _by_schematron(loaded: Loaded, schema: Given, phase: str) -> tuple[Iterable[Diagnostic], str]:
    from tei.validation.schematron import check

    found = check(loaded, schema, phase)
    return found.diagnostics, f"{found.fired} of {found.rules} rules fired"


ENGINES: dict[str, Engine] = {
    "rng": Engine("RELAX NG", _by_rng),
    "xsd": Engine("W3C Schema", _by_xsd),
    "xsd11": Engine("W3C Schema 1.1", _by_xsd11),
    "schematron": Engine("Schematron", _by_schematron),
}


def by_edition(loaded: Loaded) -> tuple[list[Diagnostic], str]:
    """As :func:`run`, by the schema of the edition."""
    found, _ = _by_xsd(loaded, None, "")
    return list(found), f"{load_schema(None).path.name}: {ENGINES['xsd'].title}, that of the edition"


def run(
    loaded: Loaded, given: Given, origin: str, kind: str = "", phase: str = ""
) -> tuple[list[Diagnostic], str]:
    """What is wrong with a well-formed file by the schema that is *given*, and one line that says which that was.

    *kind* is a name in :data:`ENGINES`, by default what the schema itself is; Schematron may also be asked of a schema
    that holds such rules. Raises :class:`SchemaError` if the schema cannot be used.
    """
    schema = given.path
    engine = ENGINES[kind if kind == "schematron" else kind_of(schema)]
    found, note = engine.check(loaded, given, phase)
    about = [engine.title, version(schema), f"phase {phase}" if phase else "", origin, note]
    return list(found), f"{schema.name}: {', '.join(filter(None, about))}"


@kept
def kind_of(schema: Path) -> str:
    """The name in :data:`ENGINES` of what *schema* is, by its suffix, or else by its first element.

    Raises :class:`SchemaError` if it is nothing that can be used.
    """
    kind = _SUFFIXES.get(schema.suffix.lower()) or _by_root(schema)
    if kind == "odd":
        message = f"{schema} is an ODD, from which a schema is made first"
        raise SchemaError(
            message, "make a RELAX NG schema of it, and give --schematron for the rules that stand in it"
        )
    if kind == "xsd":
        content = schema.read_bytes()
        return "xsd11" if _LATER.search(content) or _VERSION_1_1.search(content) else "xsd"
    return kind


@kept
def version(schema: Path) -> str:
    """The version that *schema* gives of itself, empty if it gives none."""
    head = schema.read_bytes()[:4000].decode("utf-8", "replace")
    match = _TEI_EDITION.search(head)
    if match:
        return f"TEI {match[1]} {match[2]}"
    match = _VERSION.search(head)
    return f"version {match[1]}" if match else ""


def _holds_schema(file: Path) -> bool:
    """Whether the TEI *file* is an ODD: one that defines a schema, or parts of one (TEI P5, 23.1)."""
    names = [
        f"{{{TEI}}}{name}"
        for name in ("schemaSpec", "elementSpec", "classSpec", "constraintSpec", "moduleSpec")
    ]
    elements = etree.iterparse(file, events=("start",), tag=names, no_network=True, load_dtd=False)
    return next(iter(elements), None) is not None


def _by_root(schema: Path) -> str:
    try:
        _, root = next(iter(etree.iterparse(schema, events=("start",), no_network=True, load_dtd=False)))
        odd = str(root.tag).startswith(f"{{{TEI}}}") and _holds_schema(schema)
    except OSError as error:
        raise SchemaError(f"the schema {schema} cannot be read", "check the path") from error
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"the schema {schema} is not well-formed XML: {error.msg}") from error
    if schema.suffix.lower() == ".xsd":
        return "xsd"
    if str(root.tag).startswith(f"{{{TEI}}}"):
        if odd:
            return "odd"
        raise SchemaError(
            f"{schema} is a TEI file, and no schema", "give the schema; files to check need no option"
        )
    if root.tag not in _ROOTS:
        what = f"{schema} is no schema of a kind that can be used"
        raise SchemaError(what, "give RELAX NG (.rng, .rnc), W3C Schema (.xsd) or Schematron (.sch)")
    return _ROOTS[str(root.tag)]
