"""Validation: whether a file is well-formed XML, keeps to the schema and to the rules that no schema says.

libxml2 decides about the schema; what it finds is then put into the words of the schema, with line, column and XPath.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from tei.diagnostics import Diagnostic, Place, diagnostic, excerpted
from tei.errors import SchemaError
from tei.steps import Steps, whole
from tei.validation import engines
from tei.validation.lookup import Given, Lookup, Missing, locate
from tei.validation.named import Named, named_schemas
from tei.validation.parse import Loaded, load, of_tree, parse
from tei.validation.xsd import load_schema

if TYPE_CHECKING:
    from tei.records import Record
    from tei.validation import installed as schema
    from tei.validation.mending import Mended, mend
    from tei.validation.rules.edition import Together, across, placed

__all__ = [
    "Checking",
    "Loaded",
    "Lookup",
    "Mended",
    "Together",
    "Validation",
    "across",
    "in_steps",
    "is_valid",
    "load_schema",
    "mend",
    "of_tree",
    "parse",
    "placed",
    "schema",
    "validate",
    "validation",
]

# What an encoding is not held to is loaded when it is asked for.
_WHERE = {
    "Mended": "mending",
    "mend": "mending",
    "Together": "rules.edition",
    "across": "rules.edition",
    "placed": "rules.edition",
    "schema": "installed",
}


def __getattr__(name: str) -> Any:
    """What is in one of the modules of :data:`_WHERE`, or that module itself."""
    if name not in _WHERE:
        raise AttributeError(name)
    module = import_module(f"{__name__}.{_WHERE[name]}")
    return module if name == "schema" else getattr(module, name)


@dataclass(frozen=True, slots=True)
class Checking:
    """What a file is checked against.

    *schemas* are files of the kinds in :data:`tei.validation.engines.ENGINES`; without them the schemas that the file
    names are used, looked for as *lookup* says, and without those the edition's own. *schematron* are further files
    with rules: Schematron schemas, or grammars and ODDs that hold some; *phase* chooses among them. With *rules*, those
    that no schema says are kept to as well (:mod:`tei.validation.rules`).
    """

    schemas: tuple[Path, ...] = ()
    schematron: tuple[Path, ...] = ()
    phase: str = ""
    lookup: Lookup = field(default_factory=Lookup)
    rules: bool = True


class Validation(NamedTuple):
    """What is wrong with a file, in the order of its places, and for each schema a line: which, and from where.

    ``records`` are those of its documents, if the rules were asked for; they are brief, for comparing files.
    """

    diagnostics: list[Diagnostic]
    schemas: list[str]
    records: tuple[Record, ...] = ()


def validate(
    source: Path | bytes | Loaded, file: str = "", schemas: Sequence[Path] = (), *, rules: bool = True
) -> list[Diagnostic]:
    """What is wrong with the XML of *source*, in the order of its places; empty if nothing is.

    As :func:`validation`, with the commonest settings.
    """
    return validation(source, file, Checking(tuple(schemas), rules=rules)).diagnostics


def validation(
    source: Path | bytes | Loaded, file: str = "", checking: Checking | None = None, at: Path | None = None
) -> Validation:
    """What is wrong with the XML of *source*, and the schemas that say so.

    The source is a file, the bytes of one, or what was read of one already (:func:`of_tree`). *file* is the name that
    the diagnostics give, by default the path; *at* is where bytes lie as a file, so that the schemas that they name can
    be found. Raises :class:`OSError` if the file cannot be read, and :class:`tei.errors.SchemaError` if a schema that
    *checking* names cannot be used.
    """
    return whole(in_steps(source, file, checking, at))


def in_steps(
    source: Path | bytes | Loaded, file: str = "", checking: Checking | None = None, at: Path | None = None
) -> Steps[Validation]:
    """As :func:`validation`, with a rest between reading, schemas, rules and records."""
    checking = checking or Checking()
    loaded = source if isinstance(source, Loaded) else load(source, file)
    yield
    found = list(loaded.diagnostics)
    used: list[str] = []
    documents: tuple[Record, ...] = ()
    if loaded.tree is not None:
        path = loaded.path or at
        for problems, line in _by_schemas(loaded._replace(path=path), path, checking):
            found += problems
            used += [line] if line else []
        if checking.rules:
            from tei.records import records
            from tei.validation.rules import check, seen
            from tei.validation.rules.edition import across

            yield
            view = seen(loaded)
            found += check(view, loaded.file)
            yield
            root, within = loaded.tree.getroot(), view.documents
            documents = tuple(records(root, loaded.file, brief=True, within=within))
            if len(documents) > 1:
                found += across(documents, loaded)
    unique = list(dict.fromkeys(_causes(found)))
    if unique and loaded.content:
        unique = excerpted(unique, loaded.file, loaded.content)
    return Validation(sorted(unique, key=lambda d: (d.place.line, d.place.column, d.code)), used, documents)


def _causes(found: list[Diagnostic]) -> list[Diagnostic]:
    """*found* without D005 where D002 says of the same date that it is wrong: that explains it."""
    contradicted = {d.place for d in found if d.code == "D002"}
    return [d for d in found if d.code != "D005" or d.place not in contradicted]


def _by_schemas(
    loaded: Loaded, source: Path | None, checking: Checking
) -> Iterator[tuple[list[Diagnostic], str]]:
    """For each schema the problems that it finds, and the line about it."""
    assert loaded.tree is not None
    grammar = bool(checking.schemas)
    for path in checking.schemas:
        yield engines.run(loaded, Given(path, "", checking.lookup), "given", phase=checking.phase)
    if source is not None and not checking.schemas:
        for named in named_schemas(loaded.tree):
            problems, line = _by_named(loaded, source, named, checking)
            rules = named.kind == "schematron" or named.href.lower().endswith(".sch")
            grammar |= bool(line) and not rules
            yield problems, line
    if not grammar:
        yield engines.by_edition(loaded)
    for path in checking.schematron:
        yield engines.run(loaded, Given(path, "", checking.lookup), "given", "schematron", checking.phase)


def _by_named(loaded: Loaded, source: Path, named: Named, checking: Checking) -> tuple[list[Diagnostic], str]:
    """What the schema *named* by the file finds; S008 if it cannot be used, which is not the caller's fault."""
    place = Place(loaded.file, named.line)
    if named.unknown:
        message = f"the schema {named.href} is {named.unknown}, which is not used here"
        return [diagnostic("S008", message, place, "name a schema in RELAX NG, W3C Schema or Schematron")], ""
    try:
        found = locate(named.href, source, checking.lookup)
        if isinstance(found, Missing):
            return [diagnostic("S008", f"the schema {found.reason}", place, found.hint)], ""
        given = Given(found.path, found.address, checking.lookup)
        return engines.run(loaded, given, found.origin, named.kind, named.phase or checking.phase)
    except SchemaError as error:
        return [
            diagnostic("S008", f"the schema {named.href} is not used: {error.message}", place, error.hint)
        ], ""


def is_valid(tree: etree._ElementTree, schema: Path | None = None) -> bool:
    """Whether a parsed *tree* keeps to *schema*, by default the edition's own.

    Raises :class:`tei.errors.SchemaError` if the schema cannot be used.
    """
    return load_schema(schema).accepts(tree)
