"""Columns that are held and columns that are never formed give the same path, on all real data."""

import csv
import os
import warnings
from pathlib import Path

import numpy as np
import pytest

from benchmarks.tables import read
from polylasso import polynomial_lasso_path
from polylasso.errors import PolylassoWarning

# Rows and columns looked at: the sets differ in kinds of columns and traps, not in these.
N_ROWS, N_COLUMNS = 300, 25
ALPHAS = 12
# Both paths are certified at 1e-9 of the null loss, and so differ by no more in the objective.
SAME = 1e-9


def names() -> list[str]:
    """All data sets of the index, none without the folder."""
    folder = os.environ.get("POLYLASSO_DATA")
    if not folder:
        return []
    with (Path(folder) / "index.csv").open(newline="") as index:
        return [row["name"] for row in csv.DictReader(index)]


def penalised(path, loss_share):
    """Objective over the null loss, less what both paths share."""
    l1_norm = np.abs(path.coef.toarray()).sum(axis=0)
    return (1.0 - path.explained) * loss_share + path.alphas * l1_norm


@pytest.mark.usefixtures("data_root")
@pytest.mark.parametrize("name", names())
def test_both_storages_reach_the_same_objective(name):
    table = read(name, N_ROWS)
    kept = ~np.isnan(table.target)
    inputs, target = table.inputs.iloc[kept, :N_COLUMNS], table.target[kept]
    rng = np.random.default_rng(0)
    options = {
        "alphas": ALPHAS,
        "eps": 1e-2,
        "missing": "indicator",
        "sample_weight": rng.uniform(0.5, 2.0, len(target)),
    }
    with warnings.catch_warnings():
        # Of columns left out, the same in both; what counts is that the paths agree.
        warnings.simplefilter("ignore", PolylassoWarning)
        stored = polynomial_lasso_path(inputs, target, storage="stored", **options)
        options["alphas"] = stored.alphas
        implicit = polynomial_lasso_path(inputs, target, storage="implicit", **options)
    weights = options["sample_weight"] / options["sample_weight"].sum()
    null_loss = 0.5 * weights @ (target - weights @ target) ** 2
    difference = penalised(stored, null_loss) - penalised(implicit, null_loss)
    assert np.abs(difference).max() <= SAME * null_loss
    assert implicit.gaps.max() <= SAME
    assert implicit.n_candidate_terms == stored.n_candidate_terms
