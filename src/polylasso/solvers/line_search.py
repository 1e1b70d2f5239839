"""Exact minimisation along a line of a quadratic plus weighted absolute values."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Stop", "minimise_on_ray"]


@dataclass(frozen=True, slots=True, eq=False)
class Stop:
    """Where the objective is least on a ray.

    Parameters
    ----------
    step : float
        Distance in units of the direction.
    flipped : ndarray of int
        Coordinates that changed sign on the way.
    zeroed : ndarray of int
        Coordinates that are zero at the stop.
    """

    step: float
    flipped: np.ndarray
    zeroed: np.ndarray


def minimise_on_ray(
    coef: np.ndarray,
    direction: np.ndarray,
    threshold: np.ndarray,
    crossing: np.ndarray,
    slope: float,
    curvature: float,
) -> Stop:
    """Minimise phi(t) for t >= 0, where coordinates may pass through zero.

    phi'(t) = -slope + curvature t + sum over passed k of 2 threshold_k |direction_k|: each
    coordinate that passes zero bends phi upwards by twice its threshold. phi is convex, so the
    first stationary point is the minimum.

    Parameters
    ----------
    coef, direction, threshold : ndarray of shape (k,)
    crossing : ndarray of int
        Coordinates that move towards zero, or stand on it and would move against their sign.
    slope, curvature : float
        Downward slope at t = 0 (> 0) and second derivative (>= 0).
    """
    times = -coef[crossing] / direction[crossing]
    order = np.argsort(times, kind="stable")
    times, crossing = times[order], crossing[order]
    bends = np.cumsum(2.0 * threshold[crossing] * np.abs(direction[crossing]))
    # Slope on each piece, less curvature t; piece i lies between breakpoints i - 1 and i.
    left = slope - np.concatenate(([0.0], bends))
    piece = int(np.count_nonzero(left[:-1] > curvature * times))
    if piece and left[piece] <= curvature * times[piece - 1]:
        step = float(times[piece - 1])
        return Stop(step, crossing[times < step], crossing[times == step])
    step = float(left[piece]) / curvature if curvature > 0.0 else np.inf
    return Stop(step, crossing[:piece], crossing[:0])
