"""What a visitor does on the page, in the words of the page: no test knows its elements."""

import re
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
    """Hand a file to the page, and wait until the page names it or says what is wrong with it."""
    from playwright.sync_api import expect

    place = page.get_by_test_id("stFileUploader").first
    place.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    main = page.get_by_role("main")
    taken = main.get_by_role("heading", name=name, exact=True)  # a table
    told = main.get_by_text(re.compile(rf"^{re.escape(name)}(:| is )"))
    refused = place.get_by_role("alert")
    expect(taken.or_(told).or_(refused).first).to_be_visible(timeout=1000 * SECONDS)
    settle(page)


def choose(page: "Page", label: str, option: str) -> None:
    """Choose an option of a list."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    if box.is_editable():  # a phone's is not, for its keyboard would hide the list
        box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def start_fit(page: "Page") -> None:
    """Press the button of the page Fit."""
    page.get_by_role("main").get_by_role("button", name="Fit", exact=True).click()


def is_fitted(page: "Page") -> bool:
    """Return whether the page Fit shows a formula, and no fit is under way."""
    under_way = page.get_by_role("button", name="Cancel").is_visible()
    return not under_way and page.get_by_text(re.compile(r"found in [\d.]+ s")).is_visible()


def fit(page: "Page") -> str:
    """Fit a table that has no model yet; return the text of the page."""
    from playwright.sync_api import expect

    turn_to(page, "Fit")
    start_fit(page)
    expect(page.get_by_text(re.compile(r"found in [\d.]+ s"))).to_be_visible(timeout=1000 * SECONDS)
    settle(page)
    return words(page)


def drawn(page: "Page") -> list[str]:
    """Return fingerprints of the explorer's canvases."""
    return page.locator(".plx-canvas").evaluate_all("found => found.map(one => one.toDataURL())")


def rest(page: "Page") -> None:
    """Wait until the explorer has drawn what was asked for, and what leaves has left."""
    from playwright.sync_api import expect

    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(page.locator(".plx-leaving")).to_have_count(0)


def type_number(page: "Page", label: str, number: str) -> None:
    """Type a number into a field of a form."""
    field = page.get_by_role("spinbutton", name=label, exact=True)
    field.fill(number)
    field.press("Enter")
    settle(page)


def predicted(page: "Page") -> str:
    """Return the number on the page Predict."""
    return page.get_by_test_id("stMetricValue").first.inner_text()


def words(page: "Page") -> str:
    """Return the text of the page without its navigation, that of components too."""
    inside = page.get_by_role("main").locator(".plx")
    text = "\n".join([page.get_by_role("main").inner_text(), *inside.all_inner_texts()])
    return text.replace("\N{WORD JOINER}", "")  # it keeps markdown out of users' names


def scrolls_sideways(page: "Page") -> bool:
    """Return whether the page is wider than its window."""
    return page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
            .some(element => element && element.scrollWidth > element.clientWidth + 1)"""
    )
