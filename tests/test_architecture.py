"""The flow goes one way, and so do imports: downward, and never between siblings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tei

PACKAGE = Path(tei.__file__).parent

# From the top down. Parts in one row do not import each other, unless a later row says otherwise.
LAYERS = (
    {"cli"},
    {"batch", "explanations", "reasons", "starting"},
    {"checking", "report"},
    {"pipeline", "exporters"},
    {"dts"},
    {"selection", "settings"},
    {"readers", "annotators", "builder", "validation", "transform", "integrity", "editionfile"},
    {"document", "edition", "files", "metadata", "authority", "conventions", "policy", "records", "outcome"},
    {"remote"},
    {
        "caches",
        "diagnostics",
        "errors",
        "kinds",
        "namespaces",
        "patterns",
        "resources",
        "scratch",
        "steps",
        "version",
        "relaxng",
    },
    {"values"},
    {"calendar", "slips"},
)
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem[:2] != "__")
LONGEST = 400


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The parts of the package that the module at *path* imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "tei":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tei."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("tei."))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = part(path)
    wrong = [other for other in imported(path) if other != own and not LEVEL[other] > LEVEL[own]]
    assert not wrong, f"{own} imports {wrong}, which does not lie below it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_every_part_has_a_level() -> None:
    assert {part(path) for path in MODULES} <= set(LEVEL)


def test_the_public_names_are_sorted_and_there() -> None:
    assert sorted(tei.__all__) == sorted(set(tei.__all__))
    assert all(hasattr(tei, name) for name in tei.__all__)
