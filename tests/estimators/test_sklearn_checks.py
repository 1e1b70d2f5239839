"""scikit-learn's own checks, with no expected failure."""

import warnings
from functools import partial

import pytest
from sklearn.utils.estimator_checks import (
    check_dataframe_column_names_consistency,
    estimator_checks_generator,
)

from polylasso import PolynomialLasso, PolynomialLassoCV
from polylasso.errors import PolylassoWarning

ESTIMATORS = [
    PolynomialLasso(),
    PolynomialLasso(alpha=0.1, degree=3),
    PolynomialLasso(alpha=0.01, degree=1, fit_intercept=False, l1_ratio=0.5),
    PolynomialLasso(alpha=0.1, basis="legendre"),
    PolynomialLasso(alpha=0.1, basis="hermite", loss="huber"),
    PolynomialLassoCV(),
    PolynomialLassoCV(degree=[1, 2], rule="min", alphas=20),
]


CHECKS = [pair for estimator in ESTIMATORS for pair in estimator_checks_generator(estimator)]


def name_of(value):
    """Return a name for the report: of an estimator, or of a check with its arguments bound."""
    while isinstance(value, partial):
        value = value.func
    return getattr(value, "__name__", None) or repr(value)


# The checks fit tiny random tables: columns left out and chance edges of the grid are expected.
@pytest.mark.filterwarnings("ignore::polylasso.errors.PolylassoWarning")
@pytest.mark.parametrize(("estimator", "check"), CHECKS, ids=name_of)
def test_estimator_check(estimator, check):
    check(estimator)


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=repr)
def test_column_names_are_consistent(estimator):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PolylassoWarning)
        check_dataframe_column_names_consistency(type(estimator).__name__, estimator)
