"""Residuals along one column, and the means of groups of rows."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.inspection import Leftover, leftover
from polylasso.plots.levels import label_levels
from polylasso.plots.panels import draw_title, say_nothing_to_draw
from polylasso.plots.points import draw_points
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.plots.text import count_of, elided, literal, target_label
from polylasso.sources.frames import to_table
from polylasso.sources.table import Column
from polylasso.sources.target import target_vector

__all__ = ["LeftoverDisplay"]

MOST_LEVELS = 20
# Of the distance between levels, on which the rows of one are scattered.
_WIDTH = 0.5


@dataclass(eq=False)
class LeftoverDisplay:
    """Residuals along a column: where the means leave zero, the model misses something.

    Bars are twice the standard error of a mean on either side.

    Parameters
    ----------
    leftover : Leftover

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure
    """

    leftover: Leftover
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_predictions(
        cls, values: Any, y_true: Any, y_pred: Any, *, target_name: str | None = None
    ) -> "LeftoverDisplay":
        """Make the display of observed values and predictions.

        Parameters
        ----------
        values : Column
            A column of the rows.
        y_true, y_pred : array-like of shape (n_rows,)
        target_name : str, default=None
            None takes the name of `y_true`, or "y".
        """
        actual, name = target_vector(y_true)
        predicted, _ = target_vector(y_pred)
        return cls(leftover(values, actual, predicted, target_name or name or "y"))

    @classmethod
    def from_estimator(
        cls, estimator: Any, X: Any, y: Any, variable: str, *, target_name: str | None = None
    ) -> "LeftoverDisplay":
        """Make the display of a fitted regressor and rows that were observed.

        Parameters
        ----------
        estimator : regressor
        X : data frame or Table
        y : array-like of shape (n_rows,)
        variable : str
            A column of X, whether the model uses it or not.
        target_name : str, default=None
        """
        own = getattr(getattr(estimator, "model_", None), "target_name", None)
        named = target_name or target_vector(y)[1] or own
        column: Column = to_table(X).column(variable)
        return cls.from_predictions(column, y, estimator.predict(X), target_name=named)

    def plot(self, ax: Any = None, theme: str = "light") -> "LeftoverDisplay":
        """Draw the rows and the means.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        LeftoverDisplay
            Itself, with `ax_` and `figure_`.
        """
        found = self.leftover
        with themed(theme) as look:
            self.ax_ = new_axes(ax)
            self.figure_ = self.ax_.figure
            notes = ""
            if len(found.residual):
                notes = self._draw_levels(look) if found.labels else self._draw_numbers(look)
                self.ax_.axhline(0.0, color=look.muted, linewidth=1.0, zorder=2)
            else:
                say_nothing_to_draw(self.ax_, "no row with a value and a prediction", look)
            self.ax_.set_xlabel(literal(elided(found.column.name, 60)))
            name = target_label(found.target_name, 26)
            self.ax_.set_ylabel(f"residual of {name}\n(actual less predicted)")
            draw_title(self.ax_, [_told(found), notes], own_figure=ax is None)
        return self

    def _draw_numbers(self, look: Theme) -> str:
        found = self.leftover
        draw_points(self.ax_, found.column.values, found.residual, look)
        self._draw_means(found.centres, slice(None), look, "-o")
        return ""

    def _draw_levels(self, look: Theme) -> str:
        found = self.leftover
        kept = slice(0, MOST_LEVELS)
        shown = found.labels[kept]
        position = {label: place for place, label in enumerate(shown)}
        lookup = np.array([position.get(label, -1) for label in found.column.categories])
        places = lookup[found.column.values]
        rows = places >= 0
        scatter = np.random.default_rng(0).uniform(-_WIDTH / 2, _WIDTH / 2, int(rows.sum()))
        draw_points(self.ax_, places[rows] + scatter, found.residual[rows], look)
        self._draw_means(found.centres[kept], kept, look, "o")
        label_levels(self.ax_, shown)
        n_levels = len(found.labels)
        return (
            f"the {len(shown)} most frequent of {n_levels} levels" if n_levels > len(shown) else ""
        )

    def _draw_means(self, x: np.ndarray, kept: slice, look: Theme, style: str) -> None:
        found = self.leftover
        self.ax_.errorbar(
            x,
            found.means[kept],
            2.0 * np.nan_to_num(found.errors[kept]),
            fmt=style,
            color=look.cycle[1],
            markersize=5,
            linewidth=1.4,
            zorder=4,
        )


def _told(found: Leftover) -> str:
    if not len(found.residual):
        return ""
    rows = count_of(len(found.residual), "row")
    return f"groups account for {100.0 * found.share:.3g} % of the variance of {rows}"
