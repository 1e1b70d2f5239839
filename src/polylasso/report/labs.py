"""What the lab found, drawn. It gets the same object that --json prints."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table as Grid

from polylasso.report.console import heading, indented, paragraph
from polylasso.report.text import count_of, number, visible

__all__ = ["draw_original", "draw_race"]


def draw_original(found: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the parts of the report on the original, run again."""
    run, exact = found["run"], found["exact"]
    rows = f"{found['n_train']:,} rows to train on, {found['n_test']:,} to test on"
    yield paragraph(f"The original, run again: {rows}", "bold")
    if run["ended"] != "threshold":
        yield indented(
            f"stopped after {run['n_iter']:,} iterations, before its own end: its accuracy and "
            "its time are not those of the whole recipe",
            "yellow",
        )
    yield heading("The original, beside ours")
    yield _beside(found)
    yield indented(
        f"of the columns {run['n_constant']:,} are constant, and {run['n_distinct']:,} of the "
        f"others differ once standardised; ours are {exact['n_candidate_terms']:,} legal terms",
        "dim",
    )
    yield heading("Exact models of the same rows")
    yield _models([*exact["models"], exact["at_alpha"]])
    yield indented(
        "of the path the shortest models whose test error is within so much of the original's, "
        "picked by the test rows to compare sizes; cross-validation never saw those rows",
        "dim",
    )
    yield heading("Time, in this run")
    yield _times(found)
    yield indented(
        "the steps alone, on columns that were formed before, with the cost computed apart as the "
        "original did; ours from the table of inputs on, the median of some runs",
        "dim",
    )


def _beside(found: Mapping[str, Any]) -> Grid:
    published, run = found["published"], found["run"]
    best = min(found["exact"]["models"], key=lambda model: model["test"]["mse"])
    grid = _grid("", "published", "run here", "exact path")
    grid.add_row("  columns", *map(_count, (published["n_columns"], run["n_columns"])), "")
    weights = (published["n_nonzero"], run["n_nonzero"], best["n_terms"])
    grid.add_row("  weights other than zero", *map(_count, weights))
    grid.add_row("  iterations", _count(published["n_iter"]), _count(run["n_iter"]), "")
    grid.add_row("  gap to the optimum", "", f"{run['gap']:.1e}", "")
    for part in ("test", "train"):
        for name, digits in (("r2", 4), ("mse", 4), ("mae", 4)):
            values = (one[part][name] for one in (published, run, best))
            cells = (f"{value:.{digits}f}" for value in values)
            grid.add_row(f"  {part} {name.upper()}", *cells)
    return grid


def _models(models: list[Mapping[str, Any]]) -> Grid:
    grid = _grid("", "terms", "alpha", "test R2", "MSE", "MAE")
    for model in models:
        scores = model["test"]
        grid.add_row(
            f"  {model['chosen']}",
            _count(model["n_terms"]),
            number(model["alpha"], 3),
            f"{scores['r2']:.4f}",
            f"{scores['mse']:.3f}",
            f"{scores['mae']:.3f}",
        )
    return grid


def _times(found: Mapping[str, Any]) -> Grid:
    run, exact = found["run"], found["exact"]
    grid = _grid("", "seconds", "times faster")
    steps = f"  the original's {count_of(run['n_iter'], 'step')}, for one penalty"
    grid.add_row(steps, f"{run['seconds']:.2f}", "")
    path = f"  exact path of {count_of(exact['n_alphas'], 'penalty', 'penalties')}, from the table"
    grid.add_row(path, f"{exact['path_seconds']:.3f}", f"{found['times_faster']:,.0f}")
    grid.add_row(
        "  path, 5-fold cross-validation and fit",
        f"{exact['choice_seconds']:.3f}",
        f"{found['times_faster_with_choice']:,.0f}",
    )
    return grid


def draw_race(found: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the parts of the report on a race."""
    terms = count_of(found["n_terms"], "term")
    yield paragraph(
        f"{found['file']}: {found['target']!r} from {terms} up to degree {found['degree']}, "
        f"alpha {number(found['alpha'])}",
        "bold",
    )
    yield heading(f"Iterations to a gap of {found['gap']:g} from the certified optimum")
    grid = _grid("", "terms", "rate", "iterations", "gap at the end", "seconds")
    for runner in found["runners"]:
        reached = runner["iterations"]
        grid.add_row(
            f"  {visible(runner['optimiser'])}",
            "standardised" if runner["standardised"] else "own units",
            number(runner["learning_rate"], 3),
            f"> {found['max_iter']:,}" if reached is None else _count(reached),
            f"{runner['gap']:.1e}",
            f"{runner['seconds']:.2f}",
        )
    yield grid
    ratio = f"{found['scale_ratio']:.3g}"
    yield indented(
        f"in their own units the largest term has {ratio} times the standard deviation of the "
        "smallest; the optimum is the same",
        "dim",
    )
    if found["picture"]:
        yield indented(f"drawn in {found['picture']}")


def _grid(first: str, *titles: str) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 1), header_style="dim")
    grid.add_column(first, no_wrap=True)
    for title in titles:
        grid.add_column(title, justify="right", no_wrap=True)
    return grid


def _count(value: int) -> str:
    return f"{value:,}"
