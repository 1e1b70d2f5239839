"""Tests of pools of models: the choice among them, the front, and the knee."""

import numpy as np
import pytest

from polylasso.selection import Pool, find_knee, pareto_front


def pool_of(mean, n_terms, noise=0.0, search=None):
    """Models with errors on five folds about a mean."""
    mean, n_models = np.array(mean, dtype=float), len(mean)
    spread = noise * np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    places = np.zeros(n_models, dtype=int)
    return Pool(
        errors=mean[:, None] + spread,
        n_terms=np.array(n_terms),
        search=places if search is None else np.array(search),
        blend=places,
        index=np.arange(n_models),
    )


def test_without_noise_the_least_error_is_chosen():
    pool = pool_of([3.0, 1.0, 2.0], [1, 5, 2])
    assert pool.chosen("min") == pool.chosen("one_se") == 1


def test_one_standard_error_is_forgiven():
    pool = pool_of([3.0, 1.0, 1.5], [1, 5, 2], noise=1.0)  # of 0.7
    assert pool.chosen("one_se") == 2
    # Fold by fold the difference is always the same: no chance that it is noise.
    assert pool.chosen("min") == 1


def test_of_equally_many_terms_the_first_search_is_chosen():
    pool = pool_of([1.2, 1.0, 1.1], [2, 2, 2], noise=1.0, search=[0, 1, 0])
    assert pool.chosen("one_se") == 2


def test_a_choice_speaks_of_its_own_search():
    pool = pool_of([3.0, 1.0, 2.0], [1, 5, 2], search=[0, 1, 0])
    choice = pool.choice(0)
    assert (choice.index, choice.blend, choice.error, choice.at_minimum) == (0, 1.0, 3.0, 2)
    assert choice.bound == 1.0


def test_the_front_has_falling_errors_of_rising_sizes():
    pool = pool_of([5.0, 4.0, 4.5, 2.0, 2.5, 1.9], [1, 2, 2, 4, 6, 9])
    assert pareto_front(pool).tolist() == [0, 1, 3, 5]


def test_a_model_of_no_terms_alone_is_a_front():
    assert pareto_front(pool_of([1.0], [0])).tolist() == [0]


@pytest.mark.parametrize(
    ("n_terms", "errors", "knee"),
    [
        ([0], [1.0], 0),
        ([0, 4], [1.0, 0.5], 1),
        ([0, 1, 2, 3, 10], [10.0, 5.0, 1.0, 0.9, 0.8], 2),
    ],
)
def test_the_knee_is_where_more_terms_begin_to_gain_little(n_terms, errors, knee):
    assert find_knee(np.array(n_terms), np.array(errors)) == knee
