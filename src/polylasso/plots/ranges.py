"""Which rows lie outside the training range, column by column."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.inspection import ColumnRange, RangeMap, range_map
from polylasso.model import PolynomialModel
from polylasso.plots.panels import draw_title, own_rows, say_nothing_to_draw
from polylasso.plots.points import thinned
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.plots.text import count_of, elided, elided_apart, literal, number
from polylasso.sources.frames import to_table

__all__ = ["RangeMapDisplay"]

# Columns that can be told apart, and marks in the lane of one.
MOST_COLUMNS, MOST_MARKS = 14, 400
# Widths of the training range on either side of it; what is further out stands at the edge.
MOST_BEYOND = 1.0
_EDGE = 0.04


@dataclass(eq=False)
class RangeMapDisplay:
    """Rows beside the training range, a lane for each column.

    The band is the training range, marks in it are rows inside, dots are rows outside; a triangle
    at the edge is further out than the width of the range. Levels not seen in training are named.

    Parameters
    ----------
    ranges : RangeMap

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure
    """

    ranges: RangeMap
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_estimator(cls, estimator: Any, X: Any) -> "RangeMapDisplay":
        """Make the display of a fitted `PolynomialLasso` or `PolynomialLassoCV`.

        Parameters
        ----------
        estimator : PolynomialLasso or PolynomialLassoCV
        X : array-like of shape (n_rows, n_columns), data frame or Table

        Raises
        ------
        NotFittedError
            If the estimator is not fitted.
        DataError
            As in `from_model`.
        """
        model, table = own_rows(estimator, X)
        return cls.from_model(model, table)

    @classmethod
    def from_model(cls, model: PolynomialModel, X: Any) -> "RangeMapDisplay":
        """Make the display of a model.

        Parameters
        ----------
        model : PolynomialModel
        X : Table, data frame or array-like of shape (n_rows, n_columns)
            Rows to hold against the training range.

        Raises
        ------
        DataError
            As in `PolynomialModel.out_of_range`.
        """
        return cls(range_map(model, to_table(X)))

    def plot(self, ax: Any = None, theme: str = "light") -> "RangeMapDisplay":
        """Draw the lanes.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        RangeMapDisplay
            Itself, with `ax_` and `figure_`.
        """
        shown = self.ranges.columns[:MOST_COLUMNS]
        with themed(theme) as look:
            self.ax_ = new_axes(ax, (6.0, float(np.clip(1.6 + 0.34 * len(shown), 2.4, 6.4))))
            self.figure_ = self.ax_.figure
            if shown:
                self._draw_lanes(shown, look)
            else:
                say_nothing_to_draw(self.ax_, "the model has no term", look)
                self.ax_.set_yticks([])
            draw_title(self.ax_, self._notes(len(shown)), own_figure=ax is None)
        return self

    def _draw_lanes(self, shown: tuple[ColumnRange, ...], look: Theme) -> None:
        ax = self.ax_
        low, high = _limits(shown)
        for place, column in enumerate(shown):
            if column.variable.kind == "categorical":
                ax.text(
                    0.5, place, _levels(column), ha="center", va="center", fontsize=8.5,
                    color=look.ink if column.n_outside else look.muted,
                )  # fmt: skip
            else:
                _draw_lane(ax, place, column, (low, high), look)
            colour = look.ink if column.n_outside else look.muted
            self._write_beside(place, _counted(column, self.ranges.n_rows), colour)
        self._write_beside(-0.62, "rows outside", look.muted)
        ax.set_yticks(np.arange(len(shown)), _labels(shown), fontsize=8.5)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(len(shown) - 0.4, -0.6)
        ax.set_xlim(low - _EDGE, high + _EDGE)
        ax.set_xticks([0.0, 1.0], ["least", "largest"])
        ax.set_xlabel("value in training")

    def _write_beside(self, place: float, text: str, colour: str) -> None:
        self.ax_.annotate(
            text,
            (1.0, place),
            (6, 0),
            xycoords=self.ax_.get_yaxis_transform(),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=colour,
        )

    def _notes(self, n_shown: int) -> list[str]:
        ranges = self.ranges
        rows = count_of(ranges.n_rows, "row")
        part = f" ({100.0 * ranges.share:.3g} %)" if ranges.n_outside else ""
        told = f"{ranges.n_outside:,} of {rows}{part} outside the training range"
        n_columns = len(ranges.columns)
        hidden = f"the {n_shown} of {n_columns} columns with most rows outside"
        return [told, hidden if n_shown < n_columns else ""]


def _draw_lane(
    ax: Any, place: int, column: ColumnRange, limits: tuple[float, float], look: Theme
) -> None:
    ax.barh(place, 1.0, left=0.0, height=0.66, color=look.muted, alpha=0.22, linewidth=0)
    inside = column.positions[np.isfinite(column.positions) & ~column.outside]
    _draw_marks(ax, thinned(inside, MOST_MARKS), place, "|", look.cycle[0], 7)
    outside = column.positions[column.outside]
    near = (outside >= limits[0]) & (outside <= limits[1])
    _draw_marks(ax, thinned(outside[near], MOST_MARKS), place, "o", look.cycle[1], 5)
    if (outside < limits[0]).any():
        _draw_marks(ax, np.array([limits[0]]), place, "<", look.cycle[1], 7)
    if (outside > limits[1]).any():
        _draw_marks(ax, np.array([limits[1]]), place, ">", look.cycle[1], 7)


def _draw_marks(ax: Any, x: np.ndarray, place: int, marker: str, colour: str, size: float) -> None:
    y = np.full(len(x), float(place))
    alpha = 0.45 if marker == "|" else 0.9
    ax.plot(x, y, marker, color=colour, markersize=size, markeredgewidth=0.7, alpha=alpha, zorder=3)


def _limits(shown: tuple[ColumnRange, ...]) -> tuple[float, float]:
    """Return how far the picture goes, with some room beyond the ranges in any case."""
    outside = np.concatenate([one.positions[one.outside] for one in shown])
    known = outside[np.isfinite(outside)]
    low = float(np.clip(np.min(known, initial=-0.12), -MOST_BEYOND, -0.12))
    high = float(np.clip(np.max(known, initial=1.12), 1.12, 1.0 + MOST_BEYOND))
    return low, high


def _labels(shown: tuple[ColumnRange, ...]) -> list[str]:
    names = elided_apart([one.variable.name for one in shown], 24)
    return [
        literal(name if one.variable.kind == "categorical" else f"{name}: {_range(one)}")
        for name, one in zip(names, shown, strict=True)
    ]


def _range(column: ColumnRange) -> str:
    return f"{number(column.variable.lower)} to {number(column.variable.upper)}"


def _levels(column: ColumnRange) -> str:
    count = count_of(len(column.variable.levels), "level")
    if not column.unseen:
        return f"{count} known"
    named = ", ".join(repr(elided(level, 14)) for level in column.unseen[:3])
    more = ", ..." if len(column.unseen) > 3 else ""
    return literal(f"not among {count}: {named}{more}")


def _counted(column: ColumnRange, n_rows: int) -> str:
    if not column.n_outside:
        return "none"
    return f"{column.n_outside:,} ({100.0 * column.n_outside / n_rows:.2g} %)"
