"""The schema, compiled once a process, and the bare errors that libxml2 finds with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import etree

from tei.caches import kept
from tei.errors import SchemaError
from tei.namespaces import qname
from tei.resources import resource
from tei.validation.catalog import path_of
from tei.validation.lookup import Given, Parts

XSI = "http://www.w3.org/2001/XMLSchema-instance"

_LOCATIONS = etree.XPath(
    "*[self::x:include or self::x:import or self::x:redefine or self::x:override]/@schemaLocation",
    namespaces={"x": "http://www.w3.org/2001/XMLSchema"},
    smart_strings=False,
)
_NOTHING = '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>'
_XSI_AS_WRITTEN = XSI.encode()
HAS_XSI = etree.XPath("boolean(//@xsi:*)", namespaces={"xsi": XSI})


class Schema(NamedTuple):
    """A compiled schema, and the only element that may be the root (empty: any that is declared)."""

    given: Given
    compiled: etree.XMLSchema
    root: str = ""

    @property
    def path(self) -> Path:
        """The file of the schema."""
        return self.given.path

    def accepts(self, tree: etree._ElementTree, content: bytes | None = None) -> bool:
        """Whether *tree* keeps to the schema; *content* is the UTF-8 that it was read from, if that is at hand.

        XSD lets any declared element be the root and any element have the attributes of XSD itself, such as
        ``xsi:schemaLocation``. TEI does neither, and so neither does a schema with a ``root``.
        """
        if self.root and (tree.getroot().tag != self.root or (_may_have_xsi(content) and HAS_XSI(tree))):
            return False
        return self.compiled.validate(tree)


def _may_have_xsi(content: bytes | None) -> bool:
    """Whether the namespace of XSD's own attributes may be declared in *content*; sooner seen there than in the tree.

    It stands in a declaration as it is, or written with references to its characters.
    """
    if content is None or _XSI_AS_WRITTEN in content:
        return True
    return b"&" in content and b"&#" in content  # one character is found many times sooner than two


class _Parts(etree.Resolver):
    """Finds the parts of a schema for libxml2, which would pass over one in silence that it does not find."""

    def __init__(self, given: Given) -> None:
        self.find = Parts(given)
        self.error: SchemaError | None = None

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """The file for an address; an empty schema for one that has none, of which the *error* tells."""
        if system_url == str(self.find.given.path):
            return None
        try:
            return self.resolve_filename(str(self.find(system_url or "")), context)
        except SchemaError as error:
            self.error = self.error or error
            return self.resolve_string(_NOTHING, context)


def locations(given: Given) -> dict[str, str]:
    """Where the parts of the XSD *given* lie that are not where it says, by the addresses in it, as xmlschema asks.

    Raises :class:`SchemaError` if a part cannot be found.
    """
    find, found, todo, seen = Parts(given), dict[str, str](), [given.path], set[Path]()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        for address in map(str, _LOCATIONS(_parsed(path, etree.XMLParser(no_network=True)).getroot())):
            part = find(urljoin(path.absolute().as_uri(), address))
            if part != path_of(urljoin(path.absolute().as_uri(), address)):
                found[address] = part.absolute().as_uri()
            todo.append(part)
    return found


def _parsed(file: Path, parser: etree.XMLParser) -> etree._ElementTree:
    try:
        return etree.parse(file, parser)
    except OSError as error:
        raise SchemaError(f"the schema {file} cannot be read", "check the path") from error
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"the schema {file} is not well-formed XML: {error.msg}") from error


@kept
def load_schema(schema: Path | Given | None = None) -> Schema:
    """The *schema* in XSD, compiled; by default the edition's own.

    Raises :class:`SchemaError` if its file or a part of it cannot be read, or if it is no XSD.
    """
    given = schema if isinstance(schema, Given) else Given(schema or resource("schema", "edition.xsd"))
    file, parts = given.path, _Parts(given)
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(parts)
    try:
        try:
            compiled = etree.XMLSchema(_parsed(file, parser))
        finally:
            if parts.error:
                raise parts.error
    except etree.XMLSchemaParseError as error:
        raise SchemaError(f"{file} cannot be used as a schema: {error}", "give an XSD 1.0 file") from error
    return Schema(given, compiled, "" if schema else qname("TEI"))
