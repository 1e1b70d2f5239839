"""How the prediction changes with one variable, for one or several of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.inspection import (
    Effect,
    Reference,
    effect,
    effects_by_size,
    limits_of,
    reference_point,
)
from polylasso.inspection.reference import column_of, find_variable
from polylasso.model import PolynomialModel
from polylasso.plots.levels import kept_levels, label_levels
from polylasso.plots.panels import draw_title, given_axes, own_rows, say_nothing_to_draw
from polylasso.plots.points import draw_rug
from polylasso.plots.style import Theme, new_axes, new_grid, themed
from polylasso.plots.text import elided, held_at, literal, target_label
from polylasso.sources.frames import to_table
from polylasso.sources.table import Table

__all__ = ["EffectDisplay"]

# Panels of a grid, and levels of a categorical variable in a panel and in a picture of its own.
MOST_PANELS, PANEL_LEVELS, MOST_LEVELS = 6, 10, 24
_COLUMNS = 3
# Width of a panel over that of a picture of its own.
_PANEL_SHARE = 0.44


@dataclass(eq=False)
class EffectDisplay:
    """Predictions along each of some variables, the others held at a reference.

    Numbers are a curve, dashed outside the training range; a level or one of two values is a
    point. Marks at the foot are the rows given.

    Parameters
    ----------
    effects : tuple of Effect
    rugs : mapping of str to ndarray
        Values of numeric variables, by name.
    target_name : str

    Attributes
    ----------
    axes_ : ndarray of matplotlib Axes of shape (n_effects,)
    ax_ : matplotlib Axes
        The first of them.
    figure_ : matplotlib Figure

    Examples
    --------
    >>> from polylasso import PolynomialLasso
    >>> from polylasso.datasets import load_diabetes
    >>> from polylasso.plots import EffectDisplay
    >>> diabetes = load_diabetes()
    >>> model = PolynomialLasso(5.0, degree=2).fit(diabetes.data, diabetes.target)
    >>> display = EffectDisplay.from_estimator(model, diabetes.data, "bmi")
    >>> display.effects[0].reference["blood pressure"]
    93.0
    """

    effects: tuple[Effect, ...]
    rugs: Mapping[str, np.ndarray]
    target_name: str
    axes_: Any = field(init=False, repr=False)
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any = None,
        variables: str | Sequence[str] | None = None,
        *,
        reference: Reference | None = None,
    ) -> "EffectDisplay":
        """Make the display of a fitted `PolynomialLasso` or `PolynomialLassoCV`.

        Parameters
        ----------
        estimator : PolynomialLasso or PolynomialLassoCV
        X : array-like of shape (n_rows, n_columns), data frame or Table, default=None
            Rows that tell what is typical and are marked; see `from_model`.
        variables : str or sequence of str, default=None
        reference : mapping of str to float or str, default=None

        Raises
        ------
        NotFittedError
            If the estimator is not fitted.
        DataError
            As in `from_model`.
        """
        model, table = own_rows(estimator, X)
        return cls.from_model(model, table, variables, reference=reference)

    @classmethod
    def from_model(
        cls,
        model: PolynomialModel,
        X: Any = None,
        variables: str | Sequence[str] | None = None,
        *,
        reference: Reference | None = None,
    ) -> "EffectDisplay":
        """Make the display of a model.

        Parameters
        ----------
        model : PolynomialModel
        X : array-like of shape (n_rows, n_columns), data frame or Table, default=None
            The others are held at its medians and most frequent levels; without, at the middle
            of the training range and the first level. Curves go as far as these rows, by at most
            half the training range.
        variables : str or sequence of str, default=None
            Names; None takes the six along which the prediction changes most.
        reference : mapping of str to float or str, default=None
            Where to hold some variables instead.

        Raises
        ------
        DataError
            If there is no such variable or level, or the rows cannot be used.
        """
        table = None if X is None else to_table(X)
        point = {**reference_point(model, table), **(reference or {})}
        names = (variables,) if isinstance(variables, str) else variables
        if names is None:
            largest = effects_by_size(model, point, n_points=50)[:MOST_PANELS]
            names = [one.grid.variable.name for one in largest]
        rugs = _rugs(model, table, names)
        effects = tuple(_effect(model, name, point, rugs) for name in names)
        return cls(effects, rugs, model.target_name)

    def plot(self, ax: Any = None, theme: str = "light") -> "EffectDisplay":
        """Draw one panel for each variable.

        Parameters
        ----------
        ax : matplotlib Axes or as many as there are variables, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        EffectDisplay
            Itself, with `axes_`, `ax_` and `figure_`.
        """
        count = max(len(self.effects), 1)
        with themed(theme) as look:
            axes = given_axes(ax, count) or _new_panels(count)
            self.axes_ = np.array(axes, dtype=object)
            self.ax_, self.figure_ = axes[0], axes[0].figure
            if not self.effects:
                say_nothing_to_draw(self.ax_, "the model has no term", look)
            for panel, one in zip(axes, self.effects, strict=False):
                self._draw_panel(panel, one, look)
            self._draw_labels(ax is None)
        return self

    def _draw_panel(self, ax: Any, one: Effect, look: Theme) -> None:
        """Draw one effect; what must be said of it goes below its name."""
        kind = one.grid.variable.kind
        draw = {"numeric": self._draw_curve, "binary": self._draw_values}
        note = draw.get(kind, self._draw_levels)(ax, one, look)
        alone = len(self.effects) == 1
        name = literal(elided(one.grid.variable.name, 60 if alone else 32))
        ax.set_xlabel(f"{name}{note}", fontsize=10 if alone else 9)

    def _draw_curve(self, ax: Any, one: Effect, look: Theme) -> str:
        grid = one.grid
        inside = ~grid.outside
        ax.plot(grid.values[inside], one.predicted[inside], color=look.cycle[0], zorder=3)
        for side in (grid.values <= grid.variable.lower, grid.values >= grid.variable.upper):
            if (side & grid.outside).any():
                ax.plot(grid.values[side], one.predicted[side], "--", color=look.cycle[1], zorder=3)
                ax.axvspan(*grid.values[side][[0, -1]], color=look.muted, alpha=0.15, linewidth=0)
        if grid.variable.name in self.rugs:
            shown = self.rugs[grid.variable.name]
            near = (shown >= grid.values[0]) & (shown <= grid.values[-1])
            draw_rug(ax, shown[near], look)
        return ""

    def _draw_values(self, ax: Any, one: Effect, look: Theme) -> str:
        values = [f"{value:g}" for value in one.grid.values]
        _draw_dots(ax, one.predicted, values, look, self._share)
        return ""

    def _draw_levels(self, ax: Any, one: Effect, look: Theme) -> str:
        alone = len(self.effects) == 1
        kept = kept_levels(one.predicted, MOST_LEVELS if alone else PANEL_LEVELS)
        labels = [one.grid.labels[level] for level in kept]
        _draw_dots(ax, one.predicted[kept], labels, look, self._share)
        if len(kept) < one.grid.n_points:
            return f"\n({len(kept)} of {one.grid.n_points} levels, those that differ most)"
        return ""

    @property
    def _share(self) -> float:
        return 1.0 if len(self.effects) == 1 else _PANEL_SHARE

    def _draw_labels(self, own_figure: bool) -> None:
        # The name of a target is upright, where panels are low.
        label = f"predicted {target_label(self.target_name, 22)}"
        alone = len(self.effects) <= 1
        if own_figure and not alone:
            self.figure_.supylabel(label, fontsize=10)
        else:
            for panel in self.axes_:
                panel.set_ylabel(label)
        if self.effects and (own_figure or alone):
            own = [self.effects[0].grid.variable.name] if alone else []
            where = held_at(self.effects[0].reference, own)
            draw_title(self.ax_, [where], own_figure=own_figure)


def _effect(
    model: PolynomialModel, name: str, point: Reference, rugs: Mapping[str, np.ndarray]
) -> Effect:
    variable = find_variable(model, name)
    limits = limits_of(variable, rugs[name]) if name in rugs else None
    return effect(model, name, point, limits=limits)


def _rugs(
    model: PolynomialModel, table: Table | None, names: Sequence[str]
) -> dict[str, np.ndarray]:
    """Return the columns of numbers among some variables; nothing without a table."""
    if table is None:
        return {}
    found = [find_variable(model, name) for name in names]
    return {one.name: column_of(table, one).values for one in found if one.kind == "numeric"}


def _draw_dots(
    ax: Any, predicted: np.ndarray, labels: Sequence[str], look: Theme, share: float
) -> None:
    places = np.arange(len(labels))
    ax.plot(places, predicted, "o", color=look.cycle[0], markersize=6, zorder=3)
    ax.grid(axis="x", color=look.muted, alpha=0.25, linewidth=0.8)
    label_levels(ax, labels, share)


def _new_panels(count: int) -> list[Any]:
    """Return axes of a new figure; panels share the height, so that effects compare."""
    if count == 1:
        return [new_axes()]
    n_columns = min(count, _COLUMNS)
    n_rows = -(-count // n_columns)
    grid = new_grid(n_rows, n_columns, (2.7 * n_columns, 2.5 * n_rows + 0.4), sharey=True)
    for unused in grid.flat[count:]:
        unused.set_visible(False)
    return list(grid.flat[:count])
