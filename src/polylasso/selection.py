"""Choosing alpha, the share of the refit, and the degree, by cross-validation.

All folds and the full problem walk down one grid of alphas together, so that the walk can end
where the error of cross-validation no longer falls.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from polylasso.encoding import encode
from polylasso.model import term_values
from polylasso.path import alpha_grid
from polylasso.solvers import PathFollower, Settings, Solution
from polylasso.sources.table import Table
from polylasso.training import Problem

__all__ = [
    "BLENDS",
    "Choice",
    "CrossValidation",
    "Fold",
    "choose",
    "cross_validate",
    "null_error",
]

# Shares of the lasso in its blend with the unpenalised refit (Meinshausen, Relaxed lasso, 2007;
# the blend of Hastie, Tibshirani and Tibshirani, 2020).
BLENDS = (1.0, 0.5, 0.0)
# Alphas walked between looks at the error.
STRIDE = 5
# The walk ends when the last fifth of the grid lowered no error by more than a trifle: a share of
# its standard error, larger where the rule forgives one standard error anyway.
PATIENCE = 0.2
TRIFLES = {"one_se": 0.25, "min": 0.05}
# A refit of more terms than this share of the rows is not tried.
REFIT_SHARE = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """Rows held out of one problem.

    Parameters
    ----------
    table : Table
    target, weights : ndarray of shape (n_rows,)
    n_train : int
        Number of rows trained on.
    """

    table: Table
    target: np.ndarray
    weights: np.ndarray
    n_train: int


@dataclass(frozen=True, slots=True, eq=False)
class CrossValidation:
    """Errors over a grid of alphas.

    Parameters
    ----------
    alphas : ndarray of shape (n_alphas,)
        Alphas walked; fewer than asked for if the walk ended early.
    solutions : list of Solution
        On all rows.
    errors : ndarray of shape (n_blends, n_alphas, n_folds)
        Weighted mean squared errors on the rows held out, for `BLENDS`.
    ended_early : bool
        Whether the walk ended because the error no longer fell.
    follower : PathFollower
        That of all rows, with its counts of passes and steps.
    """

    alphas: np.ndarray
    solutions: list[Solution]
    errors: np.ndarray
    ended_early: bool
    follower: PathFollower

    @property
    def n_terms(self) -> np.ndarray:
        """Number of terms at each alpha."""
        return np.array([len(solution.support) for solution in self.solutions])


@dataclass(frozen=True, slots=True)
class Choice:
    """What cross-validation chose.

    Parameters
    ----------
    index : int
        Position in the grid of alphas.
    blend : float
        Share of the lasso in its blend with the refit, out of `BLENDS`.
    error, standard_error : float
        Mean of the error over folds at the choice, and the standard error at the minimum.
    at_minimum : int
        Position of the least error.
    """

    index: int
    blend: float
    error: float
    standard_error: float
    at_minimum: int


def cross_validate(
    problems: Sequence[Problem],
    folds: Sequence[Fold],
    alphas: int | np.ndarray,
    eps: float,
    settings: Settings,
    rule: str = "one_se",
    n_threads: int = 1,
) -> CrossValidation:
    """Walk the full problem and the folds down the grid.

    Parameters
    ----------
    problems : sequence of Problem
        That of all rows, then one per fold.
    folds : sequence of Fold
    alphas : int or ndarray
        Length of the grid, which may then end early, or the grid itself, which is walked whole.
    eps : float
        Least alpha over alpha_max.
    settings : Settings
    rule : {"one_se", "min"}
        How alpha will be chosen: the walk ends sooner under the first.
    n_threads : int
        Problems walked at a time.
    """
    walkers = [PathFollower(problem.design, problem.factor, settings) for problem in problems]
    scorers = [_Scorer(p, fold) for p, fold in zip(problems[1:], folds, strict=True)]
    free = isinstance(alphas, int | np.integer)
    grid = alpha_grid(walkers[0].alpha_max, int(alphas), eps) if free else np.sort(alphas)[::-1]
    solutions: list[Solution] = []
    errors = np.empty((len(BLENDS), 0, len(folds)))
    ended_early = False
    with _mapper(n_threads) as each:
        for start in range(0, len(grid), STRIDE):
            stretch = grid[start : start + STRIDE]
            walks = list(each(lambda walker, a=stretch: list(walker.follow(a)), walkers))
            solutions += walks[0]
            scores = [s.errors(walk) for s, walk in zip(scorers, walks[1:], strict=True)]
            errors = np.concatenate([errors, np.stack(scores, axis=2)], axis=1)
            if (free and _no_better(errors, len(grid), TRIFLES[rule])) or _saturated(solutions[-1], walkers[0]):
                ended_early = len(solutions) < len(grid)
                break
    return CrossValidation(grid[: len(solutions)], solutions, errors, ended_early, walkers[0])


def null_error(
    target: np.ndarray, weights: np.ndarray, trains: np.ndarray, tests: np.ndarray
) -> float:
    """Return the error by cross-validation of the weighted training mean."""
    errors = []
    for train, test in zip(trains, tests, strict=True):
        mean = np.average(target[train], weights=weights[train])
        errors.append(np.average((target[test] - mean) ** 2, weights=weights[test]))
    return float(np.mean(errors))


@contextmanager
def _mapper(n_threads: int) -> Iterator[Callable]:
    """Yield `map`, or that of a pool of threads."""
    if n_threads == 1:
        yield map
        return
    with ThreadPoolExecutor(n_threads) as pool:
        yield pool.map


def choose(result: CrossValidation, rule: str, relax: str | bool) -> Choice:
    """Choose alpha and blend.

    Parameters
    ----------
    result : CrossValidation
    rule : {"one_se", "min"}
        The least error; or the fewest terms with an error within one standard error of it
        (Breiman, Friedman, Olshen and Stone, 1984, section 3.4.3).
    relax : {"auto", True, False}
        All blends, the refit alone, or the lasso alone.
    """
    allowed = {"auto": (0, 1, 2), True: (2,), False: (0,)}[relax]
    mean = result.errors.mean(axis=2)
    best = min(allowed, key=lambda blend: mean[blend].min())
    least = int(mean[best].argmin())
    error = _standard_error(result.errors[best, least])
    if rule == "one_se":
        index, blend = _simplest_within(mean, allowed, mean[best, least] + error, result.n_terms)
    else:
        blend = _worthwhile(result.errors, allowed, best)
        index = int(mean[blend].argmin())
    return Choice(index, BLENDS[blend], float(mean[blend, index]), error, least)


def _standard_error(values: np.ndarray) -> float:
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0


def _worthwhile(errors: np.ndarray, allowed: tuple[int, ...], best: int) -> int:
    """Return the best blend, or the first unless the gain is twice its paired standard error.

    Curves of refits jump, and the least of many jumping values flatters itself: over 145 fits of
    public data sets the plain minimum gave a lower R2 on held-out rows.
    """
    first = allowed[0]
    at_least = [errors[blend, errors[blend].mean(axis=1).argmin()] for blend in (first, best)]
    gain = at_least[0] - at_least[1]
    return best if gain.mean() > 2.0 * _standard_error(gain) else first


def _simplest_within(
    mean: np.ndarray, allowed: tuple[int, ...], bound: float, n_terms: np.ndarray
) -> tuple[int, int]:
    """Return alpha and blend of the fewest terms, then of the least error, within a bound."""
    within = [
        (n_terms[index], mean[blend, index], index, blend)
        for blend in allowed
        for index in np.flatnonzero(mean[blend] <= bound)
    ]
    _, _, index, blend = min(within)
    return int(index), int(blend)


def _no_better(errors: np.ndarray, n_grid: int, trifle: float) -> bool:
    """Whether no blend has gained more than a trifle of its standard error lately."""
    lately = max(int(PATIENCE * n_grid), 1)
    if errors.shape[1] <= lately:
        return False
    curves = errors.mean(axis=2)
    before, now = curves[:, :-lately].min(axis=1), curves.min(axis=1)
    noise = [_standard_error(blend[curve.argmin()]) for blend, curve in zip(errors, curves, strict=True)]
    return bool(np.all(before - now <= trifle * np.array(noise)))


def _saturated(solution: Solution, walker: PathFollower) -> bool:
    """Whether the residual is rounding error."""
    return solution.loss <= 1e-14 * walker.null_loss


class _Scorer:
    """Errors of one fold on the rows held out; values of terms are kept once computed."""

    def __init__(self, problem: Problem, fold: Fold):
        self._problem = problem
        self._fold = fold
        specification = problem.specification
        self._encoded = encode(
            fold.table, problem.variables, specification.encoding.missing, "baseline"
        )
        # A model that refuses to extrapolate is scored by the polynomial itself.
        policy = specification.extrapolation
        self._policy = policy if policy in ("clip", "linear") else "extend"
        self._position: dict[int, int] = {}
        self._values = np.empty((0, len(fold.target)))

    def errors(self, solutions: list[Solution]) -> np.ndarray:
        """Return weighted mean squared errors, shape (n_blends, n_solutions)."""
        self._evaluate(solutions)
        lasso = self._predict(solutions, [s.coef for s in solutions])
        refit = self._predict(solutions, [s.refit for s in solutions])
        weights = self._fold.weights / self._fold.weights.sum()
        errors = np.empty((len(BLENDS), len(solutions)))
        for row, share in zip(errors, BLENDS, strict=True):
            blended = share * lasso + (1.0 - share) * refit if share < 1.0 else lasso
            row[:] = (blended - self._fold.target) ** 2 @ weights
        crowded = [len(s.support) > REFIT_SHARE * self._fold.n_train for s in solutions]
        errors[1:, crowded] = np.inf
        return errors

    def _evaluate(self, solutions: list[Solution]) -> None:
        wanted = {int(index) for solution in solutions for index in solution.support}
        fresh = np.array(sorted(wanted - self._position.keys()), dtype=np.intp)
        if fresh.size == 0:
            return
        problem = self._problem
        products = term_values(
            self._encoded, problem.variables, problem.terms(fresh), self._policy
        )
        products -= problem.design.mean[fresh, None]
        products /= problem.design.scale[fresh, None]
        self._position.update(zip(fresh.tolist(), range(len(self._values), len(self._values) + len(fresh)), strict=True))
        self._values = np.concatenate([self._values, products])

    def _predict(self, solutions: list[Solution], coefs: list[np.ndarray]) -> np.ndarray:
        dense = np.zeros((len(solutions), len(self._values)))
        for row, solution, coef in zip(dense, solutions, coefs, strict=True):
            row[[self._position[int(index)] for index in solution.support]] = coef
        return self._problem.design.target_mean + dense @ self._values
