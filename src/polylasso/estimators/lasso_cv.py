"""The estimator that chooses alpha, the refit and the degree by cross-validation."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from numbers import Integral
from os import PathLike
from typing import Any, ClassVar

import numpy as np

from polylasso.descent import Progress, telling
from polylasso.estimators.automatic import check_automatic, search_ladder
from polylasso.estimators.base import PolynomialRegressor
from polylasso.estimators.cautions import warn_of_choice
from polylasso.estimators.choosing import Chosen, Preference, finish_choice
from polylasso.estimators.control import ended_in_words, open_checkpoint, warn_interrupted
from polylasso.estimators.documentation import shares_parameters
from polylasso.estimators.pareto import pareto_table
from polylasso.estimators.reading import TrainingData, read_training
from polylasso.estimators.robust import Rounds, fit_robustly
from polylasso.estimators.search import Found, Task, search_degrees
from polylasso.estimators.splits import Splits, make_splits
from polylasso.estimators.trials import in_words, list_trials
from polylasso.explorer import Payload, Rows, payload
from polylasso.inspection import cv_curve
from polylasso.model import EXTRAPOLATIONS
from polylasso.path import check_alphas
from polylasso.selection import BLENDS, Search, null_error
from polylasso.terms import Term
from polylasso.training import Specification

__all__ = ["PolynomialLassoCV"]

# Ten folds find better models than five of short tables, and no better ones of longer: on 14
# public tables of 39 to 187 rows the mean held-out R2 was 0.859 instead of 0.846.
FOLDS, MORE_FOLDS = 5, 10
SHORT = range(20, 251)
# Each round of Huber's loss is a search; another choice may change the weights a little.
ROUNDS = Rounds(12, 0.02, 6)


@shares_parameters
class PolynomialLassoCV(PolynomialRegressor):
    """Fit a sparse polynomial whose penalty is chosen by cross-validation.

    The objective is that of `PolynomialLasso`. Ranges, levels, means and scales are learnt anew
    in every fold; identical rows stay in one fold.

    Parameters
    ----------
    degree : int, sequence of int or "auto", default=2
        Largest total degree of a term, 1 to 20; of several the best is chosen with alpha (under
        ``rule="one_se"`` the least within one standard error). With "auto" degree, number of
        columns in a term, truncation and alpha are chosen together: dictionaries of Legendre
        polynomials (Hermite's with ``basis="hermite"``) are tried from small to large, straight
        lines first, the larger ones over the columns that matter on the smaller ones, each by the
        lasso and by the adaptive lasso of its terms. `max_interaction` and `truncation` are upper
        bounds. With
        ``extrapolation="auto"``, the default here, straight lines then go on beyond the training
        range and curves are held ("hold"); with a given degree the polynomial goes on.
    alphas : int or array-like, default=100
        Length of the grid, which ends early where the error no longer falls, or clearly rises; or
        the grid itself, which is walked whole. With ``degree="auto"`` an int: half of it for each
        of two walks, of the lasso and of the adaptive lasso.
    eps : float, default=1e-4
        Least alpha of the grid over the largest.
    cv : int, splitter, iterable or None, default=None
        Number of folds (rows are shuffled, identical rows and rows of one group kept together), a
        splitter of scikit-learn, or (train, test) pairs. None is 5; with ``degree="auto"`` 10
        where 20 to 250 rows are shuffled one by one, as a fifth of so few is dear.
    rule : {"one_se", "min"}, default="one_se"
        The fewest terms with an error within one standard error of the least; or the least error.
    relax : {"auto", True, False}, default="auto"
        The lasso, the least-squares refit of its terms or the middle of both, chosen by
        cross-validation; always the refit; or never.
    max_terms : int or None, default=None
        Most terms of the model: the grid ends before the first alpha whose model on all rows has
        more, so that those after it cost nothing.
    average : {"auto", True, False}, default="auto"
        With ``degree="auto"``: whether the model is the mean of the models of the folds, which has
        more terms and predicts better than one. "auto" does so under ``rule="min"``.
    time_limit : float, default=50.0
        With ``degree="auto"``: seconds after which no further dictionary is tried.
    {shared}
    random_state : int, default=0
        Seed of the shuffle into folds.
    n_jobs : int or None, default=None
        Folds solved at a time; None decides by the size of the problem, -1 is all cores.

    Attributes
    ----------
    alpha_ : float
        The chosen alpha.
    degree_ : int
        The chosen degree.
    relax_ : float
        Share of the lasso in the blend with its refit: 1, 0.5 or 0.
    averaged_ : bool
        Whether the model is the mean of the models of the folds.
    alphas_ : ndarray of shape (n_alphas,)
        Alphas walked, decreasing.
    mse_path_ : ndarray of shape (n_alphas, n_folds)
        Errors of the chosen blend on the rows held out.
    candidates_ : tuple of Trial
        Only with ``degree="auto"``: every dictionary that was tried, with the best found in it.
    trial_ : Trial
        Only with ``degree="auto"``: that of the chosen dictionary.
    cv_mse_, cv_r2_ : float
        Error by cross-validation at the choice, and 1 - its ratio to that of the mean.
    cv_bound_ : float
        Least error of any blend, and one standard error of it: what ``rule="one_se"`` forgives.
    pareto_ : Pareto
        Models that no smaller one beats: terms, size of the expression, error, and the knee.
    n_duplicate_rows_ : int
        Rows identical to an earlier one.
    path_ : Path
        The path on all rows, of the lasso.
    blended_path_ : Path
        The path of the chosen blend, whose model at `alpha_` is this one; gaps are those of the
        lasso. It is `path_` itself where the lasso was chosen.
    ended_ : {"grid", "max_terms", "saturated", "flat", "rising", "interrupted"}
        Why there are no more alphas, see `Path`. On Ctrl-C the choice is made, with a warning,
        among the alphas that all folds have done.
    {attributes}

    Examples
    --------
    >>> import numpy as np
    >>> from polylasso import PolynomialLassoCV
    >>> X = np.random.default_rng(0).normal(size=(200, 3))
    >>> model = PolynomialLassoCV().fit(X, 3 * X[:, 0] * X[:, 1] - X[:, 2] ** 2)
    >>> [str(term) for term in model.terms_]
    ['x2^2', 'x0*x1']
    """

    __metadata_request__fit: ClassVar[dict] = {"sample_weight": None, "groups": True}
    _extrapolations: ClassVar[tuple[str, ...]] = ("auto", *EXTRAPOLATIONS)

    def __init__(
        self,
        degree: int | Sequence[int] | str = 2,
        *,
        alphas: int | Sequence[float] = 100,
        eps: float = 1e-4,
        cv: Any = None,
        rule: str = "one_se",
        relax: str | bool = "auto",
        max_terms: int | None = None,
        average: str | bool = "auto",
        time_limit: float = 50.0,
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
        extrapolation: str = "auto",
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
        random_state: int = 0,
        n_jobs: int | None = None,
        callback: Callable[[Progress], object] | None = None,
        verbose: bool = False,
        checkpoint: str | PathLike | None = None,
    ):
        self.degree = degree
        self.alphas = alphas
        self.eps = eps
        self.cv = cv
        self.rule = rule
        self.relax = relax
        self.max_terms = max_terms
        self.average = average
        self.time_limit = time_limit
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
        self.random_state = random_state
        self.n_jobs = n_jobs
        self.callback = callback
        self.verbose = verbose
        self.checkpoint = checkpoint

    def fit(
        self, X: Any, y: Any, sample_weight: Any = None, groups: Any = None
    ) -> "PolynomialLassoCV":
        """Choose alpha by cross-validation and fit the model to all rows.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), data frame or Table
        y : array-like of shape (n_samples,)
        sample_weight : array-like of shape (n_samples,), default=None
            Weights >= 0 in the fit and in the scores.
        groups : array-like of shape (n_samples,), default=None
            Rows of one group stay in one fold.

        Returns
        -------
        PolynomialLassoCV
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
        self._check_choices()
        if self.loss == "huber":
            fit_robustly(self, X, y, sample_weight, ROUNDS, {"rule": "min"}, groups=groups)
            return self
        data = read_training(self, X, y, sample_weight, self.missing)
        splits = make_splits(self._folds(data, groups), data, groups, self.random_state)
        begun = time.monotonic()
        specifications = [self._specification(degree) for degree in self._degrees()]
        checkpoint = open_checkpoint(
            self.checkpoint,
            data,
            specifications,
            self._settings(),
            splits.trains,
            **{name: getattr(self, name) for name in ("alphas", "eps", "rule", "max_terms")},
        )
        search = self._search()
        with telling(self.callback, self.verbose) as tell:
            task = Task(data, splits, search, self._settings(), self.n_jobs, tell, checkpoint)
            if self._is_automatic:
                task = replace(task, search=replace(search, deadline=begun + self.time_limit))
                found = search_ladder(specifications[0], task, self.relax)
            else:
                found = search_degrees(specifications, task)
        self._keep_choice(found, data, splits)
        if not found.is_interrupted:
            checkpoint.remove()
        return self

    def _check_choices(self) -> None:
        check_alphas(self.alphas, self.eps)
        if not isinstance(self.alphas, Integral) and np.min(self.alphas) <= 0:
            raise ValueError("alphas must be positive; for least squares use PolynomialLasso(0)")
        if self.rule not in ("one_se", "min"):
            raise ValueError(f"rule must be 'one_se' or 'min', got {self.rule!r}")
        if self.relax not in ("auto", True, False):
            raise ValueError(f"relax must be 'auto', True or False, got {self.relax!r}")
        if self.average not in ("auto", True, False):
            raise ValueError(f"average must be 'auto', True or False, got {self.average!r}")
        if self._is_automatic:
            check_automatic(self.alphas, self.penalty_factor, self.time_limit)
        if self.n_jobs is not None and (not isinstance(self.n_jobs, Integral) or self.n_jobs == 0):
            raise ValueError(f"n_jobs must be None or an int other than 0, got {self.n_jobs!r}")

    def _folds(self, data: TrainingData, groups: Any) -> Any:
        if self.cv is not None:
            return self.cv
        is_short = self._is_automatic and groups is None and len(data.target) in SHORT
        return MORE_FOLDS if is_short else FOLDS

    @property
    def _is_automatic(self) -> bool:
        return isinstance(self.degree, str) and self.degree == "auto"

    def _specification(self, degree: int) -> Specification:
        asked = super()._specification(degree)
        if self._is_automatic:  # each dictionary has its own extrapolation
            return replace(asked, basis="legendre") if self.basis == "power" else asked
        policy = "extend" if self.extrapolation == "auto" else self.extrapolation
        return replace(asked, extrapolation=policy)

    def _degrees(self) -> list[int]:
        if self._is_automatic:
            return [1]
        if isinstance(self.degree, Sequence | np.ndarray) and not isinstance(self.degree, str):
            if len(self.degree) == 0:
                raise ValueError("degree is an empty sequence; pass one degree or more")
            return sorted(set(self.degree))
        return [self.degree]

    def _search(self) -> Search:
        alphas = int(self.alphas) if isinstance(self.alphas, Integral) else np.array(self.alphas)
        if self._is_automatic:  # the sizes of models are compared when all are known
            return Search(max(alphas // 2, 1), self.eps, "min")
        return Search(alphas, self.eps, self.rule, self.max_terms)

    def _keep_choice(self, found: Found, data: TrainingData, splits: Splits) -> None:
        preference = Preference(
            self.rule, self.relax, self.max_terms, self._is_automatic, self._averages
        )
        chosen = finish_choice(found.candidates, data, splits, preference, self.l1_ratio)
        null = null_error(data.target, data.weights, splits.trains, splits.tests)
        self._keep_search(found, chosen, null)
        self.n_duplicate_rows_ = splits.n_duplicates
        problem, final = chosen.problem, chosen.final
        entered = dict(zip(self.path_.terms, self.path_.entry_alphas(), strict=True))
        self._keep_result(
            data,
            problem,
            problem.model(final.support, final.coef, data.target_name),
            final,
            self.alpha_,
            [entered.get(term) for term in problem.terms(final.support)],
            chosen.result.follower.n_steps,
            [
                *self._notes_on(found, chosen, null),
                ended_in_words(self.ended_, self.alphas_[-1]),
            ],
        )
        warn_of_choice(
            chosen.result,
            chosen.choice,
            has_terms=bool(self.terms_),
            cv_r2=self.cv_r2_,
            is_grid_given=not isinstance(self.alphas, Integral),
            is_automatic=self._is_automatic,
        )
        if found.is_interrupted:
            warn_interrupted(found.n_done, found.n_total, self.checkpoint, stacklevel=4)

    def _keep_search(self, found: Found, chosen: Chosen, null: float) -> None:
        """Set what is known of the search; `null` is the error of the mean."""
        choice, result = chosen.choice, chosen.result
        self.alpha_ = chosen.solution.alpha
        self.degree_ = chosen.candidate.degree
        self.relax_ = choice.blend
        self.averaged_ = self._averages
        self.alphas_ = result.alphas
        self.mse_path_ = result.errors[BLENDS.index(choice.blend)]
        self.cv_mse_, self.cv_bound_ = choice.error, choice.bound
        self.cv_r2_ = 1.0 - choice.error / null if null > 0 else float("nan")
        self.pareto_ = pareto_table(found.candidates, self.relax, self.max_terms, null)
        self.path_ = chosen.lasso_path()
        self.blended_path_ = chosen.blended_path(self.path_)
        self.ended_ = "interrupted" if found.is_interrupted else result.ended

    @property
    def _averages(self) -> bool:
        wanted = self.rule == "min" if self.average == "auto" else self.average
        return bool(wanted) and self._is_automatic

    def _notes_on(self, found: Found, chosen: Chosen, null: float) -> list[str]:
        """Keep what was tried for degree="auto", and say what was chosen."""
        for name in ("candidates_", "trial_"):  # of a fit before
            vars(self).pop(name, None)
        if not self._is_automatic:
            return []
        self.candidates_ = list_trials(found.candidates, self.relax, null)
        self.trial_ = self.candidates_[found.candidates.index(chosen.candidate)]
        return in_words(found, chosen.candidate, chosen.choice, self.candidates_)

    def _explored(self, rows: Rows | None) -> Payload:
        curve = cv_curve(
            self.alphas_, self.mse_path_, self.alpha_, self.path_.n_terms, self.cv_bound_
        )
        return payload(
            self.blended_path_, self.model_, self.alpha_, rows=rows, cv=curve, lasso=self.path_
        )

    def _own_scores(self) -> dict[str, Any]:
        return {**super()._own_scores(), "cv_r2": self.cv_r2_, "cv_mse": self.cv_mse_}

    def _certificate(self) -> dict[str, Any]:
        return {
            **super()._certificate(),
            "alpha": self.alpha_,
            "degree": self.degree_,
            "relax": self.relax_,
            "n_passes": self.path_.n_passes,
            "n_steps": self.path_.n_steps,
        }
