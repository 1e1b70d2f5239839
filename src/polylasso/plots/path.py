"""The coefficients along the path of alphas."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.path import Path
from polylasso.plots.panels import draw_title, say_nothing_to_draw
from polylasso.plots.scales import log_alpha
from polylasso.plots.spread import spread
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.plots.text import count_of, number, target_label, term_labels

__all__ = ["CoefficientPathDisplay"]

# Names of terms that fit beside the picture.
MOST_NAMED = 8


@dataclass(eq=False)
class CoefficientPathDisplay:
    """Coefficients of the standardised terms over alpha, the sparsest model at the left.

    Parameters
    ----------
    path : Path
    alpha : float or None, default=None
        The chosen alpha, which is marked.
    target_name : str or None, default=None

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure

    Examples
    --------
    >>> from polylasso import polynomial_lasso_path
    >>> from polylasso.datasets import load_diabetes
    >>> from polylasso.plots import CoefficientPathDisplay
    >>> diabetes = load_diabetes()
    >>> path = polynomial_lasso_path(diabetes.data, diabetes.target, degree=1)
    >>> display = CoefficientPathDisplay.from_path(path, alpha=2.0)
    >>> display.path.n_candidate_terms
    10
    """

    path: Path
    alpha: float | None = None
    target_name: str | None = None
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_path(
        cls, path: Path, alpha: float | None = None, target_name: str | None = None
    ) -> "CoefficientPathDisplay":
        """Make the display of a path, such as `polynomial_lasso_path` returns."""
        return cls(path, alpha, target_name)

    @classmethod
    def from_estimator(cls, estimator: Any) -> "CoefficientPathDisplay":
        """Make the display of a fitted `PolynomialLassoCV`.

        Raises
        ------
        NotFittedError
            If it is not fitted.
        TypeError
            If it keeps no path, as `PolynomialLasso` does not.
        """
        from sklearn.utils.validation import check_is_fitted

        check_is_fitted(estimator)
        if not hasattr(estimator, "path_"):
            raise TypeError(
                f"{type(estimator).__name__} keeps no path; pass a fitted PolynomialLassoCV, or "
                "that of polynomial_lasso_path to from_path"
            )
        return cls(estimator.path_, estimator.alpha_, estimator.model_.target_name)

    def plot(self, ax: Any = None, theme: str = "light") -> "CoefficientPathDisplay":
        """Draw the path.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        CoefficientPathDisplay
            Itself, with `ax_` and `figure_`.
        """
        with themed(theme) as look:
            self.ax_ = new_axes(ax)
            self.figure_ = self.ax_.figure
            shown = self.path.alphas > 0  # a logarithm has no place for zero
            if self.path.terms and shown.any():
                self._draw_lines(look, shown)
            else:
                say_nothing_to_draw(self.ax_, "no term at any alpha", look)
            self._draw_frame(look, own_figure=ax is None)
        return self

    def _draw_lines(self, look: Theme, shown: np.ndarray) -> None:
        alphas = self.path.alphas[shown]
        coef = self.path.coef.toarray()[:, shown]
        named = self._named(coef, alphas)
        rank = {int(term): place for place, term in enumerate(named)}
        for term, line in enumerate(coef):
            colour = look.cycle[rank[term] % len(look.cycle)] if term in rank else look.muted
            style = "--" if rank.get(term, 0) >= len(look.cycle) else "-"
            # The others lie below, thin.
            width, order, opacity = (1.6, 3, 1.0) if term in rank else (0.7, 2, 0.6)
            self.ax_.plot(
                alphas,
                _where_in_model(line),
                style,
                color=colour,
                linewidth=width,
                zorder=order,
                alpha=opacity,
            )
        log_alpha(self.ax_, float(alphas.min()), float(alphas.max()))
        self.ax_.set_xlim(*_ends(alphas))
        self._name_lines(look, coef[named, -1], named)

    def _named(self, coef: np.ndarray, alphas: np.ndarray) -> np.ndarray:
        """Return the largest terms at the chosen alpha, then those at the end of the path."""
        chosen = len(alphas) - 1 if self.alpha is None else np.argmin(np.abs(alphas - self.alpha))
        order = np.lexsort((-np.abs(coef[:, -1]), -np.abs(coef[:, chosen])))
        return order[:MOST_NAMED]

    def _name_lines(self, look: Theme, ends: np.ndarray, named: np.ndarray) -> None:
        labels = term_labels([self.path.terms[term] for term in named], 30)
        low, high = self.ax_.get_ylim()
        places = spread(ends, 0.052 * (high - low), low, high)
        for place, (label, height) in enumerate(zip(labels, places, strict=True)):
            self.ax_.annotate(
                label,
                (1.015, height),
                xycoords=self.ax_.get_yaxis_transform(),
                color=look.cycle[place % len(look.cycle)],
                fontsize=8,
                va="center",
                annotation_clip=False,
            )

    def _draw_frame(self, look: Theme, own_figure: bool) -> None:
        ax, path = self.ax_, self.path
        ax.axhline(0.0, color=look.muted, linewidth=0.8, zorder=1)
        ax.set_xlabel("penalty alpha")
        unit = "" if self.target_name is None else f"\n(units of {target_label(self.target_name)})"
        ax.set_ylabel(f"coefficient of the standardised term{unit}")
        candidates = count_of(path.n_candidate_terms, "candidate")
        title = f"{count_of(len(path.terms), 'term')} in the path, of {candidates}"
        if self.alpha is not None and self.alpha > 0:
            ax.axvline(self.alpha, color=look.ink, linewidth=1.0, linestyle=":", zorder=4)
            count = path.n_terms[int(np.argmin(np.abs(path.alphas - self.alpha)))]
            title += f"; {count:,} at the chosen alpha {number(self.alpha)}"
        draw_title(ax, [title], own_figure=own_figure)


def _where_in_model(line: np.ndarray) -> np.ndarray:
    """Return a line without its zeros, but for those next to another number."""
    zero = line == 0.0
    beside = np.zeros(len(line), dtype=bool)
    beside[1:] |= ~zero[:-1]
    beside[:-1] |= ~zero[1:]
    return np.where(zero & ~beside, np.nan, line)


def _ends(alphas: np.ndarray) -> tuple[float, float]:
    """Return the ends of the axis, the largest alpha first; one alpha gets some room."""
    high, low = float(alphas.max()), float(alphas.min())
    return (high, low) if high > low else (high * 2.0, high / 2.0)
