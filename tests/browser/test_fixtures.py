"""The fixtures of this folder find what they are there to find."""

import asyncio
import os
import subprocess
import sys
import time

import pytest

from tests.browser import chrome
from tests.browser.accessibility import violations
from tests.browser.serving import KEEPER
from tests.browser.visits import open_visit

GOOD = """<!doctype html><html lang="en"><title>Good</title>
<meta name="viewport" content="width=device-width"><main><h1>Good</h1></main></html>"""
UNNAMED = GOOD.replace("</main>", "<button></button></main>")


@pytest.fixture
def write(tmp_path):
    def written(html: str) -> str:
        page = tmp_path / "page.html"
        page.write_text(html, encoding="utf-8")
        return page.as_uri()

    return written


def test_open_page_gives_the_window_that_was_asked_for(open_page, write):
    visit = open_page(write(GOOD), width=390, theme="dark", reduced_motion=True, touch=True)
    assert visit.page.evaluate("innerWidth") == 390
    assert visit.page.evaluate("navigator.maxTouchPoints") > 0
    for preference in ("(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"):
        assert visit.page.evaluate(f"matchMedia('{preference}').matches")


def test_two_visits_share_nothing(open_page, write):
    address = write(GOOD)
    open_page(address).page.evaluate("localStorage.setItem('mine', '1')")
    assert open_page(address).page.evaluate("localStorage.getItem('mine')") is None


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("console.error('broken')", "broken"),
        ("setTimeout(() => { throw new Error('lost') }, 0)", "uncaught: lost"),
        ("new Image().src = 'http://away.invalid/1.png'", "http://away.invalid/1.png"),
        ("new WebSocket('ws://away.invalid/')", "ws://away.invalid/"),
    ],
)
def test_errors_and_outside_requests_fail_a_visit(chromium, write, script, told):
    visit = open_visit(chromium, write(GOOD + f"<script>{script}</script>"))
    for _ in range(400):
        if visit.errors or visit.outside():
            break
        visit.page.wait_for_timeout(50)
    with pytest.raises(AssertionError, match=told):
        visit.assert_clean()
    visit.page.context.close()


def test_axe_passes_a_good_page(open_page, write, axe):
    axe(open_page(write(GOOD)).page)


def test_axe_names_the_element_at_fault(open_page, write, axe):
    page = open_page(write(UNNAMED)).page
    assert [violation["id"] for violation in violations(page)] == ["button-name"]
    with pytest.raises(AssertionError, match="<button></button>"):
        axe(page)


def test_other_tests_can_run_an_event_loop_after_the_browser(launched_chromium):
    with launched_chromium.awake() as browser:
        assert browser.is_connected()
    asyncio.run(asyncio.sleep(0))
    with launched_chromium.awake() as browser:
        browser.new_context().close()


def test_chromium_is_found_where_the_variable_says(monkeypatch):
    monkeypatch.setenv("POLYLASSO_CHROMIUM", sys.executable)
    assert chrome.find() == sys.executable
    monkeypatch.setenv("POLYLASSO_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(chrome.NotInstalledError, match="/nowhere/chromium"):
        chrome.find()


def test_without_chromium_the_reason_says_what_to_install(monkeypatch):
    monkeypatch.delenv("POLYLASSO_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(chrome.NotInstalledError, match="apt-get install chromium"):
        chrome.find()


def test_what_a_kept_command_has_started_ends_with_its_keeper(tmp_path):
    noted = tmp_path / "pid"
    command = f"sleep 60 & echo $! >{noted}.part; mv {noted}.part {noted}; wait"
    with subprocess.Popen(
        [sys.executable, str(KEEPER), "sh", "-c", command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as keeper:
        wait_for(noted.exists)
        grandchild = int(noted.read_text())
        os.kill(grandchild, 0)
        keeper.stdin.close()
        keeper.wait(20)
    wait_for(lambda: not alive(grandchild))


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"  # nor a zombie
    except FileNotFoundError:
        return False


def wait_for(condition, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
