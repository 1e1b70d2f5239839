"""Why one prediction is what it is, as a waterfall."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.inspection import (
    Baseline,
    Contributions,
    contributions,
    mean_baseline,
    point_baseline,
)
from polylasso.model import PolynomialModel
from polylasso.plots.panels import draw_title, own_rows, say_nothing_to_draw
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.plots.text import count_of, held_at, number, target_label, term_labels
from polylasso.sources.frames import to_table

__all__ = ["ContributionsDisplay"]

# Bars of terms; what the others add is one more, and so is what adds less than a share of the
# largest amount.
MOST_BARS, LEAST_SHARE = 12, 2e-3
_LONGEST, _SHORT = 34, 24
# Widths of the picture, left and right of all bars, for the numbers beside them.
_ROOM = 0.32


@dataclass(frozen=True, slots=True)
class _Steps:
    """The way from the baseline to the prediction.

    Parameters
    ----------
    labels : list of str
    amounts : ndarray of shape (n_steps,)
    starts : ndarray of shape (n_steps,)
        The sum before each step.
    """

    labels: list[str]
    amounts: np.ndarray
    starts: np.ndarray


@dataclass(eq=False)
class ContributionsDisplay:
    """One prediction as a waterfall: what each term adds to the baseline, the largest first.

    Parameters
    ----------
    contributions : Contributions

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure

    Examples
    --------
    >>> from polylasso import PolynomialLasso
    >>> from polylasso.datasets import load_diabetes
    >>> from polylasso.plots import ContributionsDisplay
    >>> diabetes = load_diabetes()
    >>> model = PolynomialLasso(5.0, degree=2).fit(diabetes.data, diabetes.target)
    >>> display = ContributionsDisplay.from_estimator(model, diabetes.data[:1], diabetes.data)
    >>> display.contributions.baseline.n_rows
    442
    """

    contributions: Contributions
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_estimator(cls, estimator: Any, row: Any, X: Any = None) -> "ContributionsDisplay":
        """Make the display of a fitted `PolynomialLasso` or `PolynomialLassoCV`.

        Parameters
        ----------
        estimator : PolynomialLasso or PolynomialLassoCV
        row : array-like of shape (1, n_columns), data frame or Table
        X : array-like of shape (n_rows, n_columns), data frame or Table, default=None

        Raises
        ------
        NotFittedError
            If the estimator is not fitted.
        DataError
            As in `from_model`.
        """
        model, table = own_rows(estimator, X)
        return cls.from_model(model, own_rows(estimator, row)[1], table)

    @classmethod
    def from_model(cls, model: PolynomialModel, row: Any, X: Any = None) -> "ContributionsDisplay":
        """Make the display of a model.

        Parameters
        ----------
        model : PolynomialModel
        row : Table, data frame or array-like of shape (1, n_columns)
            The row to predict.
        X : Table, data frame or array-like of shape (n_rows, n_columns), default=None
            Rows whose mean prediction is the baseline; without, it is the prediction at the
            middle of the training range and the first level.

        Raises
        ------
        DataError
            If there is more than one row, or as in `PolynomialModel.predict`.
        """
        baseline = point_baseline(model) if X is None else mean_baseline(model, to_table(X))
        return cls(contributions(model, to_table(row), baseline))

    def plot(self, ax: Any = None, theme: str = "light") -> "ContributionsDisplay":
        """Draw the waterfall.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        ContributionsDisplay
            Itself, with `ax_` and `figure_`.
        """
        found = self.contributions
        steps = _steps(found)
        with themed(theme) as look:
            self.ax_ = new_axes(ax, (6.0, float(np.clip(1.7 + 0.26 * len(steps.labels), 2.4, 5.2))))
            self.figure_ = self.ax_.figure
            if np.isfinite(found.predicted):
                self._draw_steps(steps, look)
            else:
                say_nothing_to_draw(self.ax_, "the model does not predict this row", look)
                self.ax_.set_yticks([])
            label = f"predicted {target_label(found.target_name)}"
            # Beside long names of terms there is no room for a long one in the middle.
            self.ax_.set_xlabel(label, loc="right" if len(label) > _SHORT else "center")
            draw_title(self.ax_, [_where(found.baseline)], own_figure=ax is None)
        return self

    def _draw_steps(self, steps: _Steps, look: Theme) -> None:
        ax, found = self.ax_, self.contributions
        places = np.arange(1, len(steps.labels) + 1)
        self._draw_bars(places, steps, look)
        totals = np.append(steps.starts, found.predicted)
        for place, total in enumerate(totals):
            ax.plot([total, total], [place - 0.36, place + 1.36], color=look.muted, linewidth=0.8)
        last = len(places) + 1
        for place, value in ((0, found.baseline.predicted), (last, found.predicted)):
            ax.plot([value], [place], "D", color=look.ink, markersize=5, zorder=4)
            ax.annotate(
                number(value, 5), (value, place), (8, 0), textcoords="offset points",
                va="center", fontsize=9, fontweight="bold",
            )  # fmt: skip
        labels = [_name(found.baseline), *steps.labels, "this prediction"]
        ax.set_yticks(np.arange(last + 1), labels, fontsize=8.5)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(last + 0.6, -0.6)
        low, high = totals.min(), totals.max()
        room = _ROOM * (high - low) or 0.1 * abs(high) or 1.0
        ax.set_xlim(low - room, high + room)

    def _draw_bars(self, places: np.ndarray, steps: _Steps, look: Theme) -> None:
        rises = steps.amounts >= 0
        for mask, colour, hatch in ((rises, look.cycle[0], ""), (~rises, look.cycle[1], "////")):
            self.ax_.barh(
                places[mask],
                steps.amounts[mask],
                left=steps.starts[mask],
                height=0.72,
                color=colour,
                edgecolor=look.ground,
                linewidth=0,
                hatch=hatch,
                zorder=3,
            )
        for place, amount, start in zip(places, steps.amounts, steps.starts, strict=True):
            self.ax_.annotate(
                _signed(amount), (start + amount, place), (4 if amount >= 0 else -4, 0),
                textcoords="offset points", va="center", ha="left" if amount >= 0 else "right",
                fontsize=8.5,
            )  # fmt: skip


def _steps(found: Contributions) -> _Steps:
    """Return the steps, those after the largest as one."""
    n_terms = len(found.terms)
    sizes = np.abs(found.amounts)
    n_large = int(np.count_nonzero(sizes > LEAST_SHARE * np.max(sizes, initial=0.0)))
    n_bars = MOST_BARS if n_large > MOST_BARS + 1 else max(n_large, 1)
    n_bars = n_terms if n_bars + 1 >= n_terms else n_bars
    labels, amounts = term_labels(found.terms[:n_bars], _LONGEST), found.amounts[:n_bars]
    if n_bars < n_terms:
        labels.append(f"{n_terms - n_bars:,} other terms")
        amounts = np.append(amounts, found.amounts[n_bars:].sum())
    if found.held:
        labels.append("held in the range seen")
        amounts = np.append(amounts, found.held)
    starts = found.baseline.predicted + np.append(0.0, np.cumsum(amounts))[: len(amounts)]
    return _Steps(labels, amounts, starts)


def _name(baseline: Baseline) -> str:
    return "typical values" if baseline.n_rows == 0 else "average prediction"


def _where(baseline: Baseline) -> str:
    """Say what the first number is."""
    if baseline.reference is not None:
        point = held_at(baseline.reference, most=4).removeprefix("others at ")
        return f"typical values: {point}" if point else ""
    return f"average prediction of {count_of(baseline.n_rows, 'row')}"


def _signed(amount: float) -> str:
    return number(amount, 3) if amount < 0 else f"+{number(amount, 3)}"
