"""The explorer's page, opened from disk, in the hands of people with and without a mouse."""

import re
import time
from functools import partial

import pytest

from polylasso import PolynomialLasso
from polylasso.explorer import SCRIPT
from polylasso.inspection import formula
from polylasso.inspection.numerals import numeral
from tests.explorer.made import HOSTILE, fitted, hostile
from tests.plots.made import cars

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def saved(tmp_path):
    """Return a function that saves an explorer and returns the address of its page."""

    def save(explorer):
        explorer.save(tmp_path / "page.html")
        return (tmp_path / "page.html").as_uri()

    return save


def explored(**options):
    model, table, actual = fitted(**options)
    return model, model.explore(table, actual)


@pytest.fixture
def visit(saved, open_page):
    """Return a function that opens the explorer of the cars, and returns the page."""

    def open_explorer(hash="", **how):
        page = open_page(saved(explored(relax=True)[1]) + hash, **how).page
        page.locator(".plx-slider").wait_for()
        return page

    return open_explorer


def formula_of(page):
    """Return the formula as it is read, once what leaves has left."""
    until(page, "!document.querySelector('.plx-leaving')")
    return page.locator(".plx-text").inner_text().strip()


def until(page, condition, seconds=20.0):
    """Wait for a condition; Playwright's own wait needs eval, which the page forbids."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, f"it did not happen: {condition}"
        page.wait_for_timeout(30)


def drawn(page):
    """Return fingerprints of the upper canvas of each chart."""
    return page.evaluate("[...document.querySelectorAll('.plx-canvas')].map((c) => c.toDataURL())")


def index_of(page):
    return int(page.locator(".plx-slider").input_value())


def settle(page):
    """Wait until what was asked for is drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_the_page_asks_for_nothing_and_shows_the_fitted_model(saved, open_page):
    model, explorer = explored(relax=True)
    visit = open_page(saved(explorer))
    page = visit.page
    assert [address.split("#")[0] for address in visit.requests] == [page.url.split("#")[0]]
    assert page.locator("[data-figure=terms] dd").inner_text() == str(len(model.terms_))
    shown = formula_of(page)
    for term, coef in zip(model.terms_, model.coef_, strict=True):
        assert numeral(abs(coef), 4) in shown, term
    assert page.title() == "co2 (g/km) explored"


def test_the_copied_formula_is_the_model_in_another_order(visit):
    model, _ = explored(relax=True)
    page = visit()
    for button, digits in (("Copy formula", 4), ("Copy all digits", None)):
        page.get_by_role("button", name=button).click()
        page.locator(".plx-toast").first.wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        own = formula(model.model_, digits=digits)
        assert parts(copied) == parts(own)


def parts(text):
    """Return what a formula adds up, in any order."""
    target, total = text.split(" = ", 1)
    return target, sorted(re.split(r" (?=[+-] )", re.sub(r"^(?=\d)", "+ ", total)))


def test_the_keyboard_moves_everything(visit):
    page = visit()
    before, pictures = formula_of(page), drawn(page)
    page.locator(".plx-slider").focus()
    page.keyboard.press("Home")
    settle(page)
    assert index_of(page) == 0
    assert page.locator("[data-figure=terms] dd").inner_text() == "0"
    assert formula_of(page) != before
    moved = drawn(page)
    # Path, curve, actual against predicted, residuals: what moves is the second canvas of each.
    assert all(moved[place] != pictures[place] for place in (1, 3, 5, 7))
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert index_of(page) == int(page.locator(".plx-slider").get_attribute("max")) - 1


def test_the_mouse_drags_slider_and_chart(visit):
    page = visit()
    before, start = formula_of(page), index_of(page)
    box = page.locator(".plx-slider").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, middle, steps=6)
    page.mouse.up()
    settle(page)
    dragged = index_of(page)
    assert dragged > start
    assert formula_of(page) != before
    chart = page.locator(".plx-plot").first.bounding_box()
    page.mouse.move(chart["x"] + 120, chart["y"] + 80)
    page.mouse.down()
    page.mouse.move(chart["x"] + 80, chart["y"] + 80, steps=4)
    page.mouse.up()
    settle(page)
    assert index_of(page) < dragged


