"""XSLT 1.0 in libxslt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.caches import kept
from tei.errors import TransformError
from tei.transform.stylesheet import located


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
        raise TransformError(f"{path.name} stopped: {_said(error, path, transform)}") from error
    return result, [entry.message for entry in transform.error_log]


@kept
def compiled(path: Path, folders: tuple[Path, ...]) -> etree.XSLT:
    """The stylesheet at *path*, compiled; once per process."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    parser.resolvers.add(_Folders(path, folders))
    stylesheet = etree.fromstring(path.read_bytes(), parser, base_url=str(path)).getroottree()
    try:
        return etree.XSLT(stylesheet, access_control=_ACCESS)
    except etree.XSLTParseError as error:
        raise TransformError(f"the stylesheet {path} cannot be used: {_said(error, path)}") from error


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


def _said(error: etree.LxmlError, path: Path, transform: etree.XSLT | None = None) -> str:
    """What the engine said, each thing once, with the lines of the stylesheet at *path*, or of a module by its name."""
    log = transform.error_log if transform is not None else error.error_log
    if any("xsltMaxDepth" in entry.message for entry in log):
        return "a template calls itself without end"
    return "; ".join(dict.fromkeys(_placed(entry, path) for entry in log)) or str(error)


def _placed(entry: etree._LogEntry, path: Path) -> str:
    module = Path(unquote(urlsplit(entry.filename).path)).name
    line = f"line {entry.line}" if entry.line else ""
    place = f"{module}, {line}" if line and module and module != path.name else line
    return f"{place}: {entry.message}" if place else entry.message
