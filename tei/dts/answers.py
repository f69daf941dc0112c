"""What the four endpoints answer (DTS 1.0), as data; addresses are made by a :class:`Routes`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tei.dts import passage
from tei.dts.citation import Kind, Tree, Unit
from tei.dts.edition import EDITION, ROOT, Edition, Resource, Text, text

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
PAGE_SIZE = 100  # members of a collection in one answer
UNITS = 1000  # citable units in one answer

Json = dict[str, Any]


class RequestError(Exception):
    """A request that cannot be answered: the HTTP status, and why in words."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Routes(Protocol):
    """Where the endpoints are: templates of addresses (RFC 6570), for all resources or for one."""

    def entry(self) -> str:
        """The address of the entry point."""

    def collection(self, id_: str = "") -> str:
        """The template of the collection endpoint."""

    def navigation(self, resource: str = "") -> str:
        """The template of the navigation endpoint."""

    def document(self, resource: str = "") -> str:
        """The template of the document endpoint."""

    def here(self, endpoint: str, asked: Mapping[str, str]) -> str:
        """The address of the request *asked* of *endpoint*."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of an edition; ``paged`` says whether long ones come in pages."""

    edition: Edition
    routes: Routes
    paged: bool = True

    def entry(self) -> Json:
        """The entry point."""
        return {
            "@context": CONTEXT,
            "dtsVersion": VERSION,
            "@id": self.routes.entry(),
            "@type": "EntryPoint",
            "collection": self.routes.collection(),
            "navigation": self.routes.navigation(),
            "document": self.routes.document(),
        }

    def collection(self, asked: Mapping[str, str]) -> Json:
        """A collection, or a resource, with its children or parents."""
        _known(asked, {"id", "page", "nav"})
        ident = asked.get("id", ROOT)
        nav = asked.get("nav", "children")
        if nav not in ("children", "parents"):
            raise RequestError(400, f"nav is children or parents, not “{nav}”")
        item = self._item(ident)
        members = self._parents(ident) if nav == "parents" else self._children(ident)
        answer = {"@context": CONTEXT, **item}
        if ident in (ROOT, EDITION) or nav == "parents":
            shown = self._page(members, "collection", asked, PAGE_SIZE, answer)
            answer["member"] = [self._item(member) for member in shown]
        return answer

    def navigation(self, asked: Mapping[str, str]) -> Json:
        """The citable units of a resource."""
        _known(asked, {"resource", "ref", "start", "end", "down", "tree", "page"})
        resource, content, tree = self._asked_for(asked)
        _consistent(asked)
        down = _whole_number(asked.get("down"))
        ref, start, end = (_unit(tree, asked.get(name)) for name in ("ref", "start", "end"))
        answer: Json = {
            "@context": CONTEXT,
            "dtsVersion": VERSION,
            "@id": self.routes.here("navigation", asked),
            "@type": "Navigation",
            "resource": self._resource(resource),
        }
        for name, unit in (("ref", ref), ("start", start), ("end", end)):
            if unit is not None:
                answer[name] = _as_json(unit)
        if not content.trees:
            return answer | {"member": []}
        if down is None and ref is None and start is None:
            raise RequestError(
                400, "say with down how deep the tree of citations is wanted, or ask for one unit with ref"
            )
        if down == 0 and ref is None:
            raise RequestError(400, "down=0 asks for the siblings of a unit, and so needs ref")
        if tree is not None and down is not None:
            found = _subtree(tree, ref, start, end, down)
            shown = self._page(found, "navigation", asked, UNITS, answer)
            answer["member"] = [_as_json(unit) for unit in shown]
        return answer

    def document(self, asked: Mapping[str, str]) -> bytes:
        """The TEI of a resource or of a passage of it."""
        _known(asked, {"resource", "ref", "start", "end", "tree", "mediaType"})
        _, content, tree = self._asked_for(asked)
        _consistent(asked)
        if asked.get("mediaType", "application/tei+xml") not in ("application/tei+xml", "application/xml"):
            raise RequestError(
                404, f"there is no {asked['mediaType']} of this text, only application/tei+xml"
            )
        ref, start, end = (_unit(tree, asked.get(name)) for name in ("ref", "start", "end"))
        if ref is not None:
            start = end = ref
        if tree is None or start is None or end is None:
            return passage.whole(content.root)
        if tree.units.index(start) > tree.units.index(end):
            raise RequestError(400, f"“{start.identifier}” stands behind “{end.identifier}”")
        return passage.passage(content.root, tree, start, end)

    def _asked_for(self, asked: Mapping[str, str]) -> tuple[Resource, Text, Tree | None]:
        """The resource and the citation tree that a request asks for."""
        ident = asked.get("resource")
        if not ident:
            raise RequestError(400, "say with resource which text is wanted")
        resource = self.edition.resources.get(ident)
        if resource is None:
            raise RequestError(404, f"there is no resource “{ident}”")
        content = text(resource.path)
        name = asked.get("tree", "")
        tree = content.tree(name)
        if tree is None and name:
            raise RequestError(404, f"“{ident}” has no citation tree “{name}”")
        return resource, content, tree

    def _children(self, ident: str) -> list[str]:
        return {ROOT: [EDITION], EDITION: list(self.edition.resources)}.get(ident, [])

    def _parents(self, ident: str) -> list[str]:
        return {ROOT: [], EDITION: [ROOT]}.get(ident, [EDITION])

    def _item(self, ident: str) -> Json:
        """A collection or resource without its members."""
        if ident in self.edition.resources:
            resource = self.edition.resources[ident]
            return self._resource(resource)
        if ident not in (ROOT, EDITION):
            raise RequestError(404, f"there is no collection or resource “{ident}”")
        return {
            "@id": ident,
            "@type": "Collection",
            "dtsVersion": VERSION,
            "title": self.edition.title if ident == EDITION else "Collections",
            "totalParents": len(self._parents(ident)),
            "totalChildren": len(self._children(ident)),
            "collection": self.routes.collection(ident),
        }

    def _resource(self, resource: Resource) -> Json:
        core = {"language": [resource.language]} if resource.language else {}
        return {
            "@id": resource.id,
            "@type": "Resource",
            "dtsVersion": VERSION,
            "title": resource.title,
            "totalParents": 1,
            "totalChildren": 0,
            "collection": self.routes.collection(resource.id),
            "navigation": self.routes.navigation(resource.id),
            "document": self.routes.document(resource.id),
            "mediaTypes": ["application/tei+xml"],
            "citationTrees": [_tree_as_json(tree) for tree in resource.trees],
        } | ({"dublinCore": core} if core else {})

    def _page(self, members: Any, endpoint: str, asked: Mapping[str, str], size: int, answer: Json) -> Any:
        """The members that the page asked for shows; *answer* gets the addresses of the other pages."""
        pages = max(1, -(-len(members) // size))
        page = _whole_number(asked.get("page", "1"), "page") or 0
        if page < 1:
            raise RequestError(400, f"page is a number from 1, not {page}")
        if page > pages:
            raise RequestError(404, f"there is no page {page}; the last is {pages}")
        if not self.paged or pages == 1:
            return members

        def address(number: int) -> str | None:
            return (
                self.routes.here(endpoint, {**asked, "page": str(number)}) if 1 <= number <= pages else None
            )

        answer["view"] = {
            "@id": address(page),
            "@type": "Pagination",
            "first": address(1),
            "previous": address(page - 1),
            "next": address(page + 1),
            "last": address(pages),
        }
        return members[(page - 1) * size : page * size]


def _known(asked: Mapping[str, str], known: set[str]) -> None:
    for name in asked:
        if name not in known:
            raise RequestError(
                400, f"there is no parameter “{name}” here; there are {', '.join(sorted(known))}"
            )


def _consistent(asked: Mapping[str, str]) -> None:
    if "ref" in asked and ("start" in asked or "end" in asked):
        raise RequestError(400, "ask for one unit with ref, or for a range with start and end, not for both")
    if ("start" in asked) != ("end" in asked):
        raise RequestError(400, "a range needs start and end")


def _whole_number(given: str | None, name: str = "down") -> int | None:
    if given is None:
        return None
    digits = given.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or (given.startswith("-") and given != "-1"):
        raise RequestError(400, f"{name} is a number, not “{given}”")
    return int(given)


def _unit(tree: Tree | None, identifier: str | None) -> Unit | None:
    """The unit *identifier* of *tree*; None if none is asked for."""
    if identifier is None:
        return None
    unit = tree.find(identifier) if tree else None
    if unit is None:
        raise RequestError(404, f"there is no citable unit “{identifier}”")
    return unit


def _subtree(tree: Tree, ref: Unit | None, start: Unit | None, end: Unit | None, down: int) -> list[Unit]:
    """The units that the table “Usage of down, ref, start and end” of the specification asks for."""
    if ref is not None and down == 0:
        return [unit for unit in tree.units if unit.parent == ref.parent]
    first, last = 0, len(tree.units)
    top = 0
    if ref is not None:
        first, last, top = tree.units.index(ref), _behind(tree, ref), ref.level
    elif start is not None and end is not None:
        if down == 0:
            raise RequestError(400, "down=0 asks for the siblings of one unit, not of a range")
        first, last, top = tree.units.index(start), _behind(tree, end), max(start.level, end.level)
        if first >= last:
            raise RequestError(400, f"“{start.identifier}” stands behind “{end.identifier}”")
    deepest = tree.depth if down == -1 else top + down
    return [unit for unit in tree.units[first:last] if unit.level <= deepest]


def _behind(tree: Tree, unit: Unit) -> int:
    """The place in *tree* of the first unit behind *unit* and all within it."""
    at = tree.units.index(unit) + 1
    while at < len(tree.units) and tree.units[at].level > unit.level:
        at += 1
    return at


def _as_json(unit: Unit) -> Json:
    answer: Json = {
        "identifier": unit.identifier,
        "@type": "CitableUnit",
        "level": unit.level,
        "parent": unit.parent or None,
        "citeType": unit.kind,
    }
    if unit.title:
        answer["dublinCore"] = {"title": [{"lang": unit.language, "value": unit.title}]}
    return answer


def _tree_as_json(tree: Tree) -> Json:
    answer: Json = {"@type": "CitationTree", "citeStructure": [_kind_as_json(kind) for kind in tree.kinds]}
    return {"identifier": tree.name, **answer} if tree.name else answer


def _kind_as_json(kind: Kind) -> Json:
    answer: Json = {"@type": "CiteStructure", "citeType": kind.name}
    if kind.inner:
        answer["citeStructure"] = [_kind_as_json(inner) for inner in kind.inner]
    return answer
