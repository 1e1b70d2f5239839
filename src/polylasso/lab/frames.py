"""Which iterations to show of a trace, so that each shows as much progress as the others."""

import numpy as np

from polylasso.optimisers import Trace

__all__ = ["coefficients_at", "frames_of"]


def frames_of(trace: Trace, n_frames: int = 60) -> np.ndarray:
    """Choose iterations evenly in progress: in how far the logarithm of the gap has fallen.

    Where the gap is not known, the excess over the least objective of the trace takes its place.
    What counts is the least so far, so that swings are no progress.

    Parameters
    ----------
    trace : Trace
    n_frames : int, default=60
        Most frames, >= 2.

    Returns
    -------
    ndarray of int
        Places in `trace.iterations`, increasing, the first and the last among them.
    """
    if n_frames < 2:
        raise ValueError(f"n_frames must be at least 2, got {n_frames!r}")
    known = bool(np.isfinite(trace.gap).all())
    excess = trace.gap if known else trace.objective - trace.objective.min()
    floor = excess[excess > 0.0].min(initial=1.0)
    least = np.minimum.accumulate(np.maximum(excess, floor))
    progress = np.log(least[0]) - np.log(least)
    wanted = np.linspace(0.0, progress[-1], n_frames)
    places = np.searchsorted(progress, wanted)
    return np.unique(np.concatenate([[0], places, [len(excess) - 1]]))


def coefficients_at(trace: Trace, iterations: np.ndarray) -> np.ndarray:
    """Return coefficients at iterations, between those kept along straight lines in log(1 + k).

    Parameters
    ----------
    trace : Trace
    iterations : ndarray of int, shape (n_iterations,)

    Returns
    -------
    ndarray of shape (n_iterations, n_terms)
    """
    known, wanted = np.log1p(trace.checkpoints), np.log1p(iterations)
    after = np.clip(np.searchsorted(known, wanted), 1, max(len(known) - 1, 1))
    if len(known) == 1:
        return np.repeat(trace.coef, len(wanted), axis=0)
    share = (wanted - known[after - 1]) / (known[after] - known[after - 1])
    share = np.clip(share, 0.0, 1.0)[:, None]
    return (1.0 - share) * trace.coef[after - 1] + share * trace.coef[after]
