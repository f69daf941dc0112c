"""The report for reading: file by file, each problem with the line it is about, then the counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.diagnostics import Diagnostic, Severity
from tei.outcome import Outcome
from tei.report.summary import Summary, number
from tei.report.view import View, told, visible

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "34"}
_BOLD, _DIM = "1", "2"
_INDENT = " " * 9
_FEW = 8  # lines that are named of all that have the same problem
_TABLE_FROM = 10  # problems; fewer are counted at a glance


def write(outcomes: Iterable[Outcome], view: View) -> Iterator[str]:
    """The report, a piece for each file that there is something to say of."""
    summary = Summary()
    for outcome in outcomes:
        summary.add(outcome)
        yield of_file(outcome, view)
    yield ending(summary)


def of_file(outcome: Outcome, view: View) -> str:
    """What there is to say of one file; nothing if that is nothing."""
    lines: list[str] = []
    if outcome.problem or view.inventory or (view.verbose and outcome.schemas):
        lines.append(_styled(visible(str(outcome.source)), _BOLD, view))
        lines += _inventory(outcome) if view.inventory else ()
        if view.verbose:
            lines += [f"  checked against {visible(used)}" for used in outcome.schemas]
        if outcome.problem:
            lines.append(f"  {_styled('error', _COLOURS[Severity.ERROR], view)}  {visible(outcome.problem)}")
    for file, diagnostics in told(outcome):
        if not lines or file != str(outcome.source):
            lines.append(_styled(visible(file), _BOLD, view))
        for alike in _alike(diagnostics, view):
            lines += _problem(alike[0], view)
            if len(alike) > 1:
                lines.append(f"{_INDENT}and {len(alike) - 1:,} more like it{_where(alike[1:])}")
    return "\n".join([*lines, "", ""]) if lines else ""


def ending(summary: Summary) -> str:
    """The counts: of each code, if there are many problems, and of all."""
    table = summary.table() if sum(summary.codes.values()) >= _TABLE_FROM else []
    return "\n".join([*table, *([""] if table else []), summary.line()]) + "\n"


def _alike(diagnostics: Iterable[Diagnostic], view: View) -> Iterable[list[Diagnostic]]:
    """*diagnostics*, those that say the same together, unless all are asked for."""
    if view.verbose:
        return [[d] for d in diagnostics]
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for d in diagnostics:
        groups.setdefault((d.code, d.message), []).append(d)
    return groups.values()


def _where(diagnostics: list[Diagnostic]) -> str:
    """The lines of *diagnostics*, as far as they are known."""
    lines = list(dict.fromkeys(str(d.place.line) for d in diagnostics if d.place.line))
    dots = " …" if len(lines) > _FEW else ""
    if len(lines) < 2:
        return f", in line {lines[0]}" if lines else ""
    return f", in lines {', '.join(lines[:_FEW])}{dots}"


def _problem(d: Diagnostic, view: View) -> Iterator[str]:
    """The lines about one problem."""
    place = d.place.position or "-"
    severity = _styled(f"{d.severity!s:7}", _COLOURS[d.severity], view)
    yield f"  {place:>7}  {severity}  {d.code}  {visible(d.message)}"
    if d.excerpt:
        before, meant, after = (
            visible(part)
            for part in (
                d.excerpt.text[: d.excerpt.start],
                d.excerpt.text[d.excerpt.start : d.excerpt.end],
                d.excerpt.text[d.excerpt.end :],
            )
        )
        blanks = len(before) - len(before.lstrip())
        yield f"{_INDENT}| {before[blanks:]}{meant}{after}"
        if meant:
            mark = _styled("^" * len(meant), _COLOURS[d.severity], view)
            yield f"{_INDENT}| {' ' * (len(before) - blanks)}{mark}"
    if d.hint:
        yield f"{_INDENT}hint: {visible(d.hint)}"
    if view.verbose and d.expected:
        yield f"{_INDENT}expected: {visible(', '.join(d.expected))}"
    where = [d.place.xpath, f"by {d.rule}" if d.rule else ""]
    if any(where):
        yield _INDENT + _styled(visible(", ".join(filter(None, where))), _DIM, view)


def _inventory(outcome: Outcome) -> Iterator[str]:
    """The lines about what was proved and written."""
    if outcome.elements:
        verdict = "every one of them is in the TEI, in order" if outcome.written else "see below"
        yield f"  source text: {number(outcome.characters, 'character')}; {verdict}"
        replaced = ", ".join(number(n, what) for what, n in outcome.replaced.items())
        yield f"  said by markup instead: {replaced or 'nothing'}"
        yield "  elements: " + ", ".join(f"{name} {n}" for name, n in outcome.elements.items())
    for path in outcome.written:
        yield f"  written: {visible(path)}"


def _styled(text: str, style: str, view: View) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if view.colour else text
