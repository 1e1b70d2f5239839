"""Three ways to treat |w|, which has no derivative at zero."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np

__all__ = ["L1Treatment", "Proximal", "SmoothedSign", "Subgradient"]


class L1Treatment(Protocol):
    """What an optimiser does about the L1 part of the penalty, sum_j threshold_j |w_j|."""

    name: ClassVar[str]

    def slope(self, coef: np.ndarray, threshold: np.ndarray) -> np.ndarray | float:
        """Return what stands in for its derivative, shape (n_terms,)."""

    def shrink(self, coef: np.ndarray, amount: np.ndarray) -> np.ndarray:
        """Return the coefficients after a step, given threshold times step of each."""


@dataclass(frozen=True, slots=True)
class Proximal:
    """Step along the loss, then solve for the penalty exactly: soft threshold, exact zeros.

    w <- sign(w) max(|w| - step threshold, 0), the proximal operator of the penalty (Donoho and
    Johnstone, 1994; Parikh and Boyd, Proximal algorithms, 2014, section 6.5.2).
    """

    name: ClassVar[str] = "proximal"

    def slope(self, coef: np.ndarray, threshold: np.ndarray) -> np.ndarray | float:
        """Return zero: the loss alone is descended."""
        return 0.0

    def shrink(self, coef: np.ndarray, amount: np.ndarray) -> np.ndarray:
        """Return the coefficients, each nearer to zero by its amount, or zero."""
        return np.sign(coef) * np.maximum(np.abs(coef) - amount, 0.0)


@dataclass(frozen=True, slots=True)
class Subgradient:
    """Take sign(w) for the derivative, and 0 at 0 (Shor, 1985): steps over zero, rarely on it."""

    name: ClassVar[str] = "subgradient"

    def slope(self, coef: np.ndarray, threshold: np.ndarray) -> np.ndarray | float:
        """Return threshold sign(w)."""
        return threshold * np.sign(coef)

    def shrink(self, coef: np.ndarray, amount: np.ndarray) -> np.ndarray:
        """Return the coefficients as they are."""
        return coef


@dataclass(frozen=True, slots=True)
class SmoothedSign:
    """Take w / (|w| + epsilon) for the derivative: smooth, so that nothing is ever exactly zero.

    It is the derivative of |w| - epsilon log(1 + |w| / epsilon). Where the loss pulls with less
    than the threshold, the pull balances at |w| = epsilon pull / (threshold - pull), which is
    small but not zero.

    Parameters
    ----------
    epsilon : float, default=1e-6
        > 0, in units of the coefficients.
    """

    epsilon: float = 1e-6

    name: ClassVar[str] = "smoothed sign"

    def __post_init__(self):
        if not self.epsilon > 0.0:
            raise ValueError(f"epsilon of the smoothed sign must be positive, got {self.epsilon!r}")

    def slope(self, coef: np.ndarray, threshold: np.ndarray) -> np.ndarray | float:
        """Return threshold w / (|w| + epsilon)."""
        return threshold * (coef / (np.abs(coef) + self.epsilon))

    def shrink(self, coef: np.ndarray, amount: np.ndarray) -> np.ndarray:
        """Return the coefficients as they are."""
        return coef
