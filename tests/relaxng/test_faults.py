"""Letters with one fault each, against the whole of TEI: the first error names the fault, near where it is.

A case has the letter, the line of the fault and what the first error must name (``planted``), and what is said
(``expected``). The schema, TEI P5 with every module, is not part of the project: ``TEI_ALL`` is the path to it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from cases import Case, cases, name
from tei.relaxng import Error, Schema, load

HERE = Path(__file__).parent
CASES = cases(HERE / "faults")
TEI_ALL = Path(os.environ.get("TEI_ALL") or HERE.parents[2] / "shared" / "schemas" / "tei_all.rng")
LEAST = 60

pytestmark = pytest.mark.skipif(not TEI_ALL.exists(), reason=f"there is no {TEI_ALL}")


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load(TEI_ALL)


def shown(errors: Sequence[Error]) -> str:
    lines = []
    for error in errors:
        lines.append(f"{error.line}:{error.column} {error.message}\n")
        if error.hint:
            lines.append(f"  hint: {error.hint}\n")
    return "".join(lines)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_fault_is_one_error_that_names_it(
    case: Case, schema: Schema, request: pytest.FixtureRequest
) -> None:
    errors = list(schema.iter_errors(case.blocks["xml"].encode()))
    line, named = case.blocks["planted"].splitlines()
    assert len(errors) == 1, shown(errors)
    (error,) = errors
    assert abs(error.line - int(line)) <= 1, shown(errors)
    said = f"{error.message} {error.hint}"
    assert [word for word in named.split() if word not in said] == [], said
    case.expect(shown(errors), request)


def test_there_are_many_faults() -> None:
    assert len(CASES) >= LEAST
    assert len({case.blocks["xml"] for case in CASES}) == len(CASES)
