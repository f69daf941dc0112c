"""W3C Schema 1.1, with its assertions and alternatives, which libxml2 does not know: checked by xmlschema.

It is exact and slow: some seconds for a schema as large as that of TEI, and for each megabyte of a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from lxml import etree

from tei.caches import kept
from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.errors import SchemaError
from tei.namespaces import TEI, XML, Paths, local
from tei.relaxng.limits import time_limit
from tei.validation.lookup import Given
from tei.validation.parse import Loaded
from tei.validation.places import Places, elements
from tei.validation.xsd import locations

if TYPE_CHECKING:
    from xml.etree import ElementTree

    from xmlschema import XMLSchema11, XMLSchemaValidationError

_START, _A_MEGABYTE = 60, 60  # seconds that a check may take; it takes a sixth of that on a slow machine


def diagnose(loaded: Loaded, schema: Given) -> Iterator[Diagnostic]:
    """The faults of a well-formed file by the XSD 1.1 *schema*; raises :class:`SchemaError` if that cannot be used."""
    from xmlschema import XMLSchemaException

    assert loaded.tree is not None
    compiled = _load(schema)
    root = cast("ElementTree.Element", loaded.tree.getroot())
    try:
        with time_limit(_START + _A_MEGABYTE * len(loaded.content) / 2**20):
            errors = list(compiled.iter_errors(root))
    except TimeoutError:
        message = f"the file was not checked: {schema.path.name} takes too long"
        yield diagnostic(
            "S011", message, Place(loaded.file), "one of its patterns may have no end", rule=schema.path.name
        )
        return
    except (XMLSchemaException, RecursionError) as error:
        raise SchemaError(f"{schema.path} cannot be run on {loaded.file}: {error}") from error
    places, path_to = (Places(loaded.content), Paths()) if errors else (None, Paths())
    numbers = {element: number for number, element in enumerate(elements(loaded.tree))} if errors else {}
    for fault in errors:
        assert places is not None
        meant = cast("etree._Element | None", _meant(fault))
        element = meant if meant is not None and meant in numbers else loaded.tree.getroot()
        place = Place(loaded.file, *places.element(numbers[element]), path_to(element))
        code, message = _told(fault, element)
        yield diagnostic(code, message, place, rule=schema.path.name)


@kept
def _load(schema: Given) -> XMLSchema11:
    """The *schema*, once a process. A part that cannot be read is an error, and not left out."""
    import warnings

    from xmlschema import XMLResourceError, XMLSchema11, XMLSchemaException
    from xmlschema.exceptions import XMLSchemaWarning

    path = schema.path

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", XMLSchemaWarning)
            return XMLSchema11(str(path), allow="local", defuse="always", uri_mapper=locations(schema))
    except XMLSchemaWarning as warning:
        why = str(warning).partition("\n")[0]
        raise SchemaError(
            f"{path} cannot be used as a schema: {why}", "put it there, or name it in a catalog"
        ) from None
    except (XMLSchemaException, XMLResourceError, OSError, etree.XMLSyntaxError) as error:
        why = str(getattr(error, "message", "") or error).partition("\n")[0]
        raise SchemaError(f"{path} cannot be used as a schema: {why}", "check it with its author") from error


def _meant(error: XMLSchemaValidationError) -> object:
    """The element that is at fault: a child that may not stand where it stands, or else the element itself."""
    child = getattr(error, "invalid_child", None)
    return error.elem if child is None else child


def _told(error: XMLSchemaValidationError, element: etree._Element) -> tuple[str, str]:
    """The code for *error* and its words."""
    from xmlschema import XMLSchemaChildrenValidationError
    from xmlschema.validators import XsdAssert, XsdAttribute, XsdAttributeGroup

    tag = f"<{local(element.tag)}>"
    if isinstance(error, XMLSchemaChildrenValidationError):
        if error.invalid_child is not None:
            return "S001", f"{tag} may not stand here in <{local(cast('etree._Element', error.elem).tag)}>"
        return "S002", f"{tag} is not complete: {_plain(error.reason)}"
    if isinstance(error.validator, XsdAssert):
        return "S009", f"{tag} does not keep to the rule {error.validator.path}"
    if isinstance(error.validator, XsdAttribute | XsdAttributeGroup):
        return "S004" if "not allowed" in str(error.reason) or "missing" in str(error.reason) else "S005", (
            f"{tag}: {_plain(error.reason)}"
        )
    return "S005", f"{tag}: {_plain(error.reason)}"


def _plain(reason: str | None) -> str:
    """The *reason* that xmlschema gives, without namespaces."""
    return " ".join(
        (reason or "it is not valid").replace(f"{{{TEI}}}", "").replace(f"{{{XML}}}", "xml:").split()
    )
