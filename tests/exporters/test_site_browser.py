"""The site in a real browser, served under a path of its own: search, keyboard, no request to anywhere else."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tei import Settings, encode, export
from tei.exporters import Options
from tei.metadata import Metadata

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM = shutil.which("chromium")
KINDS = (
    "index.html", "documents/index.html", "documents/volume/index.html", "documents/volume/d1.html",
    "documents/tei/d144.html", "chronology/index.html", "chronology/1811.html", "persons/index.html",
    "persons/p_doe.html", "places/index.html", "places/whitby.html", "types/index.html", "types/letter.html",
    "search.html", "404.html",
)  # fmt: skip
UNDER = "/of/letters"
needs_browser = pytest.mark.skipif(
    not (CHROMIUM and importlib.util.find_spec("playwright")),
    reason="needs the browser chromium and playwright",
)


class Handler(SimpleHTTPRequestHandler):
    """Serves the site under :data:`UNDER`, and nothing beside it."""

    def translate_path(self, path: str) -> str:
        """The file that *path* stands for."""
        inside = path.removeprefix(UNDER)
        return super().translate_path(inside if inside != path else "/not-there")

    def log_message(self, *_: object) -> None:
        """Nothing: the tests look at what the browser asks for."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site")
    encode([ROOT / "seeds"], output / "tei", Settings(persons=ROOT / "seeds" / "persons.csv"), jobs=1)
    files = [HERE / "data" / "volume.xml", *sorted((output / "tei").glob("*.xml"))]
    export(
        "site", files, output / "site", Options(Metadata(title="Letters & papers", publisher="The Archive"))
    )
    return output / "site"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{UNDER}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-proxy-server"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test if anything but the site is asked for, or goes wrong."""
    page = browser.new_page()
    page.set_default_timeout(20_000)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()
    own = (address, "file:", "data:", "blob:")
    assert not [url for url in asked if not url.startswith(own)]
    assert not wrong


@needs_browser
def test_search_finds_the_words_of_documents_and_their_notes(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.get_by_role("searchbox").fill("narwhal")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_selector("#results li")
    assert page.locator("#status").inner_text() == "1 document found"
    link = page.locator("#results a")
    assert link.inner_text() == "1. Letter From Jane Doe to Ann Roe"
    assert page.locator("#results mark").first.inner_text() == "narwhal"
    link.click()
    assert page.url == f"{address}documents/volume/d1.html"
    page.goto(f"{address}search.html?q=haste")  # in a note
    page.wait_for_selector("#results li")
    page.goto(
        f"{address}search.html?q=merchant"
    )  # in the list of persons under a document, which is not its text
    page.wait_for_selector("#results li")
    assert page.locator("#results a").all_inner_texts() == ["Persons"]


@needs_browser
def test_search_is_narrowed_by_type_and_year(page: Page, address: str) -> None:
    page.goto(f"{address}search.html")
    page.wait_for_selector("#filters:not([hidden])")
    page.get_by_label("Year").select_option("1811")
    page.wait_for_selector("#results li")
    assert page.locator("#status").inner_text() == "2 documents found"
    page.get_by_label("Order").select_option("desc")
    page.wait_for_function("document.querySelector('#results a')?.textContent.startsWith('2.')")
    page.get_by_label("Type").select_option("Letter")
    page.wait_for_function("document.querySelector('#status').textContent === '1 document found'")
    assert "year=1811" in page.url


@needs_browser
def test_in_a_folder_all_but_search_works_and_search_says_so(page: Page, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Persons", exact=False).first.click()
    page.get_by_role("link", name="Doe, Jane").click()
    page.get_by_role("link", name="p. 1", exact=True).click()
    assert page.evaluate("document.querySelector(':target').textContent") == "Jane Doe"


@needs_browser
def test_search_in_a_folder_says_why_it_does_not_work(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "search.html").as_uri())
    assert "web server" in page.locator("#status").inner_text()
    page.close()


@needs_browser
def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    page.goto(f"{address}documents/volume/d1.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "doc-noteref":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "d1fn1"
    assert page.locator("#d1fn1").is_visible()


@needs_browser
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_runs_out_of_the_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in KINDS[:-1]:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def program(variable: str) -> Path:
    """The file that the environment *variable* names; the test is skipped without it."""
    named = os.environ.get(variable)
    if not named:
        pytest.skip(f"set {variable}, as .ci/run does")
    return Path(named)


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_accessible(browser: Browser, address: str, scheme: str) -> None:
    axe = program("AXE_JS").read_text("utf-8")
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (*KINDS, "search.html?q=ships"):
            page.goto(address + path)
            if "?" in path:
                page.wait_for_selector("#results li")
            page.evaluate(axe)
            found = page.evaluate("options => axe.run(document, options)", options)["violations"]
            assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], (path, width)
    page.close()


def test_every_kind_of_page_is_good_html(folder: Path) -> None:
    checker = program("VNU_JAR")
    paths = [str(folder / path) for path in KINDS]
    done = subprocess.run(["java", "-jar", str(checker), *paths], capture_output=True, text=True, check=False)
    assert done.stderr == ""
