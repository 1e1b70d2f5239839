"""The lasso of a table at one alpha, with its certified optimum, for optimisers to be seen on."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from polylasso.encoding import Excluded
from polylasso.errors import DataError
from polylasso.lab.experiment import read_experiment
from polylasso.lab.scaling import SCALINGS
from polylasso.optimisers import PenalisedProblem
from polylasso.solvers import Penalty, Settings, primal
from polylasso.threads import single_thread
from polylasso.training import Problem, build_problem, penalised, start_path

__all__ = ["LassoTask", "lasso_task"]

# Of the largest alpha, unless one is given: a model of some terms.
SHARE = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class LassoTask:
    """A lasso to be solved step by step.

    Parameters
    ----------
    problem : PenalisedProblem
        In standardised terms; it knows its certified least value.
    terms : tuple of str
        Names of the terms, one per coefficient.
    scales : ndarray of shape (n_terms,)
        What the terms were divided by.
    solution : ndarray of shape (n_terms,)
        The exact solver's coefficients of the standardised terms.
    n_rows, degree : int
    target_name : str
    alpha_max : float
        The least alpha without terms.
    built : polylasso.training.Problem
        Columns and scales of the terms, which take a trace back to the units of the table.
    excluded : tuple of Excluded
        Columns left out, and why.
    """

    problem: PenalisedProblem
    terms: tuple[str, ...]
    scales: np.ndarray
    solution: np.ndarray
    n_rows: int
    degree: int
    target_name: str
    alpha_max: float
    built: Problem
    excluded: tuple[Excluded, ...] = ()

    @property
    def alpha(self) -> float:
        """Strength of the penalty, in the library's units."""
        return self.problem.penalty.alpha


def lasso_task(
    X: Any,
    y: Any,
    *,
    degree: int = 2,
    alpha: float | None = None,
    share: float = SHARE,
    scaling: str = "library",
    categorical: tuple[str, ...] = (),
    sample_weight: Any = None,
    **options: Any,
) -> LassoTask:
    """Make the lasso of a table ready for optimisers, and solve it exactly.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features), data frame or Table
    y : array-like of shape (n_samples,)
    degree : int, default=2
        Largest total degree of a term.
    alpha : float or None, default=None
        > 0; None is a share of the least alpha without terms.
    share : float, default=1e-3
        That share, in (0, 1].
    scaling : {"library", "original"}, default="library"
        What alpha counts in: with "original" it is that project's lambda, see `original_alpha`.
    categorical : tuple of str, default=()
        Columns of numbers that are labels.
    sample_weight : array-like of shape (n_samples,), default=None
    **options
        Parameters of `PolynomialLasso` that shape the terms: transform, missing, basis, ...

    Returns
    -------
    LassoTask

    Raises
    ------
    DataError
        If the table cannot be used as it is, or no term of it varies with the target.
    ValueError
        If a parameter is out of its range.
    """
    if scaling not in SCALINGS:
        raise ValueError(f"scaling must be 'library' or 'original', got {scaling!r}")
    if alpha is not None and not 0.0 < alpha < float("inf"):
        raise ValueError(f"alpha must be positive and finite, got {alpha!r}")
    if not 0.0 < share <= 1.0:
        raise ValueError(f"share must be in (0, 1], got {share!r}")
    options |= {"degree": degree, "categorical": categorical}
    experiment = read_experiment(X, y, sample_weight, options)
    data = experiment.data
    specification = replace(experiment.specification, storage="auto")
    with single_thread():
        problem = build_problem(data.table, data.target, data.weights, specification)
        follower = start_path(problem, Settings())
        if not follower.alpha_max > 0.0:
            raise DataError("no term varies with the target, so there is nothing to minimise")
        if alpha is None:
            alpha, scaling = share * follower.alpha_max, "library"
        solution = follower.solve(SCALINGS[scaling](alpha, len(data.rows)))
    penalty = Penalty(solution.alpha, 1.0, problem.factor)
    optimum = primal(solution.loss, solution.coef, penalty.at(solution.support))
    everything = np.arange(len(problem.index))
    coef = np.zeros(len(everything))
    coef[solution.support] = solution.coef
    return LassoTask(
        problem=penalised(problem, solution.alpha, optimum=optimum),
        terms=tuple(term.label for term in problem.terms(everything)),
        scales=problem.standardise(everything, np.ones(len(everything))),
        solution=coef,
        n_rows=len(data.rows),
        degree=degree,
        target_name=data.target_name,
        alpha_max=follower.alpha_max,
        built=problem,
        excluded=problem.excluded,
    )
