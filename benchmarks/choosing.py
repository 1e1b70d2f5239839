"""One cross-validation in a process of its own: a request as JSON on stdin, the answer on stdout.

No gap is asked for here: every way to choose runs at its default tolerance.
"""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from benchmarks.choosers import CHOOSERS
from benchmarks.machine import peak_megabytes
from benchmarks.task import load_task
from benchmarks.timing import answer, timed

__all__ = ["choose"]


def choose(folder: Path, chooser: str, repeats: int, budget: float) -> dict[str, Any]:
    """Return seconds, penalty, number of terms and memory of one way to choose.

    Parameters
    ----------
    folder : Path
        Of the problem that was made ready.
    chooser : str
    repeats : int
    budget : float
        Seconds for all runs.
    """
    task = load_task(folder)
    CHOOSERS[chooser](task.small()).run()
    made = CHOOSERS[chooser](task)
    chosen, seconds = timed(made.run, budget)
    peak, runs = peak_megabytes(), [seconds]
    while len(runs) < repeats and sum(runs) + max(runs) <= budget:
        runs.append(timed(made.run, 2 * budget)[1])
    return {
        "runs": runs,
        "seconds": float(np.median(runs)),
        "alpha": chosen.alpha / task.alphas[0],
        "terms": chosen.n_terms,
        "peak_megabytes": peak,
        "learns": CHOOSERS[chooser].learns,
    }


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # default tolerances are what is run
        answer(choose)
