"""A user's stylesheet, looked at before it runs: its version, its modules, and what it would read.

A stylesheet is a program. It may read the folder it lies in, the built-in stylesheets and the folders that its user
trusts; everything else it would reach for is refused here or, while it runs, by the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from tei.errors import TransformError
from tei.namespaces import local
from tei.resources import resource
from tei.slips import did_you_mean, meant

XSL = "http://www.w3.org/1999/XSL/Transform"
OWN = "tei:"  # the scheme of the built-in stylesheets
_MODULES = {f"{{{XSL}}}import", f"{{{XSL}}}include"}

# XPath 3.1, sections 14.6 and 16: functions that read what their first argument names.
_READS = "doc|doc-available|document|json-doc|unparsed-text|unparsed-text-lines|unparsed-text-available"
# Functions and instructions whose reach nobody can tell before they run.
_BEYOND = (
    "collection|uri-collection|environment-variable|available-environment-variables|function-lookup|load-xquery-module"
    "|transform|stream-available"
)
_INSTRUCTIONS = frozenset(
    {
        "evaluate",
        "result-document",
        "source-document",
        "stream",
        "merge-source",
        "use-package",
        "import-schema",
    }
)
_NAMED = re.compile(rf"(?<![\w.-])(?P<name>{_READS}|{_BEYOND})\s*(?:\(|#)")
_LITERAL = re.compile(rf"(?<![\w.-])(?:{_READS})\s*\(\s*(?:'(?P<one>[^']*)'|\"(?P<two>[^\"]*)\")\s*\)")


# XSLT 1.0, appendix B, and document of the draft of 1.1, which libxslt knows.
_ELEMENTS = frozenset((
    "apply-imports", "apply-templates", "attribute", "attribute-set", "call-template",
    "choose", "comment", "copy", "copy-of", "decimal-format", "document", "element", "fallback", "for-each",
    "if", "import", "include", "key", "message", "namespace-alias", "number", "otherwise", "output",
    "param", "preserve-space", "processing-instruction", "sort", "strip-space", "stylesheet", "template",
    "text", "transform", "value-of", "variable", "when", "with-param",
))  # fmt: skip
# What XSLT 2.0 and 3.0 have besides.
_LATER = frozenset((
    "accept", "accumulator", "accumulator-rule", "analyze-string", "assert", "break", "catch",
    "character-map", "context-item", "evaluate", "expose", "for-each-group", "fork", "function",
    "global-context-item", "import-schema", "iterate", "map", "map-entry", "matching-substring", "merge",
    "merge-action", "merge-key", "merge-source", "mode", "namespace", "next-iteration", "next-match",
    "non-matching-substring", "on-completion", "on-empty", "on-non-empty", "output-character", "override",
    "package", "perform-sort", "result-document", "sequence", "source-document", "try", "use-package",
    "where-populated",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """A stylesheet: the file, the version it is written in, and the modules it is made of, itself among them."""

    path: Path
    version: str
    modules: tuple[Path, ...]
    reads: bool

    @property
    def first(self) -> bool:
        """Whether it is written in XSLT 1, which libxslt runs."""
        return self.version in ("1.0", "1.1")


def look_at(path: Path, trusted: Sequence[Path] = ()) -> Stylesheet:
    """The stylesheet at *path*, which may read its own folder and those *trusted*.

    Raises :class:`TransformError` if it cannot be read, is no stylesheet, or would read something else.
    """
    path = path.resolve()
    folders = readable(path, trusted)
    modules = dict(_modules(path, folders, {}))
    root = modules[path].getroot()
    version = _version(path, root)
    sheet = Stylesheet(path, version, tuple(modules), reads=False)
    own = builtin_folder()
    foreign = {module: tree.getroot() for module, tree in modules.items() if not module.is_relative_to(own)}
    if sheet.first:
        for module, top in foreign.items():
            _known(module, top, path)
        return sheet
    reads = [_reach(module, top, folders) for module, top in foreign.items()]
    return Stylesheet(path, version, tuple(modules), reads=any(reads))


def readable(path: Path, trusted: Sequence[Path]) -> tuple[Path, ...]:
    """The folders that the stylesheet at *path* may read."""
    return (path.parent.resolve(), builtin_folder(), *(folder.resolve() for folder in trusted))


def builtin_folder() -> Path:
    """The folder of the built-in stylesheets."""
    return resource("transforms", "html.xsl").parent.resolve()


def located(url: str, base: Path, folders: Sequence[Path]) -> Path:
    """The file that *url*, written in the file *base*, means; :class:`TransformError` if it is in none of *folders*."""
    if url.startswith(OWN):
        path = builtin_folder() / url.removeprefix(OWN)
        if not path.is_file():
            hint = "there are tei:html.xsl, tei:text.xsl, tei:reading.xsl and tei:markdown.xsl"
            raise TransformError(f"there is no built-in stylesheet {url}", hint)
    else:
        whole = urlsplit(urljoin(base.as_uri(), url))
        if whole.scheme != "file":
            raise _refused(url)
        path = Path(unquote(whole.path))
    path = path.resolve()
    if not any(path.is_relative_to(folder) for folder in folders):
        raise _refused(url)
    return path


def _refused(url: str) -> TransformError:
    return TransformError(
        f"the stylesheet may not read {url}",
        "a stylesheet reads only files of its own folder: copy the file there, or trust its folder (--trust FOLDER)",
    )


def _modules(
    path: Path, folders: Sequence[Path], seen: dict[Path, etree._ElementTree]
) -> dict[Path, etree._ElementTree]:
    """*path* and the modules that it imports and includes, parsed."""
    if path not in seen:
        seen[path] = tree = _parsed(path)
        for link in tree.iter(*_MODULES):
            target = located(link.get("href", ""), path, folders)
            _modules(target, folders, seen)
    return seen


def _parsed(path: Path) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        tree = etree.fromstring(path.read_bytes(), parser, base_url=str(path)).getroottree()
    except OSError as error:
        raise TransformError(f"the stylesheet {path} cannot be read: {error.strerror}") from error
    except etree.XMLSyntaxError as error:
        raise TransformError(f"the stylesheet {path} is not well-formed XML: {error.msg}") from error
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise TransformError(
            f"the stylesheet {path} has a DOCTYPE, whose entities could read other files",
            "remove it, and write characters in place of entities: &#160; for &nbsp;",
        )
    return tree


def _version(path: Path, root: etree._Element) -> str:
    """The version of XSLT that *root* states."""
    is_stylesheet = root.tag in (f"{{{XSL}}}stylesheet", f"{{{XSL}}}transform", f"{{{XSL}}}package")
    version = root.get("version") if is_stylesheet else root.get(f"{{{XSL}}}version")
    if version is None:
        raise TransformError(f"{path} is not an XSLT stylesheet: its first element is {local(root.tag)}")
    return version.strip()


def _known(path: Path, root: etree._Element, main: Path) -> None:
    """Nothing, if XSLT 1.0 has each instruction of *root*, a module of *main*, or it has an ``xsl:fallback``.

    libxslt passes over what it does not know, so that a rendition lacks it in silence.
    """
    for element in root.iter(f"{{{XSL}}}*"):
        name = local(element.tag)
        if name not in _ELEMENTS and element.find(f"{{{XSL}}}fallback") is None:
            close = "" if name in _LATER else meant(name, sorted(_ELEMENTS))
            raise TransformError(
                f"the stylesheet {path} cannot be used: line {element.sourceline}: XSLT 1.0 has no xsl:{name}",
                did_you_mean(f"xsl:{close}") if close else f'for XSLT 3.0 write version="3.0" in {main.name}',
            )


def _reach(path: Path, root: etree._Element, folders: Sequence[Path]) -> bool:
    """Whether the module *root* reads files while it runs; each must be named by its address, in *folders*.

    SaxonC can be kept from reading files at all, but not from reading some of them.
    """
    reads = False
    for element in root.iter(etree.Element):
        if str(element.tag).startswith(f"{{{XSL}}}") and local(element.tag) in _INSTRUCTIONS:
            raise TransformError(
                f"{path.name} uses xsl:{local(element.tag)} (line {element.sourceline}), "
                "which is not allowed: nobody can tell what it would reach"
            )
        for expression in _expressions(element):
            for call in _NAMED.finditer(expression):
                literal = _LITERAL.match(expression, call.start())
                if literal is None:
                    raise TransformError(
                        f"{path.name} calls {call['name']}() (line {element.sourceline}) "
                        "in a way that does not say what it reads",
                        "a stylesheet reads only files whose address is written out, as in doc('names.xml')",
                    )
                located(literal["one"] or literal["two"] or "", path, folders)
                reads = True
    if reads and root.xpath("//@xml:base"):
        raise TransformError(
            f"{path.name} has an xml:base, so that what it reads cannot be told", "remove it"
        )
    return reads


def _expressions(element: etree._Element) -> Iterator[str]:
    """Where *element* may hold XPath: its attributes and, for text value templates, its text."""
    yield from (str(value) for value in element.attrib.values())
    for text in (element.text, *(child.tail for child in element)):
        if text and "{" in text:
            yield text
