"""A table whose names, labels and file name are as bad as they can be."""

import csv
from dataclasses import replace

import numpy as np

from polylasso.job import ColumnChoice, FitSettings

IMG, SUM, COMMENT, LINES = "<img src=x onerror=alert(1)>", "=cmd()", "*/ 'x' \"y\"", "a\nb"
DOLLAR, TICKS, DASH, COMMA = "$HOME ${x}", "`id`", "-rf", "one,two"
FILE = "-my $(file) 'of' \"cars\".csv"


def rows(n_rows=160, seed=0):
    """Return the cells by column; the target is a polynomial of some, and noise."""
    rng = np.random.default_rng(seed)
    size, speed = rng.uniform(1, 6, n_rows).round(2), rng.uniform(0, 3, n_rows).round(2)
    label = np.array([IMG, SUM, TICKS])[rng.integers(0, 3, n_rows)]
    target = 3 + size**2 - 2 * size * speed + 4 * (label == SUM) + rng.normal(0, 0.3, n_rows)
    return {
        IMG: size,
        SUM: speed,
        COMMENT: label,
        LINES: rng.normal(size=n_rows).round(3),
        DOLLAR: target.round(3),
        TICKS: rng.integers(1, 4, n_rows),
        DASH: rng.integers(0, 12, n_rows),
        COMMA: rng.uniform(0.5, 1.5, n_rows).round(2),
    }


def write_nasty(path):
    """Write the table as CSV, as a spreadsheet would: nothing is made harmless."""
    cells = rows()
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(cells)
        writer.writerows(zip(*cells.values(), strict=True))


PLAIN = FitSettings(
    ColumnChoice(DOLLAR),
    shared={"missing": "error", "unknown": "baseline"},
    search={"rule": "one_se", "relax": "auto"},
)

SETTINGS = {
    "plain": PLAIN,
    "excluding": replace(PLAIN, columns=ColumnChoice(DOLLAR, exclude=(LINES, DASH))),
    "features": replace(PLAIN, columns=ColumnChoice(DOLLAR, (IMG, SUM, COMMENT, COMMA))),
    "groups": replace(PLAIN, columns=ColumnChoice(DOLLAR, groups=DASH), test_size=0.25),
    "weights": replace(PLAIN, columns=ColumnChoice(DOLLAR, weights=COMMA), degrees=(1, 3)),
    "labels": replace(PLAIN, shared={"categorical": (TICKS,), "unknown": "error"}),
    "transform": replace(
        PLAIN,
        shared={
            "transform": {IMG: ("log1p", "identity"), COMMA: ("reciprocal",)},
            "basis": "legendre",
            "max_interaction": 1,
            "l1_ratio": 0.9,
            "loss": "huber",
            "extrapolation": "clip",
        },
    ),
    "in time": replace(PLAIN, folds=replace(PLAIN.folds, count=3, in_time=True)),
    "one alpha": replace(PLAIN, alpha=0.05, degrees=(3,), refit=True),
    "search": replace(
        PLAIN,
        search={"rule": "min", "relax": True, "eps": 1e-3, "max_terms": 4, "n_jobs": 1},
        folds=replace(PLAIN.folds, count=4),
        seed=7,
        refit=True,
        degrees=(1, 2),
    ),
    "all rows": replace(PLAIN, test_size=0.0, search={"rule": "min", "relax": False}),
}
