"""The report as one page for a browser, complete in itself: no other file, nothing from the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from tei.diagnostics import Diagnostic, Severity
from tei.outcome import Outcome
from tei.report.summary import Summary, number, title
from tei.report.view import View, link, told, visible

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --error: #b3261e; --warning: #8a5a00; --info: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffc46b; --info: #8ab8ff; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
form { position: sticky; top: 0; background: Canvas; padding: .5rem 0; display: flex; gap: 1rem; flex-wrap: wrap; }
input[type=search] { font: inherit; min-width: 20rem; }
details { border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 2rem; }
summary { cursor: pointer; padding: .3rem 0; overflow-wrap: anywhere; }
ul { list-style: none; padding: 0; margin: 0; }
li { margin: .3rem 0 1rem; padding-left: .8rem; border-left: .25rem solid; }
li.error { border-color: var(--error); } li.warning { border-color: var(--warning); }
li.info { border-color: var(--info); }
.error b { color: var(--error); } .warning b { color: var(--warning); } .info b { color: var(--info); }
pre { overflow-x: auto; margin: .3rem 0; padding: .3rem .5rem; border: 1px solid var(--line); }
p { margin: .2rem 0; } .where { opacity: .75; font-size: .85rem; overflow-wrap: anywhere; }
mark { background: #ffd54a; color: #000; }
[hidden] { display: none; }
"""
# Hides what does not hold every word that is looked for, and files of which nothing is left.
_SCRIPT = """
const form = document.querySelector("form");
const items = [...document.querySelectorAll("li")].map(li => [li, li.closest("details")]);
const text = new Map(items.map(([li, file]) =>
  [li, (li.textContent + " " + file.querySelector("summary").textContent).toLowerCase()]));
form.hidden = false;
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("input", () => {
  const words = form.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const kinds = [...form.querySelectorAll("[type=checkbox]:checked")].map(box => box.value);
  const left = new Map();
  for (const [li, file] of items) {
    li.hidden = !kinds.includes(li.className) || !words.every(word => text.get(li).includes(word));
    left.set(file, (left.get(file) || 0) + !li.hidden);
  }
  let shown = 0;
  for (const [file, count] of left) { file.hidden = !count; shown += count; }
  form.querySelector("output").textContent = shown + " of " + items.length + " shown";
});
"""
_NOUNS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "remarks"}


def write(outcomes: Iterable[Outcome], view: View) -> Iterator[str]:
    """The report, a piece for each file; the outcomes are gone through twice, because the counts come first."""
    summary = Summary(outcomes)
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Report: {escape(summary.line())}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Report</h1>\n<p>{escape(summary.line())}.</p>\n"
    )
    if summary.codes:
        yield from _codes(summary)
        yield _form(summary)
    yield "<h2>By file</h2>\n" if summary.codes or summary.failed else ""
    for outcome in outcomes:
        yield from _files(outcome, view)
    yield f"</main>\n<script>{_SCRIPT}</script>\n" if summary.codes else "</main>\n"
    yield "</body>\n</html>\n"


def _codes(summary: Summary) -> Iterator[str]:
    yield '<h2>By code</h2>\n<table>\n<tr><th scope="col">Code</th><th scope="col">What it stands for</th>'
    yield '<th scope="col" class="n">Problems</th><th scope="col" class="n">Files</th></tr>\n'
    for code, count in sorted(summary.codes.items()):
        yield (
            f'<tr><th scope="row">{escape(code)}</th><td>{escape(title(code))}</td>'
            f'<td class="n">{count:,}</td><td class="n">{summary.files_of[code]:,}</td></tr>\n'
        )
    yield "</table>\n"


def _form(summary: Summary) -> str:
    """What narrows the list down; hidden until a script can do so."""
    boxes = "".join(
        f'<label><input type="checkbox" value="{severity}" checked> {_NOUNS[severity]}</label>\n'
        for severity in sorted(summary.severities, reverse=True)
    )
    search = (
        '<label>Show those with <input type="search" name="words" placeholder="code, file or word"></label>'
    )
    return f'<form hidden role="search">\n{search}\n{boxes}<output></output>\n</form>\n'


def _files(outcome: Outcome, view: View) -> Iterator[str]:
    if outcome.problem:
        name = escape(visible(str(outcome.source)))
        yield f'<p class="error"><b>not processed</b> {name}: {escape(visible(outcome.problem))}</p>\n'
    for file, diagnostics in told(outcome):
        name, count = escape(visible(file)), number(len(diagnostics), "problem")
        items = "".join(_item(d, file, view) for d in diagnostics)
        yield f"<details open>\n<summary>{name}: {count}</summary>\n<ul>\n{items}</ul>\n</details>\n"


def _item(d: Diagnostic, file: str, view: View) -> str:
    column = f", column {d.place.column}" if d.place.column else ""
    place = f"line {d.place.line}{column}" if d.place.line else "the file"
    href = escape(link(file, view.base) + (f"#L{d.place.line}" if d.place.line else ""))
    parts = [f'<p><a href="{href}">{place}</a> <b>{d.severity} {escape(d.code)}</b> {_text(d.message)}</p>']
    if d.excerpt:
        text, start, end = d.excerpt.text, d.excerpt.start, d.excerpt.end
        meant = f"<mark>{_text(text[start:end])}</mark>" if end > start else ""
        parts.append(f'<pre tabindex="0">{_text(text[:start])}{meant}{_text(text[end:])}</pre>')
    if d.hint:
        parts.append(f"<p>Hint: {_text(d.hint)}</p>")
    where = ", ".join(filter(None, [d.place.xpath, f"by {d.rule}" if d.rule else ""]))
    if where:
        parts.append(f'<p class="where">{_text(where)}</p>')
    return f'<li class="{d.severity}">{"".join(parts)}</li>\n'


def _text(text: str) -> str:
    return escape(visible(text))
