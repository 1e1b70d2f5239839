import pytest

from benchmarks.ladder import StoppedError, climb
from benchmarks.solvers import Ladder

TOLERANCES = tuple(10.0**-power for power in range(1, 11))


class Worker:
    """Takes a second more per digit; its gap is a hundredfold the tolerance."""

    def __init__(self, target, stop_below=0.0):
        self.asked = []
        self._target, self._stop_below = target, stop_below

    def __call__(self, tolerance, repeats, budget):
        self.asked.append((TOLERANCES.index(tolerance), repeats))
        if tolerance < self._stop_below:
            raise StoppedError("over some seconds", budget)
        gap = 100 * tolerance
        reached = gap <= self._target * 1.01
        place = TOLERANCES.index(tolerance)
        return {
            "runs": [1.0 + place] * (repeats if reached else 1),
            "seconds": 1.0 + place,
            "gap": gap,
            "target": self._target,
            "reached": reached,
        }


@pytest.mark.parametrize("start", range(len(TOLERANCES)))
@pytest.mark.parametrize("best", range(2, len(TOLERANCES)))
def test_the_cheapest_setting_is_found_from_everywhere(start, best):
    worker = Worker(100 * TOLERANCES[best])
    found = climb(Ladder(TOLERANCES, start), worker, 3, 1e9, whole=False)
    assert found.settings[found.best]["gap"] == pytest.approx(100 * TOLERANCES[best])
    assert len(found.settings[found.best]["runs"]) == 3
    assert found.failure is None
    assert len({place for place, _ in worker.asked}) <= 5 + max(0, start - best)


def test_a_start_one_step_short_is_repeated_in_the_same_process():
    worker = Worker(100 * TOLERANCES[5])
    climb(Ladder(TOLERANCES, 4), worker, 3, 1e9, whole=False)
    assert worker.asked == [(4, 1), (5, 3)]


def test_a_start_that_reaches_it_is_repeated_once_the_cheaper_one_does_not():
    worker = Worker(100 * TOLERANCES[5])
    climb(Ladder(TOLERANCES, 5), worker, 3, 1e9, whole=False)
    assert worker.asked == [(5, 1), (4, 1), (5, 2)]


def test_all_settings_are_run_for_a_curve():
    worker = Worker(100 * TOLERANCES[3])
    found = climb(Ladder(TOLERANCES, 7), worker, 1, 1e9, whole=True)
    assert [place for place, _ in worker.asked] == [0, 1, 2, 3]
    assert found.best == 3


def test_a_stopped_solver_keeps_what_it_reached():
    worker = Worker(100 * TOLERANCES[6], stop_below=5e-5)
    found = climb(Ladder(TOLERANCES, 3), worker, 3, 100.0, whole=False)
    assert (found.best, found.failure) == (None, "over 100 s in all")
    assert found.stopped_after == pytest.approx(96.0)
    assert found.settings[-1]["gap"] == pytest.approx(1e-2)


def test_the_time_is_shared_by_all_settings():
    found = climb(Ladder(TOLERANCES, 0), Worker(1e-8), 3, 12.0, whole=True)
    assert (found.best, found.failure) == (None, "over 12 s in all")


def test_a_ladder_may_be_too_short():
    found = climb(Ladder(TOLERANCES, 5), Worker(1e-20), 3, 1e9, whole=False)
    assert found.failure == "the gap is not reached at any tolerance"


def test_other_reasons_are_kept():
    def fail(tolerance, repeats, budget):
        raise StoppedError("memory: 40 GB")

    found = climb(Ladder(TOLERANCES, 5), fail, 3, 1e9, whole=False)
    assert (found.settings, found.best, found.failure) == ([], None, "memory: 40 GB")
    assert found.stopped_after == 0.0
