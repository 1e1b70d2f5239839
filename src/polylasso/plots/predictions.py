"""Predictions beside what was observed, and what is left between them."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.inspection import Residuals, residuals
from polylasso.plots.panels import draw_title, given_axes, say_nothing_to_draw
from polylasso.plots.points import draw_points
from polylasso.plots.style import Theme, new_axes, new_grid, themed
from polylasso.plots.text import count_of, number, target_label
from polylasso.sources.target import target_vector

__all__ = ["ActualPredictedDisplay", "ResidualsDisplay"]

# Points of a QQ plot in its middle, and all of them in the tails.
MOST_QUANTILES, TAIL = 1000, 100


def _from_predictions(y_true: Any, y_pred: Any, target_name: str | None) -> Residuals:
    actual, name = target_vector(y_true)
    predicted, _ = target_vector(y_pred)
    return residuals(actual, predicted, target_name or name or "y")


def _from_estimator(estimator: Any, X: Any, y: Any, target_name: str | None) -> Residuals:
    own = getattr(getattr(estimator, "model_", None), "target_name", None)
    named = target_name or target_vector(y)[1] or own
    return _from_predictions(y, estimator.predict(X), named)


@dataclass(eq=False)
class ActualPredictedDisplay:
    """Observed values over predictions: a perfect model is the diagonal.

    Parameters
    ----------
    residuals : Residuals

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure

    Examples
    --------
    >>> from polylasso.plots import ActualPredictedDisplay
    >>> display = ActualPredictedDisplay.from_predictions([1, 2, 4], [1, 2, 3], target_name="co2")
    >>> display.residuals.mae
    0.3333333333333333
    """

    residuals: Residuals
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_predictions(
        cls, y_true: Any, y_pred: Any, *, target_name: str | None = None
    ) -> "ActualPredictedDisplay":
        """Make the display of observed values and predictions.

        Parameters
        ----------
        y_true, y_pred : array-like of shape (n_rows,)
            Rows where one is not finite are left out, and counted in the picture.
        target_name : str, default=None
            None takes the name of `y_true`, or "y".
        """
        return cls(_from_predictions(y_true, y_pred, target_name))

    @classmethod
    def from_estimator(
        cls, estimator: Any, X: Any, y: Any, *, target_name: str | None = None
    ) -> "ActualPredictedDisplay":
        """Make the display of any fitted regressor and rows that were observed."""
        return cls(_from_estimator(estimator, X, y, target_name))

    def plot(self, ax: Any = None, theme: str = "light") -> "ActualPredictedDisplay":
        """Draw the points and the diagonal.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        ActualPredictedDisplay
            Itself, with `ax_` and `figure_`.
        """
        with themed(theme) as look:
            self.ax_ = new_axes(ax)
            self.figure_ = self.ax_.figure
            name = target_label(self.residuals.target_name)
            if self.residuals.n_rows:
                self._draw(look)
            else:
                say_nothing_to_draw(self.ax_, "no row with a prediction", look)
            self.ax_.set_xlabel(f"predicted {name}")
            self.ax_.set_ylabel(f"actual {name}")
            notes = [_scores(self.residuals), _left_out(self.residuals)]
            draw_title(self.ax_, notes, own_figure=ax is None)
        return self

    def _draw(self, look: Theme) -> None:
        pairs = self.residuals
        draw_points(self.ax_, pairs.predicted, pairs.actual, look)
        low = min(pairs.predicted.min(), pairs.actual.min())
        high = max(pairs.predicted.max(), pairs.actual.max())
        room = 0.04 * (high - low) or 0.5 * abs(high) or 1.0
        ends = (low - room, high + room)
        self.ax_.plot(ends, ends, color=look.cycle[1], linewidth=1.2, zorder=3)
        self.ax_.set_xlim(ends)
        self.ax_.set_ylim(ends)


@dataclass(eq=False)
class ResidualsDisplay:
    """Residuals over predictions, and beside them over the quantiles of a normal distribution.

    Parameters
    ----------
    residuals : Residuals

    Attributes
    ----------
    axes_ : ndarray of matplotlib Axes of shape (2,)
    ax_ : matplotlib Axes
        The first of them.
    figure_ : matplotlib Figure
    """

    residuals: Residuals
    axes_: Any = field(init=False, repr=False)
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_predictions(
        cls, y_true: Any, y_pred: Any, *, target_name: str | None = None
    ) -> "ResidualsDisplay":
        """Make the display of observed values and predictions, as `ActualPredictedDisplay`."""
        return cls(_from_predictions(y_true, y_pred, target_name))

    @classmethod
    def from_estimator(
        cls, estimator: Any, X: Any, y: Any, *, target_name: str | None = None
    ) -> "ResidualsDisplay":
        """Make the display of any fitted regressor and rows that were observed."""
        return cls(_from_estimator(estimator, X, y, target_name))

    def plot(self, ax: Any = None, theme: str = "light") -> "ResidualsDisplay":
        """Draw both panels.

        Parameters
        ----------
        ax : two matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        ResidualsDisplay
            Itself, with `axes_`, `ax_` and `figure_`.
        """
        with themed(theme) as look:
            axes = given_axes(ax, 2) or list(new_grid(1, 2, (7.5, 3.7), sharey=True).flat)
            self.axes_ = np.array(axes, dtype=object)
            self.ax_, self.figure_ = axes[0], axes[0].figure
            if self.residuals.n_rows:
                self._draw_residuals(axes[0], look)
                self._draw_quantiles(axes[1], look)
            else:
                say_nothing_to_draw(axes[0], "no row with a prediction", look)
            self._draw_labels(own_figure=ax is None)
        return self

    def _draw_residuals(self, ax: Any, look: Theme) -> None:
        draw_points(ax, self.residuals.predicted, self.residuals.residual, look)
        ax.axhline(0.0, color=look.cycle[1], linewidth=1.2, zorder=3)

    def _draw_quantiles(self, ax: Any, look: Theme) -> None:
        pairs = self.residuals
        quantiles, ordered = pairs.normal_quantiles(), np.sort(pairs.residual)
        shown = _tails_and_some(pairs.n_rows)
        ax.plot(
            quantiles[shown],
            ordered[shown],
            "o",
            markersize=3.2,
            markeredgewidth=0,
            color=look.cycle[0],
            alpha=0.7,
        )
        height, slope = pairs.normal_line()
        ends = quantiles[[0, -1]]
        ax.plot(ends, height + slope * ends, color=look.cycle[1], linewidth=1.2, zorder=3)

    def _draw_labels(self, own_figure: bool) -> None:
        name = target_label(self.residuals.target_name, 26)
        first, second = self.axes_
        first.set_xlabel(f"predicted {name}")
        first.set_ylabel(f"residual of {name}\n(actual less predicted)")
        second.set_xlabel("quantile of a normal distribution")
        notes = [_errors(self.residuals), _left_out(self.residuals)]
        draw_title(first, notes, own_figure=own_figure)


def _scores(pairs: Residuals) -> str:
    r2 = "" if pairs.r2 is None else f"R\N{SUPERSCRIPT TWO} {pairs.r2:.4f}, "
    return f"{r2}{_errors(pairs)}"


def _errors(pairs: Residuals) -> str:
    rows = count_of(pairs.n_rows, "row")
    return f"RMSE {number(pairs.rmse)}, MAE {number(pairs.mae)}, {rows}" if pairs.n_rows else ""


def _left_out(pairs: Residuals) -> str:
    if not pairs.n_left_out:
        return ""
    return f"{count_of(pairs.n_left_out, 'row')} without a value or a prediction left out"


def _tails_and_some(n_rows: int) -> np.ndarray:
    """Return positions of the extremes, and of as many others as can be told apart."""
    if n_rows <= MOST_QUANTILES:
        return np.arange(n_rows)
    middle = np.linspace(0, n_rows - 1, MOST_QUANTILES).round().astype(int)
    return np.unique(np.concatenate([np.arange(TAIL), middle, np.arange(n_rows - TAIL, n_rows)]))
