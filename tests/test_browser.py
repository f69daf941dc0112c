"""The pages in a real browser: readable at every width, links that work, nothing fetched from elsewhere."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tei import Settings, build

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium")
WIDTHS = (320, 390, 768, 1280, 1920)

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and importlib.util.find_spec("playwright")),
    reason="needs the browser chromium and playwright",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page()
        page.set_default_timeout(20_000)
        yield page
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    output = tmp_path_factory.mktemp("edition")
    build([ROOT / "seeds"], output, Settings(persons=ROOT / "seeds" / "persons.csv"))
    return sorted((output / "html").glob("*.html"))


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_out_of_the_window(page: Page, pages: list[Path], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in pages:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_notes_link_both_ways(page: Page, pages: list[Path]) -> None:
    for path in pages:
        page.goto(path.as_uri())
        calls = page.locator("[role=doc-noteref]").all()
        assert len(calls) == 4
        for call in calls:
            target = str(call.get_attribute("href"))
            note = page.locator(target)
            assert note.count() == 1
            back = note.locator("[role=doc-backlink]")
            assert page.locator(str(back.get_attribute("href"))).count() == 1


def test_nothing_is_fetched_and_nothing_goes_wrong(page: Page, pages: list[Path]) -> None:
    requests: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    for path in pages:
        page.goto(path.as_uri())
    assert {url.partition(":")[0] for url in requests} == {"file"}
    assert not problems


def test_the_page_has_a_heading_and_its_page_number(page: Page, pages: list[Path]) -> None:
    page.goto(pages[0].as_uri())
    assert page.get_by_role("heading", level=1).inner_text().startswith("144. Backchannel Message")
    assert page.locator("#pg_437").count() == 1


def test_a_note_opens_beside_its_call(page: Page, pages: list[Path]) -> None:
    """The page stays where it is, and the note covers no text; on a narrow screen the browser goes to the note."""
    path = next(path for path in pages if "doc-noteref" in path.read_text("utf-8"))
    for width, beside in ((1216, True), (1440, True), (768, False)):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(path.as_uri())
        call = page.locator("article p [role=doc-noteref]").last
        call.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        call.click()
        note = page.locator(".notes li:target").bounding_box()
        article = page.locator("article").bounding_box()
        assert note is not None
        assert article is not None
        assert note["x"] >= 0
        assert note["x"] + note["width"] <= width
        assert 0 <= note["y"] < 700
        assert (page.evaluate("scrollY") == before) == beside
        assert (note["x"] >= article["x"] + article["width"]) == beside
