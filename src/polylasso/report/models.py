"""A saved model, drawn."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table as Grid

from polylasso.report.console import heading, paragraph
from polylasso.report.fits import draw_formula
from polylasso.report.text import count_of, number, visible

__all__ = ["draw_model"]

_MOST_LEVELS = 8


def draw_model(content: Mapping[str, Any], lines: str, n_hidden: int) -> Iterator[Any]:
    """Yield the parts of the report on a model, with its formula in lines."""
    terms = count_of(content["n_terms"], "term")
    yield paragraph(f"{content['file']}: a model of {content['target']!r} with {terms}", "bold")
    yield heading("Formula")
    yield from draw_formula(lines, n_hidden)
    yield heading("Columns")
    yield _columns(content["variables"], _used(content))
    for title in ("scores", "certificate", "data", "settings"):
        if facts := _told(content[title]):
            yield heading(title.capitalize())
            yield _pairs(facts)
    yield paragraph(f"\nmade by polylasso {content['version']}", "dim")


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing: options that were not given."""
    return {name: value for name, value in facts.items() if value not in (None, [], {}, "")}


def _used(content: Mapping[str, Any]) -> str:
    return " ".join(term["term"] for term in content["terms"])


def _columns(variables: list[Mapping[str, Any]], used: str) -> Grid:
    grid = Grid(box=None, pad_edge=False, show_header=False)
    for variable in variables:
        mark = "" if variable["name"] in used else "not used"
        grid.add_row(f"  {visible(variable['name'])}", variable["kind"], _range(variable), mark)
    return grid


def _range(variable: Mapping[str, Any]) -> str:
    if variable["kind"] != "categorical":
        return f"{number(variable['lower'])} to {number(variable['upper'])}"
    levels = variable["levels"]
    more = f", ... ({len(levels)} levels)" if len(levels) > _MOST_LEVELS else ""
    return visible(", ".join(levels[:_MOST_LEVELS]) + more)


def _pairs(facts: Mapping[str, Any]) -> Grid:
    grid = Grid(box=None, pad_edge=False, show_header=False)
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    for name, value in facts.items():
        grid.add_row(f"  {visible(name)}", visible(_spelt(value)))
    return grid


def _spelt(value: Any) -> str:
    if isinstance(value, float):
        return number(value, 6)
    if isinstance(value, bool) or value is None or isinstance(value, int | str):
        return str(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