def test_a_finger_moves_the_slider(visit):
    page = visit(touch=True, **SIZES["phone"])
    before = formula_of(page)
    box = page.locator(".plx-slider").bounding_box()
    page.touchscreen.tap(box["x"] + 20, box["y"] + box["height"] / 2)
    settle(page)
    assert index_of(page) <= 10
    assert formula_of(page) != before
    term = page.locator(".plx-term:visible").first
    term.tap()
    settle(page)
    assert "plx-lit" in term.get_attribute("class")


def test_a_term_is_named_everywhere_at_once(visit):
    page = visit()
    before = drawn(page)
    term = page.locator(".plx-term:visible").nth(1)
    name = term.locator(".plx-name").inner_text()
    term.hover()
    settle(page)
    assert page.locator(".plx-term.plx-lit .plx-name").all_inner_texts() == [name]
    assert page.locator(".plx-item.plx-lit .plx-label").all_inner_texts() == [name]
    assert page.locator(".plx-callout").first.inner_text().startswith(f"{name}: ")
    assert drawn(page)[1] != before[1]
    page.mouse.move(2, 2)
    settle(page)
    assert page.locator(".plx-lit").count() == 0


def test_the_line_under_the_mouse_is_named(visit):
    page = visit()
    chart = page.locator(".plx-plot").first
    named = set()
    box = chart.bounding_box()
    for height in range(10, int(box["height"]) - 30, 6):
        page.mouse.move(box["x"] + box["width"] - 40, box["y"] + height)
        settle(page)
        named |= set(page.locator(".plx-callout:visible").all_inner_texts())
    assert any(text.startswith("comb: ") for text in named)


def test_the_list_of_terms_is_walked_with_arrows_and_pins(visit):
    from playwright.sync_api import expect

    page = visit()
    items = page.locator(".plx-item")
    items.first.focus()
    page.keyboard.press("ArrowDown")
    settle(page)
    name = items.nth(1).locator(".plx-label").inner_text()
    assert page.locator(".plx-callout").first.inner_text().startswith(f"{name}: ")
    page.keyboard.press("Enter")
    expect(items.nth(1)).to_have_attribute("aria-pressed", "true")
    page.locator(".plx-slider").focus()
    settle(page)
    assert page.locator(".plx-callout").first.inner_text().startswith(f"{name}: ")


def test_play_walks_to_the_end_and_can_be_paused(visit):
    page = visit()
    page.locator(".plx-slider").press("Home")
    page.get_by_role("button", name="Play").click()
    until(page, "document.querySelector('.plx-slider').value > 3")
    page.get_by_role("button", name="Pause").click()
    place = index_of(page)
    page.wait_for_timeout(300)
    assert index_of(page) == place
    page.get_by_role("button", name="Play").click()
    until(
        page,
        "(() => { const s = document.querySelector('.plx-slider'); return s.value === s.max; })()",
    )
    page.get_by_role("button", name="Play").wait_for()


def test_who_wants_less_motion_steps(visit):
    page = visit(reduced_motion=True)
    assert not page.locator(".plx-play").is_visible()
    place = index_of(page)
    page.get_by_role("button", name="One step on").click()
    settle(page)
    assert index_of(page) == place + 1
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_link_opens_the_same_state(visit, open_page):
    from playwright.sync_api import expect

    page = visit()
    page.locator(".plx-item").nth(2).click()
    page.get_by_role("button", name="Lasso alone").click()
    page.locator(".plx-slider").press("ArrowRight")
    page.get_by_role("button", name="Copy link").click()
    page.locator(".plx-toast").first.wait_for()
    address = page.evaluate("navigator.clipboard.readText()")
    assert "view=lasso" in address
    again = open_page(address).page
    again.locator(".plx-slider").wait_for()
    assert index_of(again) == index_of(page)
    assert formula_of(again) == formula_of(page)
    expect(again.locator(".plx-item").nth(2)).to_have_attribute("aria-pressed", "true")


