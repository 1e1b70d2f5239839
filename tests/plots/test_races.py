"""Pictures of races."""

from dataclasses import replace

import numpy as np
import pytest

from polylasso.lab.race import Race, Runner
from polylasso.plots.races import RaceDisplay
from tests.lab.traces import falling_trace
from tests.plots.images import check_image

pytest.importorskip("matplotlib").use("agg")


def runner(name, standardised, n_iter, ended):
    trace = falling_trace(lambda k: 1.0 / (1 + k), n_iter, name)
    return Runner(name, standardised, replace(trace, ended=ended))


def a_race():
    runners = (
        runner("gradient descent", True, 800, "gap"),
        runner("Adam", True, 150, "gap"),
        runner("FISTA", True, 40, "gap"),
        runner("gradient descent", False, 1000, "max_iter"),
        runner("Adam", False, 700, "gap"),
        runner("FISTA", False, 1000, "max_iter"),
    )
    return Race(runners, 1e-4, 1000, 0.1, 80, 9, 2, 50.0)


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_iterations_are_written_and_who_did_not_arrive_is_told():
    ax = RaceDisplay.from_race(a_race()).plot().ax_
    assert texts(ax) == ["800", "150", "40", "> 1,000", "700", "> 1,000"]
    assert "open: not reached" in ax.get_xlabel()


def test_who_did_not_arrive_has_an_open_mark():
    ax = RaceDisplay.from_race(a_race()).plot().ax_
    marks = [line for line in ax.get_lines() if len(line.get_xdata()) == 1]
    ground = ax.get_facecolor()
    from matplotlib.colors import same_color

    filled = [not same_color(mark.get_markerfacecolor(), ground) for mark in marks]
    assert filled == [True, True, True, False, True, False]


def test_lengths_are_iterations():
    ax = RaceDisplay.from_race(a_race()).plot().ax_
    lengths = [line.get_xdata()[-1] for line in ax.get_lines() if len(line.get_xdata()) == 2]
    assert np.array_equal(lengths, [800, 150, 40, 1000, 700, 1000])


def test_one_way_needs_no_second_row():
    runners = tuple(one for one in a_race().runners if one.standardised)
    ax = RaceDisplay.from_race(replace(a_race(), runners=runners)).plot().ax_
    assert [label.get_text() for label in ax.get_legend().get_texts()] == ["standardised terms"]
    assert "not reached" not in ax.get_xlabel()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_picture(theme):
    check_image(RaceDisplay.from_race(a_race()).plot(theme=theme).figure_, f"race_{theme}")
