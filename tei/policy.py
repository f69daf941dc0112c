"""Policy: how much each code matters in an edition, and where it does not (the table ``[checks]`` of its file)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from tei.diagnostics import CODES, Diagnostic, Place, Severity, diagnostic
from tei.errors import EditionFileError
from tei.slips import did_you_mean, meant

Wrong = Callable[[str, str, str], EditionFileError]

OFF = "off"
_FILE = "the edition file"
_SEVERITIES: dict[str, Severity | None] = {OFF: None} | {str(severity): severity for severity in Severity}
_UNUSED = "K004"  # this says what the policy does, and so the policy does not apply to it


@dataclass(frozen=True, slots=True)
class Exempt:
    """A severity for some files; ``codes`` are all codes if it is empty, and a severity of None is off."""

    files: tuple[str, ...]
    codes: tuple[str, ...]
    severity: Severity | None
    reason: str = ""

    def covers(self, file: str) -> bool:
        """Whether *file*, a path with ``/``, is meant: by its path, by the end of its path, or by its name."""
        path = PurePosixPath(file)
        return any(
            fnmatchcase(file, pattern) or fnmatchcase(file, f"*/{pattern}") or fnmatchcase(path.name, pattern)
            for pattern in self.files
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """The severities of an edition. Without any it leaves every diagnostic as it is."""

    severities: Mapping[str, Severity | None]
    exceptions: tuple[Exempt, ...] = ()
    file: str = ""

    @classmethod
    def of(cls, checks: Mapping[str, Any], file: str = "", wrong: Wrong | None = None) -> Policy:
        """The policy that the table *checks* of the edition file *file* states.

        Raises :class:`EditionFileError` for a code that there is not, and for a severity that there is not; *wrong*
        makes the error of a key, a message and a hint, if it is known where the key stands.
        """
        told = wrong or (lambda _, message, hint: EditionFileError(f"{file or _FILE}: {message}", hint))
        severities: dict[str, Severity | None] = {}
        exceptions: list[Exempt] = []
        for key, value in checks.items():
            if key == "except":
                exceptions += (_exception(entry, told) for entry in value)
            elif key != "fail_on":
                severities[_code(key, f"checks.{key}", told)] = _severity(value, f"checks.{key}", told)
        return cls(severities, tuple(exceptions), file)

    def severity(self, code: str, file: str) -> tuple[Severity | None, int]:
        """The severity of *code* in *file* (None if it is off), and which exception says so (-1 if none)."""
        severity = self.severities.get(code, CODES[code].severity if code in CODES else Severity.ERROR)
        by = -1
        for index, exception in enumerate(self.exceptions):
            if (not exception.codes or code in exception.codes) and exception.covers(file):
                severity, by = exception.severity, index
        return severity, by


NO_POLICY = Policy({})


class Judge:
    """A policy at work: it remembers which of its exceptions were of use."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._used: set[tuple[int, str]] = set()
        self._seen: set[int] = set()

    def judged(self, diagnostics: Sequence[Diagnostic], file: str = "") -> tuple[Diagnostic, ...]:
        """*diagnostics* with the severities of the policy, without those that are off; *file* was looked at."""
        if not self._policy.severities and not self._policy.exceptions:
            return tuple(diagnostics)
        for name in {_slashes(file), *(_slashes(d.place.file) for d in diagnostics)} - {""}:
            self._seen.update(i for i, e in enumerate(self._policy.exceptions) if e.covers(name))
        return tuple(self._each(diagnostics))

    def unused(self, *, every: bool = False) -> list[Diagnostic]:
        """K004 for each exception that meant files which were looked at, and found nothing in them.

        *every* says that all files of the edition were looked at: then it is told of any that found nothing.
        """
        return [
            diagnostic(
                _UNUSED, _idle(exception, idle), Place(self._policy.file), "delete it, or correct its files"
            )
            for index, exception in enumerate(self._policy.exceptions)
            if (every or index in self._seen)
            and (idle := [code for code in exception.codes or ("",) if (index, code) not in self._used])
        ]

    def _each(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        for d in diagnostics:
            severity, by = self._policy.severity(d.code, _slashes(d.place.file))
            if by >= 0:
                self._used.update(((by, d.code), (by, "")))
            if severity is not None:
                yield d if severity == d.severity else replace(d, severity=severity)


def _idle(exception: Exempt, codes: Sequence[str]) -> str:
    what = f" of {', '.join(codes)}" if any(codes) else ""
    return f"the exception{what} for {', '.join(exception.files)} has nothing to except"


def _slashes(file: str) -> str:
    return file.replace("\\", "/")


def _exception(entry: Mapping[str, Any], wrong: Wrong) -> Exempt:
    codes = tuple(_code(code, "checks.except", wrong) for code in _texts(entry.get("codes", ())))
    severity = _severity(entry.get("severity", OFF), "checks.except", wrong)
    return Exempt(_texts(entry["files"]), codes, severity, entry["reason"])


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _code(code: str, key: str, wrong: Wrong) -> str:
    if code not in CODES:
        close = meant(code, CODES)
        hint = did_you_mean(f"{close}, {CODES[close].title}") if close else "reports show the codes"
        raise wrong(key, f"there is no code {code}", hint)
    return code


def _severity(value: str, key: str, wrong: Wrong) -> Severity | None:
    if value not in _SEVERITIES:
        raise wrong(key, f"there is no severity “{value}”", f"it is one of {', '.join(_SEVERITIES)}")
    return _SEVERITIES[value]
