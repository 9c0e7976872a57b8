"""A real browser over a real server: system Chromium, and a database of its own for each test.

Ask for `signed_in` (a page for a user: `page = signed_in(editor)`) or `page` (nobody signed in yet); facts
are made by the factories, as elsewhere. Every page is watched: an error in the console, a break of the
content security policy, a request to another host or an answer of 500 fails the test.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
ANSWER_NOTED_ALREADY = "Failed to load resource"  # Chromium's word for a 4xx; `Watch.answered` judges those
SECONDS = 1000
NARROW, WIDTH = 390, "document.documentElement.scrollWidth"


class Watch:
    """What went wrong on the pages of one browser context."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.host, self.faults = host, []
        context.on("console", lambda message: self._said(message.type, message.text))
        context.on("weberror", lambda error: self.faults.append(f"uncaught: {error.error}"))
        context.on("request", lambda request: self._asked(request.url))
        context.on("response", self._answered)

    def _said(self, kind: str, text: str) -> None:
        # A break of the content security policy is said here, as an error.
        if kind == "error" and not text.startswith(ANSWER_NOTED_ALREADY):
            self.faults.append(f"console: {text}")

    def _asked(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme != "data" and address.netloc != self.host:
            self.faults.append(f"another host: {url}")

    def _answered(self, response: Response) -> None:
        limit = 500 if response.request.is_navigation_request() else 400
        if response.status >= limit:
            self.faults.append(f"answered {response.status}: {response.url}")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once for all tests of the browser."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: the browser tests need Debian's package `chromium`")
    # Playwright keeps an event loop in this thread; Django would refuse the tests their database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def unstored(chromium: Browser, own_database: str) -> Iterator[None]:
    """Every test has a database for itself, whose data version begins anew: nothing stored may outlive it."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="package")
def site(chromium: Browser, django_db_setup: None) -> Iterator[str]:
    """The address of a live server over whatever database the test has."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def context(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """A browser without a past, watched."""
    made = chromium.new_context(base_url=site, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    made.set_default_timeout(10 * SECONDS)
    made.set_default_navigation_timeout(30 * SECONDS)  # the first page of a cold server on a busy machine
    watch = Watch(made, urlsplit(site).netloc)
    yield made
    made.close()
    assert watch.faults == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def in_hand(signed_in: Callable[[User], Page]) -> Iterator[Callable[[User], Page]]:
    """As `signed_in`, on a screen 390 pixels wide; no page may be wider than that."""
    opened = []

    def sign_in(user: User) -> Page:
        opened.append(signed_in(user))
        opened[-1].set_viewport_size({"width": NARROW, "height": 844})
        return opened[-1]

    yield sign_in
    assert [page.url for page in opened if page.evaluate(WIDTH) > NARROW] == []


@pytest.fixture
def signed_in(context: BrowserContext, site: str) -> Callable[[User], Page]:
    """Give a page on which the user is signed in already."""

    def sign_in(user: User) -> Page:
        client = Client()
        client.force_login(user)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}])
        return context.new_page()

    return sign_in
