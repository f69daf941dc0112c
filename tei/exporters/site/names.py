"""The indexes of persons and places: by letter, and a page for each with every mention in the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from tei.exporters.catalogue import Catalogue, Entity, Mention, Page, sort_key
from tei.exporters.site.lists import Address, List, Made, listed, number, paged
from tei.exporters.site.places import FOLDERS, to
from tei.exporters.site.shell import Site, anchor, page, text

_TITLES = {"person": "Persons", "place": "Places"}
_WHOLE = 300  # entries that an index shows on one page
_ROLES = {"from": "sender", "to": "recipient"}
_Found = tuple[Page, list[Mention]]


def names(catalogue: Catalogue, site: Site, kind: str) -> Iterator[Made]:
    """The pages of the index of *kind* (``person``, ``place``): the index itself, and one for each entry."""
    entities = catalogue.entities(kind)
    base, title = f"{FOLDERS[kind]}/", _TITLES[kind]
    index = (f"{base}index.html", title)
    yield from _index(site, index, entities)
    for entity in entities:
        found = [
            (catalogue.page(n), list(group))
            for n, group in groupby(catalogue.mentions(entity), lambda m: m.page)
        ]
        lead = f'<p class="lead">{text(entity.description)}</p>' if entity.description else ""
        shown = List(base, entity.slug, entity.name, lead + _count(found), (index,))
        yield from paged(site, catalogue, shown, found, _mentions)


def _count(found: Sequence[_Found]) -> str:
    """In how many documents somebody is named, and in how many as sender and recipient."""
    roles = [{mention.role for mention in mentions} for _, mentions in found]
    said = [f"Named in {number(len(found), 'document')}"]
    for role, word in _ROLES.items():
        if count := sum(role in held for held in roles):
            said.append(f"{word} of {count:,}")
    return f'<p class="count">{", ".join(said)}</p>'


def _mentions(found: Sequence[_Found], address: Address) -> str:
    places = {page_.number: mentions for page_, mentions in found}
    return listed(
        (page_ for page_, _ in found), address, lambda page_: _where(places[page_.number], address(page_))
    )


def _where(mentions: Sequence[Mention], address: str) -> str:
    """The places of one document where somebody is named, each a link to the very name."""
    items, roles = [], []
    for mention in mentions:
        if word := _ROLES.get(mention.role):
            roles.append(word)
        leaf = f"p. {mention.leaf}" if mention.leaf else ""
        note = f"note {mention.note}" if mention.note else ""
        words = ", ".join(filter(None, (leaf, note))) or "in the text"
        items.append(anchor(f"{address}#{mention.anchor}" if mention.anchor else address, words))
    role = f'<span class="role">{" and ".join(dict.fromkeys(roles))}</span> ' if roles else ""
    return f'<span class="where">{role}{" · ".join(dict.fromkeys(items))}</span>'


def _index(site: Site, index: tuple[str, str], entities: Sequence[Entity]) -> Iterator[Made]:
    """The index: all on one page if it is short, else a page for each letter."""
    path, title = index
    letters = [(letter, list(group)) for letter, group in groupby(entities, _letter)]
    lead = f'<p class="lead">{number(len(entities), title.lower().removesuffix("s"))} named</p>'
    if not entities:
        yield (
            path,
            page(
                site,
                path,
                title,
                f"<h1>{title}</h1>\n<p>No {title.lower()} are marked up in the documents.</p>",
            ),
        )
    elif len(entities) <= _WHOLE:
        jump = _letters([(letter, f"#{_id(letter)}") for letter, _ in letters], "")
        body = "\n".join(
            f'<h2 id="{_id(letter)}">{letter}</h2>\n{_entries(group)}' for letter, group in letters
        )
        yield path, page(site, path, title, f"<h1>{title}</h1>\n{lead}\n{jump}\n{body}", wide=True)
    else:
        leading = partial(_letters, [(letter, f"{_id(letter)}.html") for letter, _ in letters])
        most = sorted(sorted(entities, key=sort_key), key=lambda entity: -entity.documents)[:30]
        body = f"<h2>Most often named</h2>\n{_entries(most)}"
        yield path, page(site, path, title, f"<h1>{title}</h1>\n{lead}\n{leading('')}\n{body}", wide=True)
        for letter, group in letters:
            own = f"{path.removesuffix('index.html')}{_id(letter)}.html"
            content = f"<h1>{title}: {letter}</h1>\n{leading(letter)}\n{_entries(group)}"
            yield own, page(site, own, f"{title}: {letter}", content, trail=(index,), wide=True)


def _letter(entity: Entity) -> str:
    first = sort_key(entity)[:1].upper()
    return first if "A" <= first <= "Z" else "Other"


def _id(letter: str) -> str:
    return f"index-{letter.lower()}"


def _letters(letters: Sequence[tuple[str, str]], current: str) -> str:
    items = (
        f"<li>{anchor(address, letter, ' aria-current=page' if letter == current else '')}</li>"
        for letter, address in letters
    )
    return f'<nav class="letters" aria-label="Letters"><ul>{"".join(items)}</ul></nav>'


def _entries(entities: Sequence[Entity]) -> str:
    items = (
        f"<li>{anchor(to(f'{entity.slug}.html'), entity.name)} "
        f'<span class="count" title="{number(entity.documents, "document")}">{entity.documents:,}</span>'
        f"{_said(entity)}</li>"
        for entity in entities
    )
    return f'<ul class="names">{"".join(items)}</ul>'


def _said(entity: Entity) -> str:
    return f' <span class="description">{text(entity.description)}</span>' if entity.description else ""
