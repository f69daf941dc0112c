"""Where what was found between documents stands: its line, column and path, read off the file again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tei.diagnostics import Diagnostic, Place, diagnostic, excerpted
from tei.namespaces import XML_ID, Paths
from tei.validation.decode import Decoded, decode
from tei.validation.parse import Loaded, load
from tei.validation.places import Places, elements
from tei.validation.rules.edition.finding import Finding


def placed(findings: Iterable[Finding], loaded: Loaded | None = None) -> Iterator[Diagnostic]:
    """The diagnostics for *findings*, file by file, with line, column and path where the file can be read."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.file, []).append(finding)
    for file, some in files.items():
        if loaded is not None:
            yield from _in_file(some, loaded)
            continue
        try:
            content = Path(file).read_bytes()
        except OSError:
            yield from (diagnostic(f.code, f.message, Place(f.file, f.line), f.hint) for f in some)
            continue
        decoded = decode(content)
        near = (
            [_at_document(f, content) for f in some] if isinstance(decoded, Decoded) and decoded.plain else []
        )
        plain = [d for d in near if d is not None]
        yield from plain if len(plain) == len(some) else _in_file(some, load(content, file))


def _at_document(finding: Finding, content: bytes) -> Diagnostic | None:
    """The diagnostic for *finding*, if it is about the start tag of its document and *content* shows that plainly.

    That is a matter of one search, where to be sure in any case the file has to be parsed.
    """
    name = finding.path.rpartition("/")[2].partition("[")[0]
    given = b'xml:id="%s"' % finding.id.encode("utf-8")
    if finding.phrase or not name or content.count(given) != 1 or not _is_plain(content):
        return None
    at = content.index(given)
    start = content.rfind(b"<", 0, at)
    tag = content[start : content.find(b">", at)]
    if not tag.startswith(b"<%s " % name.encode("utf-8")) or b">" in content[start:at]:
        return None
    if finding.attribute:
        wanted = b' %s="' % finding.attribute.encode("utf-8")
        if tag.count(wanted) != 1:
            return None
        start += tag.index(wanted) + len(wanted)
    line, begin = content.count(b"\n", 0, start) + 1, content.rfind(b"\n", 0, start) + 1
    column = len(content[begin:start].decode("utf-8")) + 1
    found = diagnostic(
        finding.code, finding.message, Place(finding.file, line, column, finding.path), finding.hint
    )
    return excerpted([found], finding.file, content[begin:], line)[0]


def _is_plain(content: bytes) -> bool:
    """Whether *content* has no comment, in which an identifier is none, nor anything like it, and lines that end in LF.

    One character is found many times sooner than two, and few files have this one.
    """
    return b"\r" not in content and not (b"!" in content and b"<!" in content)


def _in_file(findings: list[Finding], source: Loaded) -> list[Diagnostic]:
    """The diagnostics for *findings*, which are all about *source*."""
    place = _placer(source)
    found = [diagnostic(f.code, f.message, place(f), f.hint) for f in findings]
    return excerpted(found, source.file, source.content)


def _placer(source: Loaded) -> Callable[[Finding], Place]:
    """What gives the place of each finding in the file *source*."""
    if source.tree is None:
        return lambda finding: Place(finding.file, finding.line)
    places, every, path_to = Places(source.content), list(elements(source.tree)), Paths()
    by_id: dict[str, int] = {}
    for number, element in enumerate(every):
        if ident := element.get(XML_ID):
            by_id.setdefault(ident, number)

    def place(finding: Finding) -> Place:
        number = by_id.get(finding.id)
        if number is None:
            number = next((i for i, e in enumerate(every) if places.element(i)[0] == finding.line), 0)
        start = places.start(number)
        name = finding.attribute.replace("xml:id", XML_ID)
        if name and (span := places.value(number, name)):
            start = span[0]
        elif finding.phrase:
            found = source.content.find(finding.phrase.encode("utf-8"), start)
            if found < 0:  # it stands in the header
                found = source.content.find(finding.phrase.encode("utf-8"))
            start = found if found >= 0 else start
        return Place(finding.file, *places.position(start), path_to(every[places.around(start)]))

    return place
