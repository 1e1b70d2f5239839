"""Traces that are written down, not run."""

import numpy as np

from polylasso.optimisers import Trace
from polylasso.optimisers.recording import COEFFICIENTS, FIGURES, is_spaced

__all__ = ["falling_trace"]


def falling_trace(gap, n_iter=1000, name="Adam", known=True):
    """Return a trace with a gap that is a function of the iteration, and three coefficients."""
    steps = [k for k in range(n_iter + 1) if is_spaced(k, FIGURES) or k == n_iter]
    kept = [k for k in range(n_iter + 1) if is_spaced(k, COEFFICIENTS) or k == n_iter]
    iterations, checkpoints = np.array(steps), np.array(kept)
    gaps = gap(iterations.astype(float))
    settled = 1.0 - np.exp(-checkpoints / (1.0 + n_iter / 8.0))
    return Trace(
        optimiser=name,
        learning_rate=0.1,
        n_iter=n_iter,
        ended="max_iter",
        iterations=iterations,
        loss=2.0 + gaps,
        objective=3.0 + gaps,
        gap=gaps if known else np.full(len(gaps), np.nan),
        r2=1.0 - gaps,
        test_r2=np.full(len(gaps), np.nan),
        support_size=np.maximum(3, (40 / (1 + iterations / 20)).astype(int)),
        seconds=iterations * 1e-3,
        checkpoints=checkpoints,
        coef=settled[:, None] * np.array([4.0, -2.5, 0.6]),
    )
