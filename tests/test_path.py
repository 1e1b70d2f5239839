"""Tests of the grid of alphas and of the path as a value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csc_array

from polylasso.path import Path, alpha_grid, check_alphas
from polylasso.terms import Term


@given(st.floats(1e-12, 1e12), st.integers(2, 200), st.floats(1e-6, 0.5))
def test_the_grid_falls_evenly_in_logarithm(alpha_max, n_alphas, eps):
    grid = alpha_grid(alpha_max, n_alphas, eps)
    assert len(grid) == n_alphas
    assert grid[0] == alpha_max
    assert grid[-1] == pytest.approx(eps * alpha_max, rel=1e-12)
    np.testing.assert_allclose(np.diff(np.log(grid)), np.log(eps) / (n_alphas - 1), rtol=1e-6)


def test_a_grid_of_one_is_alpha_max():
    assert alpha_grid(3.0, 1, 1e-3).tolist() == [3.0]


def test_the_grid_of_nothing_to_explain_is_zero():
    assert alpha_grid(0.0, 100, 1e-3).tolist() == [0.0]


@pytest.mark.parametrize("alphas", [1, 100, np.int64(5), [0.1], [1.0, 0.0], np.array([3, 2])])
def test_usable_alphas(alphas):
    check_alphas(alphas, 1e-3)


@pytest.mark.parametrize("alphas", [0, -3])
def test_a_number_of_alphas_below_one(alphas):
    with pytest.raises(ValueError, match="alphas must be at least 1"):
        check_alphas(alphas, 1e-3)


@pytest.mark.parametrize(
    "alphas", [[], [[1.0]], [1.0, np.nan], [np.inf], [-1.0], "many", [None, "a"], True, 0.5]
)
def test_unusable_alphas(alphas):
    with pytest.raises(ValueError, match="alphas must be an int or"):
        check_alphas(alphas, 1e-3)


@pytest.mark.parametrize("eps", [0.0, 1.0, -0.1, np.nan])
def test_eps_lies_between_zero_and_one(eps):
    with pytest.raises(ValueError, match="eps must be between 0 and 1"):
        check_alphas(10, eps)


def path_of(coef, alphas):
    coef = csc_array(np.array(coef))
    nothing = np.zeros(len(alphas))
    return Path(
        alphas=np.array(alphas),
        terms=tuple(Term.parse(f"x{k}") for k in range(coef.shape[0])),
        coef=coef,
        raw_coef=coef,
        intercept=nothing,
        gaps=nothing,
        explained=nothing,
        knots=(),
        n_candidate_terms=9,
        n_passes=0,
        n_steps=0,
    )


def test_terms_are_counted_at_each_alpha():
    path = path_of([[0.0, 1.0, 2.0], [0.0, 0.0, -1.0]], [3.0, 2.0, 1.0])
    assert path.n_terms.tolist() == [0, 1, 2]


def test_terms_enter_at_the_largest_alpha_of_theirs():
    path = path_of([[0.0, 1.0, 0.0], [0.0, 0.0, -1.0]], [3.0, 2.0, 1.0])
    assert path.entry_alphas().tolist() == [2.0, 1.0]
