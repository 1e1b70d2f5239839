"""What `polylasso lab` does: run, print, draw."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polylasso.cli.jobs import check_output
from polylasso.cli.printing import note, plain, print_json, print_report
from polylasso.cli.session import Session
from polylasso.cli.settings import LabSettings
from polylasso.cli.waiting import waiting
from polylasso.errors import DataError
from polylasso.job.columns import select
from polylasso.job.versions import own_version
from polylasso.lab import (
    LassoTask,
    Race,
    Recipe,
    Trace,
    lasso_task,
    original,
)
from polylasso.lab.choices import choose_optimiser
from polylasso.sources.files import read_table

__all__ = ["animate_file", "race_file", "run_original"]

_PICTURES = (".png", ".svg", ".pdf")


@dataclass(frozen=True, slots=True)
class _Steps:
    """How far an optimiser is; where it will end is not known."""

    optimiser: str
    iteration: int
    objective: float
    share: None = None

    def __str__(self):
        return f"{self.optimiser}: iteration {self.iteration:,}, objective {self.objective:.6g}"


def run_original(
    session: Session, max_iter: int, seed: int | None, trace: str | None, *, as_json: bool
) -> None:
    """Run the original again, print it beside the exact path, and keep its trace if asked."""
    if trace is not None:
        check_output(Path(trace))
    with waiting("running", str) as tell:
        found = original(Recipe(max_iter=max_iter, seed=seed), callback=_teller(tell, "Adam"))
    if trace is not None:
        found.run.trace.to_csv(trace)
    outcome = {"version": own_version(), **found.to_dict(), "trace": trace}
    outcome["total_seconds"] = round(session.seconds, 3)
    if as_json:
        print_json(outcome)
        return
    from polylasso.report.labs import draw_original

    print_report(draw_original(plain(outcome)))


def race_file(
    settings: LabSettings, output: str | None, kind: str, theme: str, *, as_json: bool
) -> None:
    """Race the optimisers on the table in a file, print how they came in, and draw it if asked."""
    from polylasso.lab.race import race_on

    if output is not None:
        _check_picture(output, _PICTURES, settings.file)
    task = _task(settings)
    with waiting("racing", str) as tell:
        found = race_on(
            task,
            gap=settings.gap,
            max_iter=settings.max_iter,
            callback=lambda name, *told: tell(_Steps(name, *told)),
        )
    if output is not None:
        _draw_race(found, output, kind, theme)
    outcome = _race_outcome(found, task, settings, output)
    if as_json:
        print_json(outcome)
        return
    from polylasso.report.labs import draw_race

    print_report(draw_race(plain(outcome)))


def animate_file(
    settings: LabSettings,
    output: str,
    kind: str,
    optimiser: tuple[str, str | None, float | None],
    theme: str,
) -> None:
    """Run an optimiser, named with its treatment of L1 and its rate, and write the animation."""
    from polylasso.plots.animations import animate_coefficients, animate_cost

    _check_picture(output, (".gif",), settings.file)
    task = _task(settings)
    trace = _run(task, settings, *optimiser)
    if trace.ended != "gap":
        note(
            f"{trace.optimiser} did not arrive: the gap is {trace.gap[-1]:.1e} after "
            f"{trace.n_iter:,} steps"
        )
    with waiting("drawing"):
        if kind == "cost":
            animate_cost(trace, output, theme=theme)
        else:
            optimum = task.solution
            animate_coefficients(trace, output, task.terms, optimum=optimum, theme=theme)


def _run(
    task: LassoTask, settings: LabSettings, name: str, treatment: str | None, rate: float | None
) -> Trace:
    chosen = choose_optimiser(
        name,
        treatment,
        learning_rate=rate,
        gap=settings.gap,
        threshold=0.0,
        max_iter=settings.max_iter,
    )
    with waiting("running", str) as tell:
        return chosen.minimise(task.problem, _teller(tell, chosen.name))


def _task(settings: LabSettings) -> LassoTask:
    """Read the file, and make its lasso ready."""
    table = read_table(settings.file, categorical=settings.categorical)
    rows = select(table, settings.columns, "error")
    with waiting("solving"):
        task = lasso_task(
            rows.features,
            rows.target,
            degree=settings.degree,
            alpha=settings.alpha,
            scaling=settings.scaling,
            categorical=tuple(name for name in settings.categorical if name in rows.features.names),
        )
    if task.excluded:
        reasons = "; ".join(f"{one.name!r} {one.reason}" for one in task.excluded)
        note(f"columns left out: {reasons}")
    return task


def _teller(tell: Callable[[Any], None], name: str) -> Callable[[int, float], None]:
    return lambda iteration, objective: tell(_Steps(name, iteration, objective))


def _race_outcome(
    found: Race, task: LassoTask, settings: LabSettings, output: str | None
) -> dict[str, Any]:
    names = ("gap", "max_iter", "alpha", "n_rows", "n_terms", "degree", "scale_ratio")
    return {
        "file": settings.file,
        "target": task.target_name,
        "version": own_version(),
        **{name: getattr(found, name) for name in names},
        "runners": [
            {
                "optimiser": runner.name,
                "standardised": runner.standardised,
                "learning_rate": runner.trace.learning_rate,
                "iterations": runner.iterations,
                "gap": float(runner.trace.gap[-1]),
                "seconds": float(runner.trace.seconds[-1]),
            }
            for runner in found.runners
        ],
        "picture": output,
    }


def _check_picture(output: str, endings: tuple[str, ...], file: str) -> None:
    """Refuse, before the work is done, a picture that cannot be made or written."""
    from polylasso.plots.style import pyplot

    if not output.lower().endswith(endings):
        raise DataError(f"cannot draw {output!r}: its name must end in {' or '.join(endings)}")
    check_output(Path(output), file)
    pyplot()


def _draw_race(found: Race, output: str, kind: str, theme: str) -> None:
    import matplotlib

    from polylasso.plots.races import RaceDisplay
    from polylasso.plots.style import pyplot
    from polylasso.plots.traces import TraceDisplay
    from polylasso.sources.atomic import atomic_write

    matplotlib.use("agg")
    display = (
        RaceDisplay.from_race(found) if kind == "iterations" else TraceDisplay.from_race(found)
    )
    figure = display.plot(theme=theme).figure_
    content = io.BytesIO()
    figure.savefig(content, format=Path(output).suffix[1:].lower(), dpi=150)
    pyplot().close(figure)
    atomic_write(output, content.getvalue())
