"""Linear models over one dictionary of terms, each tuned by the same folds.

A candidate is a function of what all of them share; it raises a `PolylassoError` that says why
where it is not defined.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from polylasso.lab.holdout import Split
from polylasso.lab.least_squares import fit_least_squares
from polylasso.lab.prepared import Attempt, Coefficients, Prepared, attempt, walk_down
from polylasso.lab.ridge import fit_ridge
from polylasso.selection import Choice, CrossValidation, choose
from polylasso.threads import single_thread
from polylasso.training import finish

__all__ = ["CANDIDATES", "Candidate", "fit_mean"]

# Shares of the L1 part that the elastic net is tuned over; 1 would be the lasso.
L1_RATIOS = (0.9, 0.5)
# Its grid is coarser than that of the lasso, whose path is quicker.
N_ALPHAS = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kind of linear model.

    Parameters
    ----------
    key : str
    fit : callable
        Tunes and fits the model.
    walks : bool
        Whether it is read off the path of the lasso, whose time is then a part of its own.
    """

    key: str
    fit: Callable[[Prepared], Attempt]
    walks: bool = False


def fit_mean(split: Split) -> Attempt:
    """Predict the mean of the training rows."""
    target = split.train.target
    on_folds = np.empty(len(target))
    for train in split.trains:
        on_folds[~train] = target[train].mean()
    return Attempt(on_folds, np.full(len(split.test), target.mean()), 0)


def _fit_lasso(prepared: Prepared) -> Attempt:
    return _chosen(prepared, prepared.walk, choose(prepared.walk, prepared.rule, False), 1.0)


def _fit_relaxed_lasso(prepared: Prepared) -> Attempt:
    """Fit what `PolynomialLassoCV` fits: the lasso, its refit, or the middle of both."""
    choice = choose(prepared.walk, prepared.rule, "auto")
    return _chosen(prepared, prepared.walk, choice, 1.0)


def _fit_elastic_net(prepared: Prepared) -> Attempt:
    """Fit the elastic net at the share of the L1 part with the least error."""
    search = replace(prepared.search, alphas=N_ALPHAS)
    tried = {}
    for l1_ratio in L1_RATIOS:
        solver = replace(prepared.solver, l1_ratio=l1_ratio)
        tried[l1_ratio] = walk_down(prepared.problems, prepared.folds, search, solver)
    l1_ratio = min(tried, key=lambda ratio: tried[ratio].errors[0].mean(axis=1).min())
    choice = choose(tried[l1_ratio], prepared.rule, False)
    return _chosen(prepared, tried[l1_ratio], choice, l1_ratio)


def _chosen(prepared: Prepared, walk: CrossValidation, choice: Choice, l1_ratio: float) -> Attempt:
    """Return the model at a choice, with the solutions of the folds that it was chosen by."""
    share = choice.blend
    whole = walk.solutions[choice.index]
    with single_thread():
        final = finish(prepared.problems[0], prepared.split.train.target, whole, l1_ratio, share)
    solutions = [Coefficients(final.support, final.coef)]
    for of_fold in walk.walked.solutions[1:]:
        solution = of_fold[choice.index]
        blended = share * solution.coef + (1.0 - share) * solution.refit
        solutions.append(Coefficients(solution.support, blended))
    settings = {"alpha": whole.alpha, "l1_ratio": l1_ratio, "lasso_share": share}
    return attempt(prepared, solutions, settings)


CANDIDATES = (
    Candidate("least_squares", fit_least_squares),
    Candidate("ridge", fit_ridge),
    Candidate("lasso", _fit_lasso, walks=True),
    Candidate("elastic_net", _fit_elastic_net),
    Candidate("relaxed_lasso", _fit_relaxed_lasso, walks=True),
)
