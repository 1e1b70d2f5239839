"""scikit-learn's own checks, with no expected failure."""

import warnings

import pytest
from sklearn.utils.estimator_checks import (
    check_dataframe_column_names_consistency,
    parametrize_with_checks,
)

from polylasso import PolynomialLasso, PolynomialLassoCV
from polylasso.errors import PolylassoWarning

ESTIMATORS = [
    PolynomialLasso(),
    PolynomialLasso(alpha=0.1, degree=3),
    PolynomialLasso(alpha=0.01, degree=1, fit_intercept=False, l1_ratio=0.5),
    PolynomialLasso(alpha=0.1, basis="legendre"),
    PolynomialLassoCV(),
    PolynomialLassoCV(degree=[1, 2], rule="min", alphas=20),
]


# The checks fit tiny random tables: columns left out and chance edges of the grid are expected.
@pytest.mark.filterwarnings("ignore::polylasso.errors.PolylassoWarning")
@parametrize_with_checks(ESTIMATORS)
def test_estimator_check(estimator, check):
    check(estimator)


@pytest.mark.parametrize("estimator", ESTIMATORS, ids=repr)
def test_column_names_are_consistent(estimator):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PolylassoWarning)
        check_dataframe_column_names_consistency(type(estimator).__name__, estimator)
