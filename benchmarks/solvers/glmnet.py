"""R's glmnet, through Rscript: coordinate descent, with the expansion done in R too.

It scales the columns itself; its own clock is taken, so that the start of R does not count.
"""

import subprocess
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from scipy.sparse import csc_array

from benchmarks.solvers.solver import Ladder, Outcome
from benchmarks.task import Candidates, Task

__all__ = ["Glmnet", "run_script"]

SCRIPT = Path(__file__).with_name("glmnet.R")


class Glmnet:
    """Its threshold bounds the change that a sweep makes, relative to the objective at zero."""

    environment: ClassVar[str | None] = "glmnet"
    packages: ClassVar[tuple[str, ...]] = ()

    def __init__(self, task: Task):
        self._task = task

    @staticmethod
    def ladder(target: float) -> Ladder:
        """Return the target and powers of ten below it."""
        return Ladder(tuple(target * 10.0**-power for power in range(16)), start=6)

    def run(self, tolerance: float) -> Outcome:
        """Solve on the grid, from raw columns."""
        found = run_script(self._task, tolerance)
        n_alphas = len(self._task.alphas)

        def coef(candidates: Candidates) -> csc_array:
            scaled = found["x"] * candidates.deviation[found["i"]]
            shape = (candidates.n_terms, n_alphas)
            return csc_array((scaled, (found["i"], found["j"])), shape)

        seconds, expanded = found["seconds"].tolist()
        return Outcome(coef, lambda: expanded, seconds, found["versions"])


def run_script(task: Task, tolerance: float, fold: np.ndarray | None = None) -> dict[str, Any]:
    """Run the script and return what it wrote.

    Parameters
    ----------
    task : Task
    tolerance : float
    fold : ndarray of int, shape (n_rows,), or None
        Numbers of the folds, to cross-validate.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(task, folder, fold)
        command = ["Rscript", "--vanilla", str(SCRIPT), name, repr(tolerance)]
        command += [] if fold is None else ["cv"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise _error(done)
        types = {"i": np.int32, "j": np.int32, "x": float, "seconds": float}
        found = {part: np.fromfile(folder / part, kind) for part, kind in types.items()}
        versions = (folder / "versions").read_text().splitlines()
        return {**found, "versions": dict(zip(("R", "glmnet"), versions, strict=True))}


def _write(task: Task, folder: Path, fold: np.ndarray | None) -> None:
    task.X.T.tofile(folder / "X")
    task.y.astype(float).tofile(folder / "y")
    task.alphas.tofile(folder / "alphas")
    kept = np.array([]) if task.kept is None else task.kept
    kept.astype(np.int32).tofile(folder / "kept")
    (np.array([]) if fold is None else fold).astype(np.int32).tofile(folder / "fold")
    (folder / "sizes").write_text(f"{len(task.y)} {task.X.shape[1]} {task.degree}\n")


def _error(done: subprocess.CompletedProcess) -> Exception:
    """Turn what R said into MemoryError where that is what it is."""
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    reason = " ".join(said)[:300] or f"exit status {done.returncode}"
    for mark in ("cannot allocate", "memory exhausted", "bad_alloc", "exceeds dimensions"):
        if mark in reason:
            return MemoryError(reason)
    return RuntimeError(reason)
