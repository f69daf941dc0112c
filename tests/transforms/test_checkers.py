"""The pages before two judges of the field: the Nu Html Checker, and axe in a browser (WCAG 2.2 A and AA)."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei.transform import render

HERE = Path(__file__).parent
FILES = [*sorted((HERE / "modules").glob("*.xml")), *sorted((HERE.parent / "documents").glob("*.xml"))]
VNU = os.environ.get("VNU_JAR", "")
AXE = os.environ.get("AXE_JS", "")
CHROMIUM = shutil.which("chromium")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = []
    for path in FILES:
        page = folder / f"{path.stem}.html"
        page.write_bytes(render(etree.parse(path), "html", on_message=lambda message: None))
        made.append(page)
    return made


@pytest.mark.skipif(not (VNU and shutil.which("java")), reason="needs Java, and VNU_JAR, where vnu.jar lies")
def test_the_html_is_valid(pages: list[Path]) -> None:
    done = subprocess.run(
        ["java", "-jar", VNU, "--format", "gnu", *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.splitlines() == []


@pytest.mark.skipif(
    not (AXE and CHROMIUM and importlib.util.find_spec("playwright")),
    reason="needs chromium, playwright, and AXE_JS, where axe.min.js lies",
)
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1440)])
def test_the_pages_are_accessible(pages: list[Path], scheme: Any, width: int) -> None:
    from playwright.sync_api import sync_playwright

    axe = Path(AXE).read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for path in pages:
            page.goto(path.as_uri())
            page.evaluate(axe)
            found = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)["violations"]
            assert [(path.stem, rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.stem
        browser.close()
