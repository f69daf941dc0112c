"""The reports: each is what its readers take, says the same, and shows nothing that a terminal would obey."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cases import Case, cases, name
from tei import relaxng
from tei.diagnostics import Diagnostic, Excerpt, Fix, Place, Severity, diagnostic, excerpted
from tei.errors import TeiError
from tei.outcome import Outcome
from tei.report import FORMATS, Summary, View, format_of, write

HERE = Path(__file__).parent
JENKINS = os.environ.get("JUNIT_SCHEMA")  # junit-10.xsd, which the source of pytest holds
SARIF = os.environ.get("SARIF_SCHEMA")  # that of OASIS, which the package @microsoft/jest-sarif of npm holds
JUNIT = relaxng.load(HERE / "junit.rnc")

TEXT = "<TEI>\n\t<p>two <para>words</para></p>\n</TEI>\n"
PLACE = Place("out/a b.xml", 2, 9, "/TEI/p/para")
ONE = diagnostic(
    "S001", "<para> in <p> is not an element of the schema", PLACE, "did you mean <p>?", expected=("p", "hi")
)
FIXED = diagnostic("N003", "note 3 follows note 1", Place("out/a b.xml", 3, 1), fixes=(Fix(4, 5, "2"),))
OUTCOMES = [
    Outcome(
        Path("out/a b.xml"),
        diagnostics=tuple(excerpted([ONE, FIXED], PLACE.file, TEXT)),
        schemas=("own.rng",),
    ),
    Outcome(Path("out/clean.xml")),
    Outcome(Path("out/gone.xml"), problem="cannot be read: 50% of it, say\nno more"),
    Outcome(Path("c:d,e.xml"), diagnostics=(diagnostic("S005", "\x9b31m\u202eevil", Place("c:d,e.xml")),)),
    Outcome(Path("no column.xml"), diagnostics=(diagnostic("S008", "no schema", Place("no column.xml", 2)),)),
]
TEXTS = st.text(max_size=30)
DIAGNOSTICS = st.builds(
    Diagnostic,
    st.sampled_from(["S001", "N002", "other"]),
    st.sampled_from(list(Severity)),
    st.builds(Place, TEXTS, st.integers(0, 9), st.integers(0, 9), TEXTS),
    TEXTS,
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
    TEXTS,
    st.none() | st.just(Excerpt("a <b>", 2, 4)),
    st.lists(st.builds(Fix, st.integers(0, 3), st.integers(3, 9), TEXTS), max_size=2).map(tuple),
)
PATHS = st.text(st.characters(exclude_characters="\0", exclude_categories=[]), min_size=1, max_size=9)
OUTCOME = st.builds(
    Outcome, PATHS.map(Path), diagnostics=st.lists(DIAGNOSTICS, max_size=3).map(tuple), problem=TEXTS
)


def written(form: str, outcomes: list[Outcome]) -> str:
    return "".join(write(form, outcomes))


@pytest.mark.parametrize("case", cases(HERE), ids=name)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    case.expect(written(case.path.stem, OUTCOMES), request)


@given(st.lists(OUTCOME, max_size=4))
def test_every_report_can_be_read_by_what_reads_it(outcomes: list[Outcome]) -> None:
    problems = sum(len(outcome.diagnostics) for outcome in outcomes)
    failed = sum(bool(outcome.problem) for outcome in outcomes)
    reports = {form: written(form, outcomes) for form in FORMATS}
    for report in reports.values():
        report.encode("utf-8")
    data = json.loads(reports["json"])
    assert (
        sum(len(file["diagnostics"]) for file in data["files"])
        == problems
        == sum(data["summary"]["codes"].values())
    )
    sarif = json.loads(reports["sarif"])
    assert len(sarif["runs"][0]["results"]) == problems
    assert list(JUNIT.iter_errors(reports["junit"].encode())) == []
    assert reports["github"].count("\n") == problems + failed + 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", reports["text"] + reports["github"])
    assert reports["html"].count("<li ") == problems
    regions = re.findall(r'"start(?:Line|Column)": (\d+)', reports["sarif"])
    numbers = re.findall(r"[,:](?:line|col)=(\d+)", reports["github"])
    shown = re.findall(r"^  +(?:(\d+)|(\d+):(\d+))  (?:error|warning|info)", reports["text"], re.MULTILINE)
    assert "0" not in [*regions, *numbers, *(number for place in shown for number in place)]


@pytest.mark.skipif(not SARIF, reason="needs SARIF_SCHEMA, the path of the JSON schema of SARIF 2.1.0")
@given(st.lists(OUTCOME, max_size=4))
def test_code_scanning_can_read_the_report(outcomes: list[Outcome]) -> None:
    schema = sarif_schema()
    assert not list(schema.iter_errors(json.loads(written("sarif", outcomes))))
    assert list(schema.iter_errors({"version": "2.1.0"}))


@pytest.mark.skipif(
    not JENKINS, reason="needs JUNIT_SCHEMA, the path of junit-10.xsd, the schema that Jenkins publishes"
)
@given(st.lists(OUTCOME, max_size=4))
def test_jenkins_can_read_the_report(outcomes: list[Outcome]) -> None:
    jenkins_schema().assertValid(etree.fromstring(written("junit", outcomes).encode("utf-8")))
    assert not jenkins_schema().validate(etree.fromstring("<testsuites><testsuite/></testsuites>"))


@cache
def jenkins_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(JENKINS)))


# The form of a workflow command, and what it escapes: GitHub, Workflow commands for GitHub Actions; and the source of
# the runner, ActionCommand.cs.
PROPERTY = r"(?:file|line|col|title)=(?:%25|%0A|%3A|%2C|[^%:,\r\n])*"
COMMAND = re.compile(rf"::(?:error|warning|notice) {PROPERTY}(?:,{PROPERTY})*::(?:%25|%0A|[^%\r\n])*")


@given(st.lists(OUTCOME, max_size=4))
def test_github_can_read_the_report(outcomes: list[Outcome]) -> None:
    *commands, summary, end = written("github", outcomes).split("\n")
    assert end == ""
    assert not summary.startswith("::")
    assert len(commands) == sum(len(outcome.diagnostics) + bool(outcome.problem) for outcome in outcomes)
    for command in commands:
        assert COMMAND.fullmatch(command), command


@cache
def sarif_schema() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads(Path(str(SARIF)).read_text("utf-8")))


def test_code_scanning_is_told_the_place_and_the_fix() -> None:
    run = json.loads(written("sarif", OUTCOMES))["runs"][0]
    first, second, *_ = run["results"]
    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "out/a%20b.xml"}
    assert physical["region"] == {"startLine": 2, "startColumn": 9, "endColumn": 14}
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "S001"
    [change] = second["fixes"][0]["artifactChanges"][0]["replacements"]
    assert change == {"deletedRegion": {"byteOffset": 4, "byteLength": 1}, "insertedContent": {"text": "2"}}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["properties"]["schemas"] == ["own.rng"]


def test_writers_take_outcomes_one_by_one() -> None:
    """What is asked of a writer with every piece is no more than one further outcome."""

    class Source:
        def __init__(self) -> None:
            self.given = 0

        def __iter__(self) -> Iterator[Outcome]:
            for self.given in range(1, 1001):
                yield OUTCOMES[0]

    for form in FORMATS:
        source = Source()
        before = 0
        for _ in write(form, source):
            assert source.given in (before, before + 1, 1000, 1)
            before = source.given


def test_the_summary_decides_the_exit_status() -> None:
    assert Summary(OUTCOMES).line() == "5 files, 1 not processed, 2 errors, 2 warnings"
    assert Summary(OUTCOMES).exit_status() == 3
    assert Summary(OUTCOMES[:2]).exit_status() == 1
    warning = [Outcome(Path("a"), diagnostics=(FIXED,))]
    assert [Summary(warning).exit_status(s) for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)] == [
        0,
        1,
        1,
    ]
    assert Summary().exit_status(Severity.INFO) == 0


def test_the_suffix_of_a_file_chooses_the_format() -> None:
    assert [format_of(Path(f"r{row.suffix}")) for row in FORMATS.values()] == list(FORMATS)
    with pytest.raises(TeiError, match=r"\.doc"):
        format_of(Path("r.doc"))


def test_an_excerpt_shows_the_place_in_a_long_line() -> None:
    text = "x" * 500 + " <persName>" + "y" * 500
    [found] = excerpted([diagnostic("S001", "m", Place("f", 1, 502))], "f", text)
    excerpt = found.excerpt
    assert excerpt is not None
    assert excerpt.text[excerpt.start : excerpt.end] == "<persName"
    assert len(excerpt.text) <= 102


@given(st.text(st.sampled_from("a <>&\t\r\n"), max_size=40), st.integers(1, 9), st.integers(0, 50))
def test_an_excerpt_never_leaves_its_line(text: str, line: int, column: int) -> None:
    [found] = excerpted([diagnostic("S001", "m", Place("f", line, column))], "f", text)
    lines = re.split(r"\r\n?|\n", text)
    if line > len(lines):
        assert found.excerpt is None
    else:
        assert found.excerpt is not None
        assert found.excerpt.text == lines[line - 1].replace("\t", " ")
        assert 0 <= found.excerpt.start <= found.excerpt.end <= len(found.excerpt.text)


def test_the_page_holds_all_that_it_needs_and_its_elements_are_closed() -> None:
    page = written("html", OUTCOMES)
    assert not re.search(r'(?:src|href)="(?:\w+:)?//|@import|url\(', page)
    opened: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, _attributes: object) -> None:
            if tag not in ("meta", "input"):
                opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    Parser().feed(page)
    assert not opened


def test_links_lead_from_where_the_report_lies() -> None:
    page = "".join(write("html", OUTCOMES, View(base=Path("out/reports"))))
    assert 'href="../a%20b.xml#L2"' in page


def test_verbose_tells_all_that_could_stand_there() -> None:
    text = "".join(write("text", OUTCOMES, View(verbose=True)))
    assert "expected: p, hi" in text
    assert "checked against own.rng" in text


def test_what_is_said_many_times_is_said_once() -> None:
    many = [diagnostic("S001", "the same", Place("a.xml", n, 1)) for n in range(1, 21)]
    outcomes = [Outcome(Path("a.xml"), diagnostics=tuple(many))]
    short = written("text", outcomes)
    assert short.count("the same") == 1
    assert "and 19 more like it, in lines 2, 3, 4, 5, 6, 7, 8, 9 …" in short
    assert "     20  S001" in short
    assert "".join(write("text", outcomes, View(verbose=True))).count("the same") == 20


def test_colour_marks_the_severity() -> None:
    assert "\x1b[31merror" in "".join(write("text", OUTCOMES, View(colour=True)))
