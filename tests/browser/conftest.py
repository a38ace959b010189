"""A browser, the pages it opens, and what every page is held to. All of it lies on this machine: a request elsewhere fails the test.

Playwright drives the Chromium of the system; its own download is not used. Where either is missing the tests are skipped, and say so.
"""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = [
    "--no-sandbox",  # it runs as root in CI
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
]
#: Impacts that axe-core gives to what keeps people out.
GRAVE = {"serious", "critical"}


def absent(reason: str) -> NoReturn:
    """Skip a test, or fail it where ``nox -s browser`` has made sure that everything is there."""
    if os.environ.get("ROLEPATH_NO_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)


def needed(module: str) -> Any:
    """Import a module, or do without the test."""
    try:
        return import_module(module)
    except ImportError:
        absent(f"{module} cannot be imported; nox -s browser installs it")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, without a window."""
    playwright = needed("playwright.sync_api")
    path = os.environ.get("ROLEPATH_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        absent("no Chromium is installed (Debian: apt-get install chromium), and ROLEPATH_CHROMIUM names none")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=path, args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """Return a function that opens an address in a window of its own; at the end nothing may have been asked of another machine."""
    contexts: list[Any] = []
    strange: list[str] = []

    def opened(address: str, *, width: int = 1200, height: int = 900, dark: bool = False, **options: Any) -> Any:
        scheme = "dark" if dark else "light"
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()

        def watch(route: Any) -> None:
            if route.request.url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:")):
                route.continue_()
            else:
                strange.append(route.request.url)
                route.abort()

        context.route("**/*", watch)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strange == [], "a page asked another machine"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and logs nothing."""

    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def docs_folder() -> Path:
    """The documentation as built."""
    folder = Path(os.environ.get("ROLEPATH_DOCS", ROOT / "docs" / "_build" / "html"))
    if not (folder / "try-it" / "packages.json").is_file():
        absent("the documentation is not built; nox -s browser builds it")
    return folder


@pytest.fixture(scope="session")
def pyodide(docs_folder: Path) -> None:
    """Do without the test where the documentation is built without Pyodide."""
    if not (docs_folder / "try-it" / "pyodide" / "pyodide.mjs").is_file():
        absent("the documentation is built without Pyodide; nox -s browser adds it where there is npm")


@pytest.fixture(scope="session")
def docs(docs_folder: Path) -> Iterator[str]:
    """The address of the documentation."""
    yield from serve(docs_folder)


@pytest.fixture(scope="session")
def axe() -> Any:
    """Return a function that lists what axe-core finds on a page that keeps people out."""
    module = needed("axe_playwright_python.sync_playwright")

    def grave(page: Any) -> list[str]:
        found = module.Axe().run(page).response
        assert found["passes"], "axe-core looked at nothing"
        return [
            f"{rule['impact']}: {rule['help']}: {node['html'][:200]}"
            for rule in found["violations"]
            if rule["impact"] in GRAVE
            for node in rule["nodes"]
        ]

    return grave
