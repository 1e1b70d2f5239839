"""How optimisers near the optimum: their gaps over iterations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from polylasso.lab import Race, Trace
from polylasso.plots.style import SIZE, Theme, new_axes, pyplot, themed
from polylasso.plots.text import without_mathematics

__all__ = ["Line", "TraceDisplay"]

# What is drawn, by the name of a trace's figure.
_QUANTITIES = {
    "gap": "gap to the certified optimum\n(share of the loss of the mean)",
    "objective": "objective (squared units of the target)",
}
_SUPPORT_SHARE = 0.45


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One trace in a picture.

    Parameters
    ----------
    label : str
        Lines of one label have one colour.
    trace : Trace
    dashed : bool, default=False
    """

    label: str
    trace: Trace
    dashed: bool = False


@dataclass(eq=False)
class TraceDisplay:
    """Gap or objective of optimisers over iterations, both on logarithmic axes.

    Parameters
    ----------
    lines : tuple of Line
    dashes : str, default=""
        What dashed lines are.
    gap : float or None, default=None
        That was to be reached, which is marked.

    Attributes
    ----------
    ax_ : matplotlib Axes
    support_ax_ : matplotlib Axes or None
        The panel of the numbers of terms.
    figure_ : matplotlib Figure

    Examples
    --------
    >>> from polylasso.datasets import load_diabetes
    >>> from polylasso.lab import FISTA, lasso_task
    >>> from polylasso.plots import TraceDisplay
    >>> diabetes = load_diabetes()
    >>> task = lasso_task(diabetes.data, diabetes.target)
    >>> display = TraceDisplay.from_trace(FISTA(gap=1e-6).minimise(task.problem))
    >>> display.quantity
    'gap'
    """

    lines: tuple[Line, ...]
    dashes: str = ""
    gap: float | None = None
    ax_: Any = field(init=False, repr=False)
    support_ax_: Any = field(init=False, repr=False, default=None)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_trace(cls, trace: Trace, label: str | None = None) -> "TraceDisplay":
        """Make the display of one trace, such as `trace_` of an estimator."""
        return cls((Line(label or trace.optimiser, trace),))

    @classmethod
    def from_traces(cls, traces: Mapping[str, Trace]) -> "TraceDisplay":
        """Make the display of several traces by their labels."""
        return cls(tuple(Line(label, trace) for label, trace in traces.items()))

    @classmethod
    def from_race(cls, race: Race) -> "TraceDisplay":
        """Make the display of a race; terms as they are have dashed lines."""
        lines = tuple(
            Line(runner.name, runner.trace, not runner.standardised) for runner in race.runners
        )
        return cls(lines, "terms in their own units", race.gap)

    @property
    def quantity(self) -> str:
        """The gap, if all traces know it, otherwise the objective."""
        known = all(np.isfinite(line.trace.gap).any() for line in self.lines)
        return "gap" if known else "objective"

    def plot(self, ax: Any = None, theme: str = "light", support: bool = False) -> "TraceDisplay":
        """Draw the traces.

        Parameters
        ----------
        ax : matplotlib Axes or pair of them, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"
        support : bool, default=False
            Whether a panel below shows how many terms there are.

        Returns
        -------
        TraceDisplay
            Itself, with `ax_`, `support_ax_` and `figure_`.

        Raises
        ------
        ValueError
            If the panel is asked for and `ax` is no pair.
        """
        with themed(theme) as look:
            self.ax_, self.support_ax_ = _panels(ax) if support else (new_axes(ax), None)
            self.figure_ = self.ax_.figure
            self._draw(self.ax_, self.quantity, look)
            self.ax_.set_yscale("log")
            self.ax_.set_ylabel(_QUANTITIES[self.quantity])
            self._draw_legend(look)
            if self.support_ax_ is not None:
                self._draw(self.support_ax_, "support_size", look)
                self.support_ax_.set_ylim(bottom=0)
                self.support_ax_.set_ylabel("terms other\nthan zero")
            (self.support_ax_ or self.ax_).set_xlabel("iteration")
        return self

    @property
    def _labels(self) -> list[str]:
        return list(dict.fromkeys(line.label for line in self.lines))

    def _colour(self, label: str, look: Theme) -> str:
        return look.cycle[self._labels.index(label) % len(look.cycle)]

    def _draw(self, ax: Any, quantity: str, look: Theme) -> None:
        for line in self.lines:
            trace = line.trace
            # A logarithm has no place for the start, nor for a gap below rounding error.
            values = np.asarray(getattr(trace, quantity), dtype=float)
            shown = trace.iterations > 0
            if quantity != "support_size":
                shown &= values > 0
            ax.plot(
                trace.iterations[shown],
                values[shown],
                "--" if line.dashed else "-",
                color=self._colour(line.label, look),
                linewidth=1.4,
            )
        ax.set_xscale("log")
        if quantity == "gap" and self.gap is not None:
            ax.axhline(self.gap, color=look.muted, linewidth=0.9, linestyle=":", zorder=1)

    def _draw_legend(self, look: Theme) -> None:
        from matplotlib.lines import Line2D

        handles = [
            Line2D([], [], color=self._colour(label, look), label=without_mathematics(label))
            for label in self._labels
        ]
        if any(line.dashed for line in self.lines):
            handles.append(Line2D([], [], color=look.ink, linestyle="--", label=self.dashes))
        if len(handles) == 1:
            self.ax_.set_title(without_mathematics(self._labels[0]), loc="left")
            return
        columns = 3 if len(handles) > 4 else 2
        self.ax_.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=columns)


def _panels(ax: Any) -> tuple[Any, Any]:
    """Return two axes, one above the other."""
    if ax is None:
        _, axes = pyplot().subplots(
            2,
            1,
            figsize=(SIZE[0], SIZE[1] * (1.0 + _SUPPORT_SHARE)),
            sharex=True,
            height_ratios=(1.0, _SUPPORT_SHARE),
            layout="constrained",
        )
        return tuple(axes)
    axes = tuple(np.asarray(ax, dtype=object).ravel())
    if len(axes) != 2:
        raise ValueError(f"ax must be two axes for two panels, got {len(axes)}")
    return axes
