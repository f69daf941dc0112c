"""The page that tells how to add a target is followed to the letter."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tei import encode, exporters
from tei.exporters import Options, Target, export

ROOT = Path(__file__).parents[2]


def test_a_target_is_a_module_and_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "exports" / "adding-a-target.md").read_text("utf-8")
    _, row, code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    module = ModuleType("tei.exporters.names")
    exec(code, module.__dict__)
    monkeypatch.setitem(sys.modules, "tei.exporters.names", module)
    monkeypatch.setattr(exporters, "TARGETS", eval(f"{{{row}}}", {"Target": Target}))
    encode(sorted((ROOT / "seeds").glob("*.txt")), tmp_path)
    made = export(
        "names", sorted(tmp_path.glob("*.xml")), tmp_path / "out", Options(settings={"minimum": "3"})
    )
    lines = made.path.read_text("utf-8").splitlines()
    assert "Kissinger" in lines
    assert lines == sorted(set(lines))
