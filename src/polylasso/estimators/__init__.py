"""The scikit-learn face: parameters, validation and fitted attributes; no algorithm."""

from polylasso.estimators.lasso import PolynomialLasso
from polylasso.estimators.lasso_cv import PolynomialLassoCV
from polylasso.estimators.path_function import polynomial_lasso_path

__all__ = ["PolynomialLasso", "PolynomialLassoCV", "polynomial_lasso_path"]
