"""What the tests in a real browser share: Chromium, pages, the running application."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser import chrome, serving, visits
from tests.browser.accessibility import assert_accessible

HERE = Path(__file__).parent
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items):
    """Give tests in the browser a second chance, which is told: machines under load drop frames."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Remember that a test failed, so that the teardown of its pages takes pictures."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def unavailable(reason: str):
    """Skip where a developer lacks something; fail where all must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def launched_chromium() -> Iterator[chrome.Launched]:
    try:
        executable = chrome.find()
    except chrome.NotInstalledError as error:
        unavailable(str(error))
    with chrome.launched(executable) as launch:
        yield launch


@pytest.fixture
def chromium(launched_chromium):
    """Chromium under Playwright, one for all tests of a process: a ``Browser``."""
    with launched_chromium.awake() as browser:
        yield browser


@pytest.fixture
def open_page(chromium, request, tmp_path) -> Iterator[Callable[..., visits.Visit]]:
    """Open an address in a context of its own, which is a visitor of their own.

    See ``visits.open_visit`` for the arguments. When the test ends, a page that wrote errors to
    its console, threw, or asked any other machine for anything fails it.
    """
    opened: list[visits.Visit] = []
    request.node.stash[FAILED] = False  # of this run: there may be a second one

    def open_page(address: str, **how) -> visits.Visit:
        visit = visits.open_visit(chromium, address, **how)
        opened.append(visit)
        return visit

    yield open_page
    failed = request.node.stash.get(FAILED, False)
    for number, visit in enumerate(opened):
        if failed:
            picture = tmp_path / f"page{number}.png"
            visit.page.screenshot(path=picture)
            print(f"The page when the test failed: {picture}\n{visit.story()}")
        visit.page.context.close()
    if not failed:
        for visit in opened:
            visit.assert_clean()


@pytest.fixture
def axe() -> Callable[..., None]:
    """Assert that axe-core finds no violation on a page: ``axe(visit.page)``."""
    return assert_accessible


@pytest.fixture(scope="session")
def running_app(tmp_path_factory) -> Iterator[serving.Server]:
    with serving.serve(tmp_path_factory.mktemp("app") / "log.txt") as server:
        yield server


@pytest.fixture
def app_server(running_app) -> Iterator[serving.Server]:
    """``polylasso app``, one for all tests of a process; a traceback in its log fails the test."""
    with running_app.watched():
        yield running_app
