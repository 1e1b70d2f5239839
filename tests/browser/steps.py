"""What a visitor does on the page, in the words of the page: no test knows its elements."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = ("Data", "Fit", "Explore", "Understand", "Predict", "Lab", "Export")
SECONDS = 60  # a fit on a machine that is busy with other tests
_APP = '[data-testid="stApp"]'


def settle(page: "Page") -> None:
    """Wait until the page is drawn: connected, no script running, nothing of the last run left."""
    from playwright.sync_api import expect

    app = page.locator(_APP)
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
    # A change reaches the server a moment after the click; the state is quiet until then.
    page.wait_for_timeout(150)
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=1000 * SECONDS)
    expect(page.locator('[data-testid="stMain"] [data-stale="true"]')).to_have_count(0)


def turn_to(page: "Page", title: str) -> None:
    """Go to another page of the same session through the navigation."""
    from playwright.sync_api import expect

    link = page.get_by_role("navigation").get_by_role("link", name=title, exact=True)
    drawer = page.get_by_test_id("stExpandSidebarButton")  # where a phone keeps the navigation
    expect(link.or_(drawer).first).to_be_visible()
    if drawer.is_visible():
        drawer.click()
    link.click()
    expect(page.get_by_role("main").get_by_role("heading", name=title).first).to_be_visible()
    settle(page)


def upload(page: "Page", name: str, content: bytes) -> None:
    """Hand a table to the Data page."""
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    settle(page)


def words(page: "Page") -> str:
    """Return the text of the page without its navigation."""
    return page.get_by_role("main").inner_text()


def scrolls_sideways(page: "Page") -> bool:
    """Return whether the page is wider than its window."""
    return page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
            .some(element => element && element.scrollWidth > element.clientWidth + 1)"""
    )
