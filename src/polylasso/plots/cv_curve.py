"""The curve of cross-validation, with its least error and the rule of one standard error."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.inspection import CVCurve, cv_curve
from polylasso.plots.panels import draw_legend, draw_title
from polylasso.plots.scales import log_alpha
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.plots.text import count_of, number, target_label

__all__ = ["CVCurveDisplay"]

# Above this ratio of errors only a logarithm shows where the curve is low.
WIDE = 20.0
# Counts of terms along the top.
MOST_COUNTS = 8


@dataclass(eq=False)
class CVCurveDisplay:
    """Error of cross-validation over alpha, the sparsest model at the left.

    Parameters
    ----------
    curve : CVCurve
    target_name : str, default="y"

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure

    Notes
    -----
    The curve is that of the chosen blend of lasso and refit, and so are its least error and the
    band of one standard error above it. With ``relax="auto"`` the rule looks at all blends, so
    that the chosen alpha may lie a little outside of the band of the one that is drawn.
    """

    curve: CVCurve
    target_name: str = "y"
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_estimator(cls, estimator: Any) -> "CVCurveDisplay":
        """Make the display of a fitted `PolynomialLassoCV`.

        Raises
        ------
        NotFittedError
            If it is not fitted.
        TypeError
            If it has not cross-validated, as `PolynomialLasso` does not.
        """
        from sklearn.utils.validation import check_is_fitted

        check_is_fitted(estimator)
        if not hasattr(estimator, "mse_path_"):
            raise TypeError(
                f"{type(estimator).__name__} does not cross-validate; pass a fitted "
                "PolynomialLassoCV"
            )
        curve = cv_curve(
            estimator.alphas_,
            estimator.mse_path_,
            estimator.alpha_,
            estimator.path_.n_terms,
            estimator.cv_bound_,
        )
        return cls(curve, estimator.model_.target_name)

    def plot(self, ax: Any = None, theme: str = "light") -> "CVCurveDisplay":
        """Draw the curve.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        CVCurveDisplay
            Itself, with `ax_` and `figure_`.
        """
        with themed(theme) as look:
            self.ax_ = new_axes(ax)
            self.figure_ = self.ax_.figure
            self._draw_curve(look)
            self._draw_frame(look, own_figure=ax is None)
            self._draw_counts(look)
        return self

    def _draw_curve(self, look: Theme) -> None:
        ax, curve = self.ax_, self.curve
        low, high = curve.mean - curve.standard_error, curve.mean + curve.standard_error
        line, band, mark = look.cycle[0], look.cycle[2], look.cycle[1]
        ax.axhspan(
            curve.mean[curve.least],
            curve.bound,
            color=band,
            alpha=0.28,
            linewidth=0,
            label="within one s.e. of the least",
        )
        ax.fill_between(curve.alphas, low, high, color=line, alpha=0.22, linewidth=0)
        ax.plot(curve.alphas, curve.mean, color=line, label="mean over the folds, with its s.e.")
        ax.plot(
            curve.alphas[curve.least],
            curve.mean[curve.least],
            "o",
            markerfacecolor="none",
            markeredgecolor=band,
            markersize=8,
            markeredgewidth=1.8,
            label="least",
        )
        ax.axvline(curve.alphas[curve.chosen], color=mark, linestyle=":", linewidth=1.4)
        ax.plot(
            curve.alphas[curve.chosen],
            curve.mean[curve.chosen],
            "D",
            color=mark,
            markersize=6,
            label="chosen",
        )

    def _draw_frame(self, look: Theme, own_figure: bool) -> None:
        ax, curve = self.ax_, self.curve
        if (curve.alphas > 0).all():
            log_alpha(ax, float(curve.alphas.min()), float(curve.alphas.max()))
        ax.invert_xaxis()
        error = curve.mean[np.isfinite(curve.mean)]
        if error.min() > 0 and error.max() > WIDE * error.min():
            ax.set_yscale("log")
        ax.set_xlabel("penalty alpha")
        ax.set_ylabel(f"mean squared error of {target_label(self.target_name)},\ncross-validated")
        # The error of the first, empty models is large: the curve leaves that corner free.
        draw_legend(ax, look, loc="upper right")
        chosen = f"chosen: alpha {number(curve.alphas[curve.chosen])}"
        if curve.n_terms.size:
            chosen += f", {count_of(int(curve.n_terms[curve.chosen]), 'term')}"
        title = f"{chosen}, error {number(curve.mean[curve.chosen])}"
        draw_title(ax, [title], own_figure=own_figure)

    def _draw_counts(self, look: Theme) -> None:
        """Write along the top how many terms the models have."""
        curve = self.curve
        if curve.n_terms.size == 0 or len(curve.alphas) < 2:
            return
        # Evenly along the grid, which is even along the axis.
        places = np.unique(np.linspace(0, len(curve.alphas) - 1, MOST_COUNTS).round().astype(int))
        top = self.ax_.secondary_xaxis("top")
        top.set_xticks(curve.alphas[places], [f"{curve.n_terms[place]:,}" for place in places])
        top.minorticks_off()
        top.set_xlabel("terms", fontsize=9)
        top.tick_params(length=2, colors=look.ink, labelsize=8)
        top.spines["top"].set_visible(False)
