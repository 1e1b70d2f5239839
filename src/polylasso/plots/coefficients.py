"""How an optimiser's coefficients settle, beside the exact ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.lab import Trace
from polylasso.lab.frames import coefficients_at
from polylasso.plots.style import Theme, new_axes, themed
from polylasso.plots.text import elided_apart, without_mathematics

__all__ = ["CoefficientTraceDisplay"]

# Coefficients with a name and a colour; others are thin.
NAMED = 7
# So many lines are drawn at most.
MOST_LINES = 150
_LETTERS = 24
SIZE_WITH_LEGEND = (6.0, 5.6)


@dataclass(eq=False)
class CoefficientTraceDisplay:
    """Coefficients of the standardised terms over iterations, the largest with a name.

    Parameters
    ----------
    trace : Trace
    terms : sequence of str
        Names, one per coefficient.
    optimum : ndarray of shape (n_terms,) or None, default=None
        Exact coefficients, which are marked at the right.

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure

    Examples
    --------
    >>> from polylasso.datasets import load_diabetes
    >>> from polylasso.lab import FISTA, lasso_task
    >>> from polylasso.plots import CoefficientTraceDisplay
    >>> diabetes = load_diabetes()
    >>> task = lasso_task(diabetes.data, diabetes.target)
    >>> trace = FISTA(gap=1e-6).minimise(task.problem)
    >>> display = CoefficientTraceDisplay(trace, task.terms, task.solution)
    """

    trace: Trace
    terms: Sequence[str]
    optimum: np.ndarray | None = None
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    def __post_init__(self):
        n_coef = self.trace.coef.shape[1]
        if len(self.terms) != n_coef:
            raise ValueError(f"{len(self.terms)} terms for {n_coef} coefficients; pass a name each")

    def plot(self, ax: Any = None, theme: str = "light") -> "CoefficientTraceDisplay":
        """Draw the coefficients from the first step on.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        CoefficientTraceDisplay
            Itself, with `ax_` and `figure_`.
        """
        with themed(theme) as look:
            self.ax_ = new_axes(ax, SIZE_WITH_LEGEND)
            self.figure_ = self.ax_.figure
            lines = self.frame(self.ax_, look, below=True)
            self.draw(lines, int(self.trace.iterations[-1]))
        return self

    def frame(self, ax: Any, look: Theme, *, below: bool = False) -> dict[int, Any]:
        """Prepare axes of the whole trace, and return empty lines by coefficient.

        Parameters
        ----------
        ax : matplotlib Axes
        look : Theme
        below : bool, default=False
            Whether the names stand below the axes, or beside them.
        """
        iterations, coef = self._records
        shown = iterations > 0
        final = self.trace.final if self.optimum is None else self.optimum
        named = np.argsort(-np.abs(final), kind="stable")[:NAMED]
        largest = np.argsort(-np.abs(coef).max(axis=0), kind="stable")[:MOST_LINES]
        ax.set_xscale("log")
        _span(ax, iterations[shown])
        _margin(ax, np.append(coef[shown], final[None], axis=0))
        ax.axhline(0.0, color=look.muted, linewidth=0.8, zorder=1)
        ax.set_xlabel("iteration")
        ax.set_ylabel("coefficient of the standardised term")
        lines = _lines(ax, np.union1d(named, largest), named, look)
        letters = 2 * _LETTERS if below else _LETTERS
        labels = elided_apart([self.terms[term] for term in named], letters)
        for term, label in zip(named, labels, strict=True):
            lines[int(term)].set_label(_shown(label))
        if self.optimum is not None:
            _mark_optimum(ax, self.optimum, named, look)
        self._legend(ax, [lines[int(term)] for term in named], below)
        return lines

    def _legend(self, ax: Any, handles: list[Any], below: bool) -> None:
        title = "largest terms"
        if self.optimum is not None:
            title += f",{' ' if below else chr(10)}exact: \N{BLACK LEFT-POINTING TRIANGLE}"
        place = (
            {"loc": "upper left", "bbox_to_anchor": (0.0, -0.16)}
            if below
            else {"loc": "center left", "bbox_to_anchor": (1.01, 0.5)}
        )
        ax.legend(handles=handles, alignment="left", title=title, **place)

    def draw(self, lines: dict[int, Any], until: int) -> None:
        """Give the lines of a frame their points, up to an iteration."""
        iterations, coef = self._records
        past = (iterations > 0) & (iterations <= until)
        for number, line in lines.items():
            line.set_data(iterations[past], coef[past, number])

    @property
    def _records(self) -> tuple[np.ndarray, np.ndarray]:
        iterations = self.trace.iterations
        return iterations, coefficients_at(self.trace, iterations)


def _lines(ax: Any, drawn: np.ndarray, named: np.ndarray, look: Theme) -> dict[int, Any]:
    """Return empty lines by coefficient; those of the largest have colours."""
    colours = {int(term): look.cycle[rank] for rank, term in enumerate(named)}
    lines = {}
    for number in map(int, drawn):
        is_named = number in colours
        (lines[number],) = ax.plot(
            [],
            [],
            color=colours.get(number, look.muted),
            linewidth=1.6 if is_named else 0.6,
            zorder=3 if is_named else 2,
        )
    return lines


def _mark_optimum(ax: Any, optimum: np.ndarray, named: np.ndarray, look: Theme) -> None:
    for rank, term in enumerate(named):
        ax.plot(
            [1.0],
            [optimum[term]],
            "<",
            color=look.cycle[rank],
            markersize=6,
            transform=ax.get_yaxis_transform(),
            clip_on=False,
            zorder=4,
        )


def _span(ax: Any, iterations: np.ndarray) -> None:
    """Set the ends of the logarithmic axis."""
    low, high = (float(iterations[0]), float(iterations[-1])) if iterations.size else (1.0, 10.0)
    room = max(high / low, 1.1) ** 0.03
    ax.set_xlim(low / room, high * room)


def _margin(ax: Any, values: np.ndarray) -> None:
    """Set the ends of the linear axis."""
    low, high = float(values.min()), float(values.max())
    room = 0.04 * (high - low) or 1.0
    ax.set_ylim(low - room, high + room)


def _shown(label: str) -> str:
    """Return a label that matplotlib shows as it is, on one line."""
    shown = without_mathematics(" ".join(label.split()))
    return f" {shown}" if shown.startswith("_") else shown  # legends leave such out
