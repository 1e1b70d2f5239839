"""The objective is that of scikit-learn's coordinate descent, on real data.

All data sets, not these few: `python -m benchmarks.agreement`.
"""

import pytest

from benchmarks.agreement import LARGEST_GAP, N_ALPHAS, compare
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


@pytest.mark.usefixtures("data_root")
@pytest.mark.parametrize(("name", "n_rows"), SETS, ids=[name for name, _ in SETS])
def test_objective_is_the_same_at_every_alpha_and_certified(name, n_rows):
    # One test, as each comparison takes a while: two mixes, without and with weights.
    comparisons = list(compare(read(name, n_rows), limit=60.0))
    assert [comparison.equal for comparison in comparisons] == [N_ALPHAS] * 4
    assert max(comparison.gap for comparison in comparisons) <= LARGEST_GAP
    assert not any(comparison.warnings for comparison in comparisons)
