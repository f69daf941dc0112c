"""The policy of an edition: severities by code, exceptions by file, and what is said of those that are of no use."""

from __future__ import annotations

import pytest

from tei.diagnostics import Diagnostic, Place, Severity, diagnostic
from tei.errors import EditionFileError
from tei.policy import Judge, Policy

CHECKS = {
    "D002": "error",
    "C010": "off",
    "fail_on": "warning",
    "except": [
        {"files": "letters/d1*", "codes": ["N003"], "severity": "off", "reason": "numbered by hand"},
        {"files": ["d2.xml", "d3.xml"], "severity": "info", "reason": "drafts"},
        {"files": "d12.xml", "codes": "N003", "severity": "error", "reason": "but this one"},
    ],
}


def found(code: str, file: str) -> Diagnostic:
    return diagnostic(code, "", Place(file))


@pytest.mark.parametrize(
    ("code", "file", "severity"),
    [
        ("D002", "letters/d9.xml", Severity.ERROR),
        ("D003", "letters/d9.xml", Severity.ERROR),
        ("C010", "letters/d9.xml", None),
        ("N003", "letters/d9.xml", Severity.WARNING),
        ("N003", "letters/d1.xml", None),
        ("N003", "edition\\letters\\d1.xml", None),
        ("P001", "letters/d1.xml", Severity.WARNING),
        ("D002", "edition/d2.xml", Severity.INFO),
        ("C010", "d3.xml", Severity.INFO),
        ("N003", "letters/d12.xml", Severity.ERROR),
    ],
)
def test_the_last_exception_that_fits_decides(code: str, file: str, severity: Severity | None) -> None:
    judged = Judge(Policy.of(CHECKS)).judged([found(code, file)])
    assert [d.severity for d in judged] == ([] if severity is None else [severity])


def test_an_exception_that_excepts_nothing_is_told() -> None:
    judge = Judge(Policy.of(CHECKS, "edition.toml"))
    judge.judged([], "letters/d1.xml")
    judge.judged([found("P001", "d2.xml")], "d2.xml")
    [unused] = judge.unused()
    assert (unused.code, unused.place.file) == ("K004", "edition.toml")
    assert unused.message == "the exception of N003 for letters/d1* has nothing to except"
    judge.judged([found("N003", "letters/d1.xml")])
    assert judge.unused() == []


def test_files_that_were_not_looked_at_say_nothing_of_an_exception() -> None:
    judge = Judge(Policy.of(CHECKS))
    judge.judged([found("N003", "other.xml")], "other.xml")
    assert judge.unused() == []


@pytest.mark.parametrize(
    ("checks", "hint"),
    [
        ({"D00": "off"}, "did you mean D00"),
        ({"D002": "fatal"}, "off, info, warning, error"),
        ({"except": [{"files": "*", "codes": ["n003"], "reason": "x"}]}, "did you mean N003"),
    ],
)
def test_what_there_is_not_is_an_error(checks: dict[str, object], hint: str) -> None:
    with pytest.raises(EditionFileError) as caught:
        Policy.of(checks, "edition.toml")
    assert hint in caught.value.hint
    assert caught.value.message.startswith("edition.toml: ")


def test_without_a_policy_everything_stays() -> None:
    every = (found("D002", "a.xml"), found("X001", "b.xml"))
    assert Judge(Policy.of({})).judged(every) == every
