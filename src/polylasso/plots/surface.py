"""How the prediction changes with two variables together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.inspection import (
    JointEffect,
    Reference,
    joint_effect,
    limits_of,
    reference_point,
    strongest_pair,
)
from polylasso.inspection.reference import column_of, find_variable
from polylasso.model import PolynomialModel
from polylasso.plots.levels import kept_levels, label_levels
from polylasso.plots.panels import draw_title, own_rows
from polylasso.plots.points import draw_rug
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.plots.text import elided, held_at, legend_label, literal, target_label
from polylasso.sources.frames import to_table

__all__ = ["SurfaceDisplay"]

# Rows drawn over a surface, curves that colours tell apart, levels along the foot.
MOST_ROWS, MOST_CURVES, MOST_LEVELS = 1500, 6, 24
_MARKERS = "osD^vP"
# Curves closer than this share of the picture are one to the eye: all but the first are broken.
_SAME, _DASH = 0.01, 5


@dataclass(eq=False)
class SurfaceDisplay:
    """Predictions over two variables, the others held at a reference.

    Two numeric variables are a map in colours, with the rows given as dots; otherwise there is a
    curve, or a row of points, for each level of one of them.

    Parameters
    ----------
    joint : JointEffect
    rows : mapping of str to ndarray
        Values of the two variables where they are numeric, by name; empty without rows.

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure
    """

    joint: JointEffect
    rows: Mapping[str, np.ndarray]
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any = None,
        variables: tuple[str, str] | None = None,
        *,
        reference: Reference | None = None,
    ) -> "SurfaceDisplay":
        """Make the display of a fitted `PolynomialLasso` or `PolynomialLassoCV`.

        Parameters
        ----------
        estimator : PolynomialLasso or PolynomialLassoCV
        X : array-like of shape (n_rows, n_columns), data frame or Table, default=None
        variables : pair of str, default=None
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
        variables: tuple[str, str] | None = None,
        *,
        reference: Reference | None = None,
    ) -> "SurfaceDisplay":
        """Make the display of a model.

        Parameters
        ----------
        model : PolynomialModel
        X : array-like of shape (n_rows, n_columns), data frame or Table, default=None
            As in `EffectDisplay.from_model`.
        variables : pair of str, default=None
            None takes the two that interact most.
        reference : mapping of str to float or str, default=None

        Raises
        ------
        DataError
            If there is no such variable or level, fewer than two variables have a term, or the
            rows cannot be used.
        """
        table = None if X is None else to_table(X)
        point = {**reference_point(model, table), **(reference or {})}
        names = strongest_pair(model, point) if variables is None else tuple(variables)
        # Numbers go along the foot, and levels make the curves.
        found = sorted((find_variable(model, name) for name in names), key=_is_label)
        rows = {}
        if table is not None:
            columns = {one.name: column_of(table, one) for one in found}
            rows = {one.name: columns[one.name].values for one in found if not _is_label(one)}
        limits = tuple(
            limits_of(one, rows[one.name]) if one.name in rows else None for one in found
        )
        joint = joint_effect(model, tuple(one.name for one in found), point, limits=limits)
        return cls(joint, rows)

    def plot(self, ax: Any = None, theme: str = "light") -> "SurfaceDisplay":
        """Draw the map, or the curves.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        SurfaceDisplay
            Itself, with `ax_` and `figure_`.
        """
        first, second = (grid.variable for grid in self.joint.grids)
        with themed(theme) as look:
            self.ax_ = new_axes(ax)
            self.figure_ = self.ax_.figure
            notes = self._draw_curves(look) if _is_label(second) else self._draw_map(look)
            self.ax_.set_xlabel(literal(elided(first.name, 60)))
            where = held_at(self.joint.reference, (first.name, second.name))
            draw_title(self.ax_, [where, notes], own_figure=ax is None)
        return self

    def _draw_map(self, look: Theme) -> str:
        """Draw two numeric variables; return what must be said of it."""
        ax, joint = self.ax_, self.joint
        first, second = joint.grids
        shown = np.ma.masked_invalid(joint.predicted.T)
        ax.set_ylabel(literal(elided(second.variable.name, 40)))
        image = ax.contourf(first.values, second.values, shown, levels=14, cmap="cividis")
        ax.contour(image, colors=look.ground, linewidths=0.3, alpha=0.5)
        bar = self.figure_.colorbar(image, ax=ax, pad=0.02)
        bar.set_label(f"predicted {target_label(joint.target_name)}")
        bar.outline.set_visible(False)
        said = [self._draw_training_range(look), self._draw_rows()]
        return "; ".join(part for part in said if part)

    def _draw_training_range(self, look: Theme) -> str:
        first, second = self.joint.grids
        if not (first.outside.any() or second.outside.any()):
            return ""
        x, y = first.variable, second.variable
        corners = ([x.lower, x.upper, x.upper, x.lower, x.lower],
                   [y.lower, y.lower, y.upper, y.upper, y.lower])  # fmt: skip
        self.ax_.plot(*corners, "--", color="#FFFFFF", linewidth=1.2)
        return "dashed: training range"

    def _draw_rows(self) -> str:
        if not self.rows:
            return ""
        x, y = (self.rows[grid.variable.name] for grid in self.joint.grids)
        known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        total = len(known)
        if total > MOST_ROWS:
            known = np.random.default_rng(0).choice(known, MOST_ROWS, replace=False)
        limits = self.ax_.get_xlim(), self.ax_.get_ylim()
        # A light rim and a dark core are seen on any colour of the map.
        self.ax_.scatter(
            x[known], y[known], s=7, color="#111111", edgecolors="#FFFFFF", linewidths=0.35,
            rasterized=len(known) > MOST_ROWS // 2,
        )  # fmt: skip
        self.ax_.set_xlim(limits[0])
        self.ax_.set_ylim(limits[1])
        return f"dots: {len(known):,} of {total:,} rows" if len(known) < total else ""

    def _draw_curves(self, look: Theme) -> str:
        """Draw a curve for each level of the second variable; return what must be said of it."""
        joint = self.joint
        first, second = joint.grids
        middle = np.nanmean(joint.predicted, axis=0)
        kept = kept_levels(middle, MOST_CURVES)
        labels = second.labels or tuple(f"{value:g}" for value in second.values)
        said = _n_shown(len(kept), second.n_points, second.variable.name)
        draw = self._draw_dots if _is_label(first.variable) else self._draw_lines
        said = [said, draw([int(level) for level in kept], labels, look)]
        self.ax_.set_ylabel(f"predicted {target_label(joint.target_name)}")
        title = literal(elided(second.variable.name, 24))
        legend = self.ax_.legend(title=title, loc="upper left", bbox_to_anchor=(1, 1))
        legend.get_title().set_fontsize(9)
        for line in legend.get_lines() if not _is_label(first.variable) else ():
            line.set_linestyle("-")  # room for half a dash only
        return "; ".join(part for part in said if part)

    def _draw_lines(self, kept: list[int], labels: tuple[str, ...], look: Theme) -> str:
        grid = self.joint.grids[0]
        for place, level in enumerate(kept):
            predicted, colour = self.joint.predicted[:, level], look.cycle[place]
            label = legend_label(elided(labels[level], 18))
            inside = ~grid.outside
            style = self._style(level, kept)
            self.ax_.plot(
                grid.values[inside], predicted[inside], linestyle=style, color=colour, label=label
            )
            for side in (grid.values <= grid.variable.lower, grid.values >= grid.variable.upper):
                self.ax_.plot(grid.values[side], predicted[side], ":", color=colour, linewidth=1.4)
        if grid.variable.name in self.rows:
            shown = self.rows[grid.variable.name]
            near = (shown >= grid.values[0]) & (shown <= grid.values[-1])
            draw_rug(self.ax_, shown[near], look)
        return "dotted: outside the training range" if grid.outside.any() else ""

    def _style(self, level: int, kept: list[int]) -> Any:
        """Return dashes by which curves at the same place are all seen, in turn."""
        curves = self.joint.predicted
        finite = curves[np.isfinite(curves)]
        room = _SAME * np.ptp(finite) if finite.size else 0.0
        apart = [np.max(np.abs(curves[:, level] - curves[:, other])) for other in kept]
        group = [other for other, distance in zip(kept, apart, strict=True) if distance <= room]
        place = group.index(level) if level in group else 0
        period = len(group) * _DASH
        return (period - place * _DASH, (_DASH, period - _DASH)) if place else "-"

    def _draw_dots(self, kept: list[int], labels: tuple[str, ...], look: Theme) -> str:
        grid, predicted = self.joint.grids[0], self.joint.predicted[:, kept]
        along = kept_levels(predicted.mean(axis=1), MOST_LEVELS)
        names = grid.labels or tuple(f"{value:g}" for value in grid.values)
        for place, level in enumerate(kept):
            self.ax_.plot(
                np.arange(len(along)) + 0.09 * (place - (len(kept) - 1) / 2.0),
                predicted[along, place],
                _MARKERS[place],
                color=look.cycle[place],
                markersize=6,
                label=legend_label(elided(labels[level], 18)),
            )
        label_levels(self.ax_, [names[level] for level in along], 0.8)
        self.ax_.grid(axis="x", color=look.muted, alpha=0.25, linewidth=0.8)
        return _n_shown(len(along), grid.n_points, grid.variable.name)


def _is_label(variable: Any) -> bool:
    """Return whether a variable has values to name, not a range to walk along."""
    return variable.kind != "numeric"


def _n_shown(n_shown: int, n_levels: int, name: str) -> str:
    if n_shown == n_levels:
        return ""
    return literal(f"the {n_shown} of {n_levels} levels of {elided(name, 20)} that differ most")
