"""Every page in every look: something to see, room for it, and nothing that shuts people out."""

import pytest

from tests.browser import steps
from tests.browser.pictures import LOOKS


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_page_can_be_used_by_everybody(app_server, open_page, axe, look):
    page = open_page(
        app_server.url,
        width=look.width,
        height=look.height,
        theme=look.theme,
        touch=look.touch,
        reduced_motion=True,
    ).page
    for title in steps.PAGES:
        steps.turn_to(page, title)
        axe(page)
        assert not steps.scrolls_sideways(page), title
        assert len(steps.words(page).split()) > 20, f"{title} is nearly empty"


def test_the_first_screen_shows_a_table_and_its_fit(app_server, open_page):
    page = open_page(app_server.url).page
    page.get_by_role("heading", name="Data", exact=True).wait_for()
    steps.settle(page)
    page.get_by_test_id("stDataFrame").first.wait_for()
    steps.turn_to(page, "Fit")
    assert steps.is_fitted(page)
    page.locator(".katex-display").first.wait_for()


@pytest.mark.parametrize("title", steps.PAGES[1:])
def test_a_page_opens_from_its_own_address(app_server, open_page, title):
    page = open_page(f"{app_server.url}/{title.lower()}").page
    page.get_by_role("heading", name=title, exact=True).wait_for()
    steps.settle(page)
    for _ in range(100):  # the explorer draws itself after the page
        if len(steps.words(page).split()) > 20:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"the page says only {steps.words(page)!r}")


@pytest.mark.parametrize(("theme", "is_dark"), [("light", False), ("dark", True)])
def test_the_page_follows_the_theme_of_the_machine(app_server, open_page, theme, is_dark):
    page = open_page(f"{app_server.url}/fit", theme=theme).page
    steps.settle(page)
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    red, green, blue = map(int, ground.removeprefix("rgb(").removesuffix(")").split(",")[:3])
    assert (red + green + blue < 3 * 128) == is_dark
