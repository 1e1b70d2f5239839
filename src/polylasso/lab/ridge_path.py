"""Ridge regression in closed form, for all alphas at once."""

import numpy as np
from scipy.linalg import eigh, orth

__all__ = ["ridge_alpha_max", "ridge_path", "solve_shifted"]

# Times the trace of the Gram matrix, which bounds its eigenvalues: at this alpha no direction
# keeps more than 1/11 of its least-squares coefficient.
TOP = 10.0


def ridge_alpha_max(factor: np.ndarray) -> float:
    """Return an alpha that leaves little of any coefficient; ridge makes none zero.

    Parameters
    ----------
    factor : ndarray of shape (n_terms,)
        Penalty factors of columns of norm 1.
    """
    return float(TOP * (1.0 / factor[factor > 0]).sum())


def ridge_path(
    columns: np.ndarray, target: np.ndarray, factor: np.ndarray, alphas: np.ndarray
) -> np.ndarray:
    """Minimise 1/2 |y - Z beta|^2 + alpha/2 sum_j gamma_j beta_j^2 at each alpha.

    With theta_j = gamma_j^(1/2) beta_j and the columns scaled to match, and what columns without
    penalty span projected out, beta follows from one eigen-decomposition of the smaller of Z'Z
    and ZZ' (Hastie, Tibshirani and Friedman, 2009, sections 3.4.1 and 18.3.5).

    Parameters
    ----------
    columns : ndarray of shape (n_rows, n_terms)
        Omega^(1/2) Z.
    target : ndarray of shape (n_rows,)
        Omega^(1/2) y, centred.
    factor : ndarray of shape (n_terms,)
        gamma, >= 0.
    alphas : ndarray of shape (n_alphas,)
        > 0.

    Returns
    -------
    ndarray of shape (n_terms, n_alphas)
        beta.
    """
    bound = factor > 0
    free, root = columns[:, ~bound], np.sqrt(factor[bound])
    scaled, goal = columns[:, bound] / root, target
    if free.shape[1]:
        basis = orth(free)
        scaled = scaled - basis @ (basis.T @ scaled)
        goal = goal - basis @ (basis.T @ goal)
    coef = np.empty((columns.shape[1], len(alphas)))
    coef[bound] = _shrunk(scaled, goal, alphas) / root[:, None]
    left = target[:, None] - columns[:, bound] @ coef[bound]
    coef[~bound] = np.linalg.lstsq(free, left, rcond=None)[0] if free.shape[1] else 0.0
    return coef


def solve_shifted(matrix: np.ndarray, vector: np.ndarray, alphas: np.ndarray) -> np.ndarray:
    """Return (matrix + alpha I)^-1 vector for each alpha, shape (n_alphas, order).

    Parameters
    ----------
    matrix : ndarray of shape (order, order)
        Positive semidefinite: one factorisation serves all alphas.
    vector : ndarray of shape (order,)
    alphas : ndarray of shape (n_alphas,)
        > 0.
    """
    values, vectors = eigh(matrix)
    shares = (vectors.T @ vector) / (np.maximum(values, 0.0) + alphas[:, None])
    return shares @ vectors.T


def _shrunk(columns: np.ndarray, target: np.ndarray, alphas: np.ndarray) -> np.ndarray:
    """Return (Z'Z + alpha)^-1 Z'y = Z'(ZZ' + alpha)^-1 y at each alpha."""
    n_rows, n_terms = columns.shape
    if n_terms == 0:
        return np.zeros((0, len(alphas)))
    if n_terms > n_rows:
        return columns.T @ solve_shifted(columns @ columns.T, target, alphas).T
    return solve_shifted(columns.T @ columns, columns.T @ target, alphas).T
