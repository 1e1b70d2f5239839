"""Pictures of what penalties do: paths, the geometry of two terms, bias and variance."""

from typing import Any

import numpy as np

from polylasso.lab.decomposition import Estimate
from polylasso.lab.experiment import options_of
from polylasso.lab.geometry import ConstraintSet, PenaltyGeometry, geometry
from polylasso.lab.penalties import PenaltyPaths, penalty_paths
from polylasso.lab.variation import BiasVariance, bias_variance
from polylasso.plots.alpha_axes import (
    counts_above,
    falling_alpha,
    legend_below,
    panel_row,
    plain_legend,
    shortened,
)
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.terms import Term

__all__ = ["BiasVarianceDisplay", "PenaltyGeometryDisplay", "PenaltyPathsDisplay"]

# A colour that comes again has another kind of line.
DASHES = ("-", "--", ":", "-.")
# The axis of errors is logarithmic where they fall by more than this factor.
STEEP = 20.0
# Letters of a name that fit beside an axis with the word before them.
FITS = 22
# Points of the line of the sum.
WIDE = 3.0
# Width of a band in standard errors, on either side.
BAND, BAND_NAME = 2.0, "± 2 standard errors (Monte Carlo)"


class PenaltyPathsDisplay:
    """Coefficient paths of the same terms under several penalties, side by side.

    Parameters
    ----------
    paths : PenaltyPaths

    Attributes
    ----------
    figure_ : Figure
    ax_ : Axes
        The first panel.
    axes_ : ndarray of Axes
        One panel per penalty.
    """

    def __init__(self, paths: PenaltyPaths):
        self.paths = paths

    @classmethod
    def from_paths(cls, paths: PenaltyPaths) -> "PenaltyPathsDisplay":
        """Return the display of paths that are there."""
        return cls(paths)

    @classmethod
    def from_estimator(
        cls, model: Any, X: Any, y: Any, sample_weight: Any = None, **settings: Any
    ) -> "PenaltyPathsDisplay":
        """Return the display of the candidate terms of a fitted model.

        Parameters
        ----------
        model : PolynomialLasso or PolynomialLassoCV
        X, y : as in `fit`
        sample_weight : array-like of shape (n_samples,), default=None
        **settings
            Of `polylasso.lab.penalty_paths`: l1_ratios, alphas, eps, terms.
        """
        options = options_of(model)
        return cls(penalty_paths(X, y, sample_weight=sample_weight, **settings, **options))

    def plot(self, ax: Any = None, theme: str = "light") -> "PenaltyPathsDisplay":
        """Draw one panel per penalty, alpha decreasing to the right.

        Parameters
        ----------
        ax : sequence of Axes or None, default=None
            As many as penalties.
        theme : {"light", "dark"}, default="light"

        Raises
        ------
        ValueError
            If there is no such theme, or the axes are not as many as penalties.
        """
        with themed(theme) as chosen:
            panels = panel_row(ax, len(self.paths.l1_ratios))
            for place, panel in enumerate(panels):
                lines = self._panel(panel, place, chosen)
            limits = [panel.get_ylim() for panel in panels]
            for panel in panels:
                panel.set_ylim(min(low for low, _ in limits), max(high for _, high in limits))
            panels[0].set_ylabel(
                f"standardised coefficient\n(units of {shortened(self.paths.target_name)})",
                parse_math=False,
            )
            names = [str(term) for term in self.paths.terms]
            if ax is None:
                legend_below(panels[0].figure, lines, names)
            else:
                plain_legend(panels[-1], lines, names)
        self.axes_, self.ax_, self.figure_ = panels, panels[0], panels[0].figure
        return self

    def _panel(self, panel: Any, place: int, theme: Theme) -> list[Any]:
        paths = self.paths
        alphas = paths.alphas[place]
        panel.axhline(0.0, color=theme.muted, linewidth=0.8)
        marker = "o" if len(alphas) == 1 else None
        lines = []
        for number, coef in enumerate(paths.coef[place]):
            colour = theme.cycle[number % len(theme.cycle)]
            dashes = DASHES[number // len(theme.cycle) % len(DASHES)]
            lines += panel.plot(alphas, coef, color=colour, linestyle=dashes, marker=marker)
        panel.set_title(_penalty_name(paths.l1_ratios[place]))
        falling_alpha(panel, alphas)
        counts_above(panel, alphas, paths.n_terms[place], "terms")
        return lines


class PenaltyGeometryDisplay:
    """Contours of the loss in the plane of two terms, and where constraint sets touch them.

    Parameters
    ----------
    geometry : PenaltyGeometry

    Attributes
    ----------
    figure_, ax_, axes_
        The figure, its axes, and these in an array.
    """

    def __init__(self, geometry: PenaltyGeometry):
        self.geometry = geometry

    @classmethod
    def from_geometry(cls, geometry: PenaltyGeometry) -> "PenaltyGeometryDisplay":
        """Return the display of a geometry that is there."""
        return cls(geometry)

    @classmethod
    def from_estimator(
        cls, model: Any, X: Any, y: Any, first: str | Term, second: str | Term, **settings: Any
    ) -> "PenaltyGeometryDisplay":
        """Return the display of two terms of a fitted model.

        Parameters
        ----------
        model : PolynomialLasso or PolynomialLassoCV
        X, y : as in `fit`
        first, second : str or Term
        **settings
            Of `polylasso.lab.geometry`: l1_ratios, budget, sample_weight.
        """
        return cls(geometry(model, X, y, first, second, **settings))

    def plot(self, ax: Any = None, theme: str = "light") -> "PenaltyGeometryDisplay":
        """Draw the plane, with the contour through each touching point.

        Parameters
        ----------
        ax : Axes or None, default=None
        theme : {"light", "dark"}, default="light"

        Raises
        ------
        ValueError
            If there is no such theme.
        """
        with themed(theme) as chosen:
            own, ax = ax is None, new_axes(ax)
            self._plane(ax, chosen)
            drawn = [
                self._set(ax, each, chosen.cycle[place % len(chosen.cycle)])
                for place, each in enumerate(self.geometry.sets)
            ]
            centre = self.geometry.loss.centre
            drawn += ax.plot(*centre, "+", color=chosen.ink, ms=11, mew=2, zorder=6)
            names = [_set_name(each) for each in self.geometry.sets] + ["least squares"]
            if own:  # beside a plane whose axes have one scale
                ax.figure.set_layout_engine("compressed")
                plain_legend(ax.figure, drawn, names, loc="outside right upper")
            else:
                plain_legend(ax, drawn, names, loc="upper left", bbox_to_anchor=(1.02, 1.0))
        self.ax_, self.axes_, self.figure_ = ax, np.array([ax]), ax.figure
        return self

    def _plane(self, ax: Any, theme: Theme) -> None:
        plane = self.geometry
        height = plane.values.max() - plane.loss.least
        levels = plane.loss.least + height * np.linspace(0.05, 1.0, 12) ** 2
        ax.contour(
            plane.first,
            plane.second,
            plane.values,
            levels,
            colors=theme.muted,
            linewidths=0.7,
            alpha=0.6,
        )
        ax.axhline(0.0, color=theme.muted, linewidth=0.8)
        ax.axvline(0.0, color=theme.muted, linewidth=0.8)
        ax.set_aspect("equal")
        ax.set(xlim=plane.first[[0, -1]], ylim=plane.second[[0, -1]])
        ax.set_xlabel(_coefficient_of(plane.terms[0]), parse_math=False)
        ax.set_ylabel(_coefficient_of(plane.terms[1]), parse_math=False)

    def _set(self, ax: Any, drawn: ConstraintSet, colour: str) -> Any:
        """Draw a set, its touching point and the contour through it."""
        plane = self.geometry
        ax.fill(*drawn.outline.T, color=colour, alpha=0.08)
        ax.plot(*drawn.outline.T, color=colour)
        if drawn.loss > plane.loss.least:
            ax.contour(
                plane.first,
                plane.second,
                plane.values,
                [drawn.loss],
                colors=colour,
                linewidths=1.0,
                linestyles="dashed",
            )
        (point,) = ax.plot(*drawn.solution, "o", color=colour, markersize=7, zorder=5)
        return point


class BiasVarianceDisplay:
    """Squared bias, variance and their sum over alpha.

    Parameters
    ----------
    result : BiasVariance

    Attributes
    ----------
    figure_, ax_, axes_
        The figure, its axes, and these in an array.
    """

    def __init__(self, result: BiasVariance):
        self.result = result

    @classmethod
    def from_result(cls, result: BiasVariance) -> "BiasVarianceDisplay":
        """Return the display of a result that is there."""
        return cls(result)

    @classmethod
    def from_estimator(
        cls, model: Any, X: Any, y: Any, sample_weight: Any = None, **settings: Any
    ) -> "BiasVarianceDisplay":
        """Return the display for the terms and the penalty of a fitted model.

        Parameters
        ----------
        model : PolynomialLasso or PolynomialLassoCV
        X, y : as in `fit`
        sample_weight : array-like of shape (n_samples,), default=None
        **settings
            Of `polylasso.lab.bias_variance`: alphas, n_resamples, seed, truth.
        """
        settings = {"l1_ratio": model.l1_ratio, **settings, **options_of(model)}
        return cls(bias_variance(X, y, sample_weight=sample_weight, **settings))

    def plot(self, ax: Any = None, theme: str = "light") -> "BiasVarianceDisplay":
        """Draw the three curves, alpha decreasing to the right, and mark the least error.

        The axis of errors is logarithmic if the error falls to less than a twentieth.

        Parameters
        ----------
        ax : Axes or None, default=None
        theme : {"light", "dark"}, default="light"

        Raises
        ------
        ValueError
            If there is no such theme.
        """
        result = self.result
        with themed(theme) as chosen:
            ax = new_axes(ax)
            bias_name = "squared bias" if result.knows_truth else "squared bias (holds the noise)"
            curves = {
                bias_name: result.squared_bias,
                "variance": result.variance,
                "sum: error on new rows": result.error,
            }
            for colour, (name, curve) in zip(chosen.cycle, curves.items(), strict=False):
                # Where there is hardly any variance the sum lies under the bias, and is seen.
                width = WIDE if curve is result.error else None
                _band(ax, result.alphas, curve, {"color": colour, "label": name, "lw": width})
            if result.knows_truth:
                ax.axhline(result.noise, color=chosen.muted, linestyle=":", label="noise (apart)")
            best = result.alphas[result.best]
            name = f"least: alpha {best:.3g}, {result.n_terms.value[result.best]:.3g} terms"
            ax.axvline(best, color=chosen.ink, linestyle="--", linewidth=1.0, label=name)
            ax.fill_between([], [], color=chosen.muted, alpha=0.4, label=BAND_NAME)
            if result.error.value.max() > STEEP * result.error.value.min():
                ax.set_yscale("log")
            else:
                ax.set_ylim(bottom=0.0)
            unit = f"units of {shortened(result.target_name)}, squared"
            ax.set_ylabel(f"mean square\n({unit})", parse_math=False)
            falling_alpha(ax, result.alphas)
            counts_above(ax, result.alphas, result.n_terms.value, "mean number of terms")
            ax.legend(
                loc="best", frameon=True, facecolor=chosen.ground, edgecolor="none", framealpha=0.85
            )
        self.ax_, self.axes_, self.figure_ = ax, np.array([ax]), ax.figure
        return self


def _band(ax: Any, alphas: np.ndarray, curve: Estimate, look: dict[str, Any]) -> None:
    """Draw a curve with the band of its Monte-Carlo error."""
    spread = BAND * curve.standard_error
    low, high = curve.value - spread, curve.value + spread
    ax.fill_between(alphas, low, high, color=look["color"], alpha=0.25, linewidth=0)
    marker = "o" if len(alphas) == 1 else None
    layer = 1.9 if look["lw"] else 2.0
    ax.plot(alphas, curve.value, marker=marker, zorder=layer, **look)


def _coefficient_of(term: Term) -> str:
    """Return the label of an axis, on two lines where the name is long."""
    name = shortened(str(term))
    return f"coefficient of{chr(10) if len(name) > FITS else ' '}{name}"


def _penalty_name(l1_ratio: float) -> str:
    names = {0.0: "ridge", 1.0: "lasso"}
    return names.get(float(l1_ratio), f"elastic net, l1_ratio {l1_ratio:.3g}")


def _set_name(drawn: ConstraintSet) -> str:
    lines = _penalty_name(drawn.l1_ratio).split(", ")
    lines.append(f"alpha {drawn.alpha:.3g}" if drawn.alpha > 0.0 else "holds least squares")
    return "\n".join([*lines, "at a corner"] if drawn.at_corner else lines)
