"""The static page, opened from disk in Chromium: it predicts as Python does, and asks nobody."""

import re
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from polylasso.inspection import table_at
from polylasso.space.page import static_files
from tests.space.exhibits import (
    HOSTILE,
    cars_table,
    exhibit_of,
    from_file,
    with_path,
    with_policy,
)

WIDTHS = {"wide": {}, "phone": {"width": 390, "height": 844, "touch": True}}


@pytest.fixture(scope="module")
def exhibit():
    return exhibit_of(cars_table())


@pytest.fixture
def show(open_page, tmp_path):
    """Write the folder of a page, open it from disk, and return the page."""

    def show(exhibit, **how):
        for name, content in static_files(exhibit).items():
            (tmp_path / name).write_bytes(content)
        return open_page((tmp_path / "index.html").as_uri(), **how).page

    return show


def shown_value(page):
    return float(page.locator("#value").get_attribute("data-exact"))


def row_of(page, exhibit):
    """Return what the form holds, as a table."""
    row = {}
    for variable in exhibit.saved.model.active_variables:
        box = page.get_by_label(variable.name, exact=True)
        if variable.kind == "categorical":
            row[variable.name] = box.locator("option:checked").inner_text()
        else:
            row[variable.name] = float(box.input_value())
    return table_at(exhibit.saved.model, row)


def assert_same_as_python(page, exhibit, **policy):
    model = replace(exhibit.saved.model, **policy)
    expected = model.predict(row_of(page, exhibit))[0]
    assert shown_value(page) == pytest.approx(expected, rel=1e-12)
    text = page.locator("#value").inner_text().replace("\N{MINUS SIGN}", "-")
    assert float(text) == pytest.approx(expected, rel=1e-4)
    return expected


def test_the_first_screen_is_not_empty(show, exhibit):
    page = show(exhibit)
    expect(page).to_have_title("co2")
    expect(page.get_by_role("heading", level=1)).to_have_text("co2")
    assert_same_as_python(page, exhibit)
    expect(page.locator("#parts li").first).to_contain_text("Intercept")


def test_a_slider_moves_the_prediction(show, exhibit):
    page = show(exhibit)
    before = assert_same_as_python(page, exhibit)
    page.get_by_label("comb, slider").press("ArrowRight")
    page.get_by_label("comb, slider").press("PageUp")
    after = assert_same_as_python(page, exhibit)
    assert after > before
    box = page.get_by_label("comb, slider").bounding_box()
    page.mouse.click(box["x"] + 3, box["y"] + box["height"] / 2)
    assert assert_same_as_python(page, exhibit) < before


def test_another_level_and_a_typed_number(show, exhibit):
    page = show(exhibit)
    page.get_by_label("fuel", exact=True).select_option(label="E")
    page.get_by_label("comb", exact=True).fill("11.25")
    assert_same_as_python(page, exhibit)


def test_a_number_out_of_range_is_flagged_and_policies_apply(show, exhibit):
    page = show(exhibit)
    expect(page.locator("#flag")).to_be_hidden()
    page.get_by_label("comb", exact=True).fill("99")
    expect(page.locator("#flag")).to_have_text(re.compile(r"Outside .* seen: comb\."))
    extended = assert_same_as_python(page, exhibit)
    page.get_by_text("Outside of what the model has seen", exact=True).click()
    choice = page.get_by_label("Numbers outside the training range")
    choice.select_option("clip")
    assert assert_same_as_python(page, exhibit, extrapolation="clip") < extended
    choice.select_option("linear")
    assert_same_as_python(page, exhibit, extrapolation="linear")
    choice.select_option("nan")
    expect(page.locator("#value")).to_have_text("No prediction")
    choice.select_option("error")
    expect(page.locator("#note")).to_contain_text("outside its training range")


def test_a_level_not_seen_is_flagged(show, exhibit):
    page = show(exhibit)
    page.get_by_label("fuel", exact=True).select_option(label="(another)")
    expect(page.locator("#flag")).to_contain_text("fuel")
    page.get_by_text("Outside of what the model has seen", exact=True).click()
    page.get_by_label("Labels not seen in training").select_option("error")
    expect(page.locator("#value")).to_have_text("No prediction")


def test_an_empty_field_is_named(show, exhibit):
    page = show(exhibit)
    page.get_by_label("comb", exact=True).fill("")
    expect(page.locator("#value")).to_have_text("No prediction")
    expect(page.locator("#note")).to_have_text("comb needs a value.")


def parts(page):
    amounts = page.locator("#parts .amount").all_inner_texts()
    return [float(text.replace("\N{MINUS SIGN}", "-")) for text in amounts]


