"""Axes over alpha, and legends with plain names."""

import numpy as np
import pytest

from polylasso.plots.alpha_axes import (
    counts_above,
    falling_alpha,
    legend_below,
    panel_row,
    plain_legend,
    shortened,
)

plt = pytest.importorskip("matplotlib.pyplot", reason="matplotlib is not installed")


def test_alpha_falls_to_the_right_once_and_for_all():
    ax = plt.subplots()[1]
    for _ in range(2):
        falling_alpha(ax, np.array([10.0, 0.1]))
    assert ax.get_xlim() == (10.0, 0.1)
    assert ax.get_xscale() == "log"


def test_counts_stand_at_their_alphas():
    ax = plt.subplots()[1]
    alphas = np.geomspace(10, 0.1, 7)
    falling_alpha(ax, alphas)
    counts_above(ax, alphas, np.arange(7) * 1.5, "mean number of terms")
    (above,) = ax.child_axes
    np.testing.assert_allclose(above.get_xticks(), alphas[[0, 2, 4, 6]])
    assert [label.get_text() for label in above.get_xticklabels()] == ["0", "3", "6", "9"]


def test_large_counts_are_written_out():
    ax = plt.subplots()[1]
    counts_above(ax, np.array([1.0, 0.5]), np.array([99.5, 1544.7]), "terms")
    labels = ax.child_axes[0].get_xticklabels()
    assert [label.get_text() for label in labels] == ["99.5", "1,545"]


def test_a_legend_shows_names_as_they_are():
    ax = plt.subplots()[1]
    names = ["_hidden", "$a$ and $b$", "two\nlines"]
    plain_legend(ax, [ax.plot([0, 1])[0] for _ in names], names)
    texts = ax.get_legend().get_texts()
    assert [text.get_text() for text in texts] == names
    assert not any(text.get_parse_math() for text in texts)


@pytest.mark.parametrize(("letters", "columns"), [(3, 4), (30, 2), (40, 1)])
def test_a_legend_below_has_room_for_its_names(letters, columns):
    figure, ax = plt.subplots(figsize=(8, 3), layout="constrained")
    names = [f"{k}" * letters for k in range(4)]
    legend_below(figure, [ax.plot([0, 1])[0] for _ in names], names)
    figure.canvas.draw()
    (legend,) = figure.legends
    assert legend._ncols == columns
    assert legend.get_window_extent().width <= figure.bbox.width


def test_panels_are_made_or_taken():
    made = panel_row(None, 2)
    assert made[0].get_shared_y_axes().joined(*made)
    assert list(panel_row(list(made), 2)) == list(made)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain", "plain"),
        ("two\n lines", "two lines"),
        ("a" * 21 + "b" * 20, "a" * 19 + "…" + "b" * 20),
    ],
)
def test_names_are_shortened(name, shown):
    assert shortened(name) == shown
