"""Renditions of a TEI tree: an XSLT stylesheet run over it, with nothing but its own folder to read from.

The built-in stylesheets are XSLT 1.0 and run in libxslt. A user's own may also be XSLT 2.0 or 3.0, which SaxonC
runs. It may read files of the folder it lies in (``xsl:import``, ``document()``), the built-in stylesheets as
``tei:html.xsl``, and folders that its user trusts; it reaches no other file, no network, and writes nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import SupportsBytes, cast

from lxml import etree

from tei.caches import kept
from tei.errors import TransformError
from tei.resources import resource
from tei.transform import libxslt, parameters
from tei.transform.messages import diagnostics as diagnostics
from tei.transform.stylesheet import Stylesheet, look_at, readable

_LOG = logging.getLogger(__name__)
_PROLOGUE = re.compile(rb"^\s*<\?xml[^>]*\?>")
_NO_PARAMS: Mapping[str, str] = MappingProxyType({})

Result = etree._XSLTResultTree | str  # what libxslt gives, and what SaxonC gives


@dataclass(frozen=True, slots=True)
class Rendition:
    """A built-in rendition: its stylesheet under ``transforms/``, the suffix of the files it makes, what it is.

    What the stylesheet gives is the rendition, unless ``finish`` makes it of that: XSLT 1.0 alone cannot.
    """

    stylesheet: str
    suffix: str
    description: str
    finish: Callable[[Result], str] | None = None


# What only some renditions need is imported by them, so that a page costs no more than it must.


def _lines(result: Result) -> str:
    from tei.transform.lines import laid_out

    return laid_out(str(result)).rstrip("\n") + "\n"


def _reading(result: Result) -> str:
    from tei.transform.reading import written

    return _of_blocks(result, written)


def _markdown(result: Result) -> str:
    from tei.transform.markdown import written

    return _of_blocks(result, written)


def _of_blocks(result: Result, write: Callable[[etree._Element], str]) -> str:
    """What *write* makes of a tree of blocks; what is no such tree, from a user's own stylesheet, stays as it is."""
    root = _tree(result) if isinstance(result, str) else result.getroot()
    return write(root) if root is not None and root.tag == "flow" else str(result)


def _tree(result: str) -> etree._Element | None:
    """The tree that *result* writes as XML; None if it is something else."""
    try:
        return etree.fromstring(result.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError:
        return None


RENDITIONS: Mapping[str, Rendition] = MappingProxyType(
    {
        "html": Rendition("html.xsl", ".html", "a page for a browser"),
        "text": Rendition("text.xsl", ".txt", "plain text in the form of the source", _lines),
        "reading": Rendition("reading.xsl", ".reading.txt", "plain text for reading, wrapped", _reading),
        "markdown": Rendition("markdown.xsl", ".md", "Markdown with footnotes and tables", _markdown),
    }
)


def render(
    tree: etree._ElementTree | etree._Element,
    to: str = "html",
    *,
    xslt: Path | None = None,
    params: Mapping[str, str] = _NO_PARAMS,
    trust: Sequence[Path] = (),
    on_message: Callable[[str], None] = _LOG.warning,
) -> bytes:
    """The rendition of *tree* as the bytes of a file; the same tree and *params* give the same bytes.

    *to* names a row of :data:`RENDITIONS`; *xslt*, a stylesheet of the user's own, takes its place, and may read its
    own folder and those of *trust*. *params* are passed as strings. What the stylesheet says with ``xsl:message`` goes
    to *on_message*, line by line. Text ends with exactly one line break. Raises :class:`TransformError` if there is
    no such rendition, if the stylesheet cannot be used, would read something else or stops, and if it gives nothing.
    """
    row = _rendition(to)
    path = xslt if xslt is not None else _builtin(to)
    whole = tree if isinstance(tree, etree._ElementTree) else etree.ElementTree(tree)
    sheet = _looked_at(path, tuple(trust)) if xslt is not None else None
    result: Result
    if sheet is not None and not sheet.first:
        from tei.transform import saxon

        result, messages = saxon.run(sheet, whole, params)
    else:
        folders = readable(path, trust) if sheet is not None else (path.parent,)
        result, messages = libxslt.run(sheet.path if sheet else path, folders, whole, params)
    if row.finish:
        data = row.finish(result).encode()
    else:
        data = result.encode() if isinstance(result, str) else bytes(cast(SupportsBytes, result))
    for message in messages:
        on_message(message)
    if not _PROLOGUE.sub(b"", data, count=1).strip():
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
    return resource("transforms", _rendition(to).stylesheet).resolve()


def check_params(to: str, params: Mapping[str, str]) -> None:
    """Nothing, if the built-in rendition *to* takes *params*; raises :class:`TransformError` if not."""
    parameters.check(to, _builtin(to), params)


def check(xslt: Path, trust: Sequence[Path] = ()) -> None:
    """Nothing, if the stylesheet *xslt* can be run here; raises :class:`TransformError` if not."""
    sheet = _looked_at(xslt, tuple(trust))
    if sheet.first:
        libxslt.compiled(sheet.path, readable(sheet.path, trust))
    else:
        from tei.transform import saxon

        saxon.check(sheet)


@kept
def _looked_at(path: Path, trust: tuple[Path, ...]) -> Stylesheet:
    """The stylesheet at *path*, checked once a process."""
    return look_at(path, trust)
