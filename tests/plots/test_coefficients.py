"""Pictures of coefficients that settle."""

import numpy as np
import pytest

from polylasso.plots.coefficients import CoefficientTraceDisplay
from tests.lab.traces import falling_trace

pytest.importorskip("matplotlib").use("agg")
TERMS = ("x0", "_cost $x$*x1", "x2^2")


@pytest.fixture(autouse=True)
def _no_figures_left():
    yield
    import matplotlib.pyplot as plt

    plt.close("all")


@pytest.fixture
def trace():
    return falling_trace(lambda k: 0.5 * np.exp(-k / 60) + 1e-5)


def test_a_line_per_coefficient_from_the_first_step(trace):
    optimum = np.array([4.0, -2.5, 0.5])
    ax = CoefficientTraceDisplay(trace, TERMS, optimum).plot().ax_
    lines = [line for line in ax.get_lines() if len(line.get_xdata()) > 2]
    assert len(lines) == 3
    for number, line in enumerate(lines):
        assert line.get_xdata()[0] == 1
        assert line.get_ydata()[-1] == trace.final[number]
    marks = [line.get_ydata()[0] for line in ax.get_lines() if line.get_marker() == "<"]
    assert sorted(marks) == sorted(optimum)


def test_names_are_shown_as_they_are(trace):
    legend = CoefficientTraceDisplay(trace, TERMS).plot().ax_.get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["x0", r" _cost \$x\$*x1", "x2^2"]


def test_long_names_that_differ_in_the_middle_stay_apart():
    trace = falling_trace(lambda k: 1.0 / (1 + k))
    names = [f"{'a' * 30}{letter}{'b' * 30}" for letter in "xyz"]
    legend = CoefficientTraceDisplay(trace, names).plot().ax_.get_legend()
    assert len({text.get_text() for text in legend.get_texts()}) == 3


def test_a_trace_of_one_record_is_drawn(trace):
    short = falling_trace(lambda k: 1.0 / (1 + k), n_iter=1)
    assert CoefficientTraceDisplay(short, TERMS).plot(theme="dark").figure_ is not None


def test_a_name_for_each(trace):
    with pytest.raises(ValueError, match="2 terms for 3 coefficients"):
        CoefficientTraceDisplay(trace, TERMS[:2])
