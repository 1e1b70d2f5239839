"""The check of a whole table."""

import json
from math import comb

import numpy as np
import pytest

from polylasso.check import check_table
from polylasso.encoding import EncodingOptions
from polylasso.errors import DataError
from polylasso.sources.frames import to_table
from polylasso.sources.table import Column, Table


def make_table(n_rows=200, seed=0, **columns):
    """Return three independent columns and a target with noise, and what else is given."""
    rng = np.random.default_rng(seed)
    base = {name: rng.normal(size=n_rows) for name in ("a", "b", "c")}
    base["y"] = base["a"] - base["b"] * base["c"] + rng.normal(size=n_rows)
    cells = base | {name: np.asarray(values) for name, values in columns.items()}
    parts = []
    for name, values in cells.items():
        if values.dtype.kind in "OU":
            labels, codes = np.unique(values.astype(str), return_inverse=True)
            parts.append(Column(name, codes, tuple(map(str, labels))))
        else:
            parts.append(Column(name, values.astype(float)))
    return Table(tuple(parts), n_rows)


def messages(check, severity):
    return [str(notice) for notice in check.notices if notice.severity == severity]


def test_clean_table_has_no_notices():
    check = check_table(make_table(), "y")
    assert check.notices == ()
    assert check.skipped == ()
    assert [column.name for column in check.columns] == ["a", "b", "c"]


def test_target_is_optional():
    check = check_table(make_table())
    assert check.target is None
    assert len(check.columns) == 4


def test_unknown_target_raises():
    with pytest.raises(DataError, match="no column 'z'"):
        check_table(make_table(), "z")


def test_kinds():
    n = 200
    table = make_table(
        n,
        yes=np.arange(n) % 2,
        one=np.ones(n),
        none=np.full(n, np.nan),
        fuel=np.array(["D", "E", "X", "Z"])[np.arange(n) % 4],
        name=np.array([f"car {k}" for k in range(n)]),
        same=np.array(["x"] * n),
    )
    kinds = {column.name: column.kind for column in check_table(table, "y").columns}
    assert kinds == {
        "a": "numeric",
        "b": "numeric",
        "c": "numeric",
        "yes": "binary",
        "one": "constant",
        "none": "empty",
        "fuel": "categorical",
        "name": "identifier",
        "same": "constant",
    }


def test_number_treated_as_categorical():
    table = make_table(cylinders=np.arange(200) % 5)
    check = check_table(table, "y", encoding=EncodingOptions(categorical=("cylinders",)))
    assert check.columns[-1].kind == "categorical"
    assert check.sizes[0].n_terms == 3 + 5


def test_duplicates():
    table = make_table()
    doubled = table.take(np.r_[0:200, 0:7])
    twin = Column("twin", doubled.column("a").values.copy())
    check = check_table(Table((*doubled.columns, twin), 207), "y")
    assert check.n_duplicate_rows == 7
    assert check.duplicate_columns == (("twin", "a"),)
    assert check.collinear == ()
    assert any("7 of 207 rows repeat" in text for text in messages(check, "warning"))


def test_missing_values_are_errors_unless_allowed():
    table = make_table(d=np.where(np.arange(200) < 3, np.nan, np.arange(200.0)))
    assert "missing='indicator'" in messages(check_table(table, "y"), "error")[0]
    check = check_table(table, "y", encoding=EncodingOptions(missing="drop"))
    assert not check.errors
    assert check.columns[-1].n_missing == 3


def test_infinite_values_are_errors():
    values = np.arange(200.0)
    values[5] = np.inf
    check = check_table(make_table(d=values), "y")
    assert check.columns[-1].n_infinite == 1
    assert check.columns[-1].upper == 199.0
    assert "inf" in messages(check, "error")[0]


def test_transform_outside_its_domain_is_an_error():
    encoding = EncodingOptions(transform={"a": ("log",)})
    check = check_table(make_table(), "y", encoding=encoding)
    assert "needs values above 0" in messages(check, "error")[0]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (np.full(200, np.nan), "missing in every row"),
        (np.ones(200), "constant"),
        (np.where(np.arange(200) == 3, np.nan, np.arange(200.0)), "missing in 1 row"),
        (np.where(np.arange(200) == 3, np.inf, np.arange(200.0)), "infinite in 1 row"),
        (np.array(["low", "high"] * 100), "must be numbers"),
    ],
)
def test_bad_target(values, words):
    assert words in messages(check_table(make_table(y=values), "y"), "error")[0]


def test_target_of_two_values_is_told():
    check = check_table(make_table(y=np.arange(200) % 2), "y")
    assert "two values" in messages(check, "warning")[0]


def test_few_rows_are_told():
    assert "only 8 rows" in messages(check_table(make_table(8), "y"), "warning")[0]


def test_no_usable_column():
    table = Table((Column("a", np.ones(30)), Column("y", np.arange(30.0))), 30)
    assert "no usable column" in messages(check_table(table, "y"), "error")[0]


def test_many_like_columns_give_one_notice():
    wide = {f"d{k}": np.where(np.arange(200) == k, np.nan, np.arange(200.0)) for k in range(20)}
    errors = messages(check_table(make_table(**wide), "y"), "error")
    assert len(errors) == 1
    assert errors[0].startswith("20 columns ('d0', 'd1', 'd2', ...) have missing values")


def test_sizes_are_exact_and_grow_by_degree():
    wide = to_table(np.random.default_rng(0).normal(size=(20, 2000)))
    sizes = check_table(wide).sizes
    assert [size.degree for size in sizes] == [1, 2, 3, 4, 5]
    assert sizes[1].n_terms == 2000 * 2003 // 2
    assert sizes[1].n_bytes == 8 * 20 * sizes[1].n_terms
    assert sizes[4].n_terms == comb(2005, 5) - 1


def test_result_is_json():
    n = 200
    table = make_table(one=np.ones(n), none=np.full(n, np.nan), fuel=np.array(["D", "E"] * 100))
    text = json.dumps(check_table(table, "y").to_dict(), allow_nan=False)
    assert json.loads(text)["columns"][0]["name"] == "a"


def test_wide_table_says_what_is_skipped():
    wide = to_table(np.random.default_rng(0).normal(size=(30, 600)))
    assert "600 columns are more than 500" in check_table(wide).skipped[0]
    assert "too few" in check_table(to_table(wide_rows(20, 30))).skipped[0]


def wide_rows(n_rows, n_columns):
    return np.random.default_rng(0).normal(size=(n_rows, n_columns))
