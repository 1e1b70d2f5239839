"""What visitors do: bring a table, fit it, explore, predict, take the model away, share a link."""

import json
import re

import pytest

from tests.browser import steps
from tests.browser.tables import curve, real_table


@pytest.fixture
def visitor(app_server, open_page):
    """Return a function that opens the page and brings a table."""

    def bring(name: str, content: bytes, **how):
        page = open_page(app_server.url, **how).page
        steps.settle(page)
        steps.upload(page, name, content)
        return page

    return bring


def test_a_real_table_is_loaded_fitted_and_explored(visitor, data_root):
    name, content = real_table(data_root)
    page = visitor(name, content)
    assert "159 rows, 16 columns" in steps.words(page)
    text = steps.fit(page)
    assert "A straight line" in text
    assert "Proven" in text
    steps.turn_to(page, "Explore")
    slider, formula = page.locator(".plx-slider"), page.locator(".plx-text")
    fitted = formula.inner_text()
    curves = steps.drawn(page)

    slider.focus()
    page.keyboard.press("Home")
    steps.rest(page)
    assert slider.input_value() == "0"
    emptied = formula.inner_text()
    assert emptied != fitted
    assert steps.drawn(page) != curves

    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 12, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=5)
    steps.rest(page)
    assert formula.inner_text() != emptied  # while the button is still down
    page.mouse.up()
    assert int(slider.input_value()) > 0


def test_where_the_explorer_rests_is_kept_while_other_pages_are_read(visitor):
    page = visitor("curve.csv", curve())
    steps.fit(page)
    steps.turn_to(page, "Explore")
    slider = page.locator(".plx-slider")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    steps.rest(page)
    there = slider.input_value()
    page.wait_for_timeout(800)  # it tells the session once it rests
    steps.turn_to(page, "Data")
    steps.turn_to(page, "Explore")
    assert page.locator(".plx-slider").input_value() == there


def test_a_model_is_taken_away_and_predicts_the_same_when_it_comes_back(visitor, open_page):
    page = visitor("curve.csv", curve())
    steps.fit(page)
    steps.turn_to(page, "Predict")
    steps.type_number(page, "width", "3.5")
    predicted = steps.predicted(page)

    steps.turn_to(page, "Export")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Model (JSON)").click()
    content = waiting.value.path().read_bytes()
    assert json.loads(content)

    steps.turn_to(page, "Predict")
    page.get_by_role("radio", name="A saved model").click()
    steps.settle(page)
    steps.upload(page, "model.json", content)
    steps.type_number(page, "width", "3.5")
    assert steps.predicted(page) == predicted
    # Far outside what was seen in training the page says so.
    steps.type_number(page, "width", "1000")
    assert re.search("outside|out of|beyond", steps.words(page))


def test_a_shared_link_shows_the_same_settings_on_sample_data(app_server, open_page):
    page = open_page(app_server.url).page
    steps.settle(page)
    steps.choose(page, "Sample table", "Thrown ball")
    steps.turn_to(page, "Fit")
    page.get_by_role("button", name="3", exact=True).click()
    page.get_by_role("radio", name="Least error").click()
    steps.settle(page)
    page.wait_for_url(re.compile("rule="))
    shared = page.url

    other = open_page(shared).page
    steps.settle(other)
    assert other.get_by_role("radio", name="Least error").is_checked()
    assert "distance (m)" in steps.words(other)
    assert other.url == shared
    other.get_by_text(re.compile(r"found in [\d.]+ s")).wait_for()


def test_a_link_holds_nothing_of_an_uploaded_table(visitor):
    page = visitor("my curve.csv", curve())
    steps.fit(page)
    page.get_by_role("radio", name="Least error").click()
    page.wait_for_url(re.compile("rule="))
    assert not re.search("curve|width|area|sample", page.url.split("?")[1])


def test_two_visitors_do_not_see_each_other(visitor):
    first = visitor("first.csv", curve("alpha"))
    second = visitor("second.csv", curve("beta"))
    for page, own, other in ((first, "alpha", "beta"), (second, "beta", "alpha")):
        assert own in steps.words(page)
        text = steps.fit(page)
        assert own in text
        assert other not in text
    for title in ("Data", "Explore", "Predict", "Export"):
        steps.turn_to(first, title)
        assert "beta" not in steps.words(first), title


def test_a_fit_can_be_cancelled(visitor, data_root):
    name, content = real_table(data_root)
    page = visitor(name, content)
    steps.turn_to(page, "Fit")
    for degree in ("4", "5"):
        page.get_by_role("button", name=degree, exact=True).click()
        steps.settle(page)
    steps.start_fit(page)
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("There is no model of this table yet").wait_for()
    steps.settle(page)
    assert not page.get_by_role("button", name="Cancel").is_visible()


def test_who_is_quicker_than_the_page_still_finds_everything_chosen(app_server, open_page):
    page = open_page(app_server.url).page
    steps.turn_to(page, "Data")  # while it is still being drawn for the first time
    removed = page.get_by_role("main").get_by_role("button", name=re.compile("^Remove "))
    removed.first.wait_for()
    steps.settle(page)
    assert removed.count() > 3
