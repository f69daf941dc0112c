"""What every test shares: ``--update``, hypothesis without deadlines, interrupts, and no schemas of who runs them."""

from __future__ import annotations

import os
import signal
import tempfile

import pytest
from hypothesis import settings

os.environ["TEI_DATA"] = os.path.join(tempfile.gettempdir(), "tei-edition-no-data")  # noqa: PTH118
os.environ["TEI_CACHE"] = tempfile.mkdtemp(prefix="tei-edition-cache-")
os.environ.pop("XML_CATALOG_FILES", None)

# What is started in the background of a script is told to pass over interrupts, and so would be what the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite the expected part of every case that differs"
    )
