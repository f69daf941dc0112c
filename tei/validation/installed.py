"""The schemas that a person has installed for the addresses under which files name them, and those fetched.

They lie in the folder for data of the person's system, or in that of ``TEI_DATA``, beside an XML catalog that says
which stands for what.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.errors import InputError, OutputError, SchemaError
from tei.files import write

_LARGEST = 64 * 2**20  # bytes of a schema that is fetched; tei_all.rng has one million
_TIMEOUT = 30  # seconds
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\n'
)


def folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder for the data of this program, which need not exist.

    ``TEI_DATA`` if that is set; else as the XDG Base Directory Specification, Apple or Microsoft say.
    """
    own = environment.get("TEI_DATA")
    if own:
        return Path(own)
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "tei-edition"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "tei-edition"
    data = Path(environment.get("XDG_DATA_HOME") or "")
    return (data if data.is_absolute() else home / ".local" / "share") / "tei-edition"


def catalog() -> Path | None:
    """The catalog of what is installed; None if nothing is."""
    path = folder() / "catalog.xml"
    return path if path.is_file() else None


def listed() -> dict[str, Path]:
    """The files and folders that are installed, by address."""
    path = catalog()
    if path is None:
        return {}
    try:
        root = etree.parse(path).getroot()
    except etree.XMLSyntaxError as error:
        raise SchemaError(
            f"the list of installed schemas, {path}, is damaged", "delete it, and install anew"
        ) from error
    return {
        str(entry.get("name") or entry.get("uriStartString")): path.parent
        / unquote(str(entry.get("uri") or entry.get("rewritePrefix")))
        for entry in root.iterchildren(etree.Element)
    }


def add(address: str, source: Path) -> Path:
    """The copy of *source* that stands for *address* from now on; what stood for it before is replaced.

    A folder stands for every address that begins with *address*. Raises :class:`InputError` if *source* cannot be
    read, and :class:`OutputError` if the copy cannot be written.
    """
    if not urlsplit(address).scheme:
        raise InputError(f"{address} is not an address", "it begins with https: or the like, as in the files")
    if source.is_dir():
        address = address if address.endswith("/") else f"{address}/"
        files = sorted(path for path in source.rglob("*") if path.is_file())
    else:
        files = [source]
    target = folder() / "schemas" / _digest(address)
    remove(address)
    for file in files:
        name = file.relative_to(source) if source.is_dir() else Path(file.name)
        try:
            write(target / name, file.read_bytes())
        except OSError as error:
            raise InputError(f"{file} cannot be read: {error.strerror}") from error
    made = target if source.is_dir() else target / source.name
    _save(listed() | {address: made})
    return made


def remove(address: str) -> bool:
    """Whether a schema was installed for *address*; it is no longer."""
    there = listed()
    known = there.pop(address, None)
    if known is None:
        return False
    _save(there)
    top = folder() / "schemas" / _digest(address)
    try:
        for path in sorted(top.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        top.rmdir()
    except FileNotFoundError:
        pass  # somebody has deleted it by hand
    except OSError as error:
        raise OutputError(f"{top} cannot be deleted: {error.strerror}") from error
    return True


def fetched(address: str) -> Path:
    """The copy of what lies at *address* on the network; it is fetched the first time, and kept.

    Raises :class:`SchemaError` if it cannot be fetched or is larger than any schema.
    """
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    name = Path(unquote(urlsplit(address).path)).name or "schema"
    target = folder() / "fetched" / _digest(address) / name
    if target.is_file():
        return target
    if urlsplit(address).scheme not in ("http", "https"):
        raise SchemaError(f"{address} cannot be fetched: only http and https can")
    try:
        with urlopen(Request(address, headers={"User-Agent": "tei-edition"}), timeout=_TIMEOUT) as answer:
            content = answer.read(_LARGEST + 1)
    except (URLError, OSError, ValueError) as error:
        raise SchemaError(f"{address} cannot be fetched: {getattr(error, 'reason', error)}") from error
    if len(content) > _LARGEST:
        raise SchemaError(f"{address} is larger than {_LARGEST // 2**20} MB, which no schema is")
    write(target, content)
    return target


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def _save(entries: Mapping[str, Path]) -> None:
    from xml.sax.saxutils import quoteattr  # brings half the network with it

    lines = []
    for address, path in sorted(entries.items()):
        inside = quoteattr(path.relative_to(folder()).as_posix())
        if address.endswith("/"):
            lines.append(
                f"<rewriteURI uriStartString={quoteattr(address)} rewritePrefix={inside[:-1]}/{inside[-1]}/>"
            )
        else:
            lines.append(f"<uri name={quoteattr(address)} uri={inside}/>")
    write(folder() / "catalog.xml", (_HEAD + "\n".join([*lines, "</catalog>", ""])).encode())
