"""XSLT 1.0 in libxslt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from tei.errors import TransformError
from tei.namespaces import local
from tei.transform.stylesheet import XSL, located


def run(
    path: Path, folders: tuple[Path, ...], tree: etree._ElementTree, params: Mapping[str, str]
) -> tuple[etree._XSLTResultTree, list[str]]:
    """What the stylesheet at *path*, which may read *folders*, makes of *tree*, and its messages.

    Raises :class:`TransformError` if it cannot be used or stops.
    """
    transform = compiled(path, folders)
    arguments = {name: etree.XSLT.strparam(value) for name, value in params.items()}
    try:
        result = transform(tree, profile_run=False, **arguments)
    except (etree.XSLTApplyError, etree.XSLTExtensionError) as error:
        raise TransformError(f"{path.name} stopped: {_said(error, transform)}") from error
    return result, [entry.message for entry in transform.error_log]


@cache
def compiled(path: Path, folders: tuple[Path, ...]) -> etree.XSLT:
    """The stylesheet at *path*, compiled; once per process."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    parser.resolvers.add(_Folders(path, folders))
    stylesheet = etree.fromstring(path.read_bytes(), parser, base_url=str(path)).getroottree()
    _known(path, stylesheet.getroot())
    try:
        return etree.XSLT(stylesheet, access_control=_ACCESS)
    except etree.XSLTParseError as error:
        raise TransformError(f"the stylesheet {path} cannot be used: {_said(error)}") from error


# XSLT 1.0, appendix B, and document of the draft of 1.1, which libxslt knows.
_ELEMENTS = frozenset((
    "apply-imports", "apply-templates", "attribute", "attribute-set", "call-template",
    "choose", "comment", "copy", "copy-of", "decimal-format", "document", "element", "fallback", "for-each",
    "if", "import", "include", "key", "message", "namespace-alias", "number", "otherwise", "output",
    "param", "preserve-space", "processing-instruction", "sort", "strip-space", "stylesheet", "template",
    "text", "transform", "value-of", "variable", "when", "with-param",
))  # fmt: skip


def _known(path: Path, root: etree._Element) -> None:
    """Nothing, if XSLT 1.0 has each instruction of *root*, or it says what to do instead (``xsl:fallback``).

    libxslt passes over what it does not know, so that a rendition lacks it in silence.
    """
    for element in root.iter(f"{{{XSL}}}*"):
        name = local(element.tag)
        if name not in _ELEMENTS and element.find(f"{{{XSL}}}fallback") is None:
            close = get_close_matches(name, _ELEMENTS, 1, 0.8)
            raise TransformError(
                f"the stylesheet {path} cannot be used: line {element.sourceline}: XSLT 1.0 has no xsl:{name}",
                f"did you mean xsl:{close[0]}?" if close else 'a stylesheet in XSLT 3.0 says version="3.0"',
            )


# Reading is left to _Folders, which can tell one file from another.
_ACCESS = etree.XSLTAccessControl(
    read_file=True, write_file=False, create_dir=False, read_network=False, write_network=False
)


class _Folders(etree.Resolver):
    """Lets a stylesheet read the files of some folders, and nothing else."""

    def __init__(self, path: Path, folders: Sequence[Path]) -> None:
        self._path = path
        self._folders = folders

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """The file at *system_url*; raises :class:`TransformError` if it lies elsewhere."""
        return self.resolve_filename(str(located(system_url or "", self._path, self._folders)), context)


def _said(error: etree.LxmlError, transform: etree.XSLT | None = None) -> str:
    """What the engine said, with the lines of the stylesheet, each thing once."""
    log = transform.error_log if transform is not None else error.error_log
    if any("xsltMaxDepth" in entry.message for entry in log):
        return "a template calls itself without end"
    said = (f"line {entry.line}: {entry.message}" if entry.line else entry.message for entry in log)
    return "; ".join(dict.fromkeys(said)) or str(error)
