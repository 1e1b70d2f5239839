"""Exact minimisation over a working set at one alpha, by sign patterns.

For given signs s on the active set A the minimum solves (G + R)_AA beta = (Z'y - threshold s)_A.
The signs are repaired by exact line searches, terms enter where |Z'r| exceeds the threshold, and
every move lowers the objective, so the search ends at the optimum: the feature-sign search of
Lee, Battle, Raina and Ng (Efficient sparse coding algorithms, 2007), with two additions. Terms
enter in groups, and an entrant in the span of the active columns is exchanged for one of them
along the direction that leaves the fit unchanged.
"""

import numpy as np

from polylasso.solvers.cholesky import GrowingCholesky
from polylasso.solvers.line_search import Stop, minimise_on_ray
from polylasso.solvers.objective import Penalty

__all__ = ["ActiveSet", "WorkingGram"]

# Relative excess of |Z'r| over its threshold that counts as a violation. The duality gap that it
# leaves is of the same order, far below the 1e-9 that is promised.
VIOLATION = 1e-11
# Share of an active set that may enter at once.
GROUP_SHARE = 0.25


class WorkingGram:
    """Inner products of the terms of a working set, grown as terms join it."""

    def __init__(self, capacity: int = 256):
        self.size = 0
        self._gram = np.zeros((capacity, capacity))
        self._null_gradient = np.zeros(capacity)

    @property
    def gram(self) -> np.ndarray:
        """Z_W' Z_W."""
        return self._gram[: self.size, : self.size]

    @property
    def null_gradient(self) -> np.ndarray:
        """Z_W' y."""
        return self._null_gradient[: self.size]

    def grow(self, block: np.ndarray, null_gradient: np.ndarray) -> None:
        """Add terms: `block` holds their products with the old terms and with themselves."""
        old, new = self.size, self.size + block.shape[1]
        if new > len(self._gram):
            larger = np.zeros((new + new // 2, new + new // 2))
            larger[:old, :old] = self.gram
            self._gram = larger
            self._null_gradient = np.concatenate((self.null_gradient, np.zeros(new + new // 2 - old)))
        self._gram[:new, old:new] = block
        self._gram[old:new, :old] = block[:old].T
        self._null_gradient[old:new] = null_gradient
        self.size = new


class ActiveSet:
    """Active terms of a working set with their signs, coefficients and Cholesky factor.

    Parameters
    ----------
    working : WorkingGram
        The working set; it may grow between calls.

    Attributes
    ----------
    active : ndarray of int
        Positions in the working set.
    signs, coef : ndarray of shape (n_active,)
    n_steps : int
        Number of linear systems solved so far.
    """

    def __init__(self, working: WorkingGram):
        self.working = working
        self.active = np.zeros(0, dtype=np.intp)
        self.signs = np.zeros(0)
        self.coef = np.zeros(0)
        self.n_steps = 0
        self._cholesky = GrowingCholesky()
        self._ridge = np.zeros(0)

    def solve(self, penalty: Penalty, max_steps: int) -> bool:
        """Minimise at one penalty from the present signs.

        Returns whether the optimality conditions hold on the whole working set.
        """
        limit = self.n_steps + max_steps
        threshold, self._ridge = penalty.threshold, penalty.ridge
        if penalty.l1_ratio < 1.0:
            self._refactor(0)
        self._settle(threshold, limit)
        banned = np.zeros(len(threshold), dtype=bool)
        group = True
        while self.n_steps < limit:
            correlation = self.correlation()
            entrants = self._entrants(correlation, threshold, banned, group)
            if entrants.size == 0:
                return True
            before = len(self.active)
            self._enter(entrants, correlation, threshold)
            moved = self._settle(threshold, limit)
            stalled = not moved and len(self.active) <= before
            if stalled and entrants.size == 1:
                banned[entrants] = True  # only rounding error called for it
            group = not stalled
        return False

    def admit_unpenalised(self, positions: np.ndarray) -> None:
        """Put terms without penalty into the model for good; those in the span of others stay out."""
        self._ridge = np.zeros(self.working.size)
        for term in positions:
            if self._cholesky.append(self._cross(term), self._diagonal(term)):
                self._add(int(term), 1.0, 0.0)
        self._settle(np.zeros(self.working.size), self.n_steps + 1)

    def correlation(self) -> np.ndarray:
        """Z_W'r - R beta."""
        working = self.working
        result = working.null_gradient - self.coef @ working.gram[self.active]
        result[self.active] -= self._ridge[self.active] * self.coef
        return result

    def refine(self, correlation: np.ndarray, threshold: np.ndarray) -> None:
        """Correct the coefficients by one Newton step with a more exact Z_A'r - R beta."""
        wanted = correlation - threshold[self.active] * self.signs
        corrected = self.coef + self._cholesky.solve(wanted)
        if np.all(corrected * self.signs * (threshold[self.active] > 0) >= 0):
            self.coef = corrected

    def unpenalised_fit(self) -> np.ndarray:
        """Return least-squares coefficients of the active terms."""
        right = self.working.null_gradient[self.active]
        if not self._ridge[self.active].any():
            return self._cholesky.solve(right)
        plain = GrowingCholesky(max(len(right), 1))
        if plain.refactor(self.working.gram[np.ix_(self.active, self.active)]):
            return plain.solve(right)
        return np.full_like(right, np.nan)

    def _entrants(
        self, correlation: np.ndarray, threshold: np.ndarray, banned: np.ndarray, group: bool
    ) -> np.ndarray:
        excess = np.abs(correlation) - threshold
        excess[self.active] = -1.0
        excess[banned] = -1.0
        excess[(excess <= VIOLATION * threshold) | (threshold == 0.0)] = -1.0
        if excess.max(initial=0.0) <= 0.0:
            return np.zeros(0, dtype=np.intp)
        largest = int(excess.argmax())
        room = max(1, int(GROUP_SHARE * len(self.active))) if group else 1
        if room == 1:
            return np.array([largest])
        violators = np.flatnonzero(excess > 0.5 * excess[largest])
        return violators[np.argsort(-excess[violators], kind="stable")[:room]]

    def _enter(
        self, entrants: np.ndarray, correlation: np.ndarray, threshold: np.ndarray
    ) -> None:
        for term in entrants:
            sign = 1.0 if correlation[term] > 0 else -1.0
            cross = self._cross(term)
            if self._cholesky.append(cross, self._diagonal(term)):
                self._add(term, sign, 0.0)
            elif entrants.size == 1:
                self._exchange(term, sign, abs(correlation[term]) - threshold[term], threshold)

    def _exchange(
        self, term: int, sign: float, excess: float, threshold: np.ndarray
    ) -> None:
        """Let a term in the span of the active ones enter: the fit hardly moves along this ray."""
        cross, diagonal = self._cross(term), self._diagonal(term)
        direction = -sign * self._cholesky.solve(cross)
        curvature = max(self._cholesky.schur(cross, diagonal), 0.0)
        active_threshold = threshold[self.active]
        crossing = np.flatnonzero((self.coef * direction < 0) & (active_threshold > 0))
        stop = minimise_on_ray(
            self.coef, direction, active_threshold, crossing, excess, curvature
        )
        if not np.isfinite(stop.step):
            return
        self._move(direction, stop)
        cross = self._cross(term)
        if not self._cholesky.append(cross, diagonal):
            self._cholesky.force(cross, diagonal)
        self._add(term, sign, sign * stop.step)

    def _settle(self, threshold: np.ndarray, limit: int) -> bool:
        """Minimise over the active terms; return whether any coefficient moved."""
        moved = False
        while self.active.size and self.n_steps < limit:
            self.n_steps += 1
            active_threshold = threshold[self.active]
            right = self.working.null_gradient[self.active] - active_threshold * self.signs
            target = self._cholesky.solve(right)
            direction = target - self.coef
            crossing = np.flatnonzero((target * self.signs < 0) & (active_threshold > 0))
            if crossing.size == 0:
                moved |= bool(np.any(direction))
                self.coef = target
                break
            curvature = self._cholesky.quadratic(direction)
            stop = minimise_on_ray(
                self.coef, direction, active_threshold, crossing, curvature, curvature
            )
            moved |= stop.step > 0.0
            self._move(direction, stop)
        return moved

    def _move(self, direction: np.ndarray, stop: Stop) -> None:
        self.coef = self.coef + stop.step * direction
        self.signs = self.signs.copy()
        self.signs[stop.flipped] *= -1.0
        if stop.zeroed.size:
            self._remove(stop.zeroed)

    def _add(self, term: int, sign: float, coef: float) -> None:
        self.active = np.append(self.active, term)
        self.signs = np.append(self.signs, sign)
        self.coef = np.append(self.coef, coef)

    def _remove(self, positions: np.ndarray) -> None:
        self.active = np.delete(self.active, positions)
        self.signs = np.delete(self.signs, positions)
        self.coef = np.delete(self.coef, positions)
        self._refactor(int(positions.min()))

    def _refactor(self, start: int) -> None:
        """Factor anew from a position; columns that have become aliases stay, with a floor."""
        matrix = self.working.gram[np.ix_(self.active, self.active)]
        matrix[np.diag_indices_from(matrix)] += self._ridge[self.active]
        if not self._cholesky.refactor(matrix, start):
            for position in range(start, len(matrix)):
                self._cholesky.force(matrix[:position, position], matrix[position, position])

    def _cross(self, term: int) -> np.ndarray:
        return self.working.gram[self.active, term]

    def _diagonal(self, term: int) -> float:
        return float(self.working.gram[term, term] + self._ridge[term])
