"""The estimator at one alpha."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from numbers import Real
from os import PathLike
from typing import Any

import numpy as np

from polylasso.descent import Meter, Plan, Progress, descend, telling
from polylasso.estimators.base import PolynomialRegressor
from polylasso.estimators.control import open_checkpoint, pin_factors
from polylasso.estimators.documentation import shares_parameters
from polylasso.estimators.optimising import EXACT, check_solver, keeps_few, optimiser_of
from polylasso.estimators.reading import TrainingData, read_training
from polylasso.estimators.robust import Rounds, fit_robustly
from polylasso.explorer import Payload, Rows, payload
from polylasso.optimisers import Optimiser
from polylasso.path import alpha_grid
from polylasso.terms import Term
from polylasso.training import (
    Problem,
    Specification,
    build_problem,
    certify,
    describe,
    exact_least_squares,
    finish,
    is_small,
    least_squares,
    penalised,
    start_path,
    steps_of,
)

__all__ = ["PolynomialLasso"]

# Alphas walked on the way down: every one is an exact solution, so few are enough.
STEPS = 20
# Weights of Huber's loss at one alpha converge: they are a fixed point of one problem.
ROUNDS = Rounds(100, 1e-6, 100)


@shares_parameters
class PolynomialLasso(PolynomialRegressor):
    """Fit a sparse polynomial at a given strength of the penalty.

    Minimises, over the intercept b and the coefficients beta of the standardised terms z_j,

        1/2 sum_i omega_i (y_i - b - sum_j beta_j z_ij)^2
        + alpha sum_j gamma_j (l1_ratio |beta_j| + (1 - l1_ratio)/2 beta_j^2)

    with omega the sample weights scaled to sum 1 and gamma the penalty factors (1 unless given):
    scikit-learn's PolynomialFeatures, StandardScaler and ElasticNet in one, over terms that are
    legal and distinct.

    Parameters
    ----------
    alpha : float, default=1.0
        Strength of the penalty, >= 0; 0 is least squares, which is solved at once.
    degree : int, default=2
        Largest total degree of a term, 1 to 20.
    solver : str or Optimiser, default="exact"
        The exact solver; or an optimiser to study beside it, at its defaults ("gradient_descent",
        "momentum", "rmsprop", "adam", "ista", "fista") or with settings, such as
        ``polylasso.lab.Adam(learning_rate=0.2)``. It approaches the optimum, and `dual_gap_` says
        how near it came; `tol`, `max_iter` and what watches a long fit are of the exact solver.
    {shared}

    Attributes
    ----------
    {attributes}
    trace_ : Trace
        The way of the optimiser; only with one.

    Examples
    --------
    >>> import numpy as np
    >>> from polylasso import PolynomialLasso
    >>> x = np.linspace(-1, 1, 50)
    >>> X = np.column_stack([x, np.cos(9 * x)])
    >>> model = PolynomialLasso(alpha=0.0).fit(X, 1 + 2 * X[:, 0] * X[:, 1])
    >>> print(model.predict([[0.5, 1.0]]).round(6))
    [2.]
    """

    def __init__(
        self,
        alpha: float = 1.0,
        *,
        degree: int = 2,
        solver: str | Optimiser = EXACT,
        l1_ratio: float = 1.0,
        loss: str = "squared",
        fit_intercept: bool = True,
        max_interaction: int | None = None,
        basis: str = "power",
        truncation: float = 1.0,
        categorical: Sequence[str] = (),
        transform: Mapping[str, str | Sequence[str]] | None = None,
        missing: str = "error",
        unknown: str = "error",
        extrapolation: str = "extend",
        forbidden_pairs: Sequence[tuple[str, str]] = (),
        required_pairs: Sequence[tuple[str, str]] = (),
        keep: Sequence[str] = (),
        heredity: str | None = None,
        penalty_factor: Mapping[str, float] | Callable[[Term], float] | None = None,
        degrees: Mapping[str, int] | None = None,
        max_levels: int = 100,
        tol: float = 1e-9,
        max_iter: int = 5000,
        storage: str = "auto",
        memory_limit: float | None = None,
        callback: Callable[[Progress], object] | None = None,
        verbose: bool = False,
        checkpoint: str | PathLike | None = None,
    ):
        self.alpha = alpha
        self.degree = degree
        self.solver = solver
        self.l1_ratio = l1_ratio
        self.loss = loss
        self.fit_intercept = fit_intercept
        self.max_interaction = max_interaction
        self.basis = basis
        self.truncation = truncation
        self.categorical = categorical
        self.transform = transform
        self.missing = missing
        self.unknown = unknown
        self.extrapolation = extrapolation
        self.forbidden_pairs = forbidden_pairs
        self.required_pairs = required_pairs
        self.keep = keep
        self.heredity = heredity
        self.penalty_factor = penalty_factor
        self.degrees = degrees
        self.max_levels = max_levels
        self.tol = tol
        self.max_iter = max_iter
        self.storage = storage
        self.memory_limit = memory_limit
        self.callback = callback
        self.verbose = verbose
        self.checkpoint = checkpoint

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> "PolynomialLasso":
        """Fit the model.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), data frame or Table
        y : array-like of shape (n_samples,)
        sample_weight : array-like of shape (n_samples,), default=None
            Weights >= 0; a weight of two counts as two rows, of zero as none.

        Returns
        -------
        PolynomialLasso
            The fitted estimator.

        Raises
        ------
        DataError
            If the table cannot be used as it is.
        MemoryLimitError
            If the term columns would not fit in the memory allowed.
        CheckpointError
            If the checkpoint is of another fit, or no checkpoint.
        ValueError
            If a parameter is out of its range.
        """
        self._check_parameters()
        if isinstance(self.alpha, bool) or not isinstance(self.alpha, Real) or not self.alpha >= 0:
            raise ValueError(f"alpha must be a number that is not negative, got {self.alpha!r}")
        control = {"callback": self.callback, "verbose": self.verbose}
        check_solver(self.solver, self.heredity, {**control, "checkpoint": self.checkpoint})
        if self.loss == "huber":
            fit_robustly(self, X, y, sample_weight, ROUNDS)
            return self
        data = read_training(self, X, y, sample_weight, self.missing)
        specification = self._specification(self.degree)
        if self._needs_columns():
            specification = _with_columns(specification)
        problem = build_problem(data.table, data.target, data.weights, specification)
        with problem.threads():
            if self.solver != EXACT:
                self._fit_by_steps(problem, data)
            elif self.alpha == 0.0:
                self._fit_least_squares(problem, data)
            else:
                self._fit_penalised(problem, data)
        return self

    def _explored(self, rows: Rows | None) -> Payload:
        if self.solver == EXACT:
            raise ValueError(
                "there is no path to explore at one alpha; fit PolynomialLassoCV for the path, or "
                "PolynomialLasso with an optimiser as solver for its steps"
            )
        return payload(None, self.model_, rows=rows, traces=(self._steps,))

    def _remedy(self) -> str:
        if self.solver == EXACT:
            return PolynomialRegressor._remedy(self)
        name = optimiser_of(self.solver).name
        return f"{name} only approaches the optimum: give it more steps, or pass solver='exact'"

    def _needs_columns(self) -> bool:
        """Whether the solution has all terms, or nearly."""
        if self.solver == EXACT:
            return self.alpha == 0.0
        return self.alpha == 0.0 or not keeps_few(optimiser_of(self.solver))

    def _fit_by_steps(self, problem: Problem, data: TrainingData) -> None:
        optimiser = optimiser_of(self.solver)
        task = penalised(problem, self.alpha, self.l1_ratio)
        trace = optimiser.minimise(task)
        final = certify(problem, data.target, trace.final, task.penalty)
        model = problem.model(final.support, final.coef, data.target_name)
        self.trace_ = trace
        self._steps = steps_of(problem, trace)
        self._keep_result(data, problem, model, final, self.alpha, None, trace.n_iter)

    def _fit_penalised(self, problem: Problem, data: TrainingData) -> None:
        settings, specification = self._settings(), problem.specification
        checkpoint = open_checkpoint(
            self.checkpoint, data, [specification], settings, alpha=self.alpha
        )
        pin_factors(checkpoint, problem, f"degree {self.degree}")
        follower = start_path(problem, settings)
        ratio = self.alpha / follower.alpha_max if follower.alpha_max > 0 else 1.0
        way = alpha_grid(follower.alpha_max, STEPS, ratio) if ratio < 1 else np.zeros(0)
        # A part of the way is no model at the alpha that was asked for.
        plan = Plan(np.append(way[:-1], self.alpha), keeps_part=False)
        with telling(self.callback, self.verbose) as tell:
            last = descend([follower], plan, Meter(tell), checkpoint).of_all_rows[-1]
        final = finish(problem, data.target, last, self.l1_ratio, 1.0)
        model = problem.model(final.support, final.coef, data.target_name)
        self._keep_result(data, problem, model, final, self.alpha, None, follower.n_steps)
        checkpoint.remove()

    def _fit_least_squares(self, problem: Problem, data: TrainingData) -> None:
        exact = None
        if is_small(problem) and self.basis == "power":
            exact = exact_least_squares(data.table, data.target, data.weights, problem)
        support = np.array([-1]) if exact is None else problem.find(exact.model.terms)
        if exact is None or (support < 0).any():
            final = least_squares(problem, data.target)
            model = problem.model(final.support, final.coef, data.target_name)
        else:
            coef = problem.standardise(support, exact.model.coef)
            final = describe(problem, data.target, support, coef)
            final = replace(final, gap=exact.gap)
            model = replace(exact.model, target_name=data.target_name)
        self._keep_result(data, problem, model, final, 0.0, None, 1)


def _with_columns(specification: Specification) -> Specification:
    """Ask for columns that are held: a solution with all terms is made of all of them."""
    if specification.storage == "implicit":
        raise ValueError(
            "alpha = 0 is least squares, which needs the columns of all terms, as do optimisers "
            "that make no zeros; pass storage='auto' or 'stored', or a positive alpha"
        )
    return replace(specification, storage="stored")
