"""Programs of others that read the exports. ``tests/exporters/consumers.sh FOLDER`` installs them in FOLDER.

``TEI_CONSUMERS`` in the environment names that folder. Without it the tests that need them are skipped, and say so;
with it, as in ``.ci/run``, a consumer that is missing is a failure.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest


def folder() -> Path:
    """The folder of the consumers; the test is skipped if there is none."""
    named = os.environ.get("TEI_CONSUMERS")
    if not named:
        pytest.skip(
            "needs the consumers: run tests/exporters/consumers.sh FOLDER and set TEI_CONSUMERS to FOLDER"
        )
    return Path(named)


def python(environment: str, code: str, *arguments: str) -> str:
    """What the Python *code* prints in the virtual *environment* of one consumer."""
    return run(str(folder() / environment / "bin" / "python"), "-c", code, *arguments)


def run(*words: str, cwd: Path | None = None) -> str:
    """What the program *words* prints; fails with its messages if it does not succeed."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=cwd, env=surroundings)
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout
