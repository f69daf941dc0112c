"""What every test shares: ``--update``, hypothesis without deadlines, and no schemas of the person who runs them."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import settings

os.environ["TEI_DATA"] = os.path.join(tempfile.gettempdir(), "tei-edition-no-data")  # noqa: PTH118
os.environ.pop("XML_CATALOG_FILES", None)

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite the expected part of every case that differs"
    )