def test_the_parts_make_the_prediction(show, exhibit):
    page = show(exhibit)
    page.get_by_label("comb", exact=True).fill("15")
    *some, whole = parts(page)
    assert sum(some) == pytest.approx(whole, rel=1e-3)  # four digits are shown
    page.get_by_role("button", name="from typical").click()
    *some, whole = parts(page)
    assert sum(some) == pytest.approx(whole, rel=1e-3)
    assert whole == pytest.approx(shown_value(page), rel=1e-4)
    expect(page.locator("#parts li").first).to_contain_text("A typical row")


def test_examples_show_what_was_observed(show, exhibit):
    page = show(exhibit)
    examples = page.locator("#examples button")
    expect(examples).to_have_count(3)
    examples.first.click()
    assert_same_as_python(page, exhibit)
    expect(page.locator("#note")).to_contain_text(f"observed: {examples.first.inner_text()}")
    page.get_by_role("button", name="Typical values").click()
    expect(page.locator("#note")).to_have_text("co2")


def test_the_formula_is_copied(show, exhibit):
    page = show(exhibit)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("#copied")).to_have_text("Copied as text.")
    assert page.evaluate("navigator.clipboard.readText()") == exhibit.saved.formula()
    page.get_by_role("button", name="Copy as LaTeX").click()
    expect(page.locator("#copied")).to_have_text("Copied as LaTeX.")
    assert page.evaluate("navigator.clipboard.readText()") == exhibit.saved.formula(style="latex")


def test_the_model_is_downloaded(show, exhibit, tmp_path):
    from polylasso import load_model

    page = show(exhibit)
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the model").click()
    started.value.save_as(tmp_path / "again.json")
    again = load_model(tmp_path / "again.json").model
    table = cars_table().take(np.arange(5))
    assert again.predict(table).tobytes() == exhibit.saved.model.predict(table).tobytes()


def test_the_page_of_a_model_file_says_what_it_lacks(show, exhibit):
    page = show(from_file(exhibit))
    expect(page.locator("#lead")).to_contain_text("not the path of penalties")
    expect(page.locator("#examples")).to_be_hidden()
    assert_same_as_python(page, exhibit)


def test_missing_values_that_the_model_allows(show):
    table = cars_table()
    comb = table.column("comb").values
    comb[::9] = np.nan
    exhibit = exhibit_of(table, missing="indicator")
    page = show(exhibit)
    page.get_by_label("comb", exact=True).fill("")
    expected = exhibit.saved.model.predict(
        table_at(exhibit.saved.model, {**_typical(exhibit), "comb": None})
    )
    assert shown_value(page) == pytest.approx(expected[0], rel=1e-12)


def _typical(exhibit):
    from polylasso.job.form import fields_of

    return {
        one.variable.name: one.default
        for one in fields_of(exhibit.saved.model, exhibit.train.features)
    }


def test_names_stay_text(show):
    table = cars_table(engine=HOSTILE[0], fuel=HOSTILE[1], target=HOSTILE[0] + "y")
    exhibit = exhibit_of(table, HOSTILE[0] + "y")
    page = show(exhibit)
    page.get_by_label(HOSTILE[0] + ", slider").press("End")
    assert page.evaluate("window.hit") is None
    assert page.locator("img").count() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE[0] + "y")
    assert_same_as_python(page, exhibit)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_it(show, exhibit, axe, theme, width):
    page = show(exhibit, theme=theme, **WIDTHS[width])
    page.get_by_label("comb", exact=True).fill("99")
    page.get_by_text("Outside of what the model has seen", exact=True).click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_phone_keeps_the_prediction_in_sight(show, exhibit):
    page = show(exhibit, **WIDTHS["phone"])
    expect(page.locator("#bar")).to_be_in_viewport()
    expect(page.locator("#bar-value")).to_have_text(page.locator("#value").inner_text())
    page.locator("#value").scroll_into_view_if_needed()
    expect(page.locator("#bar")).to_be_hidden()


def test_a_model_without_a_term(show, exhibit):
    alone = with_policy(exhibit, terms=(), coef=np.zeros(0))
    page = show(from_file(alone))
    assert shown_value(page) == exhibit.saved.model.intercept
    expect(page.locator("#form")).to_contain_text("The formula uses no column.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_explorer_stands_in_the_page(show, axe, theme):
    page = show(with_path(cars_table()), theme=theme)
    explorer = page.locator("#explorer")
    slider = explorer.get_by_role("slider").first
    slider.scroll_into_view_if_needed()
    text = explorer.get_by_role("group", name="Formula")
    before = text.inner_text()
    slider.press("Home")
    expect(text).not_to_have_text(before)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    inside = explorer.locator(".plx").evaluate("one => getComputedStyle(one).backgroundColor")
    assert inside == ground
    axe(page)


def test_hostile_names_stay_text_in_the_explorer(show):
    table = cars_table(engine=HOSTILE[0], fuel=HOSTILE[1], target=HOSTILE[1] + "y")
    page = show(with_path(table, HOSTILE[1] + "y"))
    page.locator("#explorer").get_by_role("slider").first.press("End")
    assert page.evaluate("window.hit") is None
    assert page.locator("img").count() == 0
