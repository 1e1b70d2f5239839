"""A table made small enough to be watched."""

import numpy as np
import pytest

from polylasso.errors import DataError
from polylasso.lab import excerpt, lasso_task
from polylasso.sources.table import Column, Table


def table_of(n_numbers=3, levels=(), n_rows=200):
    rng = np.random.default_rng(0)
    numbers = [Column(f"x{k}", rng.normal(size=n_rows)) for k in range(n_numbers)]
    texts = [
        Column(f"c{k}", np.arange(n_rows) % n, tuple(f"{i:03}" for i in range(n)))
        for k, n in enumerate(levels)
    ]
    return Table((*numbers, *texts), n_rows)


def test_a_small_table_is_kept_as_it_is():
    table = table_of()
    found = excerpt(table)
    assert found.features.names == table.names
    assert (found.degree, found.n_terms, found.left_out) == (2, 9, ())
    assert found.features.n_rows == found.n_rows_before == 200


def test_the_widest_categorical_columns_go_first():
    found = excerpt(table_of(levels=(5, 40, 30)), max_terms=40)
    assert found.left_out == ("c1", "c2")
    assert found.degree == 2
    assert found.n_terms <= 40


def test_the_degree_is_lowered_where_numbers_alone_are_too_many():
    found = excerpt(table_of(n_numbers=20, levels=(4,)), max_terms=30)
    assert (found.degree, found.left_out) == (1, ())
    assert found.n_terms == 24


def test_last_columns_go_at_degree_one():
    found = excerpt(table_of(n_numbers=20), max_terms=12)
    assert found.degree == 1
    assert found.left_out == tuple(f"x{k}" for k in range(12, 20))


def test_one_column_stays_however_wide():
    found = excerpt(table_of(n_numbers=0, levels=(50,)), max_terms=12)
    assert (found.features.names, found.n_terms) == (("c0",), 50)


def test_rows_are_drawn_in_order_and_by_the_seed():
    table = table_of()
    found = excerpt(table, max_rows=50)
    assert len(found.rows) == found.features.n_rows == 50
    assert (np.diff(found.rows) > 0).all()
    np.testing.assert_array_equal(
        found.features.column("x0").values, table.column("x0").values[found.rows]
    )
    np.testing.assert_array_equal(found.rows, excerpt(table, max_rows=50).rows)
    assert not np.array_equal(found.rows, excerpt(table, max_rows=50, seed=1).rows)


def test_options_are_those_of_the_columns_left():
    table = table_of(levels=(40,))
    options = {"categorical": ("c0",), "transform": {"x0": "sqrt", "x1": ["identity"]}}
    with pytest.raises(DataError, match="sqrt"):
        excerpt(table, options=options)
    options["transform"] = {"x1": ["identity"]}
    found = excerpt(table, max_terms=12, options=options)
    assert found.options == {"categorical": (), "transform": {"x1": ["identity"]}}
    target = table.column("x0").values[found.rows]
    assert lasso_task(found.features, target, degree=found.degree, **found.options).terms


def test_a_table_without_a_usable_column():
    with pytest.raises(DataError, match="no column can be used"):
        excerpt(Table((Column("x", np.ones(5)),), 5))
