"""How pictures look: colours that the colour-blind can tell apart, on light and on dark ground."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from polylasso.errors import MissingExtraError

__all__ = ["DARK", "LIGHT", "SIZE", "THEMES", "Theme", "new_axes", "new_grid", "pyplot", "themed"]

# Inches: readable at the width of a column of text.
SIZE = (6.0, 4.0)
# Okabe and Ito (Color universal design, 2008): distinct for all kinds of colour vision.
_LIGHT_CYCLE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_DARK_CYCLE = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#F0E442", "#FFFFFF")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a picture.

    Parameters
    ----------
    name : {"light", "dark"}
    ground, ink, muted : str
        Background, text and lines, and what shall not draw the eye.
    cycle : tuple of str
        Colours of data, in the order in which they are used.
    """

    name: str
    ground: str
    ink: str
    muted: str
    cycle: tuple[str, ...]


LIGHT = Theme("light", "#FFFFFF", "#222222", "#8A8A8A", _LIGHT_CYCLE)
DARK = Theme("dark", "#14171C", "#E8E8E8", "#8A8F98", _DARK_CYCLE)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def pyplot() -> Any:
    """Return matplotlib.pyplot.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    try:
        import matplotlib.pyplot as plt
    except ImportError as error:
        raise MissingExtraError(
            "pictures need matplotlib: pip install 'polylasso[plots]'"
        ) from error
    return plt


@contextmanager
def themed(theme: str = "light") -> Iterator[Theme]:
    """Draw what is drawn inside the block in a theme.

    Parameters
    ----------
    theme : {"light", "dark"}, default="light"

    Raises
    ------
    ValueError
        If there is no such theme.
    """
    if theme not in THEMES:
        raise ValueError(f"theme must be one of {', '.join(map(repr, THEMES))}, got {theme!r}")
    chosen = THEMES[theme]
    plt = pyplot()
    with plt.rc_context(_settings(chosen)):
        yield chosen
        # The backend of a notebook becomes interactive with the first figure, which is perhaps
        # drawn here: to take that back would leave all later pictures out.
        is_interactive = plt.isinteractive()
    if is_interactive:
        plt.ion()


def new_axes(ax: Any = None, size: tuple[float, float] = SIZE) -> Any:
    """Return the axes that were given, or those of a new figure."""
    if ax is not None:
        return ax
    return new_grid(1, 1, size)[0, 0]


def new_grid(n_rows: int, n_columns: int, size: tuple[float, float] = SIZE, **shared: Any) -> Any:
    """Return the axes of a new figure, an array of shape (n_rows, n_columns).

    Parameters
    ----------
    n_rows, n_columns : int
    size : pair of float
        Inches.
    **shared
        sharex and sharey of matplotlib.
    """
    plt = pyplot()
    _, axes = plt.subplots(
        n_rows, n_columns, figsize=size, layout="constrained", squeeze=False, **shared
    )
    for ax in axes.flat:
        _keep_colours(ax, plt.rcParams)
    return axes


def _keep_colours(ax: Any, settings: Any) -> None:
    """Fix what ticks look like: matplotlib makes some of them later, outside of the theme."""
    for axis in ("x", "y"):
        ax.tick_params(
            axis=axis,
            which="both",
            color=settings["axes.edgecolor"],
            labelcolor=settings[f"{axis}tick.color"],
            labelsize=settings[f"{axis}tick.labelsize"],
        )


def _settings(theme: Theme) -> dict[str, Any]:
    from cycler import cycler

    return {
        "figure.facecolor": theme.ground,
        "savefig.facecolor": theme.ground,
        "axes.facecolor": theme.ground,
        "axes.edgecolor": theme.muted,
        "axes.labelcolor": theme.ink,
        "axes.titlecolor": theme.ink,
        "axes.prop_cycle": cycler(color=theme.cycle),
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 11,
        "axes.labelsize": 10,
        "text.color": theme.ink,
        "xtick.color": theme.ink,
        "ytick.color": theme.ink,
        "xtick.labelsize": 9,
        "ytick.labelsize": 9,
        "legend.fontsize": 9,
        "legend.frameon": False,
        "font.family": "DejaVu Sans",
        "lines.linewidth": 1.6,
        "savefig.dpi": 150,
    }
