"""The search for the cheapest tolerance that reaches the gap. Nothing here runs a solver itself."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.solvers.solver import Ladder

__all__ = ["Found", "StoppedError", "climb"]


class StoppedError(RuntimeError):
    """A setting could not be measured; the message is the reason.

    Parameters
    ----------
    reason : str
    after : float
        Seconds that it took without an end, if it was stopped for that; else 0.
    """

    def __init__(self, reason: str, after: float = 0.0):
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True, slots=True)
class Found:
    """What the search found.

    Parameters
    ----------
    settings : list of dict
        Answers of the worker, in the order of the tolerances, the cheapest first.
    best : int or None
        Place of the cheapest setting that reached the gap.
    failure : str or None
        Why there is no such setting, or why a cheaper one could not be ruled out.
    stopped_after : float
        Seconds that a setting took before it was stopped, if none reached the gap.
    """

    settings: list[dict[str, Any]]
    best: int | None
    failure: str | None
    stopped_after: float


Measure = Callable[[float, int, float], dict[str, Any]]


def climb(ladder: Ladder, measure: Measure, repeats: int, limit: float, whole: bool) -> Found:
    """Find the cheapest tolerance of a ladder that reaches the gap, which the finer ones reach too.

    From the start it moves down the ladder, as far as the gap is too large, until a tolerance
    reaches it; then up, or into the middle of what is between. Runs are repeated only where no
    cheaper tolerance is left to try.

    Parameters
    ----------
    ladder : Ladder
    measure : callable
        From a tolerance, a number of runs and a budget of seconds to the worker's answer; raises
        StoppedError.
    repeats : int
    limit : float
        Seconds for all runs together.
    whole : bool
        Whether all tolerances are run, the cheapest first, until one reaches the gap.
    """
    search = _Search(ladder, measure, repeats, limit)
    place, failure, after = (0 if whole else ladder.start), None, 0.0
    try:
        while place is not None:
            search.measure(place, repeats if place == search.first_open else 1)
            place = search.first_open if whole else search.next_place(place)
            if whole and search.best is not None:
                break
        search.repeat()
    except StoppedError as error:
        failure = f"over {limit:.0f} s in all" if error.after else str(error)
        after = error.after
    places = sorted(search.answers)
    best = search.best
    if best is None and failure is None:
        failure = "the gap is not reached at any tolerance"
    return Found(
        [search.answers[place] for place in places],
        None if best is None else places.index(best),
        failure,
        0.0 if best is not None else after,
    )


class _Search:
    """The answers so far, by place on the ladder, and the time that is left."""

    def __init__(self, ladder: Ladder, measure: Measure, repeats: int, limit: float):
        self.answers: dict[int, dict[str, Any]] = {}
        self._tolerances, self._measure = ladder.tolerances, measure
        self._repeats, self._left = repeats, limit

    @property
    def best(self) -> int | None:
        """Place of the cheapest setting that reached the gap."""
        return min((p for p, answer in self.answers.items() if answer["reached"]), default=None)

    @property
    def first_open(self) -> int | None:
        """First place after those that did not reach the gap, if there is one."""
        place = 1 + max(
            (p for p, answer in self.answers.items() if not answer["reached"]), default=-1
        )
        return place if place < len(self._tolerances) else None

    def measure(self, place: int, repeats: int) -> None:
        """Measure one setting; the runs that it had before are kept."""
        if self._left <= 0:
            raise StoppedError("", after=1e-9)
        answer = self._measure(self._tolerances[place], repeats, self._left)
        self._left -= sum(answer["runs"])
        before = self.answers.get(place)
        self.answers[place] = answer if before is None else _joined(before, answer)

    def next_place(self, place: int) -> int | None:
        """Return where to go on from a place, or None at the end."""
        first, best = self.first_open, self.best
        if first is None or first == best:
            return None
        # As if each step took a digit off the gap.
        digits = math.log10(self._excess(place))
        if best is None:
            return min(place + max(1, round(digits)), len(self._tolerances) - 1)
        if first == 0:
            return max(0, best - max(1, math.floor(-digits)))
        return (first + best) // 2

    def _excess(self, place: int) -> float:
        """Return the gap as a multiple of what is asked for; an exact one counts as rounding."""
        answer = self.answers[place]
        return max(answer["gap"], 1e-16) / answer["target"]

    def repeat(self) -> None:
        """Run the best setting as often as it should be, if the time is enough."""
        best = self.best
        if best is None:
            return
        runs = self.answers[best]["runs"]
        missing = self._repeats - len(runs)
        if missing > 0 and max(runs) <= self._left:
            self.measure(best, missing)


def _joined(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return one answer of two to the same request."""
    runs = sorted(before["runs"] + after["runs"])
    middle = len(runs) // 2
    median = runs[middle] if len(runs) % 2 else (runs[middle - 1] + runs[middle]) / 2
    return {**before, "runs": runs, "seconds": median}
