"""Images: those that documents show, carried into the export; nothing that is exported is fetched from elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.exporters.naming import safe
from tei.files import write
from tei.namespaces import qname

Element = etree._Element

# What browsers and reading systems show; the media types are those of EPUB 3.3, 3.2 (core media types).
TYPES = {
    ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml",
    ".webp": "image/webp",
}  # fmt: skip


def carry(root: Element, file: Path, folder: Path, prefix: str) -> Iterator[Diagnostic]:
    """Copy the images of *root*, a tree from the TEI *file*, into *folder*; yield what could not be.

    The addresses in *root* become those of the copies, *prefix* and a name. An image on the web becomes a link to it.
    """
    for graphic in list(root.iter(qname("graphic"))):
        address = graphic.get("url", "")
        if urlsplit(address).scheme in ("http", "https"):
            graphic.tag = qname("ref")
            graphic.attrib.clear()
            graphic.set("target", address)
            graphic.text = address
            continue
        path = file.parent / unquote(address)
        if path.suffix.lower() in TYPES and path.is_file():
            content = path.read_bytes()
            name = f"{hashlib.sha256(content).hexdigest()[:8]}-{safe(path.stem)}{path.suffix.lower()}"
            write(folder / name, content)
            graphic.set("url", prefix + name)
        else:
            graphic.set("url", f"missing:{address}")
            what = "is of a kind that browsers do not show" if path.is_file() else "cannot be found"
            hint = f"put it there as {', '.join(sorted(TYPES))}; the page tells of it in words"
            place = Place(str(file), graphic.sourceline or 0)
            yield diagnostic("O020", f"the image {path} {what}", place, hint)
