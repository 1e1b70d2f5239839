"""Optimisers at work, as animated GIFs: the cost that falls, the coefficients that settle."""

import io
from collections.abc import Callable, Sequence
from os import PathLike
from typing import Any

import numpy as np

from polylasso.errors import MissingExtraError
from polylasso.lab import Trace
from polylasso.lab.frames import frames_of
from polylasso.plots.coefficients import CoefficientTraceDisplay
from polylasso.plots.style import SIZE, Theme, themed
from polylasso.sources.atomic import atomic_write

__all__ = ["animate_coefficients", "animate_cost"]

DPI = 80
# Milliseconds of a frame, and of the last.
FRAME, LAST = 90, 2500
# A GIF has few colours: those of the theme, and shades of them towards the ground for edges.
SHADES = (1.0, 0.8, 0.6, 0.4, 0.2)


def animate_cost(
    trace: Trace, path: str | PathLike, *, theme: str = "light", n_frames: int = 60
) -> None:
    """Write the animation of the gap, or of the objective if the gap is not known.

    Parameters
    ----------
    trace : Trace
    path : str or path-like
        A GIF.
    theme : {"light", "dark"}, default="light"
    n_frames : int, default=60
        Most frames, chosen evenly in progress, see `lab.frames.frames_of`.

    Raises
    ------
    MissingExtraError
        If matplotlib or Pillow is not installed.
    DataError
        If the file cannot be written.
    """
    known = bool(np.isfinite(trace.gap).all())
    values = trace.gap if known else trace.objective
    shown = np.flatnonzero((trace.iterations > 0) & (values > 0))
    with themed(theme) as look:
        figure, ax = _figure()
        ax.set_xscale("log")
        ax.set_yscale("log")
        _span(ax.set_xlim, trace.iterations[shown])
        _span(ax.set_ylim, values[shown])
        ax.set_xlabel("iteration")
        ax.set_ylabel(
            "gap to the certified optimum\n(share of the loss of the mean)"
            if known
            else "objective (squared units of the target)"
        )
        (line,) = ax.plot([], [], color=look.cycle[0], linewidth=1.8)
        (point,) = ax.plot([], [], "o", color=look.cycle[1], markersize=6)

        def show(place: int) -> None:
            past = shown[shown <= place]
            line.set_data(trace.iterations[past], values[past])
            point.set_data(trace.iterations[past[-1:]], values[past[-1:]])
            _tell(ax, trace, place)

        _write(figure, show, frames_of(trace, n_frames), look, path)


def animate_coefficients(
    trace: Trace,
    path: str | PathLike,
    terms: Sequence[str],
    *,
    optimum: np.ndarray | None = None,
    theme: str = "light",
    n_frames: int = 60,
) -> None:
    """Write the animation of the coefficients of the standardised terms.

    Parameters
    ----------
    trace : Trace
    path : str or path-like
        A GIF.
    terms : sequence of str
        Names, one per coefficient; those of the largest are shown.
    optimum : ndarray of shape (n_terms,), default=None
        Exact coefficients, which are marked at the right.
    theme : {"light", "dark"}, default="light"
    n_frames : int, default=60
        Most frames, chosen evenly in progress, see `lab.frames.frames_of`.

    Raises
    ------
    MissingExtraError
        If matplotlib or Pillow is not installed.
    DataError
        If the file cannot be written.
    ValueError
        If there are more or fewer names than coefficients.
    """
    display = CoefficientTraceDisplay(trace, terms, optimum)
    with themed(theme) as look:
        figure, ax = _figure()
        lines = display.frame(ax, look)

        def show(place: int) -> None:
            display.draw(lines, int(trace.iterations[place]))
            _tell(ax, trace, place)

        _write(figure, show, frames_of(trace, n_frames), look, path)


def _figure() -> tuple[Any, Any]:
    """Return a figure that no window manager knows of, and its axes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=SIZE, dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots()


def _tell(ax: Any, trace: Trace, place: int) -> None:
    gap = trace.gap[place]
    end = f"gap {gap:.1e}" if np.isfinite(gap) else f"objective {trace.objective[place]:.4g}"
    told = f"{trace.optimiser}: iteration {trace.iterations[place]:,}, {end}"
    ax.set_title(told, loc="left", fontsize=10)


def _span(set_limits: Callable[[float, float], object], values: np.ndarray) -> None:
    """Set the ends of a logarithmic axis."""
    low, high = (float(values.min()), float(values.max())) if values.size else (1.0, 10.0)
    room = max(high / low, 1.1) ** 0.03
    set_limits(low / room, high * room)


def _write(
    figure: Any,
    show: Callable[[int], None],
    places: np.ndarray,
    look: Theme,
    path: str | PathLike,
) -> None:
    """Draw the frames and write them."""
    image = _pillow()
    palette = image.new("P", (1, 1))
    palette.putpalette(_colours(look))
    frames = []
    for place in places:
        show(int(place))
        drawn = _drawn(figure, image)
        figure.set_layout_engine("none")  # that of the first frame serves all
        frames.append(drawn.quantize(palette=palette, dither=image.Dither.NONE))
    content = io.BytesIO()
    frames[0].save(
        content,
        format="GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[FRAME] * (len(frames) - 1) + [LAST],
        loop=0,
    )
    atomic_write(path, content.getvalue())


def _colours(look: Theme) -> list[int]:
    """Return red, green and blue of each colour, one after the other."""
    from matplotlib.colors import to_rgb

    ground = np.array(to_rgb(look.ground))
    colours = [ground]
    for name in (look.ink, look.muted, *look.cycle):
        colours += [ground + shade * (np.array(to_rgb(name)) - ground) for shade in SHADES]
    return np.rint(255.0 * np.array(colours)).astype(int).ravel().tolist()


def _drawn(figure: Any, image: Any) -> Any:
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    return image.frombuffer(
        "RGBA", (width, height), figure.canvas.buffer_rgba(), "raw", "RGBA", 0, 1
    ).convert("RGB")


def _pillow() -> Any:
    try:
        from PIL import Image
    except ImportError as error:
        raise MissingExtraError("animations need Pillow: pip install 'polylasso[plots]'") from error
    return Image
