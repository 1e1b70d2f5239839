"""One measurement in a process of its own: a request as JSON on stdin, the answer on stdout."""

import json
import os
import platform
import resource
import sys
import time
import warnings
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_info

from benchmarks.objective import score
from benchmarks.problems import load
from benchmarks.solvers import SOLVERS

__all__ = ["describe", "measure"]

WARM_UP_ALPHAS = 3


def describe(problem: str, target: float) -> dict[str, Any]:
    """Return what the measurements of a problem share.

    Parameters
    ----------
    problem : str
    target : float
        Relative duality gap that is asked for.
    """
    loaded = load(problem)
    columns = loaded.columns()
    return {
        "rows": loaded.X.shape[0],
        "inputs": loaded.X.shape[1],
        "degree": loaded.degree,
        "terms": len(columns.terms),
        "alphas": loaded.alphas(columns).tolist(),
        "exponents": loaded.exponents(columns.terms).tolist(),
        "tolerances": {name: solver.tolerances(target) for name, solver in SOLVERS.items()},
        "machine": _machine(),
    }


def measure(
    problem: str,
    solver: str,
    tolerance: float,
    target: float,
    repeats: int,
    budget: float,
    alphas: list[float],
    exponents: list[list[int]],
) -> dict[str, Any]:
    """Return seconds, gap, support and memory of one solver at one tolerance.

    After an untimed warm-up on a few alphas there is one run. If its coefficients reach the
    target there are more, up to `repeats`, while they fit in `budget` seconds.
    """
    started = time.perf_counter()
    loaded, grid, powers = load(problem), np.array(alphas), np.array(exponents)
    SOLVERS[solver](loaded, powers, grid[:WARM_UP_ALPHAS]).run(tolerance)
    made = SOLVERS[solver](loaded, powers, grid)
    base = _peak_megabytes()
    result, seconds = _timed(lambda: made.run(tolerance))
    peak = _peak_megabytes()
    scores = score(loaded.columns().Z, loaded.y, grid, made.coef(result))
    runs, gap = [seconds], float(scores.gap.max())
    while gap <= target and len(runs) < repeats:
        if time.perf_counter() - started + max(runs) > budget:
            break
        runs.append(_timed(lambda: made.run(tolerance))[1])
    expansions = [_timed(made.expand)[1] for _ in runs]
    return {
        "tolerance": tolerance,
        "runs": runs,
        "seconds": float(np.median(runs)),
        "expansion_seconds": float(np.median(expansions)),
        "gap": gap,
        "reached": gap <= target,
        "final_terms": int(scores.support_size[-1]),
        "peak_megabytes": peak,
        "warm_up_peak_megabytes": base,
    }


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = call()
    return result, time.perf_counter() - started


def _peak_megabytes() -> float:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1e6 if sys.platform == "darwin" else 1e3)


def _machine() -> dict[str, Any]:
    packages = ("numpy", "scipy", "scikit-learn", "polylasso")
    libraries = [
        f"{info.get('internal_api')} {info.get('version')}, {info.get('num_threads')} threads"
        for info in threadpool_info()
        if info.get("user_api") == "blas"
    ]
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": _cores(),
        "load": os.getloadavg()[0],
        "blas": sorted(set(libraries)),
        **{package: _version(package) for package in packages},
    }


def _cores() -> int | None:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # run from the source tree
        return "not installed"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if not information.exists():
        return platform.processor()
    lines = information.read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def main() -> None:
    """Answer one request."""
    request = json.load(sys.stdin)
    work = {"describe": describe, "measure": measure}[request.pop("work")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the recomputed gap is what counts
        answer = work(**request)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
