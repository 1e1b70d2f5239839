"""What a user passes to a study, read as for a fit: a table, a target, options of a model."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Integral
from typing import Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from polylasso.errors import DataError, TermSyntaxError
from polylasso.estimators.base import PolynomialRegressor
from polylasso.estimators.lasso import PolynomialLasso
from polylasso.estimators.reading import TrainingData, read_training
from polylasso.path import check_alphas
from polylasso.solvers import Settings
from polylasso.terms import Term
from polylasso.training import Problem, Specification, build_problem

__all__ = ["Experiment", "check_grid", "degree_of", "find_terms", "options_of", "read_experiment"]

# Parameters of PolynomialLasso that a study sets itself or has no use for.
_TAKEN = ("alpha", "l1_ratio", "solver", "storage", "callback", "verbose", "checkpoint")


@dataclass(frozen=True, slots=True, eq=False)
class Experiment:
    """Rows, and how models of them are shaped and solved.

    Parameters
    ----------
    data : TrainingData
    specification : Specification
        Term columns are held: ridge needs all of them.
    settings : Settings
    """

    data: TrainingData
    specification: Specification
    settings: Settings

    def problem(self) -> Problem:
        """Return the problem of all rows.

        Raises
        ------
        DataError
            If the target is constant, or no candidate term varies.
        """
        data = self.data
        problem = build_problem(data.table, data.target, data.weights, self.specification)
        if problem.design.null_loss == 0.0:
            raise DataError(
                f"target {data.target_name!r} is constant on these rows, so that there is nothing "
                "to study; choose another target"
            )
        if len(problem.index) == 0:
            raise DataError("no candidate term varies on these rows; add columns or rows")
        return problem


def read_experiment(X: Any, y: Any, sample_weight: Any, options: Mapping[str, Any]) -> Experiment:
    """Read rows and options.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features), data frame or Table
    y : array-like of shape (n_samples,)
    sample_weight : array-like of shape (n_samples,) or None
    options : mapping of str to object
        Parameters of `PolynomialLasso`.

    Raises
    ------
    TypeError
        If an option is no parameter of `PolynomialLasso`, or one that a study sets itself.
    """
    taken = [name for name in _TAKEN if name in options]
    if taken:
        raise TypeError(f"{taken[0]!r} is no option here: it has no meaning for the whole study")
    estimator = PolynomialLasso(**options)
    estimator._check_parameters()
    specification = replace(estimator._specification(estimator.degree), storage="stored")
    data = read_training(estimator, X, y, sample_weight, estimator.missing)
    return Experiment(data, specification, estimator._settings())


def options_of(model: PolynomialRegressor) -> dict[str, Any]:
    """Return the parameters that shape the terms of a fitted estimator, as options of a study."""
    check_is_fitted(model)
    given = model.get_params()
    shared = PolynomialLasso().get_params().keys() - set(_TAKEN)
    # A list of degrees is a choice, which the fit has made.
    return {**{name: given[name] for name in shared}, "degree": degree_of(model)}


def degree_of(model: PolynomialRegressor) -> int:
    """Return the degree of a fitted estimator: the one chosen, where cross-validation chose."""
    return getattr(model, "degree_", model.degree)


def check_grid(alphas: int | Sequence[float], eps: float) -> None:
    """Raise ValueError unless alphas is a positive int or an array of positive numbers."""
    check_alphas(alphas, eps)
    if not isinstance(alphas, Integral) and np.min(alphas) <= 0:
        raise ValueError("alphas must be positive: at 0 there is no penalty to study")


def find_terms(problem: Problem, wanted: Iterable[str | Term]) -> np.ndarray:
    """Return the numbers of terms, given by name or as they are, among those that solvers see.

    Raises
    ------
    DataError
        If one is no candidate, or does not vary on the rows.
    """
    return np.array([_find(problem, str(term)) for term in wanted], dtype=np.intp)


def _find(problem: Problem, label: str) -> int:
    try:
        (place,) = problem.find((Term.parse(label),))
    except (KeyError, TermSyntaxError) as error:
        raise DataError(
            f"{label!r} is no candidate term ({error}); a term is named as in the summary, "
            "such as x^2*[fuel = E]"
        ) from None
    if place < 0 or problem.design.constant[place]:
        raise DataError(f"the term {label!r} does not vary on these rows; choose another")
    return int(place)
