"""The knots of the exact lasso path between two of its solutions.

For fixed active terms and signs the solution is linear in alpha:
beta(alpha) = H^-1 (Z_A'y - alpha gamma_A s). The piece ends where a coefficient reaches zero or
where |c_j| of another term reaches alpha gamma_j (Osborne, Presnell and Turlach, 2000; Efron,
Hastie, Johnstone and Tibshirani, 2004).
"""

from dataclasses import dataclass, replace

import numpy as np

__all__ = ["Event", "Piece", "next_event", "walk"]

# Distances below this share of alpha belong to the event that has just been passed.
SAME = 1e-11


@dataclass(frozen=True, slots=True)
class Event:
    """A term (position in the working set) that enters or leaves at an alpha."""

    alpha: float
    term: int
    enters: bool


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Where on the path we are: alpha, active terms and signs, and the term just moved."""

    alpha: float
    active: tuple[int, ...]
    signs: tuple[float, ...]
    moved: int = -1


def walk(
    gram: np.ndarray,
    null_gradient: np.ndarray,
    factor: np.ndarray,
    start: Piece,
    alpha_end: float,
    max_events: int = 1000,
) -> tuple[list[Event], Piece]:
    """Follow the path down to `alpha_end` and return the events and the last piece.

    Parameters
    ----------
    gram : ndarray of shape (n, n)
    null_gradient, factor : ndarray of shape (n,)
    start : Piece
    alpha_end : float
    max_events : int
        The walk gives up there: ties have led it in circles.
    """
    events: list[Event] = []
    piece = start
    while len(events) < max_events:
        event, sign = next_event(gram, null_gradient, factor, piece)
        if event is None or event.alpha <= alpha_end:
            return events, replace(piece, alpha=alpha_end)
        events.append(event)
        piece = _past(piece, event, sign)
    return events, piece


def next_event(
    gram: np.ndarray, null_gradient: np.ndarray, factor: np.ndarray, piece: Piece
) -> tuple[Event | None, float]:
    """Return the next event below `piece.alpha`, with the sign of a term that enters."""
    active, signs = np.array(piece.active, dtype=int), np.array(piece.signs)
    pull = factor[active] * signs
    block = gram[np.ix_(active, active)]
    try:
        both = np.linalg.solve(
            block, np.stack([null_gradient[active] - piece.alpha * pull, pull], axis=1)
        )
    except np.linalg.LinAlgError:
        return None, 0.0
    coef, rate = both[:, 0], both[:, 1]
    leave, leaver = _first_zero(coef, rate, active, factor, piece)
    enter, entrant, sign = _first_entry(gram, null_gradient, factor, piece, coef, rate)
    if not np.isfinite(min(leave, enter)):
        return None, 0.0
    if leave <= enter:
        return Event(piece.alpha - leave, leaver, False), 0.0
    return Event(piece.alpha - enter, entrant, True), sign


def _first_zero(
    coef: np.ndarray, rate: np.ndarray, active: np.ndarray, factor: np.ndarray, piece: Piece
) -> tuple[float, int]:
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = -coef / rate
    fresh = (active == piece.moved) & (distance < SAME * piece.alpha)
    distance[fresh | ~(distance > 0) | (factor[active] == 0)] = np.inf
    if distance.size == 0:
        return np.inf, -1
    first = int(distance.argmin())
    return float(distance[first]), int(active[first])


def _first_entry(
    gram: np.ndarray,
    null_gradient: np.ndarray,
    factor: np.ndarray,
    piece: Piece,
    coef: np.ndarray,
    rate: np.ndarray,
) -> tuple[float, int, float]:
    active = np.array(piece.active, dtype=int)
    correlation = null_gradient - coef @ gram[active]
    slope = rate @ gram[active]
    best = (np.inf, -1, 0.0)
    for sign in (1.0, -1.0):
        with np.errstate(divide="ignore", invalid="ignore"):
            distance = (piece.alpha * factor - sign * correlation) / (factor - sign * slope)
        distance[(factor - sign * slope <= 1e-13) | (factor == 0)] = np.inf
        distance[active] = np.inf
        distance = np.maximum(distance, 0.0)
        if piece.moved >= 0 and distance[piece.moved] < SAME * piece.alpha:
            distance[piece.moved] = np.inf
        first = int(distance.argmin())
        if distance[first] < best[0]:
            best = (float(distance[first]), first, sign)
    return best


def _past(piece: Piece, event: Event, sign: float) -> Piece:
    if event.enters:
        return Piece(event.alpha, (*piece.active, event.term), (*piece.signs, sign), event.term)
    stay = [k for k, term in enumerate(piece.active) if term != event.term]
    return Piece(
        event.alpha,
        tuple(piece.active[k] for k in stay),
        tuple(piece.signs[k] for k in stay),
        event.term,
    )
