"""Tests of the shares of variance and of the table that describes a model."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.inspection import summarise, variance_shares
from polylasso.terms import Term


@pytest.fixture
def summary():
    return summarise(
        [Term.parse("x"), Term.parse("`a*b`*[fuel = E]")],
        coef=np.array([0.5, -1234.5]),
        standardized_coef=np.array([0.25, -3.0]),
        share=np.array([0.1, 0.9]),
        entered_alpha=[0.125, None],
        n_candidate_terms=1234,
        degree=3,
        alpha=0.01,
        dual_gap=2e-10,
        r2=0.98765,
        storage="moments",
        notes=("column 'id' is left out",),
    )


def test_rows_are_sorted_by_standardised_coefficient(summary):
    assert [row.term.label for row in summary.rows] == ["`a*b`*[fuel = E]", "x"]


def test_text_is_an_aligned_table(summary):
    assert str(summary).split("\n") == [
        "2 of 1,234 candidate terms, degree 3, moments",
        "alpha 0.01, R2 0.9877 on the training rows, relative duality gap 2.0e-10",
        "term              coefficient  standardized   share  enters at alpha",
        "`a*b`*[fuel = E]        -1234            -3  90.0 %                 ",
        "x                         0.5          0.25  10.0 %            0.125",
        "Note: column 'id' is left out",
    ]


def test_columns_that_are_not_known_are_left_out():
    summary = summarise(
        [Term.parse("x")], [1.0], [1.0], [1.0], n_candidate_terms=1, degree=1, alpha=0.0
    )
    assert "enters" not in str(summary)
    assert "gap" not in str(summary)


def test_model_without_terms():
    summary = summarise([], [], [], [], n_candidate_terms=5, degree=1, alpha=1.0)
    assert summary.n_terms == 0
    assert str(summary).endswith("No term: the model is its intercept.")


def test_lengths_must_agree():
    with pytest.raises(ValueError, match="shorter"):
        summarise([Term.parse("x")], [], [], [], n_candidate_terms=5, degree=1, alpha=1.0)


def test_dictionary_is_json(summary):
    fields = json.loads(json.dumps(summary.to_dict(), allow_nan=False))
    assert fields["n_terms"] == 2
    assert fields["notes"] == ["column 'id' is left out"]
    assert fields["terms"][1] == {
        "term": "x",
        "coef": 0.5,
        "standardized_coef": 0.25,
        "share": 0.1,
        "entered_alpha": 0.125,
    }


def test_numbers_that_are_not_finite_become_null():
    summary = summarise(
        [],
        [],
        [],
        [],
        n_candidate_terms=np.int64(5),
        degree=1,
        alpha=math.inf,
        r2=np.float64("nan"),
    )
    fields = json.loads(json.dumps(summary.to_dict(), allow_nan=False))
    assert (fields["alpha"], fields["r2"], fields["n_candidate_terms"]) == (None, None, 5)


@given(st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_shares_add_up_to_one(n_terms, seed):
    rng = np.random.default_rng(seed)
    columns = rng.normal(size=(20, n_terms))
    assert variance_shares(rng.normal(size=n_terms), columns.T @ columns).sum() == pytest.approx(1)


def test_shares_of_uncorrelated_terms_are_squares():
    assert variance_shares([3.0, -4.0], np.eye(2)) == pytest.approx([0.36, 0.64])


def test_shares_are_the_covariances_with_the_fitted_values():
    rng = np.random.default_rng(0)
    columns = rng.normal(size=(50, 3)) @ rng.normal(size=(3, 3))
    columns = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    coef = np.array([1.0, -2.0, 0.5])
    fitted = columns @ coef
    expected = [np.mean(part * fitted) / fitted.var() for part in (columns * coef).T]
    assert variance_shares(coef, columns.T @ columns / 50) == pytest.approx(expected)


@pytest.mark.parametrize("n_terms", [0, 3])
def test_a_model_that_is_zero_has_shares_of_zero(n_terms):
    shares = variance_shares(np.zeros(n_terms), np.eye(n_terms))
    assert shares.tolist() == [0.0] * n_terms
