"""What earlier full gradients tell of the terms outside the working set.

Let c_0 = Z'r_0 be the gradient at a reference residual, and c_m - c_{m-1} = Z'(r_m - r_{m-1}) the
steps between it and those before. Columns have norm 1, so for any numbers t_m

    |c_j - (c_0 + sum_m t_m (c_m - c_{m-1}))_j| <= ||r - r_0 - sum_m t_m (r_m - r_{m-1})||

(Cauchy-Schwarz). With t = 0 that is the change of the residual since the reference. With t of
least squares it is what is left of the change outside the span of the steps: between two knots of
the path the residual moves along a line, and nothing is left once one step has been made on it.
All norms come from coefficients and inner products of the working set: r - r_0 = Z_W (b_0 - b).
"""

from dataclasses import dataclass

import numpy as np

from polylasso.solvers.objective import ROUNDING, penalised_ratios

__all__ = ["Screen"]

# Steps kept. They are kept in single precision, which is off by at most HALF of their length.
STEPS = 3
HALF = 6e-8


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """Between two references: change of the gradient, and of the coefficients of the members."""

    gradient: np.ndarray
    coef: np.ndarray


class Screen:
    """Bounds on |c_j| / gamma_j outside the working set.

    Parameters
    ----------
    factor : ndarray of shape (n_terms,)
        Penalty factors gamma.
    null_loss : float
        1/2 y'y.
    gradient : ndarray of shape (n_terms,)
        At zero coefficients.

    Attributes
    ----------
    gradient : ndarray of shape (n_terms,)
        At the last reference.
    ratios : ndarray of shape (n_terms,)
        |c_j| / gamma_j there; minus infinity for members and where there is no penalty.
    largest_ratio, outside_ratio : float
        The largest of all terms, and of those that are no members.
    """

    def __init__(self, factor: np.ndarray, null_loss: float, gradient: np.ndarray):
        self._null_loss = null_loss
        self._steps: list[_Step] = []
        self._coef = np.zeros(0)
        self.gradient = gradient
        self.ratios = np.empty_like(gradient)
        self.weigh(factor, np.zeros(0, dtype=np.intp))

    def weigh(self, factor: np.ndarray, members: np.ndarray) -> None:
        """Take penalty factors into account."""
        self._factor = factor
        self._is_uniform = bool(np.all(factor == 1.0))
        self._free = np.flatnonzero(factor == 0.0)
        self._least_factor = float(factor[factor > 0].min(initial=np.inf))
        self._set_ratios(members)

    def refer(self, gradient: np.ndarray, coef: np.ndarray, members: np.ndarray) -> None:
        """Make a gradient at some coefficients of the members the reference."""
        change = coef.copy()
        change[: len(self._coef)] -= self._coef
        if change.any():
            step = np.subtract(gradient, self.gradient, dtype=np.float32, casting="same_kind")
            self._steps = [_Step(step, change), *self._steps[: STEPS - 1]]
        self.gradient, self._coef = gradient, coef
        self._set_ratios(members)

    def join(self, terms: np.ndarray) -> None:
        """Take note of new members."""
        self.ratios[terms] = -np.inf
        self.outside_ratio = self._most()

    def change(self, coef: np.ndarray) -> np.ndarray:
        """Return coefficients of the members less those of the reference."""
        change = coef.copy()
        change[: len(self._coef)] -= self._coef
        return change

    def largest_inside(self, correlation: np.ndarray, factor: np.ndarray) -> float:
        """Return the largest |c_j| / gamma_j in the working set, from its own c and gamma."""
        if self._is_uniform:
            return self._beyond_rounding(float(np.abs(correlation).max(initial=0.0)))
        return float(penalised_ratios(correlation, factor, self._null_loss).max(initial=0.0))

    def doubtful(self, coef: np.ndarray, gram: np.ndarray, bound: float) -> np.ndarray:
        """Return the terms outside whose |c_j| / gamma_j may exceed a bound.

        Parameters
        ----------
        coef : ndarray of shape (n_members,)
        gram : ndarray of shape (n_members, n_members)
        bound : float
        """
        change = self.change(coef)
        reach = self._length(change, gram) / self._least_factor
        if self.outside_ratio + reach <= bound:
            return np.zeros(0, dtype=np.intp)
        terms = np.flatnonzero(self.ratios > bound - reach)
        if not self._steps or not change.any():
            return terms
        ratios, reach = self._extrapolated(terms, change, gram)
        return terms[ratios + reach > bound]

    def _extrapolated(
        self, terms: np.ndarray, change: np.ndarray, gram: np.ndarray
    ) -> tuple[np.ndarray, float]:
        """Return |c_j| / gamma_j of terms, continued along the steps, and how far it may be off."""
        steps = np.zeros((len(self._steps), len(change)))
        for row, step in zip(steps, self._steps, strict=True):
            row[: len(step.coef)] = step.coef
        moved = np.flatnonzero(steps.any(axis=0) | (change != 0.0))
        images = steps[:, moved] @ gram[np.ix_(moved, moved)]
        products = images @ steps[:, moved].T
        lengths = np.sqrt(np.maximum(np.diagonal(products), 0.0))
        unit = np.where(lengths > 0.0, lengths, 1.0)
        scaled = products / np.outer(unit, unit)
        shares = np.linalg.lstsq(scaled, images @ change[moved] / unit, rcond=1e-10)[0] / unit
        left = self._length(change - shares @ steps, gram) + HALF * (np.abs(shares) @ lengths)
        gradient = self.gradient[terms]
        for share, step in zip(shares, self._steps, strict=True):
            gradient += share * step.gradient[terms]
        return np.abs(gradient) / self._factor[terms], left / self._least_factor

    def _length(self, change: np.ndarray, gram: np.ndarray) -> float:
        """Return the norm of the change of the residual for one of the coefficients."""
        moved = np.flatnonzero(change)
        squared = change[moved] @ gram[np.ix_(moved, moved)] @ change[moved]
        # Rounding of the quadratic form is below 1e-12 of the null loss.
        return float(np.sqrt(max(squared, 0.0) + 1e-12 * self._null_loss))

    def _set_ratios(self, members: np.ndarray) -> None:
        if self._is_uniform:
            np.abs(self.gradient, out=self.ratios)  # one array less
        else:
            self.ratios = penalised_ratios(self.gradient, self._factor, self._null_loss)
        self.largest_ratio = self._most()
        self.ratios[self._free] = self.ratios[members] = -np.inf
        self.outside_ratio = self._most()

    def _most(self) -> float:
        return self._beyond_rounding(float(self.ratios.max(initial=0.0)))

    def _beyond_rounding(self, largest: float) -> float:
        return largest if largest > ROUNDING * np.sqrt(2.0 * self._null_loss) else 0.0
