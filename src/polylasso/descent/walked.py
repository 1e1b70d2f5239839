"""How far several problems have walked down one grid together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from polylasso.solvers import Solution

__all__ = ["Walked"]


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """The part of a grid that is done.

    Parameters
    ----------
    grid : ndarray of shape (n_grid,)
        All alphas, decreasing.
    solutions : tuple of tuples of Solution
        Of each problem, that of all rows first; equally many of each.
    members : tuple of ndarray of int
        The working set of each problem.
    errors : ndarray of shape (n_blends, n_done, n_folds)
        Of cross-validation; without folds it is empty.
    ended : str or None
        Why the walk ended: "grid", "max_terms", "saturated", "flat", "rising", "interrupted";
        None while it may go on.
    """

    grid: np.ndarray
    solutions: tuple[tuple[Solution, ...], ...]
    members: tuple[np.ndarray, ...]
    errors: np.ndarray
    ended: str | None = None

    @classmethod
    def nothing(cls, grid: np.ndarray, n_problems: int) -> "Walked":
        """Return the beginning of a walk."""
        return cls(grid, ((),) * n_problems, (np.zeros(0, np.intp),) * n_problems, np.empty(0))

    @property
    def n_done(self) -> int:
        """Number of alphas that all problems have done."""
        return len(self.solutions[0])

    @property
    def alphas(self) -> np.ndarray:
        """Alphas that all problems have done."""
        return self.grid[: self.n_done]

    @property
    def of_all_rows(self) -> tuple[Solution, ...]:
        """Solutions of the problem of all rows."""
        return self.solutions[0]

    def extended(
        self, fresh: Sequence[Sequence[Solution]], members: Sequence[np.ndarray], errors: np.ndarray
    ) -> "Walked":
        """Return the walk with more solutions of every problem."""
        longer = tuple((*old, *new) for old, new in zip(self.solutions, fresh, strict=True))
        together = np.concatenate([self.errors, errors], axis=1) if self.n_done else errors
        return replace(self, solutions=longer, members=tuple(members), errors=together)
