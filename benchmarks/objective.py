"""The one objective: it scores returned coefficients, whoever computed them.

Written in plain NumPy from the formula, without the library: for columns z_j of weighted mean 0
and variance 1, weights omega of sum 1 and a centred y,

    P(beta) = 1/2 sum_i omega_i (y_i - z_i'beta)^2
              + alpha (l1_ratio |beta|_1 + (1 - l1_ratio)/2 beta'beta).

With c = Z'Omega r - alpha (1 - l1_ratio) beta and q = r'Omega r + alpha (1 - l1_ratio) beta'beta,
s r is feasible for the dual when s |c_j| <= alpha l1_ratio for every column j, and its value is
s y'Omega r - s^2 q / 2. The best such s gives the gap, which is divided by P(0).
"""

from dataclasses import dataclass
from threading import Lock

import numpy as np
from scipy.sparse import csc_array

from benchmarks.chunks import over_chunks
from benchmarks.task import Candidates, Task

__all__ = ["Scores", "score", "score_task"]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """One value per alpha.

    Parameters
    ----------
    primal : ndarray of shape (n_alphas,)
        Objective.
    gap : ndarray of shape (n_alphas,)
        Duality gap over all columns, relative to the objective at zero.
    support_size : ndarray of int, shape (n_alphas,)
    """

    primal: np.ndarray
    gap: np.ndarray
    support_size: np.ndarray


def score(
    Z: np.ndarray,
    y: np.ndarray,
    alphas: np.ndarray,
    coef: np.ndarray,
    l1_ratio: float = 1.0,
    weights: np.ndarray | None = None,
) -> Scores:
    """Score coefficients.

    Parameters
    ----------
    Z : ndarray of shape (n_rows, n_terms)
        Standardised under the weights.
    y : ndarray of shape (n_rows,)
    alphas : ndarray of shape (n_alphas,)
    coef : ndarray of shape (n_terms, n_alphas)
    l1_ratio : float
    weights : ndarray of shape (n_rows,) or None
        Of sum 1; None for equal weights.
    """
    omega = np.full(len(y), 1.0 / len(y)) if weights is None else weights
    centred = y - omega @ y
    residual = centred[:, None] - Z @ coef
    weighted = omega[:, None] * residual
    ridge, bound = alphas * (1.0 - l1_ratio), alphas * l1_ratio
    square = (weighted * residual).sum(axis=0)
    ridge_square = ridge * (coef * coef).sum(axis=0)
    primal = 0.5 * square + bound * np.abs(coef).sum(axis=0) + 0.5 * ridge_square
    largest = np.abs(Z.T @ weighted - ridge * coef).max(axis=0)
    dual = _dual(centred @ weighted, square + ridge_square, bound, largest)
    null = 0.5 * float(omega @ centred**2)
    return Scores(primal, (primal - dual) / null, np.count_nonzero(coef, axis=0))


def score_task(task: Task, candidates: Candidates, coef: csc_array) -> Scores:
    """Score lasso coefficients over all candidates, whose matrix is never whole.

    Parameters
    ----------
    task : Task
    candidates : Candidates
    coef : sparse array of shape (n_terms, n_alphas)
        Of the standardised columns; no zero is stored.
    """
    residual = _residual(task, candidates, coef)
    weighted = residual / len(task.y)
    found: list[np.ndarray] = []

    def correlate(chosen: slice, columns: np.ndarray) -> None:
        columns -= candidates.mean[chosen, None]
        product = np.abs(columns @ weighted) / candidates.deviation[chosen, None]
        found.append(product.max(axis=0))

    over_chunks(task.X, candidates.terms, correlate)
    largest = np.max(found, axis=0)
    centred = task.y - task.y.mean()
    square = (weighted * residual).sum(axis=0)
    primal = 0.5 * square + task.alphas * np.abs(coef).sum(axis=0)
    dual = _dual(centred @ weighted, square, task.alphas, largest)
    null = 0.5 * float(np.mean(centred**2))
    return Scores(primal, (primal - dual) / null, np.diff(coef.indptr))


def _residual(task: Task, candidates: Candidates, coef: csc_array) -> np.ndarray:
    support = np.unique(coef.indices)
    scaled = coef[support].toarray() / candidates.deviation[support, None]
    residual = np.repeat((task.y - task.y.mean())[:, None], len(task.alphas), axis=1)
    mean, lock = candidates.mean[support], Lock()

    def subtract(chosen: slice, columns: np.ndarray) -> None:
        columns -= mean[chosen, None]
        fitted = columns.T @ scaled[chosen]
        with lock:
            np.subtract(residual, fitted, out=residual)

    over_chunks(task.X, candidates.terms[support], subtract)
    return residual - residual.mean(axis=0)


def _dual(
    product: np.ndarray, square: np.ndarray, bound: np.ndarray, largest: np.ndarray
) -> np.ndarray:
    """Return the largest of s * product - s^2 square / 2 over the s that are feasible."""
    best = np.divide(product, square, out=np.ones_like(product), where=square > 0)
    most = np.divide(bound, largest, out=np.full_like(bound, np.inf), where=largest > 0)
    scale = np.minimum(best, most)
    return scale * product - 0.5 * scale**2 * square
