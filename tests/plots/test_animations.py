"""Animations: few frames, small files, the last frame tells the end."""

import numpy as np
import pytest

from polylasso.errors import DataError, MissingExtraError
from polylasso.plots.animations import animate_coefficients, animate_cost
from tests.lab.traces import falling_trace

pytest.importorskip("matplotlib").use("agg")
Image = pytest.importorskip("PIL.Image")
TERMS = ("x0", "x0*x1", "x2^2")


@pytest.fixture
def trace():
    return falling_trace(lambda k: 0.5 * np.exp(-k / 60) + 1e-5)


def frames(path):
    with Image.open(path) as image:
        found = []
        for number in range(image.n_frames):
            image.seek(number)
            found.append(np.asarray(image.convert("RGB"), dtype=int))
    return found


def test_cost(trace, tmp_path):
    path = tmp_path / "cost.gif"
    animate_cost(trace, path, n_frames=8)
    drawn = frames(path)
    assert 6 <= len(drawn) <= 9
    assert drawn[0].shape == (320, 480, 3)
    assert path.stat().st_size < 200_000


def test_the_line_grows(trace, tmp_path):
    path = tmp_path / "cost.gif"
    animate_cost(trace, path, n_frames=6)
    blue = [np.count_nonzero((f == (0x00, 0x72, 0xB2)).all(axis=2)) for f in frames(path)]
    assert blue == sorted(blue)
    assert blue[-1] > 1.5 * blue[1]


def test_objective_is_shown_where_no_gap_is_known(tmp_path):
    path = tmp_path / "cost.gif"
    animate_cost(falling_trace(lambda k: 1 / (1 + k), known=False), path, n_frames=4)
    assert len(frames(path)) >= 3


@pytest.mark.parametrize(("theme", "ground"), [("light", 0xFF), ("dark", 0x14)])
def test_coefficients_in_both_themes(trace, tmp_path, theme, ground):
    path = tmp_path / "coef.gif"
    optimum = np.array([4.0, -2.5, 0.5])
    animate_coefficients(trace, path, TERMS, optimum=optimum, theme=theme, n_frames=4)
    assert frames(path)[0][0, 0, 0] == ground


def test_sixty_frames_are_below_a_megabyte(trace, tmp_path):
    path = tmp_path / "coef.gif"
    animate_coefficients(trace, path, TERMS)
    assert path.stat().st_size < 1_000_000
    assert 30 <= len(frames(path)) <= 61


def test_names_must_be_as_many_as_coefficients(trace, tmp_path):
    with pytest.raises(ValueError, match="2 terms for 3 coefficients"):
        animate_coefficients(trace, tmp_path / "coef.gif", TERMS[:2])


def test_long_names_and_signs_are_shown_as_they_are(trace, tmp_path):
    names = ("price ($) of a very long name, in $", "_hidden", "x")
    animate_coefficients(trace, tmp_path / "coef.gif", names, n_frames=2)


def test_a_folder_that_is_not_there(trace, tmp_path):
    with pytest.raises(DataError, match="there is no folder"):
        animate_cost(trace, tmp_path / "nowhere" / "cost.gif", n_frames=2)


def test_nothing_is_left_where_writing_fails(trace, tmp_path):
    folder = tmp_path / "cost.gif"
    folder.mkdir()
    with pytest.raises(DataError):
        animate_cost(trace, folder, n_frames=2)
    assert [path.name for path in tmp_path.iterdir()] == ["cost.gif"]


def test_no_figure_is_left_open(trace, tmp_path):
    import matplotlib.pyplot as plt

    animate_cost(trace, tmp_path / "cost.gif", n_frames=2)
    assert plt.get_fignums() == []


def test_without_pillow(trace, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "PIL", None)
    with pytest.raises(MissingExtraError, match=r"polylasso\[plots\]"):
        animate_cost(trace, tmp_path / "cost.gif", n_frames=2)
