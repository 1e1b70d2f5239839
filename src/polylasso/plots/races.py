"""Who came how far in a race of optimisers."""

from dataclasses import dataclass, field
from typing import Any

from polylasso.lab import Race
from polylasso.plots.style import Theme, new_axes, themed

__all__ = ["RaceDisplay"]

_WAYS = {True: ("o", "standardised terms"), False: ("s", "terms in their own units")}
# Rows of the two kinds lie so far apart, in rows of the optimisers.
_APART = 0.34


@dataclass(eq=False)
class RaceDisplay:
    """Iterations of each optimiser to the gap, on standardised terms and on terms as they are.

    An optimiser that did not arrive has an open mark at the most iterations.

    Parameters
    ----------
    race : Race

    Attributes
    ----------
    ax_ : matplotlib Axes
    figure_ : matplotlib Figure
    """

    race: Race
    ax_: Any = field(init=False, repr=False)
    figure_: Any = field(init=False, repr=False)

    @classmethod
    def from_race(cls, race: Race) -> "RaceDisplay":
        """Make the display of a race."""
        return cls(race)

    def plot(self, ax: Any = None, theme: str = "light") -> "RaceDisplay":
        """Draw the race.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; None makes a figure.
        theme : {"light", "dark"}, default="light"

        Returns
        -------
        RaceDisplay
            Itself, with `ax_` and `figure_`.
        """
        with themed(theme) as look:
            self.ax_ = new_axes(ax)
            self.figure_ = self.ax_.figure
            ways = [way for way in _WAYS if any(one.standardised is way for one in self._runners)]
            for way in ways:
                self._draw_way(way, look, len(ways) > 1)
            self._draw_frame(ways, look)
        return self

    @property
    def _runners(self) -> tuple[Any, ...]:
        return self.race.runners

    def _draw_way(self, way: bool, look: Theme, is_one_of_two: bool) -> None:
        shift = (0.5 if not way else -0.5) * _APART if is_one_of_two else 0.0
        colour = look.cycle[0] if way else look.cycle[1]
        for place, name in enumerate(self.race.names):
            found = [one for one in self._runners if (one.name, one.standardised) == (name, way)]
            for runner in found:
                self._draw_runner(runner.iterations, place + shift, _WAYS[way][0], colour, look)

    def _draw_runner(
        self, iterations: int | None, height: float, mark: str, colour: str, look: Theme
    ) -> None:
        arrived = iterations is not None
        length = iterations if arrived else self.race.max_iter
        face = colour if arrived else look.ground
        self.ax_.plot([1, length], [height, height], color=colour, linewidth=1.2, alpha=0.6)
        self.ax_.plot(
            length, height, mark, color=colour, markerfacecolor=face, markersize=7, zorder=3
        )
        told = f"{length:,}" if arrived else f"> {length:,}"
        self.ax_.annotate(
            told,
            (length, height),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=look.ink if arrived else look.muted,
        )

    def _draw_frame(self, ways: list[bool], look: Theme) -> None:
        from matplotlib.lines import Line2D

        ax, race = self.ax_, self.race
        ax.set_xscale("log")
        # Room for the figures at the right.
        ax.set_xlim(1, race.max_iter**1.28)
        ax.set_yticks(range(len(race.names)), [name.replace(", ", "\n") for name in race.names])
        ax.set_ylim(len(race.names) - 0.4, -0.6)
        ax.tick_params(axis="y", length=0)
        late = any(one.iterations is None for one in self._runners)
        note = " (open: not reached)" if late else ""
        ax.set_xlabel(f"iterations to a gap of {race.gap:g}{note}")
        handles = [
            Line2D(
                [],
                [],
                color=look.cycle[0 if way else 1],
                marker=_WAYS[way][0],
                label=_WAYS[way][1],
            )
            for way in ways
        ]
        ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3)
