"""Where the pages of a site lie, and how one leads to another."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, relpath
from urllib.parse import quote

from tei.exporters.catalogue import Catalogue, Page

FOLDERS = {"person": "persons", "place": "places"}


def folder(catalogue: Catalogue, volume: int) -> str:
    """The folder of the documents of *volume*, with a slash at its end; an edition of one volume has but one."""
    return "documents/" if len(catalogue.volumes) == 1 else f"documents/{catalogue.volumes[volume].name}/"


def place(catalogue: Catalogue, page: Page) -> str:
    """The path of *page* in the site."""
    return f"{folder(catalogue, page.volume)}{page.name}.html"


def to(path: str, ident: str = "") -> str:
    """*path* as an address, with *ident* as the place in the page."""
    return quote(path) + (f"#{quote(ident)}" if ident else "")


@dataclass(frozen=True, slots=True)
class Around:
    """The addresses of the site as seen from the page at *path*."""

    catalogue: Catalogue
    path: str

    def page(self, page: Page, ident: str = "") -> str:
        """The address of what has the id *ident* on *page*; of its beginning, if *ident* is empty."""
        return to(self._from_here(place(self.catalogue, page)), ident)

    def entity(self, kind: str, slug: str) -> str:
        """The address of the page of a person or place."""
        return to(self._from_here(f"{FOLDERS[kind]}/{slug}.html"))

    def _from_here(self, path: str) -> str:
        return relpath(path, dirname(self.path) or ".")
