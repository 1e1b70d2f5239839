"""Pictures of traces."""

import numpy as np
import pytest

from polylasso.lab.race import Race, Runner
from polylasso.plots.traces import TraceDisplay
from tests.lab.traces import falling_trace
from tests.plots.images import check_image

pytest.importorskip("matplotlib").use("agg")


@pytest.fixture(autouse=True)
def _no_figures_left():
    yield
    import matplotlib.pyplot as plt

    plt.close("all")


def two_traces():
    return {
        "Adam": falling_trace(lambda k: 0.3 * np.exp(-k / 120) + 1e-4 * (2 + np.sin(k))),
        "gradient descent": falling_trace(lambda k: 0.5 / (1 + 0.1 * k)),
    }


def a_race():
    traces = two_traces()
    runners = [Runner(name, True, trace) for name, trace in traces.items()]
    slow = falling_trace(lambda k: 0.5 / (1 + 0.002 * k))
    runners.append(Runner("gradient descent", False, slow))
    return Race(tuple(runners), 1e-3, 1000, 0.1, 80, 9, 2, 50.0)


def test_one_trace_draws_its_gap():
    trace = two_traces()["Adam"]
    ax = TraceDisplay.from_trace(trace).plot().ax_
    (line,) = ax.get_lines()
    assert np.array_equal(line.get_xdata(), trace.iterations[1:])
    assert np.array_equal(line.get_ydata(), trace.gap[1:])
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")


def test_objective_is_drawn_where_no_gap_is_known():
    trace = falling_trace(lambda k: 1.0 / (1 + k), known=False)
    display = TraceDisplay.from_trace(trace).plot()
    assert display.quantity == "objective"
    assert "objective" in display.ax_.get_ylabel()
    assert np.array_equal(display.ax_.get_lines()[0].get_ydata(), trace.objective[1:])


def test_a_gap_below_rounding_is_left_out():
    trace = falling_trace(lambda k: np.where(k > 500, -1e-17, 1.0 / (1 + k)))
    line = TraceDisplay.from_trace(trace).plot().ax_.get_lines()[0]
    assert line.get_xdata().max() <= 500


def test_traces_have_their_labels():
    ax = TraceDisplay.from_traces(two_traces()).plot().ax_
    assert [text.get_text() for text in ax.get_legend().get_texts()] == list(two_traces())


def test_a_race_has_dashes_for_own_units_and_one_colour_per_optimiser():
    lines = TraceDisplay.from_race(a_race()).plot().ax_.get_lines()
    assert [line.get_linestyle() for line in lines[:3]] == ["-", "-", "--"]
    assert lines[1].get_color() == lines[2].get_color() != lines[0].get_color()


def test_panel_of_supports():
    trace = two_traces()["Adam"]
    display = TraceDisplay.from_trace(trace).plot(support=True)
    assert np.array_equal(display.support_ax_.get_lines()[0].get_ydata(), trace.support_size[1:])
    assert display.support_ax_.get_xlabel() == "iteration"


def test_axes_that_are_given_are_used():
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(2)
    display = TraceDisplay.from_traces(two_traces()).plot(axes, support=True)
    assert (display.ax_, display.support_ax_) == tuple(axes)


def test_a_panel_needs_two_axes():
    import matplotlib.pyplot as plt

    with pytest.raises(ValueError, match="two axes"):
        TraceDisplay.from_traces(two_traces()).plot(plt.subplots()[1], support=True)


def test_a_dollar_sign_is_no_mathematics():
    figure = TraceDisplay.from_trace(two_traces()["Adam"], "cost in $ and $").plot().figure_
    figure.canvas.draw()
    assert figure.axes[0].get_title(loc="left") == r"cost in \$ and \$"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_picture_of_a_race(theme):
    check_image(TraceDisplay.from_race(a_race()).plot(theme=theme).figure_, f"traces_{theme}")


def test_picture_with_supports():
    display = TraceDisplay.from_traces(two_traces()).plot(support=True)
    check_image(display.figure_, "traces_support")
