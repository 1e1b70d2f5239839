"""Exact minimisation over a working set at one alpha, by sign patterns.

For given signs s on the active set A the minimum solves (G + R)_AA beta = (Z'y - threshold s)_A.
The signs are repaired by exact line searches, terms enter where |Z'r| exceeds the threshold, and
every move lowers the objective, so the search ends at the optimum: the feature-sign search of
Lee, Battle, Raina and Ng (Efficient sparse coding algorithms, 2007), with two additions. Terms
enter in groups, and an entrant in the span of the active columns is exchanged for one of them
along the direction that leaves the fit unchanged.

Rounding can call for a term that gains nothing. A term that comes and goes without end, or that
cannot be told from an active one, is refused until the next alpha; if it matters, the duality gap
says so.
"""

import numpy as np

from polylasso.solvers.cholesky import GrowingCholesky
from polylasso.solvers.line_search import Stop, minimise_on_ray
from polylasso.solvers.objective import Penalty
from polylasso.solvers.working_gram import WorkingGram

__all__ = ["ActiveSet"]

# Relative excess of |Z'r| over its threshold that counts as a violation. The duality gap that it
# leaves is of the same order, far below the 1e-9 that is promised.
VIOLATION = 1e-11
# Rounding of Z'r, as a share of the sizes of what it is the difference of.
ROUNDING = 1e-15
# Share of an active set that may enter at once.
GROUP_SHARE = 0.25
# How often a term may enter at one alpha, in groups and at all.
GROUP_ENTRIES, ENTRIES = 3, 20
# Removals after which the factor is computed anew, against the drift of updates.
FRESH = 64
# No positions.
NONE = np.zeros(0, dtype=np.intp)


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
        self._has_ridge = False
        self._n_removals = 0
        self._gradient, self._coef_of_gradient = np.zeros(0), self.coef

    def solve(self, penalty: Penalty, max_steps: int) -> bool:
        """Minimise at one penalty from the present signs.

        Returns whether the optimality conditions hold on the whole working set.
        """
        limit = self.n_steps + max_steps
        threshold, self._ridge = penalty.threshold, penalty.ridge
        self._has_ridge = penalty.l1_ratio < 1.0
        if self._has_ridge:
            self._refactor(0)
        self._settle(threshold, limit)
        entries = np.zeros(len(threshold), dtype=int)
        most = (1.0 + VIOLATION) * threshold
        while self.n_steps < limit:
            correlation = self.correlation()
            excess = np.abs(correlation)
            excess -= most
            excess[self.active] = 0.0
            entrants = self._entrants(excess, threshold, entries) if excess.size else NONE
            if entrants.size == 0:
                return True
            entries[entrants] += 1
            if entrants.size > 1:
                self._enter_group(entrants, correlation)
            elif not self._enter(int(entrants[0]), correlation, threshold):
                entries[entrants] = ENTRIES
            self._settle(threshold, limit)
        return False

    def admit_unpenalised(self, positions: np.ndarray) -> None:
        """Put terms without penalty into the model for good, save those in the span of others."""
        self._ridge = np.zeros(self.working.size)
        for term in positions:
            if self._cholesky.append(self._cross(term), self._diagonal(term)):
                self._add(int(term), 1.0, 0.0)
        self._settle(np.zeros(self.working.size), self.n_steps + 1)

    def restart(self, positions: np.ndarray, coef: np.ndarray, ridge: np.ndarray) -> None:
        """Take the active terms of a solution that was found elsewhere."""
        self.active, self.coef, self._ridge = positions, coef, ridge
        self.signs = np.where(coef < 0.0, -1.0, 1.0)
        self._refactor(0)

    def correlation(self) -> np.ndarray:
        """Z_W'r - R beta."""
        if not self._has_ridge:
            return self.gradient()
        result = self.gradient().copy()
        result[self.active] -= self._ridge[self.active] * self.coef
        return result

    def gradient(self) -> np.ndarray:
        """Z_W'r, not to be changed: it is kept as long as it holds."""
        holds = self._coef_of_gradient is self.coef and len(self._gradient) == self.working.size
        if not holds:
            image = self.working.combine(self.active, self.coef)
            self._gradient = np.subtract(self.working.null_gradient, image, out=image)
            self._coef_of_gradient = self.coef
        return self._gradient

    def refine(self, correlation: np.ndarray, threshold: np.ndarray) -> None:
        """Correct the coefficients by one Newton step with a more exact Z_A'r - R beta."""
        wanted = correlation - threshold[self.active] * self.signs
        corrected = self.coef + self._cholesky.solve(wanted)
        if np.all(corrected * self.signs * (threshold[self.active] > 0) >= 0):
            self.coef = corrected

    def unpenalised_fit(self) -> np.ndarray:
        """Return least-squares coefficients of the active terms, zero for aliases of others."""
        right = self.working.null_gradient[self.active]
        if not (self._has_ridge and self._ridge[self.active].any()):
            return self._cholesky.solve(right)
        matrix = self.working.gram[np.ix_(self.active, self.active)]
        plain = GrowingCholesky(max(len(right), 1))
        if plain.refactor(matrix):
            return plain.solve(right)
        kept: list[int] = []
        for position in range(len(right)):
            if plain.append(matrix[kept, position], matrix[position, position]):
                kept.append(position)
        fit = np.zeros_like(right)
        fit[kept] = plain.solve(right[kept])
        return fit

    def _entrants(
        self, excess: np.ndarray, threshold: np.ndarray, entries: np.ndarray
    ) -> np.ndarray:
        """Return the terms that shall enter next: one, or a group of those that violate most.

        Parameters
        ----------
        excess : ndarray of shape (n_members,)
            Of |Z'r| over its threshold, zero for active terms.
        threshold, entries : ndarray of shape (n_members,)
        """
        most = excess.max()
        if most <= 0.0:
            return NONE
        least = ROUNDING * (self.working.largest + float(np.abs(self.coef).sum()))
        if most <= least:
            return NONE
        violators = (excess > least).nonzero()[0]
        violators = violators[(entries[violators] < ENTRIES) & (threshold[violators] > 0.0)]
        if violators.size == 0:
            return NONE
        sizes = excess[violators]
        largest = sizes.argmax()
        room = int(GROUP_SHARE * len(self.active))
        if violators.size == 1 or room <= 1 or entries[violators[largest]] >= GROUP_ENTRIES:
            return violators[largest : largest + 1]
        many = (sizes > 0.5 * sizes[largest]) & (entries[violators] < GROUP_ENTRIES)
        violators, sizes = violators[many], sizes[many]
        return violators[np.argsort(-sizes, kind="stable")[:room]]

    def _enter_group(self, entrants: np.ndarray, correlation: np.ndarray) -> None:
        """Let terms enter that are not in the span of the active ones; the others wait."""
        for term in entrants:
            if self._cholesky.append(self._cross(term), self._diagonal(term)):
                self._add(term, np.sign(correlation[term]), 0.0)

    def _enter(self, term: int, correlation: np.ndarray, threshold: np.ndarray) -> bool:
        """Let one term enter; return whether it could."""
        sign = float(np.sign(correlation[term]))
        if self._cholesky.append(self._cross(term), self._diagonal(term)):
            self._add(term, sign, 0.0)
            return True
        return self._exchange(term, sign, abs(correlation[term]) - threshold[term], threshold)

    def _exchange(self, term: int, sign: float, excess: float, threshold: np.ndarray) -> bool:
        """Let a term in the span of the active ones enter for one of them; return whether it did.

        Along the ray that leaves the fit unchanged the objective falls at the rate `excess`, until
        enough of the active terms have passed zero.
        """
        direction = -sign * self._cholesky.solve(self._cross(term))
        active_threshold = threshold[self.active]
        crossing = np.flatnonzero((self.signs * direction < 0) & (active_threshold > 0))
        stop = minimise_on_ray(self.coef, direction, active_threshold, crossing, excess, 0.0)
        if not np.isfinite(stop.step):
            return False  # what calls for it is the part outside the span, which is rounding
        self._move(direction, stop)
        if self._cholesky.append(self._cross(term), self._diagonal(term)):
            self._add(term, sign, sign * stop.step)
            return True
        self._shift(sign * stop.step * self._cholesky.solve(self._cross(term)))
        return False

    def _settle(self, threshold: np.ndarray, limit: int) -> None:
        """Minimise over the active terms."""
        while self.active.size and self.n_steps < limit:
            self.n_steps += 1
            active_threshold = threshold[self.active]
            right = self.working.null_gradient[self.active] - active_threshold * self.signs
            target = self._cholesky.solve(right)
            turned = target * self.signs < 0
            crossing = np.flatnonzero(turned & (active_threshold > 0)) if turned.any() else NONE
            if crossing.size == 0:
                self.coef = target
                break
            direction = target - self.coef
            curvature = self._cholesky.quadratic(direction)
            stop = minimise_on_ray(
                self.coef, direction, active_threshold, crossing, curvature, curvature
            )
            self._move(direction, stop)

    def _move(self, direction: np.ndarray, stop: Stop) -> None:
        self.coef = self.coef + stop.step * direction
        self.signs = self.signs.copy()
        self.signs[stop.flipped] *= -1.0
        if stop.zeroed.size:
            self._remove(stop.zeroed)

    def _add(self, term: int, sign: float, coef: float) -> None:
        self.active = np.concatenate((self.active, (term,)))
        self.signs = np.concatenate((self.signs, (sign,)))
        self.coef = np.concatenate((self.coef, (coef,)))

    def _remove(self, positions: np.ndarray) -> None:
        self._delete(positions)
        self._cholesky.remove(positions)
        self._n_removals += 1
        if self._n_removals % FRESH == 0:
            self._refactor(0)

    def _delete(self, positions: np.ndarray) -> None:
        stays = np.ones(len(self.active), dtype=bool)
        stays[positions] = False
        self.active, self.signs, self.coef = (
            values[stays] for values in (self.active, self.signs, self.coef)
        )

    def _refactor(self, start: int) -> None:
        """Factor anew from a position; terms that have become aliases leave their fit to others."""
        matrix = self.working.gram[np.ix_(self.active, self.active)]
        matrix[np.diag_indices_from(matrix)] += self._ridge[self.active]
        if self._cholesky.refactor(matrix, start):
            return
        position = start
        while position < len(self.active):
            cross = self.working.gram[self.active[:position], self.active[position]]
            if self._cholesky.append(cross, self._diagonal(self.active[position])):
                position += 1
                continue
            share = self.coef[position] * self._cholesky.solve(cross)
            self._delete(np.array([position]))
            self._shift(np.concatenate((share, np.zeros(len(self.active) - position))))

    def _shift(self, change: np.ndarray) -> None:
        """Change the coefficients, and the signs with them."""
        self.coef = self.coef + change
        self.signs = np.where(self.coef != 0.0, np.sign(self.coef), self.signs)

    def _cross(self, term: int) -> np.ndarray:
        return self.working.gram[term, self.active]

    def _diagonal(self, term: int) -> float:
        return float(self.working.gram[term, term] + self._ridge[term])
