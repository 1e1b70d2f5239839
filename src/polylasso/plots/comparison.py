"""Models of one target beside each other, by their errors."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.lab import ComparedModel, Comparison
from polylasso.plots.panels import draw_legend, draw_title
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.plots.text import count_of, target_label

__all__ = ["ComparisonDisplay"]


@dataclass(eq=False)
class ComparisonDisplay:
    """Mean squared errors of models on a logarithmic scale.

    A dot is the error on the rows held out, its bar twice the standard error on either side; a
    ring is the error by cross-validation. A model without figures is left out.

    Parameters
    ----------
    comparison : Comparison

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure
    """

    comparison: Comparison
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    def plot(self, ax: Any = None, theme: str = "light") -> "ComparisonDisplay":
        """Draw the errors.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        ComparisonDisplay
            Itself, with `ax_` and `figure_`.
        """
        rows = [row for row in self.comparison.rows if row.holdout is not None]
        with themed(theme) as look:
            self.ax_ = new_axes(ax, (6.0, 1.6 + 0.24 * len(rows)))
            self.figure_ = self.ax_.figure
            self._draw_errors(rows, look)
            name = target_label(self.comparison.target_name, 26)
            self.ax_.set_xlabel(f"mean squared error of {name}")
            draw_title(self.ax_, [self._rows_in_words()], own_figure=ax is None)
        return self

    def _draw_errors(self, rows: list[ComparedModel], look: Theme) -> None:
        ax, places = self.ax_, np.arange(len(rows))
        held_out = np.array([row.holdout.mse.value for row in rows], dtype=float)
        errors = 2.0 * np.array([row.holdout.mse.standard_error or 0.0 for row in rows])
        by_folds = np.array([row.cv.mse.value for row in rows], dtype=float)
        if (held_out > 0).all() and (by_folds > 0).all():
            ax.set_xscale("log")
            # What reaches below zero would not be drawn at all.
            below = np.minimum(errors, 0.9 * held_out)
        else:
            below = errors
        ax.errorbar(
            held_out, places, xerr=[below, errors], fmt="o", color=look.cycle[0], markersize=6,
            linewidth=1.4, label="rows held out", zorder=3,
        )  # fmt: skip
        ax.plot(
            by_folds, places, "o", markerfacecolor="none", markeredgecolor=look.muted,
            markersize=8, label="cross-validation", zorder=2,
        )  # fmt: skip
        ax.set_yticks(places, [row.label for row in rows], fontsize=8.5)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.grid(axis="y", color=look.muted, alpha=0.25, linewidth=0.8)
        draw_legend(ax, look, loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2)

    def _rows_in_words(self) -> str:
        found = self.comparison
        train, test = count_of(found.n_train, "row"), count_of(found.n_test, "row")
        return f"tuned on {train}, scored on {test} held out"
