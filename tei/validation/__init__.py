"""Validation: whether a file is well-formed XML, keeps to the schema and to the rules that no schema says.

libxml2 decides about the schema; what it finds is then put into the words of the schema, with line, column and XPath.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from tei.diagnostics import Diagnostic, excerpted
from tei.validation import rng
from tei.validation.named import named_schemas
from tei.validation.parse import Loaded, load, of_tree, parse
from tei.validation.rules import check, together
from tei.validation.rules.edition import Together, across
from tei.validation.xsd import load_schema

__all__ = ["Loaded", "Together", "across", "is_valid", "load_schema", "of_tree", "parse", "validate"]


def validate(
    source: Path | bytes | Loaded, file: str = "", schemas: Sequence[Path] = (), *, rules: bool = True
) -> list[Diagnostic]:
    """What is wrong with the XML of *source*, in the order of its places; empty if nothing is.

    The source is a file, the bytes of one, or what was read of one already (:func:`of_tree`). *file* is the name that
    the diagnostics give, by default the path. *schemas* are XSD or RELAX NG files (``.rng``, ``.rnc``) to check
    against; without them the schemas that the file names with ``<?xml-model?>`` are used, and without those the
    edition's own. With *rules*, those that no schema says are kept to as well (:mod:`tei.validation.rules`). Raises
    :class:`OSError` if the file cannot be read, and :class:`tei.errors.SchemaError` if a schema cannot be used.
    """
    loaded = source if isinstance(source, Loaded) else load(source, file)
    found = list(loaded.diagnostics)
    if loaded.tree is not None:
        if not schemas and isinstance(source, Path):
            schemas, problems = named_schemas(loaded.tree, source, loaded.file)
            found += problems
        for schema in schemas or (None,):
            if schema and schema.suffix in rng.SUFFIXES:
                found += rng.diagnose(loaded.content, loaded.file, schema)
            elif not is_valid(loaded.tree, schema):
                # The words for what is wrong are many, and mostly nothing is wrong.
                from tei.validation.violations import diagnose

                found += diagnose(loaded, schema)
        if rules:
            found += check(loaded)
            found += together(loaded)
    unique = excerpted(dict.fromkeys(found), loaded.file, loaded.content.decode("utf-8")) if found else []
    return sorted(unique, key=lambda d: (d.place.line, d.place.column, d.code))


def is_valid(tree: etree._ElementTree, schema: Path | None = None) -> bool:
    """Whether a parsed *tree* keeps to *schema*, by default the edition's own.

    Raises :class:`tei.errors.SchemaError` if the schema cannot be used.
    """
    return load_schema(schema).accepts(tree)
