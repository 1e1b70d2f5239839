"""The page Explore of the running application: the same explorer, inside Streamlit."""

import re

import pytest

from tests.browser.test_explorer import index_of, settle

MOST = 180_000  # milliseconds: a busy server may be fitting its sample


def formula_of(page):
    """Return the formula once what leaves it has left: it lies in a shadow tree."""
    page.locator(".plx-leaving").first.wait_for(state="detached", timeout=MOST)
    return page.locator(".plx-text").inner_text()


def ready(page):
    page.locator(".plx-slider").wait_for(timeout=MOST)
    return page


def test_a_link_opens_the_page_and_follows_the_slider(app_server, open_page):
    page = ready(open_page(f"{app_server.url}/explore").page)
    before = formula_of(page)
    page.locator(".plx-slider").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("see=alpha"), timeout=MOST)
    settle(page)
    assert formula_of(page) != before
    place, formula = index_of(page), formula_of(page)
    again = ready(open_page(page.url).page)
    assert index_of(again) == place
    assert formula_of(again) == formula


def test_it_stands_where_it_was_left(app_server, open_page):
    page = ready(open_page(f"{app_server.url}/explore").page)
    page.locator(".plx-slider").press("Home")
    page.wait_for_url(re.compile("see=alpha"), timeout=MOST)
    page.get_by_role("link", name="Fit").click()
    page.get_by_role("heading", name="Fit").first.wait_for(timeout=MOST)
    page.get_by_role("link", name="Explore").click()
    ready(page)
    assert index_of(page) == 0


def test_copying_a_link_needs_no_run_of_the_server(app_server, open_page):
    page = ready(open_page(f"{app_server.url}/explore").page)
    page.locator(".plx-slider").press("End")
    page.get_by_role("button", name="Copy link").click()
    page.locator(".plx-toast").first.wait_for()
    assert "see=alpha" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_barrier(app_server, open_page, axe, theme, width):
    page = ready(open_page(f"{app_server.url}/explore", theme=theme, width=width).page)
    settle(page)
    assert page.locator(".plx").get_attribute("data-theme") == theme
    axe(page)
