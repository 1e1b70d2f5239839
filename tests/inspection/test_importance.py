"""Sizes of terms: shares on rows, and how far a term can move a prediction."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from polylasso.inspection import shares_on, sizes_of, summarise, swings, variance_shares
from polylasso.model import CHUNK_ROWS, PolynomialModel
from polylasso.sources.table import Column, Table
from polylasso.terms import Term, Variable
from tests.inspection.models import models, table_for

VARIABLES = (Variable("a", lower=-1.0, upper=2.0), Variable("f", "categorical", levels=("p", "q")))


def model_of(*terms, coef=None, **changes):
    parsed = tuple(map(Term.parse, terms))
    coef = np.ones(len(terms)) if coef is None else np.array(coef, float)
    return PolynomialModel(VARIABLES, parsed, coef, 1.0, **changes)


def rows(n_rows=100):
    rng = np.random.default_rng(0)
    a, f = rng.uniform(-1, 2, n_rows), rng.integers(0, 2, n_rows)
    return Table((Column("a", a), Column("f", f, ("p", "q"))), n_rows)


@pytest.mark.parametrize("n_rows", [100, CHUNK_ROWS + 5])
def test_shares_are_those_of_the_variance(n_rows):
    table = rows(n_rows)
    a, q = table.column("a").values, table.column("f").values == 1
    columns = np.stack([a, a**2 * q])
    scaled = np.corrcoef(columns)
    beta = np.array([2.0, -3.0]) * columns.std(axis=1)
    found = shares_on(model_of("a", "a^2*[f = q]", coef=[2.0, -3.0]), table)
    expected = dict(zip(("a", "a^2*[f = q]"), variance_shares(beta, scaled), strict=True))
    for term, share in zip(found.terms, found.sizes, strict=True):
        assert share == pytest.approx(expected[term.label], rel=1e-10)


@given(models())
@settings(max_examples=50)
def test_shares_add_up_to_one_or_are_zero(model):
    total = shares_on(model, table_for(model)).sizes.sum()
    assert total == pytest.approx(1.0, abs=1e-6) or total == pytest.approx(0.0, abs=1e-6)


def test_rows_that_cannot_be_used_are_counted():
    table = rows()
    a = table.column("a").values.copy()
    a[:4] = np.nan
    holed = Table((Column("a", a), table.column("f")), 100)
    model = model_of("a", "[f = q]", missing="drop")
    found = shares_on(model, holed)
    assert found.n_left_out == 4
    kept = shares_on(model, table.take(np.arange(4, 100)))
    np.testing.assert_allclose(found.sizes, kept.sizes, rtol=1e-12)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("a", 3.0),
        ("a^2", 4.0),  # from 0, inside, to 4
        ("a^3", 9.0),
        ("[f = q]", 1.0),
        ("a*[f = q]", 3.0),
        ("a^2*[f = q]", 4.0),
    ],
)
def test_swing_of_a_term(term, expected):
    assert swings(model_of(term, coef=[-2.0])).sizes[0] == pytest.approx(2 * expected)


def test_swing_of_a_product_of_numbers():
    variables = (Variable("a", lower=-1.0, upper=2.0), Variable("b", lower=-3.0, upper=1.0))
    model = PolynomialModel(variables, (Term.parse("a*b"),), np.ones(1), 0.0)
    assert swings(model).sizes[0] == pytest.approx(3.0 + 6.0)  # from 2 * -3 to -1 * -3


@given(models())
@settings(max_examples=50)
def test_no_row_moves_further_than_the_swing(model):
    table = table_for(model, n_rows=40)
    sizes = dict(zip((t.label for t in swings(model).terms), swings(model).sizes, strict=True))
    for term, coef in zip(model.terms, model.coef, strict=True):
        one = replace(model, terms=(term,), coef=np.array([coef]), intercept=0.0)
        predicted = one.predict(table)
        # The ends of a polynomial are read off at points: to about 1e-4 of its range.
        room = 1e-3 * sizes[term.label] + 1e-9 * np.nanmax(np.abs(predicted)) + 1e-300
        assert np.nanmax(predicted) - np.nanmin(predicted) <= sizes[term.label] + room


def test_the_largest_come_first_with_their_coefficients():
    found = swings(model_of("[f = q]", "a^3", "a", coef=[0.5, 1.0, -1.0]))
    assert [term.label for term in found.terms] == ["a^3", "a", "[f = q]"]
    assert found.coef.tolist() == [1.0, -1.0, 0.5]


def test_sizes_of_a_summary():
    summary = summarise(
        [Term.parse("a"), Term.parse("[f = q]")],
        [1.0, -2.0],
        [0.5, -0.75],
        [1.25, -0.25],
        n_candidate_terms=9,
        degree=1,
        alpha=0.1,
    )
    shares, absolute = sizes_of(summary, "y"), sizes_of(summary, "y", "standardized")
    assert (shares.sizes.tolist(), shares.coef.tolist()) == ([1.25, -0.25], [1.0, -2.0])
    assert (absolute.sizes.tolist(), absolute.coef.tolist()) == ([0.75, 0.5], [-2.0, 1.0])
    with pytest.raises(ValueError, match="'share' or 'standardized'"):
        sizes_of(summary, "y", "swing")


def test_a_model_without_terms():
    assert swings(model_of()).terms == ()
    assert shares_on(model_of(), rows()).sizes.shape == (0,)
