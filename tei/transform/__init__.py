"""Renditions of a TEI tree: an XSLT stylesheet run over it, with nothing but its own folder to read from.

The built-in stylesheets are XSLT 1.0 and run in libxslt. A stylesheet may read files of the folder it lies
in (``xsl:import``, ``document()``), and the built-in ones as ``tei:html.xsl``; it reaches no other file, no
network, and writes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, SupportsBytes, cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.errors import TransformError
from tei.namespaces import local
from tei.resources import resource
from tei.transform import markdown, reading
from tei.transform.lines import laid_out

_XSL = "http://www.w3.org/1999/XSL/Transform"
_LOG = logging.getLogger(__name__)
_NO_PARAMS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rendition:
    """A built-in rendition: its stylesheet under ``transforms/``, the suffix of the files it makes, what it is.

    ``finish`` makes the text of what the stylesheet gives, where XSLT 1.0 alone cannot.
    """

    stylesheet: str
    suffix: str
    description: str
    finish: Callable[[etree._XSLTResultTree], str] | None = None


def _lines(result: etree._XSLTResultTree) -> str:
    return laid_out(str(result)).rstrip("\n") + "\n"


def _of_blocks(write: Callable[[etree._Element], str]) -> Callable[[etree._XSLTResultTree], str]:
    """What *write* makes of a tree of blocks; what is no such tree, from a user's own stylesheet, stays as it is."""

    def finish(result: etree._XSLTResultTree) -> str:
        root = result.getroot()
        return write(root) if root is not None and root.tag == "flow" else str(result)

    return finish


RENDITIONS: Mapping[str, Rendition] = MappingProxyType(
    {
        "html": Rendition("html.xsl", ".html", "a page for a browser"),
        "text": Rendition("text.xsl", ".txt", "plain text in the form of the source", _lines),
        "reading": Rendition(
            "reading.xsl", ".reading.txt", "plain text for reading, wrapped", _of_blocks(reading.written)
        ),
        "markdown": Rendition(
            "markdown.xsl", ".md", "Markdown with footnotes and tables", _of_blocks(markdown.written)
        ),
    }
)


def render(
    tree: etree._ElementTree | etree._Element,
    to: str = "html",
    *,
    xslt: Path | None = None,
    params: Mapping[str, str] = _NO_PARAMS,
    on_message: Callable[[str], None] = _LOG.warning,
) -> bytes:
    """The rendition of *tree* as the bytes of a file; the same tree and *params* give the same bytes.

    *to* names a row of :data:`RENDITIONS`; *xslt*, a stylesheet of the user's own, takes its place. *params*
    are passed as strings. What the stylesheet says with ``xsl:message`` goes to *on_message*, line by line.
    Text ends with exactly one line break. Raises :class:`TransformError` if there is no such rendition, if
    the stylesheet cannot be used or stops, and if it gives nothing.
    """
    path = xslt if xslt is not None else _builtin(to)
    transform = _compiled(path)
    arguments = {name: etree.XSLT.strparam(value) for name, value in params.items()}
    try:
        result = transform(tree, profile_run=False, **arguments)
    except (etree.XSLTApplyError, etree.XSLTExtensionError) as error:
        raise TransformError(f"{path.name} stopped: {_messages(error, transform)}") from error
    for entry in transform.error_log:
        on_message(entry.message)
    finish = _rendition(to).finish
    data = finish(result).encode() if finish else bytes(cast(SupportsBytes, result))
    if not data.strip():
        raise TransformError(
            f"{path.name} gives nothing for this document",
            "the stylesheet may expect other elements, or elements without the TEI namespace",
        )
    return data


def suffix(to: str) -> str:
    """The file suffix of the rendition *to*, with its dot; :class:`TransformError` if there is none such."""
    return _rendition(to).suffix


def _rendition(to: str) -> Rendition:
    try:
        return RENDITIONS[to]
    except KeyError:
        choice = ", ".join(RENDITIONS)
        raise TransformError(f"there is no rendition “{to}”", f"choose one of: {choice}") from None


@cache
def _builtin(to: str) -> Path:
    return resource("transforms", _rendition(to).stylesheet)


@cache
def _compiled(path: Path) -> etree.XSLT:
    """The stylesheet at *path*, compiled; once per process."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    path = path.resolve()
    parser.resolvers.add(_OwnFolder(path.parent))
    try:
        stylesheet = etree.fromstring(path.read_bytes(), parser, base_url=str(path)).getroottree()
    except OSError as error:
        raise TransformError(f"the stylesheet {path} cannot be read: {error.strerror}") from error
    except etree.XMLSyntaxError as error:
        raise TransformError(f"the stylesheet {path} is not well-formed XML: {error.msg}") from error
    _check_version(path, stylesheet.getroot())
    try:
        return etree.XSLT(stylesheet, access_control=_ACCESS)
    except etree.XSLTParseError as error:
        raise TransformError(f"the stylesheet {path} cannot be used: {_messages(error)}") from error


# Reading is left to _OwnFolder, which can tell one file from another.
_ACCESS = etree.XSLTAccessControl(
    read_file=True, write_file=False, create_dir=False, read_network=False, write_network=False
)


class _OwnFolder(etree.Resolver):
    """Lets a stylesheet read the files of its own folder and the built-in stylesheets, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folders = (folder.resolve(), _builtin("text").parent.resolve())

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """The file at *system_url*; raises :class:`TransformError` if it lies elsewhere."""
        url = system_url or ""
        if url.startswith("tei:"):
            path = (self._folders[1] / url.removeprefix("tei:")).resolve()
        else:
            path = _local_path(url).resolve()
        if not any(path.is_relative_to(folder) for folder in self._folders):
            raise TransformError(
                f"the stylesheet may not read {url}",
                "a stylesheet reads only files of its own folder; copy the file there",
            )
        return self.resolve_filename(str(path), context)


def _local_path(url: str) -> Path:
    return Path(unquote(urlsplit(url).path if url.startswith("file:") else url))


def _check_version(path: Path, root: etree._Element) -> None:
    """Raise unless *root* is an XSLT 1 stylesheet: libxslt gives nothing for a later one and says nothing."""
    is_stylesheet = root.tag in (f"{{{_XSL}}}stylesheet", f"{{{_XSL}}}transform")
    version = root.get("version") if is_stylesheet else root.get(f"{{{_XSL}}}version")
    if version is None:
        raise TransformError(f"{path} is not an XSLT stylesheet: its first element is {local(root.tag)}")
    if version.strip() not in ("1.0", "1.1"):
        raise TransformError(
            f"{path} is written in XSLT {version}, which this engine (libxslt, XSLT 1.0) does not support",
            "a stylesheet of version 2.0 or 3.0 needs SaxonC",
        )


def _messages(error: etree.LxmlError, transform: etree.XSLT | None = None) -> str:
    """What the engine said, with the lines of the stylesheet, each thing once."""
    log = transform.error_log if transform is not None else error.error_log
    said = (f"line {entry.line}: {entry.message}" if entry.line else entry.message for entry in log)
    return "; ".join(dict.fromkeys(said)) or str(error)
