"""Which models no smaller model beats, and where more terms begin to gain little."""

import numpy as np

from polylasso.selection.pool import Pool

__all__ = ["find_knee", "pareto_front"]


def pareto_front(pool: Pool) -> np.ndarray:
    """Return the models whose error no model of as few terms reaches, the smallest first."""
    order = np.lexsort((pool.search, pool.mean, pool.n_terms))
    errors = pool.mean[order]
    best_before = np.minimum.accumulate(np.concatenate(([np.inf], errors[:-1])))
    front = order[errors < best_before]
    # Of equally many terms the first is the best.
    return front[np.concatenate(([True], np.diff(pool.n_terms[front]) > 0))]


def find_knee(n_terms: np.ndarray, errors: np.ndarray) -> int:
    """Return the point farthest below the straight line from the first to the last.

    Both axes are scaled to the same length (Satopaa, Albrecht, Irwin and Raghavan, 2011).

    Parameters
    ----------
    n_terms, errors : ndarray of shape (n_points,)
        Increasing and decreasing.
    """
    if len(n_terms) < 3:
        return len(n_terms) - 1
    across = (n_terms - n_terms[0]) / (n_terms[-1] - n_terms[0])
    down = (errors - errors[-1]) / (errors[0] - errors[-1])
    return int(np.argmax(1.0 - across - down))
