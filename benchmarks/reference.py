"""Solutions by scikit-learn's coordinate descent on a Gram matrix, within a time limit."""

import time
import warnings
from dataclasses import dataclass

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import enet_path

__all__ = ["Gram", "Reference", "solve"]

# Sweeps between two looks at the clock.
SWEEPS = 500


@dataclass(frozen=True, slots=True, eq=False)
class Gram:
    """What coordinate descent needs; rows hold the square root of n omega as a factor.

    Parameters
    ----------
    Z : ndarray of shape (n_rows, n_terms)
    y : ndarray of shape (n_rows,)
    gram : ndarray of shape (n_terms, n_terms)
    product : ndarray of shape (n_terms,)
    """

    Z: np.ndarray
    y: np.ndarray
    gram: np.ndarray
    product: np.ndarray

    @classmethod
    def of(cls, Z: np.ndarray, y: np.ndarray, weights: np.ndarray) -> "Gram":
        """Form it from standardised columns and weights of sum 1."""
        root = np.sqrt(len(y) * weights)
        columns, target = np.asfortranarray(root[:, None] * Z), root * (y - weights @ y)
        return cls(columns, target, columns.T @ columns, columns.T @ target)


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Coefficients of shape (n_terms, n_alphas), and at which alphas the tolerance was reached."""

    coef: np.ndarray
    converged: np.ndarray


def solve(
    problem: Gram, alphas: np.ndarray, l1_ratio: float, tol: float, limit: float
) -> Reference:
    """Solve at decreasing alphas, each from the last, sharing out `limit` seconds evenly."""
    coef = np.zeros((problem.Z.shape[1], len(alphas)))
    converged = np.zeros(len(alphas), dtype=bool)
    last, deadline = coef[:, 0].copy(), time.perf_counter() + limit
    for place, alpha in enumerate(alphas):
        left = deadline - time.perf_counter()
        stop = time.perf_counter() + left / (len(alphas) - place)
        while not converged[place]:
            last, converged[place] = _sweep(problem, alpha, l1_ratio, tol, last)
            if time.perf_counter() > stop:
                break
        coef[:, place] = last
    return Reference(coef, converged)


def _sweep(
    problem: Gram, alpha: float, l1_ratio: float, tol: float, start: np.ndarray
) -> tuple[np.ndarray, bool]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is what is returned
        _, coef, gaps = enet_path(
            problem.Z,
            problem.y,
            l1_ratio=l1_ratio,
            alphas=[alpha],
            precompute=problem.gram,
            Xy=problem.product,
            coef_init=start,
            copy_X=False,
            check_input=False,
            tol=tol,
            max_iter=SWEEPS,
        )
    return coef[:, 0], bool(gaps[0] * len(problem.y) <= tol * (problem.y @ problem.y))
