"""Fixtures of the whole suite: a real server process and Debian's Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

import pytest
from playwright.sync_api import sync_playwright

from dashboard import compression
from geodata import folders
from geodata.stores import pushing
from geodata.stores.database import Database
from tests import postgres
from tests import support

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page


SHIPPED = "atlas_shipped"


class OpenPage(Protocol):
    """Opens an address of the atlas in a browser context of its own."""

    def __call__(self, path: str = "/", *, wait: bool = True, **options: Any) -> Page:
        """Return the page, ready unless `wait` is false; options go to the browser context."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[support.RunningServer]:
    """One server process for all browser tests, its files compressed at their best."""
    cache = support.ROOT / ".cache"  # outlives the tests, as an installation's would
    folder = tmp_path_factory.mktemp("server")
    running = support.start_server(folder, {"XDG_CACHE_HOME": str(cache)})
    compression.improve(cache / "zukunftsatlas")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests; each test has contexts of its own."""
    with sync_playwright() as playwright:
        flags = list(support.CHROMIUM_FLAGS)
        found = playwright.chromium.launch(executable_path=support.chromium(), args=flags)
        yield found
        found.close()


@pytest.fixture
def page_log(server: support.RunningServer) -> Iterator[support.PageLog]:
    """Prove that no request left for another host and no error was on the console.

    A test that provokes an error on purpose takes it out of `errors` itself.
    """
    log = support.PageLog(server.address)
    yield log
    assert log.external == [], "requests to other hosts"
    assert log.errors == [], "errors on the console"


@pytest.fixture
def open_page(
    browser: Browser, server: support.RunningServer, page_log: support.PageLog
) -> Iterator[OpenPage]:
    """Open pages, each in a fresh context, as another person's browser would."""
    contexts = []

    def open_one(path: str = "/", *, wait: bool = True, **options: Any) -> Page:
        chosen = {"locale": "de-DE", "viewport": {"width": 1366, "height": 768}, **options}
        context = browser.new_context(**chosen)
        contexts.append(context)
        page_log.watch(context)
        page = context.new_page()
        page.goto(server.address + path)
        return support.ready(page) if wait else page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Return the start page, ready."""
    return open_page("/")


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """One PostgreSQL with PostGIS for all tests, on a port and in a folder of its own."""
    if postgres.programs() is None:
        pytest.skip(postgres.MISSING)
    yield from postgres.running()


@pytest.fixture(scope="session")
def pushed(cluster: postgres.Cluster) -> str:
    """Address of a database that holds the shipped data."""
    address = cluster.fresh(SHIPPED)
    database = Database(address)
    database.init()
    pushing.push(database, folders.DATA, "test")
    return address
