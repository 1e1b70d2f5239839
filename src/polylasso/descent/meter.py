"""A watch that turns counts of alphas into progress."""

import math
import time
from collections.abc import Callable

from polylasso.descent.progress import Progress
from polylasso.solvers import PathFollower, Solution

__all__ = ["Meter"]

# A pace is that of a quarter of the alphas done, of at least so many and of at least so long.
LATELY, FEWEST, SHORTEST = 0.25, 3, 0.2
# Steepest growth that is believed.
STEEPEST = 6.0


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
        """Time for what is left of the last grid; later grids are of another degree and cost.

        Alphas cost more and more. Seconds per alpha are continued as c n^q through two windows at
        the end of what is done.
        """
        last = self._times[-1]
        width = max(FEWEST, LATELY * (last[0] - self._times[0][0]))
        middle = self._before(last[0] - width)
        early = None if middle is None else self._before(middle[0] - width)
        if not self.is_last or early is None or last[1] - middle[1] < SHORTEST:
            return None
        pace, centre = _pace(middle, last)
        pace_before, centre_before = _pace(early, middle)
        if pace_before == 0.0:
            return None
        growth = math.log(pace / pace_before) / math.log(centre / centre_before)
        power = min(max(growth, 0.0), STEEPEST) + 1.0
        ends = ((last[0] + n_left) / centre) ** power - (last[0] / centre) ** power
        return pace * centre / power * ends

    def _before(self, count: float) -> tuple[int, float] | None:
        """Return the last moment at which no more alphas were done, and how many were."""
        return next((moment for moment in reversed(self._times) if moment[0] <= count), None)


def _pace(start: tuple[int, float], end: tuple[int, float]) -> tuple[float, float]:
    """Return seconds per alpha between two moments, and the number of alphas half-way."""
    return (end[1] - start[1]) / (end[0] - start[0]), (start[0] + end[0]) / 2.0
