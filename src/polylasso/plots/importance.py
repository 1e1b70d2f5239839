"""How large the terms of a model are, as bars."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.inspection import TermSizes, shares_on, sizes_of, swings
from polylasso.model import PolynomialModel
from polylasso.plots.panels import draw_title, say_nothing_to_draw
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.plots.text import count_of, target_label, term_labels
from polylasso.sources.frames import to_table

__all__ = ["TermImportanceDisplay"]

# Bars whose names can be read at a height of four inches.
MOST_BARS = 20
_LONGEST = 36


@dataclass(eq=False)
class TermImportanceDisplay:
    """The largest terms as bars; the colour is the sign of the coefficient.

    Parameters
    ----------
    sizes : TermSizes

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure

    Examples
    --------
    >>> from polylasso import PolynomialLasso
    >>> from polylasso.datasets import load_diabetes
    >>> from polylasso.plots import TermImportanceDisplay
    >>> diabetes = load_diabetes()
    >>> model = PolynomialLasso(5.0, degree=2).fit(diabetes.data, diabetes.target)
    >>> display = TermImportanceDisplay.from_estimator(model)
    >>> str(display.sizes.terms[0])
    'bmi*log triglycerides'
    """

    sizes: TermSizes
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_estimator(cls, estimator: Any, measure: str = "share") -> "TermImportanceDisplay":
        """Make the display of a fitted `PolynomialLasso` or `PolynomialLassoCV`.

        Parameters
        ----------
        estimator : PolynomialLasso or PolynomialLassoCV
        measure : {"share", "standardized"}, default="share"
            Part of the variance of the fitted values, or the absolute standardised coefficient.

        Raises
        ------
        ValueError
            If there is no such measure.
        """
        name = estimator.model_.target_name if hasattr(estimator, "model_") else "y"
        return cls(sizes_of(estimator.summary(), name, measure))

    @classmethod
    def from_model(cls, model: PolynomialModel, X: Any = None) -> "TermImportanceDisplay":
        """Make the display of a model without its estimator.

        Parameters
        ----------
        model : PolynomialModel
        X : Table, data frame or array-like of shape (n_rows, n_columns), default=None
            Rows whose predictions are split among the terms. Without, bars show how far a term
            can move the prediction within the training range.

        Raises
        ------
        DataError
            As in `PolynomialModel.predict`.
        """
        return cls(swings(model) if X is None else shares_on(model, to_table(X)))

    def plot(self, ax: Any = None, theme: str = "light") -> "TermImportanceDisplay":
        """Draw the bars.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        TermImportanceDisplay
            Itself, with `ax_` and `figure_`.
        """
        n_bars = min(len(self.sizes.terms), MOST_BARS)
        with themed(theme) as look:
            self.ax_ = new_axes(ax, (6.0, float(np.clip(1.1 + 0.2 * n_bars, 2.4, 4.8))))
            self.figure_ = self.ax_.figure
            if n_bars:
                self._draw_bars(n_bars, look)
            else:
                say_nothing_to_draw(self.ax_, "the model has no term", look)
                self.ax_.set_yticks([])
            self.ax_.set_xlabel(_measured(self.sizes))
            draw_title(self.ax_, self._notes(n_bars), own_figure=ax is None)
        return self

    def _draw_bars(self, n_bars: int, look: Theme) -> None:
        ax, sizes = self.ax_, self.sizes
        rises = sizes.coef[:n_bars] >= 0
        places = np.arange(n_bars)
        shown = sizes.sizes[:n_bars] * (100.0 if sizes.measure == "share" else 1.0)
        for mask, colour, hatch, label in (
            (rises, look.cycle[0], "", "positive coefficient"),
            (~rises, look.cycle[1], "////", "negative coefficient"),
        ):
            if mask.any():
                ax.barh(
                    places[mask],
                    shown[mask],
                    height=0.72,
                    color=colour,
                    edgecolor=look.ground,
                    linewidth=0,
                    hatch=hatch,
                    label=label,
                )
        ax.set_yticks(places, term_labels(sizes.terms[:n_bars], _LONGEST), fontsize=8.5)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(n_bars - 0.4, -0.6)
        ax.axvline(0.0, color=look.muted, linewidth=0.8)
        # Above the bars: among them there may be no room.
        ax.legend(loc="lower right", bbox_to_anchor=(1.0, 0.99), ncols=2, handlelength=1.4)

    def _notes(self, n_bars: int) -> list[str]:
        sizes = self.sizes
        n_hidden = len(sizes.terms) - n_bars
        hidden = f"the {n_bars} largest of {len(sizes.terms)} terms" if n_hidden else ""
        if n_hidden and sizes.measure == "share":
            rest = 100.0 * float(sizes.sizes[n_bars:].sum())
            hidden += f"; the other {n_hidden:,} have {rest:.1f} % together"
        rows = count_of(sizes.n_left_out, "row")
        left_out = f"{rows} without a prediction left out" if sizes.n_left_out else ""
        return [hidden, left_out]


def _measured(sizes: TermSizes) -> str:
    name = target_label(sizes.target_name)
    return {
        "share": f"share of the variance (%)\nof the predicted {name}",
        "standardized": f"absolute standardised coefficient\n(units of {name})",
        "swing": f"largest change within the training range\n(units of {name})",
    }[sizes.measure]
