"""Models of one target compared on the same rows: whether a polynomial is worth it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from numbers import Integral, Real
from typing import Any

import numpy as np

from polylasso.encoding import learn_variables
from polylasso.errors import DataError, PolylassoError
from polylasso.estimators import PolynomialLassoCV
from polylasso.estimators.reading import read_training
from polylasso.folds import count_duplicates, row_identity
from polylasso.lab.boosting import fit_boosting
from polylasso.lab.candidates import CANDIDATES, Candidate, fit_mean
from polylasso.lab.comparison import ComparedModel, Comparison
from polylasso.lab.duels import Contestant, Ring
from polylasso.lab.holdout import Split, split_rows
from polylasso.lab.measures import cross_validated, scored
from polylasso.lab.prepared import Attempt, Prepared, prepare
from polylasso.lab.verdict import judge
from polylasso.selection import choose_degree

__all__ = ["Step", "compare"]

# Parameters of PolynomialLassoCV that all models can share.
SHARED = (
    "basis",
    "categorical",
    "degrees",
    "eps",
    "forbidden_pairs",
    "max_interaction",
    "max_iter",
    "max_levels",
    "memory_limit",
    "missing",
    "rule",
    "tol",
    "transform",
    "truncation",
)


@dataclass(frozen=True, slots=True)
class Step:
    """What a comparison does next.

    Parameters
    ----------
    name : str
    n_done, n_total : int
        Steps.
    """

    name: str
    n_done: int
    n_total: int

    @property
    def share(self) -> float:
        """Share of the steps that is done, from 0 to 1."""
        return self.n_done / self.n_total


def compare(
    X: Any,
    y: Any,
    *,
    degree: int | Sequence[int] = 2,
    test_size: float = 0.2,
    cv: int = 5,
    random_state: int = 0,
    black_box: bool = True,
    callback: Callable[[Step], object] | None = None,
    **options: Any,
) -> Comparison:
    """Compare linear models, with products or without, the mean, and a black box.

    The models are the mean; at degree 1 and at the degree given least squares, ridge, lasso,
    elastic net and relaxed lasso (what `PolynomialLassoCV` fits); and boosted trees of
    scikit-learn. All see the same columns and rows. A share of the rows is held out, which nothing
    is chosen by; on the others every model is tuned by the same folds. Identical rows stay on one
    side of every split.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features), data frame or Table
    y : array-like of shape (n_samples,)
    degree : int or sequence of int, default=2
        Largest total degree of a term; of several the lasso's cross-validation chooses one, as in
        `PolynomialLassoCV`.
    test_size : float, default=0.2
        Share of the rows held out, between 0 and 1.
    cv : int, default=5
        Number of folds.
    random_state : int, default=0
        Seed of the rows held out, of the folds and of the trees.
    black_box : bool, default=True
        Whether to fit boosted trees.
    callback : callable or None, default=None
        Called with a `Step` before each model.
    **options
        Other parameters of `PolynomialLassoCV` that all models share: categorical, transform,
        missing, max_interaction, max_levels, rule, memory_limit, ...

    Returns
    -------
    Comparison
        Scores with standard errors, and a verdict in one sentence.

    Raises
    ------
    DataError
        If the table cannot be used as it is, or the target is constant.
    MemoryLimitError
        If the terms would not fit in the memory allowed.
    TypeError, ValueError
        If a parameter is unknown or out of its range.

    Notes
    -----
    The figures of cross-validation are those of the settings that it chose, and flatter them a
    little; those of the rows held out do not. Ridge takes the alpha of least error, the others
    follow ``rule``; the elastic net is tried at l1_ratio 0.9 and 0.5, the trees at every number up
    to 500. Standard errors are over folds, and over distinct rows held out; those of R2 by the
    delta method. The verdict calls a model better if the paired differences of errors on the rows
    held out say so with 95 % confidence (see `Duel`) and its squared error is at least 5 % lower.
    Rows have no weights.

    Examples
    --------
    >>> import numpy as np
    >>> from polylasso.lab import compare
    >>> X = np.random.default_rng(0).normal(size=(200, 2))
    >>> comparison = compare(X, X[:, 0] * X[:, 1], black_box=False)
    >>> comparison.verdict[:54]
    'The polynomial of degree 2 with 1 term is worth it: on'
    """
    _check_parameters(degree, test_size, cv, options)
    model = PolynomialLassoCV(
        degree, cv=cv, random_state=random_state, unknown="baseline", **options
    )
    model._check_parameters()
    model._check_choices()
    data = read_training(model, X, y, None, model.missing)
    split = split_rows(data.table, data.target, data.target_name, test_size, cv, random_state)
    learned = learn_variables(split.train.table, split.weights, model._specification(1).encoding)
    if not learned.variables:
        raise DataError("no usable column is left; give a column with at least two values")
    degrees = sorted({1, *model._degrees()})
    n_kinds = len(CANDIDATES) * min(len(degrees), 2)
    teller = _Teller(callback, len(degrees) + n_kinds + bool(black_box))
    fits = [_timed("mean", None, lambda: fit_mean(split))]
    prepared = _prepare(model, split, degrees, teller)
    for one in prepared:
        fits += [_fit(candidate, one, teller) for candidate in CANDIDATES]
    if black_box:
        teller.tell("black box")
        trees = partial(fit_boosting, split, learned.variables, random_state)
        fits.append(_timed("black_box", None, trees))
    judgement = judge(*_contest(fits, split))
    return Comparison(
        rows=tuple(_row(fit, fits[0].attempt, split) for fit in fits),
        verdict=judgement.sentence,
        duels=judgement.duels,
        target_name=split.target_name,
        degree=prepared[-1].degree,
        n_train=len(split.train),
        n_test=len(split.test),
        n_folds=len(split.trains),
        n_duplicates=count_duplicates(row_identity(data.table, data.target)),
        excluded=tuple((one.name, one.reason) for one in learned.excluded),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """A model that was tried: what it predicts, or why there is none."""

    key: str
    degree: int | None
    attempt: Attempt | None
    seconds: float | None
    reason: str | None = None


@dataclass(slots=True)
class _Teller:
    """Counts the steps of a comparison and tells the next."""

    callback: Callable[[Step], object] | None
    n_total: int
    n_done: int = 0

    def tell(self, name: str) -> None:
        if self.callback is not None:
            self.callback(Step(name, self.n_done, self.n_total))
        self.n_done += 1


def _check_parameters(degree: Any, test_size: float, cv: int, options: dict[str, Any]) -> None:
    if isinstance(degree, str):
        raise ValueError(f"degree must be an int or a sequence of ints here, got {degree!r}")
    if not isinstance(test_size, Real) or not 0.0 < test_size < 1.0:
        raise ValueError(f"test_size must be between 0 and 1, got {test_size!r}")
    if not isinstance(cv, Integral) or isinstance(cv, bool) or cv < 2:
        raise ValueError(f"cv must be a number of folds, at least 2, got {cv!r}")
    for name in options:
        if name not in SHARED:
            raise TypeError(
                f"compare() has no parameter {name!r}; beside its own it takes {', '.join(SHARED)}"
            )


def _prepare(
    model: PolynomialLassoCV, split: Split, degrees: Sequence[int], teller: _Teller
) -> list[Prepared]:
    """Form the terms of every degree; return those of degree 1 and of the degree chosen."""
    everything = []
    for degree in degrees:
        teller.tell(f"terms of degree {degree}")
        specification = model._specification(degree)
        everything.append(prepare(split, specification, model._search(), model._settings()))
    asked = [one for one in everything if one.degree in model._degrees()]
    chosen = asked[choose_degree([one.walk for one in asked], model.rule, "auto")]
    return [one for one in everything if one.degree in (1, chosen.degree)]


def _fit(candidate: Candidate, prepared: Prepared, teller: _Teller) -> _Fit:
    teller.tell(f"{candidate.key.replace('_', ' ')}, degree {prepared.degree}")
    shared = prepared.seconds_forming + candidate.walks * prepared.seconds_walking
    return _timed(candidate.key, prepared.degree, partial(candidate.fit, prepared), shared)


def _timed(
    key: str, degree: int | None, fit: Callable[[], Attempt], seconds_before: float = 0.0
) -> _Fit:
    begun = time.perf_counter()
    try:
        attempt = fit()
    except PolylassoError as error:
        return _Fit(key, degree, None, None, str(error))
    return _Fit(key, degree, attempt, seconds_before + time.perf_counter() - begun)


def _row(fit: _Fit, mean: Attempt, split: Split) -> ComparedModel:
    """Score a model."""
    if fit.attempt is None:
        return ComparedModel(fit.key, fit.degree, reason=fit.reason)
    train, test, found = split.train, split.test, fit.attempt
    return ComparedModel(
        key=fit.key,
        degree=fit.degree,
        n_terms=found.n_terms,
        settings=found.settings,
        cv=cross_validated(train.target, found.on_folds, mean.on_folds, split.trains),
        holdout=scored(test.target, found.on_test, test.identity),
        seconds=fit.seconds,
    )


def _contest(fits: Sequence[_Fit], split: Split) -> tuple[list[Contestant], Ring]:
    """Return the models that were fitted as contestants, and where they meet."""
    target = split.test.target
    contestants = []
    for fit in fits:
        if fit.attempt is not None:
            cv_error = (fit.attempt.on_folds - split.train.target) ** 2
            cv_mse = float(np.mean([cv_error[~train].mean() for train in split.trains]))
            errors = np.abs(fit.attempt.on_test - target)
            contestants.append(Contestant(fit.key, fit.degree, fit.attempt.n_terms, cv_mse, errors))
    return contestants, Ring(split.test.identity, float(target.var()))
