"""DTS 1.0 as files: the answers of the interface that a web server can give without a program behind it.

The specification allows this (Conformance, Level 0): all requests but those for ranges. The addresses are templates of
RFC 6570 with path segments; what each folder holds is told in ``docs/exports/dts.md``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tei.diagnostics import Diagnostic, Place, diagnostic
from tei.dts.answers import Answers
from tei.dts.citation import CitationError, Tree, Unit, trees
from tei.dts.edition import EDITION, ROOT, Resource, Text, edition, resource, text
from tei.errors import ExportError
from tei.exporters.corpus import Corpus, Source
from tei.exporters.target import Options

# What may be the name of a file everywhere, and needs no escape in a path.
_SAFE = re.compile(r"(?!\.)[\w.~*+,@=()'-]+(?<!\.)")


@dataclass(frozen=True, slots=True)
class Files:
    """The addresses of files below *base*, without a slash at its end."""

    base: str

    def entry(self) -> str:
        """The address of the entry point."""
        return f"{self.base}/index.jsonld"

    def collection(self, id_: str = "") -> str:
        """The template of the collection endpoint."""
        return f"{self.base}/collection{f'/{id_}{{/nav}}' if id_ else '{/id,nav}'}/index.jsonld{{?page}}"

    def navigation(self, resource: str = "") -> str:
        """The template of the navigation endpoint; of its parameters, files take no notice of those in the query."""
        return (
            f"{self.base}/navigation{f'/{resource}' if resource else '{/resource}'}{{;tree,down}}{{/ref}}"
            "/index.jsonld{?start,end,page}"
        )

    def document(self, resource: str = "") -> str:
        """The template of the document endpoint."""
        return (
            f"{self.base}/document{f'/{resource}' if resource else '{/resource}'}{{;tree}}{{/ref}}"
            "/index.xml{?start,end,mediaType}"
        )

    def here(self, endpoint: str, asked: Mapping[str, str]) -> str:
        """The address of a request."""
        return f"{self.base}/{path(endpoint, asked)}"


def path(endpoint: str, asked: Mapping[str, str]) -> str:
    """The path of the file that answers the request *asked*: its template, expanded."""
    if endpoint == "collection":
        segments = [endpoint, *(asked[name] for name in ("id", "nav") if name in asked)]
        return "/".join([*segments, "index.jsonld"])
    given = "".join(f";{name}={asked[name]}" for name in ("tree", "down") if name in asked)
    segments = [endpoint, asked["resource"] + given, *([asked["ref"]] if "ref" in asked else [])]
    return "/".join([*segments, "index.xml" if endpoint == "document" else "index.jsonld"])


def make(corpus: Corpus, draft: Path, options: Options) -> Iterator[Diagnostic]:
    """Write the answers to the folder *draft*; yield what the documents lack.

    Raises :class:`ExportError` if it is not known where the files will be on the web.
    """
    base = options.get("address", f"{options.url}/dts" if options.url else "").rstrip("/")
    if not base:
        raise ExportError(
            "it is not known where the files will be on the web, and each of them says so",
            "give the address of the edition with --url, or of these files with --option address=https://…",
        )
    found: dict[str, Resource] = {}
    for source in corpus:
        one = resource(source.path, source.root)
        problems = list(_problems(source, one, found))
        yield from problems
        if not any(problem.code == "O050" for problem in problems):
            found[one.id] = one
    answers = Answers(edition(options.metadata.title, found.values()), Files(base), paged=False)
    _write(draft / "index.jsonld", answers.entry())
    for ident in (ROOT, EDITION, *found):
        _collection(answers, draft, ident)
    for one in found.values():
        _resource(answers, draft, one)


def _problems(source: Source, one: Resource, found: Mapping[str, Resource]) -> Iterator[Diagnostic]:
    """What keeps the file *source*, or a unit of it, from being cited."""
    place = Place(str(source.path), 1)
    if one.id in found or not _SAFE.fullmatch(one.id) or one.id in (ROOT, EDITION):
        why = "another file has the same" if one.id in found else "it cannot be part of an address"
        yield diagnostic(
            "O050", f"the name “{one.id}” cannot identify this text: {why}", place, "rename the file"
        )
        return
    try:
        read = trees(source.root)
    except CitationError as error:
        hint = "write match as a path of element names, /TEI/text/body/div, and use as @n or @xml:id"
        yield diagnostic("O052", f"its citeStructure cannot be used: {error}", place, hint)
        return
    if not read:
        hint = "say in encodingDesc/refsDecl/citeStructure what can be cited (Guidelines 17.2.5.4)"
        yield diagnostic("O051", "the header does not say how parts of the text are cited", place, hint)
    for tree in read:
        for element, identifier in tree.left_out:
            what = (
                f"the second unit “{identifier}”"
                if identifier
                else f"a <{_name(element.tag)}> without an identifier"
            )
            yield diagnostic(
                "O053", f"{what} cannot be cited", source.place(element), "give each a value of its own"
            )
        for unit in tree.units:
            if not _SAFE.fullmatch(unit.identifier):
                message = (
                    f"“{unit.identifier}” cannot be the name of a file, so this unit cannot be asked for"
                )
                hint = "choose another delim than / in citeStructure, or another value for the unit"
                yield diagnostic("O053", message, source.place(unit.element), hint)


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _collection(answers: Answers, draft: Path, ident: str) -> None:
    """The answers about the collection or resource *ident*."""
    asked = {} if ident == ROOT else {"id": ident}
    _answer(draft, "collection", asked, answers.collection(asked))
    for nav in ("children", "parents"):
        asked = {"id": ident, "nav": nav}
        _answer(draft, "collection", asked, answers.collection(asked))
    if ident == ROOT:
        _answer(draft, "collection", {"id": ROOT}, answers.collection({"id": ROOT}))


def _resource(answers: Answers, draft: Path, one: Resource) -> None:
    """The answers about what is in the resource *one*, and its text."""
    content: Text = text(one.path)
    asked = {"resource": one.id}
    target = draft / path("document", asked)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(answers.document(asked))
    if not content.trees:
        _answer(draft, "navigation", asked, answers.navigation(asked))
    for tree in content.trees:
        for request in _requests(one, tree):
            _answer(draft, "navigation", request, answers.navigation(request))
        for unit in _units(tree):
            request = _of(one, tree) | {"ref": unit.identifier}
            target = draft / path("document", request)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(answers.document(request))


def _requests(one: Resource, tree: Tree) -> Iterator[dict[str, str]]:
    """The requests of the navigation endpoint that files answer: each unit, and each depth that differs."""
    depths = [str(depth) for depth in (-1, *range(1, tree.depth + 1))]
    for down in depths:
        yield _of(one, tree) | {"down": down}
    for unit in _units(tree):
        yield _of(one, tree) | {"ref": unit.identifier}
        for down in ("0", "-1", *(str(depth) for depth in range(1, max(2, tree.depth - unit.level + 1)))):
            yield _of(one, tree) | {"ref": unit.identifier, "down": down}


def _units(tree: Tree) -> Iterator[Unit]:
    return (unit for unit in tree.units if _SAFE.fullmatch(unit.identifier))


def _of(one: Resource, tree: Tree) -> dict[str, str]:
    return {"resource": one.id} | ({"tree": tree.name} if tree.name else {})


def _answer(draft: Path, endpoint: str, asked: Mapping[str, str], answer: object) -> None:
    _write(draft / path(endpoint, asked), answer)


def _write(target: Path, answer: object) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
