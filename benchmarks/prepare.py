"""A problem made ready for the other processes: a request as JSON on stdin."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.machine import describe
from benchmarks.problems.catalogue import load
from benchmarks.problems.problem import Problem
from benchmarks.task import Prepared

__all__ = ["prepare"]

WORK = Path("benchmarks/.work")
# What is kept from an earlier run is made anew where this differs.
FORMAT = 1


def prepare(name: str) -> dict[str, Any]:
    """Make a problem ready, unless it is, and return what its measurements share."""
    problem = load(name)
    folder = WORK / f"{name}-{_digest(problem)}"
    described = folder / "about.json"
    if not described.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        prepared = Prepared.of(problem)
        prepared.save(folder)
        rows, inputs = prepared.task.X.shape
        about = {"rows": rows, "inputs": inputs, "terms": prepared.candidates.n_terms}
        about |= {"degree": problem.degree, "eps": problem.eps}
        described.write_text(json.dumps(about))
    return {**json.loads(described.read_text()), "folder": str(folder), "machine": describe()}


def _digest(problem: Problem) -> str:
    content = hashlib.sha256(f"{FORMAT} {problem.degree} {problem.eps}".encode())
    for values in (problem.X, problem.y):
        content.update(values.tobytes())
    return content.hexdigest()[:16]


if __name__ == "__main__":
    json.dump(prepare(**json.load(sys.stdin)), sys.stdout)
