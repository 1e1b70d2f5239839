"""A watch that turns counts of alphas into progress."""

import time
from collections.abc import Callable

from polylasso.descent.progress import Progress
from polylasso.solvers import PathFollower, Solution

__all__ = ["Meter"]

# The pace is that of the last quarter of the alphas done, and it is not told of fewer alphas or
# less time than these.
LATELY, FEWEST, SHORTEST = 0.25, 3, 0.2


class Meter:
    """Measure a fit of one or several grids, and tell its progress.

    Parameters
    ----------
    tell : callable or None
        Called with a `Progress`.
    n_grids : int
        Grids to walk, one after the other, counted as if all were as long as the present one.
    clock : callable
        Returns seconds; must never go back.
    """

    def __init__(
        self,
        tell: Callable[[Progress], object] | None = None,
        n_grids: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._tell = tell
        self._n_grids = n_grids
        self._clock = clock
        self._begun = clock()
        self._grids_before = -1
        self._times: list[tuple[int, float]] = []

    @property
    def is_last(self) -> bool:
        """Whether no grid comes after the present one."""
        return self._grids_before + 1 >= self._n_grids

    def start(self, n_done: int) -> None:
        """Begin the next grid, of which some alphas are known already."""
        self._grids_before += 1
        self._times = [(n_done, self._clock())]

    def tell(self, n_done: int, n_grid: int, last: Solution, follower: PathFollower) -> None:
        """Tell how far the grid is."""
        now = self._clock()
        self._times.append((n_done, now))
        if self._tell is None:
            return
        progress = Progress(
            n_done=self._grids_before * n_grid + n_done,
            n_total=self._n_grids * n_grid,
            alpha=last.alpha,
            n_terms=len(last.support),
            n_passes=follower.n_passes,
            gap=last.gap,
            seconds=now - self._begun,
            seconds_left=self._seconds_left(n_grid - n_done),
        )
        self._tell(progress)

    def _seconds_left(self, n_left: int) -> float | None:
        """Time for what is left of the last grid; later grids are of another degree and cost."""
        if not self.is_last:
            return None
        first, (done, now) = self._times[0][0], self._times[-1]
        wanted = max(FEWEST, LATELY * (done - first))
        for count, moment in reversed(self._times):
            if done - count >= wanted and now - moment >= SHORTEST:
                return n_left * (now - moment) / (done - count)
        return None
