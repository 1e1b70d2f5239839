"""Runs what is measured, each setting in a process of its own, and collects the answers.

It loads no arrays: on Linux a process inherits the peak memory of the one that started it.
"""

from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.choosers import CHOOSERS
from benchmarks.ladder import Found, StoppedError, climb
from benchmarks.processes import WorkerError, ask, interpreter
from benchmarks.solvers import SOLVERS

__all__ = ["Options", "run_choice", "run_ffx", "run_problem"]

# A problem is made ready without a limit that matters.
PREPARE_SECONDS = 3600.0
# Beside the budget of what is not scored; FFX uses the alarm of a budget for itself.
WARM_UP_SECONDS = 60.0
FFX_ENVIRONMENTS = {"PolynomialLassoCV": "polylasso", "FFX": "ffx"}


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure.

    Parameters
    ----------
    target : float
        Largest relative duality gap allowed over the grid.
    repeats : int
        Runs of which the median is taken.
    seconds : float
        For all runs of one solver on one problem.
    memory : float
        Gibibytes of address space of a process.
    solvers : tuple of str
    """

    target: float
    repeats: int
    seconds: float
    memory: float
    solvers: tuple[str, ...]

    def about(self) -> dict[str, Any]:
        """Return what is recorded of them with the results."""
        settings = asdict(self)
        del settings["solvers"]
        return settings


def run_problem(name: str, options: Options, whole: bool) -> dict[str, Any]:
    """Return the paths of the solvers on one problem.

    Parameters
    ----------
    name : str
    options : Options
    whole : bool
        Whether all tolerances are run, for a curve.
    """
    about = _prepared(name)
    folder = about.pop("folder")
    solvers = {solver: _run(solver, folder, options, whole) for solver in options.solvers}
    return {"problem": name, **options.about(), **about, "solvers": solvers}


def run_choice(name: str, options: Options) -> dict[str, Any]:
    """Return the cross-validations of one problem."""
    about = _prepared(name)
    request = {"folder": about.pop("folder"), "repeats": options.repeats}
    found = {
        chooser: _attempt(
            CHOOSERS[chooser].environment,
            "benchmarks.choosing",
            {**request, "chooser": chooser, "budget": options.seconds},
            options,
        )
        for chooser in CHOOSERS
    }
    return {"problem": name, **options.about(), **about, "choosers": found}


def run_ffx(name: str, options: Options) -> dict[str, Any]:
    """Return FFX and polylasso on one problem."""
    about = _prepared(name)
    folder = about.pop("folder")
    found = {
        solver: _attempt(
            environment,
            "benchmarks.ffx_run",
            {"folder": folder, "solver": solver, "budget": options.seconds},
            options,
        )
        for solver, environment in FFX_ENVIRONMENTS.items()
    }
    return {"problem": name, **options.about(), **about, "solvers_apart": found}


def _prepared(name: str) -> dict[str, Any]:
    return ask(interpreter(None), "benchmarks.prepare", {"name": name}, PREPARE_SECONDS)


def _run(solver: str, folder: str, options: Options, whole: bool) -> dict[str, Any]:
    chosen = SOLVERS[solver]
    shared = {"folder": folder, "solver": solver, "target": options.target}
    shared |= {"memory": options.memory}

    def measure(tolerance: float, repeats: int, budget: float) -> dict[str, Any]:
        request = {**shared, "tolerance": tolerance, "repeats": repeats, "budget": budget}
        try:
            return ask(python, "benchmarks.worker", request, budget)
        except WorkerError as error:
            raise StoppedError(str(error)) from None

    try:
        python = interpreter(chosen.environment)
    except WorkerError as error:
        return asdict(Found([], None, str(error), 0.0))
    ladder = chosen.ladder(options.target)
    return asdict(climb(ladder, measure, options.repeats, options.seconds, whole))


def _attempt(
    environment: str | None, module: str, request: dict[str, Any], options: Options
) -> dict[str, Any]:
    """Return an answer, or the reason why there is none."""
    try:
        python = interpreter(environment)
        request = {**request, "memory": options.memory}
        return ask(python, module, request, options.seconds, WARM_UP_SECONDS)
    except (StoppedError, WorkerError) as error:
        return {"failure": str(error)}
