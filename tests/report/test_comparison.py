"""The report on a comparison as it comes out on 80 columns."""

import io

import pytest
from rich.console import Console

from polylasso.report.comparison import draw_comparison, figure

SCORES = {
    "r2": 0.997564,
    "r2_se": 0.000231,
    "mse": 8.2996,
    "mse_se": 0.7384,
    "mae": 2.2383,
    "mae_se": 0.0517,
}


def row(key, degree, **changes):
    whole = {"key": key, "degree": degree, "n_terms": 13, "cv": SCORES, "holdout": SCORES}
    return {**whole, "settings": {}, "seconds": 12.3, "reason": None, **changes}


OUTCOME = {
    "file": "cars.csv",
    "target": "co2",
    "n_train": 800,
    "n_test": 200,
    "n_folds": 5,
    "warnings": ["12 of 1,000 rows repeat an earlier one"],
    "rows": [
        row("mean", None, n_terms=0),
        row("ridge", 1),
        row("least_squares", 2, n_terms=None, cv=None, holdout=None, reason="14 terms on 9 rows"),
        row("relaxed_lasso", 2, seconds=1.23),
        row("black_box", None, n_terms=None),
    ],
    "verdict": "A straight line is enough: what is beyond it is chance.",
    "seconds": 1.5,
}


def printed(parts, width=80):
    stream = io.StringIO()
    console = Console(file=stream, width=width, markup=False, highlight=False, emoji=False)
    for part in parts:
        console.print(part)
    return stream.getvalue()


def test_report():
    text = printed(draw_comparison(OUTCOME))
    for words in (
        "cars.csv: models of 'co2', tuned on 800 rows by 5 folds, and scored on 200 rows",
        "12 of 1,000 rows",
        "least squares, degree 2: 14 terms on 9 rows",
        "A straight line is enough",
        "1.50 s",
    ):
        assert words in text


def test_lines_of_the_table():
    lines = [line.split() for line in printed(draw_comparison(OUTCOME)).splitlines()]
    figures = ["0.9976", "+-0.0002", "8.3", "+-0.7", "2.24", "+-0.05"]
    assert ["relaxed", "lasso", "13", *figures, "1.2"] in lines
    assert ["ridge", "13", *figures, "12"] in lines
    assert ["CV", *figures] in lines
    assert ["black", "box", "-", *figures, "12"] in lines
    assert ["least", "squares", "-", "-", "-", "-", "-"] in lines
    assert ["degree", "1"] in lines


def test_nothing_is_cut_off_on_80_columns():
    text = printed(draw_comparison(OUTCOME))
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 80


def test_the_table_of_small_figures_fits_80_columns():
    small = SCORES | {"r2": -0.0102, "r2_se": 0.0345, "mse": 0.01364, "mse_se": 0.00157}
    rows = [row("relaxed_lasso", 2, n_terms=20300, cv=small, holdout=small)]
    assert "0.0136 +-0.0016" in printed(draw_comparison(OUTCOME | {"rows": rows}))


def test_no_notes():
    assert "Notes" not in printed(draw_comparison(OUTCOME | {"warnings": []}))


@pytest.mark.parametrize(
    ("value", "error", "spelt"),
    [
        (10.463, 1.745, "10.5 +-1.7"),
        (8.2996, 0.7384, "8.3 +-0.7"),
        (2.2383, 0.0517, "2.24 +-0.05"),
        (3398.18, 140.86, "3,398 +-141"),
        (-0.0021, 0.0101, "-0.002 +-0.010"),
        (0.25, 0.0, "0.25"),
        (0.25, None, "0.25"),
        (None, None, "-"),
        (1.234e9, 5.6e7, "1.23e+09 +-6e+07"),
        (1.2e-14, 3e-15, "1.20e-14 +-3e-15"),
    ],
)
def test_figure(value, error, spelt):
    assert figure(value, error) == spelt


def test_r2_near_one_has_more_digits():
    near = SCORES | {"r2": 0.99998765, "r2_se": 0.0000021}
    text = printed(draw_comparison(OUTCOME | {"rows": [row("ridge", 2, holdout=near)]}))
    assert "0.9999877 +-0.0000021" in text
