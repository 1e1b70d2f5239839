"""The package as a whole: what it imports, and when."""

import subprocess
import sys

import pytest

from polylasso import plots
from polylasso.errors import MissingExtraError
from tests.plots.made import car_model


def test_matplotlib_is_imported_to_draw_only():
    code = (
        "import sys, polylasso.plots\n"
        "from tests.plots.made import car_model\n"
        "polylasso.plots.EffectDisplay.from_model(car_model(), None, 'comb')\n"
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_without_matplotlib_the_install_command_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(MissingExtraError, match=r"polylasso\[plots\]"):
        plots.EffectDisplay.from_model(car_model(), None, "comb").plot()


def test_public_names_are_there():
    assert all(hasattr(plots, name) for name in plots.__all__)


def test_a_picture_leaves_the_settings_of_matplotlib_alone():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    plots.EffectDisplay.from_model(car_model(), None, "comb").plot(theme="dark")
    assert dict(mpl.rcParams) == before


def test_ticks_made_later_are_in_the_theme():
    display = plots.EffectDisplay.from_model(car_model(), None, "comb").plot(theme="dark")
    display.ax_.set_xticks(range(4, 20))
    display.figure_.canvas.draw()
    assert {label.get_color() for label in display.ax_.get_xticklabels()} == {"#E8E8E8"}
