"""What the notices say."""

import numpy as np
import pytest

from polylasso.check import check_table
from polylasso.sources.table import Column, Table

RNG = np.random.default_rng(3)
A, B, NOISE = RNG.normal(size=(3, 200))


def notices(**columns):
    """Return the notices on a table of two columns, others, and the target y."""
    cells = {"a": A, "b": B, "y": A - B**2 + NOISE} | columns
    table = Table(tuple(Column(name, values) for name, values in cells.items()), 200)
    return [str(notice) for notice in check_table(table, "y").notices]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"none": np.full(200, np.nan)}, "none: all values are missing; it is left out"),
        ({"y": np.arange(200) % 3.0}, "only 3 distinct values"),
        ({"y": np.exp(2 * A)}, "consider its log as target"),
        ({"y": np.concatenate([A[1:], [50.0]])}, "target 'y' has an outlier (50 in row 200)"),
        ({"c": A - B + NOISE, "y": 3 * (A - B + NOISE)}, "gives the target alone, by a straight"),
        ({"near": A + 1e-4 * B}, "near: has correlation 1.00000 with 'a'"),
        ({"sum": A + B}, "sum: is almost a linear function of other columns, such as 'a', 'b'"),
        ({f"n{k}": A + 1e-4 * k * B for k in range(1, 5)}, "10 pairs of columns are nearly"),
        ({"id": 1.0 * np.arange(200), "twin": A.copy()}, "twin: is identical to column 'a'"),
    ],
)
def test_notices(columns, words):
    assert any(words in notice for notice in notices(**columns)), notices(**columns)


def test_many_explained_columns_are_counted():
    codes = np.arange(200) % 6
    dummies = {f"is{k}": (codes == k).astype(float) for k in range(6)}
    assert "6 columns are almost linear functions of the others" in notices(**dummies)


def test_gravest_come_first():
    columns = Column("a", A), Column("none", np.full(200, np.nan)), Column("y", np.ones(200))
    found = check_table(Table(columns, 200), "y").notices
    assert [notice.severity for notice in found] == ["error", "warning"]


def test_very_wide_tables_are_not_compared_pair_by_pair(monkeypatch):
    monkeypatch.setattr("polylasso.check.table.MOST_COLUMNS", 1)
    monkeypatch.setattr("polylasso.check.table._MOST_LEAK_CELLS", 100)
    table = Table((Column("a", A), Column("b", A + 1.0), Column("y", A + NOISE)), 200)
    check = check_table(table, "y")
    assert check.collinear == ()
    assert len(check.skipped) == 2
