"""One measurement in a process of its own: a request as JSON on stdin, the answer on stdout."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from benchmarks.machine import peak_megabytes, versions
from benchmarks.objective import score_task
from benchmarks.solvers import SOLVERS
from benchmarks.task import load_candidates, load_task
from benchmarks.timing import answer, timed

__all__ = ["measure"]

# More than any compiler needs.
WARM_UP_SECONDS = 300.0


def measure(
    folder: Path, solver: str, tolerance: float, target: float, repeats: int, budget: float
) -> dict[str, Any]:
    """Return seconds, gap, support and memory of one solver at one tolerance.

    After an untimed warm-up on a little part of the problem there is one run. If its coefficients
    reach the target there are more, up to `repeats`, while they fit in `budget` seconds.

    Parameters
    ----------
    folder : Path
        Of the problem that was made ready.
    solver : str
    tolerance, target : float
    repeats : int
    budget : float
        Seconds for all runs: the process ends itself when they are over.
    """
    task = load_task(folder)
    coarse = SOLVERS[solver].ladder(target).tolerances[0]
    timed(lambda: SOLVERS[solver](task.small()).run(coarse), WARM_UP_SECONDS)
    made = SOLVERS[solver](task)
    base = peak_megabytes()
    outcome, seconds = timed(lambda: made.run(tolerance), budget)
    peak = peak_megabytes()
    candidates = load_candidates(folder)
    scores = score_task(task, candidates, outcome.coef(candidates))
    del candidates
    runs, expansions = [seconds], [outcome.expansion_seconds()]
    gap = float(scores.gap.max())
    while gap <= target and len(runs) < repeats and sum(runs) + max(runs) <= budget:
        outcome, seconds = timed(lambda: made.run(tolerance), 2 * budget)
        runs.append(seconds)
        expansions.append(outcome.expansion_seconds())
    return {
        "tolerance": tolerance,
        "runs": runs,
        "seconds": float(np.median(runs)),
        "expansion_seconds": float(np.median(expansions)),
        "gap": gap,
        "target": target,
        "reached": gap <= target,
        "final_terms": int(scores.support_size[-1]),
        "peak_megabytes": peak,
        "warm_up_peak_megabytes": base,
        "notes": outcome.notes,
        "versions": outcome.versions or versions(SOLVERS[solver].packages),
    }


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the recomputed gap is what counts
        answer(measure)
