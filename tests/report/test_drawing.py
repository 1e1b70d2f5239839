"""Reports as they come out on 80 columns."""

import io

import numpy as np
import pytest
from rich.console import Console

from polylasso.check import check_table
from polylasso.report.checks import draw_check
from polylasso.report.console import indented
from polylasso.report.fits import certificate_in_words, draw_fit
from polylasso.report.models import draw_model
from polylasso.sources.table import Column, Table

OUTCOME = {
    "file": "cars.csv",
    "target": "co2",
    "n_rows": 1000,
    "n_holdout_rows": 200,
    "n_columns": 4,
    "warnings": ["12 of 1,000 rows repeat an earlier one"],
    "n_terms": 3,
    "size": 13,
    "automatic": None,
    "huber": None,
    "n_candidate_terms": 1537,
    "degree": 2,
    "alpha": 0.0123,
    "cv": "5",
    "rule": "one_se",
    "relax": 0.0,
    "cv_r2": 0.99,
    "holdout_r2": 0.99995,
    "holdout_mse": 3.25,
    "holdout_mae": 1.5,
    "linear_holdout_r2": None,
    "linear_holdout_mse": None,
    "linear_holdout_mae": None,
    "mean_holdout_r2": -0.001,
    "mean_holdout_mse": 3000.0,
    "mean_holdout_mae": 40.0,
    "n_holdout_unseen_levels": 2,
    "n_holdout_out_of_range": 1,
    "n_holdout_unscored": 3,
    "refitted_on_all_rows": True,
    "dual_gap": 3.1e-15,
    "tol": 1e-9,
    "certified": True,
    "model_file": "model.json",
    "explorer_file": "page.html",
    "seconds": 0.634,
}


def printed(parts, width=80):
    """Return what a plain console of some width shows."""
    file = io.StringIO()
    console = Console(file=file, width=width, markup=False, highlight=False, emoji=False)
    for part in parts:
        console.print(part)
    return file.getvalue()


def test_fit_report():
    text = printed(draw_fit(OUTCOME, "co2 = 3*[fuel = E]\n    + 2*comb", 5))
    for words in (
        "cars.csv: 1,000 rows, 4 columns to predict 'co2' from; 200 rows held out",
        "  co2 = 3*[fuel = E]\n      + 2*comb\n  ... and 5 smaller terms\n",
        "0.999950",
        "2 rows held out with a label not seen",
        "1 row held out outside the training range",
        "3 rows held out could not be predicted",
        "fitted again to all rows",
        "saved to model.json",
        "0.63 s",
    ):
        assert words in text


def test_fit_report_without_holdout():
    bare = OUTCOME | {"n_holdout_rows": 0, "warnings": [], "model_file": None, "cv": None}
    text = printed(draw_fit(bare, "co2 = 1", 0))
    assert "held-out" not in text
    assert "the mean" not in text
    assert "Notes" not in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"relax": 1.0},
            "certified optimum over 1,537 candidate terms: relative duality gap 3e-15",
        ),
        ({"relax": 0.5}, "half refitted"),
        ({"relax": 0.0}, "refitted without the penalty"),
        ({"certified": False, "dual_gap": 1e-3}, "NOT certified"),
    ],
)
def test_certificate(changes, words):
    assert words in certificate_in_words(OUTCOME | changes)


@pytest.mark.parametrize(
    ("n_less", "words"),
    [(19, "19 of 64 rows count less, the least 0.25 of its weight"), (0, "no row is so far")],
)
def test_weights_of_outliers(n_less, words):
    weighed = {"n_rows": 64, "n_counting_less": n_less, "least_weight": 0.25, "scale": 2.0}
    text = printed(draw_fit(OUTCOME | {"huber": weighed}, "co2 = 1", 0))
    assert words in " ".join(text.split())


def test_model_report():
    content = {
        "file": "model.json",
        "target": "co2",
        "n_terms": 1,
        "terms": [{"term": "comb", "coef": 2.0}],
        "variables": [
            {"name": "comb", "kind": "numeric", "lower": 4.0, "upper": 26.1},
            {"name": "make", "kind": "categorical", "levels": list("abcdefghij")},
        ],
        "scores": {"cv_r2": 0.99},
        "certificate": {"dual_gap": 1e-15},
        "data": {"columns": ["comb", "make"]},
        "settings": {"transform": None, "rule": "one_se", "fit_intercept": True},
        "version": "0.1.0",
    }
    text = printed(draw_model(content, "co2 = 2*comb", 0))
    for words in ("4 to 26.1", "... (10 levels)", "not used", "Scores", "comb, make", "one_se"):
        assert words in text
    assert "transform" not in text


def test_check_report_lists_outliers_and_leaves_out_empty_titles():
    rng = np.random.default_rng(0)
    values = rng.normal(size=(3, 100))
    values[0, 4] = 1000.0
    columns = tuple(Column(name, row) for name, row in zip("aby", values, strict=True))
    text = printed(draw_check(check_table(Table(columns, 100), "y"), "t.csv"))
    assert "a: rows 5: 1000" in text
    assert "missing" not in text
    assert "Candidate terms" in text


def test_check_report_of_many_columns_is_short():
    values = np.random.default_rng(0).normal(size=(600, 30))
    columns = tuple(Column(f"x{k}", row) for k, row in enumerate(values))
    text = printed(draw_check(check_table(Table(columns, 30)), "t.csv"))
    assert "... and 540 more (see --json)" in text
    assert "skipped: " in text


def test_paragraphs_hang_and_end_without_blanks():
    assert printed([indented("aaa bbb ccc")], width=8) == "  aaa\n  bbb\n  ccc\n"
