"""Cases: Markdown files of a title and named blocks. To add a test is to add a file.

    # What the case shows

    ```text
    the input
    ```

    ```expected
    what must come of it
    ```

``pytest --update`` rewrites the ``expected`` blocks; read the difference before it is committed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

_BLOCK = re.compile(r"^```(?P<name>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """A case: its file and its blocks by name."""

    path: Path
    blocks: dict[str, str]

    def expect(self, actual: str, request: pytest.FixtureRequest, name: str = "expected") -> None:
        """Fail with a diff unless *actual* is the block *name*; with ``--update`` make it so."""
        actual = actual.rstrip("\n") + "\n"
        if request.config.getoption("--update"):
            content = self.path.read_text("utf-8")
            content = content.replace(f"```{name}\n{self.blocks[name]}```", f"```{name}\n{actual}```")
            self.path.write_text(content, "utf-8")
        else:
            assert actual == self.blocks[name]


def cases(folder: Path) -> list[Case]:
    """The cases in *folder*, sorted by name."""
    return [read(path) for path in sorted(folder.glob("*.md"))]


def read(path: Path) -> Case:
    """The case in the file *path*."""
    content = path.read_text("utf-8")
    assert content.startswith("# "), f"{path} does not begin with a title"
    return Case(path, {match["name"]: match["body"] for match in _BLOCK.finditer(content)})


def name(case: Case) -> str:
    """The name of *case* in the list of tests."""
    return case.path.stem