def test_the_lasso_alone_has_smaller_coefficients(visit):
    page = visit()
    fit, alpha = formula_of(page), page.locator("[data-figure=position] dd").inner_text()
    page.get_by_role("button", name="Lasso alone").click()
    settle(page)
    assert formula_of(page) != fit
    assert page.locator("[data-figure=position] dd").inner_text() == alpha


def test_a_screen_reader_hears_terms_and_formula(visit):
    page = visit()
    page.locator(".plx-slider").press("Home")
    until(page, "document.querySelector('[aria-live]').textContent.includes('0 terms')")
    assert "co2 (g/km) =" in page.locator("[aria-live]").inner_text()
    text = page.locator(".plx-slider").get_attribute("aria-valuetext")
    assert re.fullmatch(r"alpha [\d.]+, 0 terms", text)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_barrier_in_any_theme_or_size(visit, axe, theme, size):
    page = visit(theme=theme, **SIZES[size])
    axe(page)
    page.locator(".plx-item").nth(1).click()
    page.locator(".plx-slider").press("End")
    settle(page)
    until(page, "document.getAnimations().length === 0")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_names_are_text(saved, open_page):
    model, table, target = hostile()
    page = open_page(saved(model.explore(table, target))).page
    page.locator(".plx-slider").press("End")
    page.locator(".plx-item").first.click()
    settle(page)
    assert page.locator("img").count() == 0
    assert HOSTILE in page.locator(".plx-target").inner_text()
    assert HOSTILE in page.locator(".plx-terms").inner_text()


def test_an_optimiser_is_played(saved, open_page):
    table, co2 = cars()
    model = PolynomialLasso(0.5, solver="fista", tol=1e-4).fit(table, co2)
    page = open_page(saved(model.explore(table, co2))).page
    page.get_by_role("button", name="Start").click()
    settle(page)
    assert page.locator("[data-figure=position] dd").inner_text() == "0"
    page.get_by_role("button", name="Play").click()
    until(page, "document.querySelector('.plx-slider').value > 5")
    page.get_by_role("button", name="End", exact=True).click()
    settle(page)
    assert page.locator("[data-figure=position] dd").inner_text() == f"{model.n_iter_:,}"


def test_without_rows_and_in_a_notebook(open_page, tmp_path):
    model, _ = explored()
    frame = model.explore()._repr_html_()
    (tmp_path / "notebook.html").write_text(f"<!doctype html><title>n</title>{frame}")
    page = open_page((tmp_path / "notebook.html").as_uri()).page
    inside = page.frame_locator("iframe")
    inside.locator(".plx-slider").press("Home")
    assert inside.locator(".plx-chart:visible").count() == 2
    assert "No rows" in inside.locator(".plx-note").last.inner_text()


NUMBERS = (0.0, 1.0, 2.5, 1000.5, 1001.5, 0.00010005, 9.9995, 99995.0, 1e-4, 9.9999e-5, 1e7)
MORE = (9999999.9, 1e16, 123456789.123, 1e-300, 5e-324, 1.7976931348623157e308, 0.1, 1 / 3)


def test_numbers_are_written_as_in_python(open_page, tmp_path):
    (tmp_path / "empty.html").write_text("<!doctype html><title>e</title>")
    page = open_page((tmp_path / "empty.html").as_uri()).page
    page.evaluate(SCRIPT)
    values = [
        sign * value * scale
        for value in (*NUMBERS, *MORE)
        for scale in (1.0, 0.37, 1e-9)
        for sign in (1.0, -1.0)
        if abs(value * scale) > 0 or sign > 0
    ]
    for digits in (4, 3, 1, None):
        written = page.evaluate(
            "([values, digits]) => values.map((v) => polylassoExplorer.numeral(v, digits))",
            [values, digits],
        )
        assert written == list(map(partial(numeral, digits=digits), values))
