"""A comparison of models, drawn. It gets the same object that --json prints."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table as Grid
from rich.text import Text

from polylasso.lab.comparison import MODEL_NAMES
from polylasso.report.console import heading, indented, paragraph
from polylasso.report.text import count_of, number, visible

__all__ = ["draw_comparison", "figure"]

_EXPLANATION = (
    "+- is the standard error. CV is of the settings that it chose, hence a little too good; "
    "nothing was chosen by the rows held out. The black box is boosted trees."
)
_TITLES = ("R2", "MSE", "MAE")
_MEASURES = ("r2", "mse", "mae")


def draw_comparison(outcome: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the parts of the report on a comparison."""
    yield paragraph(_rows_in_words(outcome), "bold")
    if outcome["warnings"]:
        yield heading("Notes on the data")
        for text in outcome["warnings"]:
            yield indented(text, "yellow")
    yield heading("Models on the rows held out, and below by cross-validation (CV)")
    yield _grid(outcome["rows"])
    for row in outcome["rows"]:
        if row["reason"]:
            yield indented(f"{_name(row)}: {row['reason']}", "dim")
    yield indented(_EXPLANATION, "dim")
    yield heading("Verdict")
    yield indented(outcome["verdict"], "green")
    yield indented(f"{outcome['seconds']:.2f} s", "dim")


def _rows_in_words(outcome: Mapping[str, Any]) -> str:
    train, test = count_of(outcome["n_train"], "row"), count_of(outcome["n_test"], "row")
    return (
        f"{outcome['file']}: models of {outcome['target']!r}, tuned on {train} by "
        f"{outcome['n_folds']} folds, and scored on {test} held out"
    )


def _grid(rows: list[Mapping[str, Any]]) -> Grid:
    """Draw two lines per model: by cross-validation, and on the rows held out."""
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    grid.add_column("", no_wrap=True)
    grid.add_column("terms", justify="right", no_wrap=True)
    for title in _TITLES:
        grid.add_column(title, justify="right", no_wrap=True)
    grid.add_column("s", justify="right", no_wrap=True)
    degree = None
    for row in rows:
        if row["degree"] not in (None, degree):
            degree = row["degree"]
            grid.add_row(Text(f"  degree {degree}", "dim"))
        _add_model(grid, row)
    return grid


def _add_model(grid: Grid, row: Mapping[str, Any]) -> None:
    indent = "  " if row["degree"] is None else "    "
    name = f"{indent}{visible(MODEL_NAMES[row['key']])}"
    terms = "-" if row["n_terms"] is None else f"{row['n_terms']:,}"
    if row["reason"]:
        grid.add_row(name, "-", "-", "-", "-", "-")
        return
    seconds = f"{row['seconds']:.{1 if row['seconds'] < 9.95 else 0}f}"
    grid.add_row(name, terms, *_figures(row["holdout"]), seconds)
    grid.add_row(f"{indent}  CV", "", *_figures(row["cv"]), "", style="dim")


def _name(row: Mapping[str, Any]) -> str:
    name = MODEL_NAMES[row["key"]]
    return name if row["degree"] is None else f"{name}, degree {row['degree']}"


def _figures(scores: Mapping[str, Any]) -> list[str]:
    return [
        figure(scores[name], scores[f"{name}_se"], _most_places(name, scores)) for name in _MEASURES
    ]


def _most_places(name: str, scores: Mapping[str, Any]) -> int:
    """Return four decimals for R2, as the report on a fit has, unless it is nearly one."""
    return 4 if name == "r2" and (scores[name] or 0.0) < 0.9999 else 8


def figure(value: float | None, error: float | None, most_places: int = 8) -> str:
    """Spell a number as far as its standard error tells, and the error in one or two digits.

    Two where they are below 36, as the Particle Data Group rounds.
    """
    if value is None or not error:
        return number(value)
    mantissa, _, power = f"{error:.1e}".partition("e")
    places = (1 if float(mantissa) < 3.6 else 0) - int(power)
    if abs(value) >= 1e7 or places > most_places + 4:
        return f"{value:.2e} +-{error:.0e}"
    places = min(max(places, 0), most_places)
    return f"{value:,.{places}f} +-{error:,.{places}f}"
