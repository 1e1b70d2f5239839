"""What somebody might bring to do harm does none, and the page says what is wrong with it."""

import pytest

from tests.browser import hostile, serving, steps
from tests.browser.tables import curve

MARKS = f"input {hostile.IMAGE}", f"group {hostile.IMAGE}", f"target {hostile.IMAGE}"


@pytest.fixture(scope="module")
def small_server(tmp_path_factory):
    """Serve with limits so low that small files pass over them."""
    log = tmp_path_factory.mktemp("small") / "log.txt"
    limits = {
        "POLYLASSO_APP_UPLOAD_MB": "1",
        "POLYLASSO_APP_TERMS": "50",
        "POLYLASSO_APP_SAMPLE": "diabetes",
    }
    with serving.serve(log, environment=limits) as server:
        yield server


def unhurt(page) -> bool:
    """Return whether no name became an element, and none ran."""
    made = page.locator("img[src='x'], img[onerror], [onerror]").count()
    return made == 0 and page.evaluate("window.hurt === undefined")


@pytest.mark.parametrize("width", [1280, 390])
def test_names_that_are_html_stay_text_on_every_page(app_server, open_page, width):
    page = open_page(app_server.url, width=width, touch=width < 640).page
    page.on("dialog", lambda dialog: pytest.fail(f"an alert: {dialog.message}"))
    steps.settle(page)
    steps.upload(page, "<img src=x onerror=alert(1)>.csv", hostile.marked_table())
    assert unhurt(page)
    steps.choose(page, "Predict", MARKS[2])
    text = steps.fit(page)
    assert "<img src=x onerror=" in text
    for title in steps.PAGES:
        steps.turn_to(page, title)
        assert unhurt(page), title
    # The names are there to be read: as they are, not gone.
    steps.turn_to(page, "Explore")
    assert MARKS[2] in steps.words(page)
    steps.turn_to(page, "Predict")
    assert MARKS[0] in steps.words(page)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("t.csv", hostile.pickled("/nowhere/hurt"), "a pickle, which is never loaded"),
        ("t.xlsx", hostile.workbook_bomb(), "when unpacked, more than"),
        ("t.parquet", hostile.parquet_bomb(), "rows of 50 columns"),
        ("t.csv", b"\x00\x01\x02" * 50, "binary content"),
        ("t.csv", b"a,b\n1,2\n3\n", "line 3 has 1 fields"),
    ],
    ids=["pickle", "workbook", "parquet", "binary", "ragged"],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    app_server, open_page, name, content, told
):
    page = open_page(app_server.url).page
    steps.settle(page)
    before = app_server.memory()
    steps.upload(page, name, content)
    text = steps.words(page)
    assert told in text
    assert "Traceback" not in text
    # Nothing of a bomb has been unpacked: the parts of it that are read fit in this.
    assert app_server.memory() - before < 300e6
    # The session goes on.
    steps.upload(page, "curve.csv", curve())
    assert "120 rows, 3 columns" in steps.words(page)


def test_a_pickle_cannot_even_be_chosen_by_its_name(app_server, open_page):
    page = open_page(app_server.url).page
    steps.settle(page)
    steps.upload(page, "model.pkl", hostile.pickled("/nowhere/hurt"))
    assert "not allowed" in steps.words(page)


def test_a_pickle_is_no_model(app_server, open_page):
    page = open_page(f"{app_server.url}/predict").page
    steps.settle(page)
    page.get_by_role("radio", name="A saved model").click()
    steps.settle(page)
    steps.upload(page, "model.json", hostile.pickled("/nowhere/hurt"))
    assert "model.json is not text" in steps.words(page)


def test_a_file_over_the_cap_is_refused(small_server, open_page):
    with small_server.watched():
        page = open_page(small_server.url).page
        steps.settle(page)
        steps.upload(page, "large.csv", b"a,b\n" + b"1,2\n" * 300_000)
        assert "must be 1.0MB or smaller" in steps.words(page)


def test_a_search_over_the_cap_is_refused_before_it_begins(small_server, open_page):
    with small_server.watched():
        page = open_page(f"{small_server.url}/fit").page
        steps.settle(page)
        assert "more than the 50 allowed here" in steps.words(page)
        main = page.get_by_role("main")
        assert main.get_by_role("button", name="Fit", exact=True).is_disabled()
