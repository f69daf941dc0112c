"""The stylesheet of a site: the look of the HTML rendition, what a site adds to it, and what an edition changes."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from tei import transform
from tei.errors import ExportError
from tei.namespaces import TEI
from tei.resources import resource

_PAGE = f'<TEI xmlns="{TEI}"><text><body><p>.</p></body></text></TEI>'


def style(css: str) -> bytes:
    """The stylesheet of the site; the one in the file *css*, if any is named, comes last and so prevails.

    Raises :class:`ExportError` if the file cannot be read.
    """
    page = transform.render(etree.fromstring(_PAGE), "html").decode()
    rendition = "\n".join(re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL))
    own = resource("transforms", "site/site.css").read_text("utf-8")
    try:
        more = Path(css).read_text("utf-8-sig") if css else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(
            f"the stylesheet {css} cannot be read: {error}", "it is a text file in UTF-8"
        ) from error
    return "\n".join(filter(None, (rendition.strip(), own.strip(), more.strip()))).encode() + b"\n"
