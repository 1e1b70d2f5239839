"""`polylasso fit --explore`: the page, and what is refused before the work is done."""

import pytest


def test_fit_writes_a_page(cars, run, run_json, tmp_path):
    page = tmp_path / "page.html"
    outcome = run_json("fit", cars, "--target", "co2", "--explore", page)
    assert outcome["explorer_file"] == str(page)
    text = page.read_text(encoding="utf-8")
    assert "<title>co2 explored</title>" in text
    assert "rows held out" in text
    report = run("fit", cars, "--target", "co2", "--explore", page, "--test-size", 0)
    assert "to be explored in" in report.stdout
    assert "rows held out" not in page.read_text(encoding="utf-8").split("payload")[1]


def test_a_refit_says_that_it_has_seen_the_rows(cars, run, tmp_path):
    page = tmp_path / "page.html"
    run("fit", cars, "--target", "co2", "--explore", page, "--refit")
    assert "rows held out before the refit" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--alpha", 0.5], "there is no path to explore"),
        (["-o", "{page}"], "cannot be both model and page"),
        (["--checkpoint", "{page}"], "cannot be both page and checkpoint"),
    ],
)
def test_what_cannot_be_written_is_refused_first(cars, fails, tmp_path, options, told):
    page = str(tmp_path / "page.html")
    words = [str(word).format(page=page) for word in options]
    assert told in fails("fit", cars, "--target", "co2", "--explore", page, *words)
    assert not (tmp_path / "page.html").exists()


def test_a_page_needs_a_folder_and_is_no_stream(cars, fails, tmp_path):
    nowhere = tmp_path / "nowhere" / "page.html"
    assert "create it first" in fails("fit", cars, "--target", "co2", "--explore", nowhere)
    assert "standard output" in fails("fit", cars, "--target", "co2", "--explore", "-")
