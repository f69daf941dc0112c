"""Search in the text of all documents: an index that the reader's browser loads piece by piece, made by Pagefind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tei.errors import ExportError
from tei.exporters.catalogue import Catalogue
from tei.exporters.site.home import search_form
from tei.exporters.site.lists import Made
from tei.exporters.site.shell import SEARCH, Site, page
from tei.resources import resource

# What a document's page shows besides its text.
_NOT_TEXT = ".about, .persons, .pb, [role=doc-noteref], [role=doc-backlink], [role=doc-pagebreak]"

_OFFLINE = (
    "Search works where the edition is on the web, or on a web server of your computer: browsers do not let a page in "
    "a folder read the index. Contents, chronology and indexes work all the same."
)
_SCRIPTS = ("search.js", "offline.js")


def search(catalogue: Catalogue, site: Site) -> list[Made]:
    """The page of the search and its script."""
    fields = [("type", "Type"), ("year", "Year")]
    if len(catalogue.volumes) > 1:
        fields.append(("volume", "Volume"))
    selects = "".join(
        f'<p><label for="by-{field}">{word}</label> <select id="by-{field}" data-filter="{field}">'
        '<option value="">all</option></select></p>'
        for field, word in fields
    )
    content = (
        f'<h1>Search</h1>\n{search_form("")}\n<div id="filters" hidden>{selects}'
        '<p><label for="order">Order</label> <select id="order"><option value="">best first</option>'
        '<option value="asc">earliest first</option><option value="desc">latest first</option></select></p></div>\n'
        f'<p id="status" role="status" data-offline="{_OFFLINE}"></p>\n'
        '<noscript><p>Search needs JavaScript.</p></noscript>\n<ol id="results" class="results"></ol>\n'
        '<p><button id="more" type="button" hidden>Show more</button></p>'
    )
    script = '<script src="search.js" type="module"></script>\n<script src="offline.js"></script>\n'
    made = [(SEARCH[0], page(site, *SEARCH, content, more=script, wide=True))]
    return [
        *made,
        *(
            (name, resource("transforms", f"site/{name}").read_bytes())
            for name in ("search.js", "offline.js")
        ),
    ]


def index(draft: Path) -> None:
    """Write the search index of the documents' pages in *draft*, into its folder ``pagefind``.

    Raises :class:`ExportError` if Pagefind fails.
    """
    command = [sys.executable, "-P", "-m", "pagefind", "--site", ".", "--glob", "documents/**/*.html"]
    command += ["--exclude-selectors", _NOT_TEXT, "--quiet"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=draft, check=False)
    if done.returncode or not (draft / "pagefind" / "pagefind.js").is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        hint = "the site can be made without search: --option search=no"
        raise ExportError(
            f"the search index could not be made: {said[-1] if said else 'Pagefind said nothing'}", hint
        )
