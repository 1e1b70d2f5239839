"""The objective is that of scikit-learn's coordinate descent, on real data; all sets: see docs."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.agreement import LARGEST_GAP, N_ALPHAS, Comparison, compare
from benchmarks.tables import read

SETS = [
    ("hitters", None),  # categories, and rows without target
    ("abalone", 500),  # three levels
    ("prostate", None),  # a boolean column
    ("192_vineyard", None),
    ("228_elusage", None),
    ("1089_USCrime", None),  # more terms than rows
    ("yacht", None),
    ("autompg", None),
]


@pytest.fixture(scope="module", params=SETS, ids=[name for name, _ in SETS])
def comparisons(request: pytest.FixtureRequest, data_root: Path) -> Iterable[Comparison]:
    name, n_rows = request.param
    return list(compare(read(name, n_rows), limit=60.0))


def test_the_objective_is_the_same_at_every_alpha(comparisons):
    assert [comparison.equal for comparison in comparisons] == [N_ALPHAS] * 4


def test_the_recomputed_gap_is_small(comparisons):
    assert max(comparison.gap for comparison in comparisons) <= LARGEST_GAP


def test_the_path_does_not_warn(comparisons):
    assert not any(comparison.warnings for comparison in comparisons)
