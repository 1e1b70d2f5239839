"""Least squares by QR: full digits for the terms that are kept, and the case alpha = 0."""

import numpy as np
from scipy.linalg import qr, solve_triangular

__all__ = ["independent_columns", "polish"]

# Columns are of norm 1. Less than this of a column outside the span of those before it: an alias.
DEPENDENT = 1e-9
BLOCK = 64
# Of a column that repeats others nothing but rounding error is left outside their span.
REPEATED = 1e-14


def polish(
    columns: np.ndarray, target: np.ndarray, signed_threshold: np.ndarray, ridge: np.ndarray
) -> np.ndarray:
    """Solve (Z'Z + R) beta = Z'y - signed_threshold with the digits of Z, not of Z'Z.

    With [Z; R^(1/2)] = Q U, beta = U^-1 (Q'[y; 0] - U^-T signed_threshold), and one step of
    refinement. A column that repeats those before it gets zero.

    Parameters
    ----------
    columns : ndarray of shape (n_rows, k)
    target : ndarray of shape (n_rows,)
    signed_threshold, ridge : ndarray of shape (k,)
    """
    if columns.shape[1] == 0:  # LAPACK refuses systems of no equations
        return np.zeros(0)
    stacked = np.vstack([columns, np.diag(np.sqrt(ridge))]) if ridge.any() else columns
    goal = np.concatenate([target, np.zeros(len(stacked) - len(target))])
    orthogonal, upper = qr(stacked, mode="economic")
    norms = np.linalg.norm(stacked, axis=0)
    outside = np.abs(np.diagonal(upper))
    if np.any(outside <= REPEATED * norms[: len(outside)]) or len(outside) < len(norms):
        coef = np.zeros_like(norms)
        kept = independent_columns(stacked / np.where(norms > 0, norms, 1.0))
        coef[kept] = polish(columns[:, kept], target, signed_threshold[kept], ridge[kept])
        return coef
    pull = solve_triangular(upper, signed_threshold, trans="T")
    coef = solve_triangular(upper, orthogonal.T @ goal - pull)
    return coef + solve_triangular(upper, orthogonal.T @ (goal - stacked @ coef) - pull)


def independent_columns(columns: np.ndarray) -> np.ndarray:
    """Return the indices of columns that are not in the span of the columns before them.

    Block Gram-Schmidt with one reorthogonalisation (Giraud, Langou and Rozloznik, 2005).

    Parameters
    ----------
    columns : ndarray of shape (n_rows, n_columns)
        Columns of norm 1 or 0, the simplest first.
    """
    n_rows, n_columns = columns.shape
    basis = np.empty((n_rows, min(n_rows, n_columns)), order="F")
    kept: list[int] = []
    for start in range(0, n_columns, BLOCK):
        block = np.array(columns[:, start : start + BLOCK], order="F")
        found = basis[:, : len(kept)]
        for _ in range(2):
            block -= found @ (found.T @ block)
        for offset in range(block.shape[1]):
            if len(kept) == basis.shape[1]:
                return np.array(kept, dtype=np.intp)
            fresh = basis[:, found.shape[1] : len(kept)]
            column = block[:, offset]
            for _ in range(2):
                column = column - fresh @ (fresh.T @ column)
            norm = float(np.linalg.norm(column))
            if norm > DEPENDENT:
                basis[:, len(kept)] = column / norm
                kept.append(start + offset)
    return np.array(kept, dtype=np.intp)
