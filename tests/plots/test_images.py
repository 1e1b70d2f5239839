"""The comparison itself: it must see what it is there for."""

import pytest

from polylasso.plots import EffectDisplay
from tests.plots.images import check_image
from tests.plots.made import car_model, cars


def effect():
    return EffectDisplay.from_model(car_model(), cars()[0], "comb").plot()


def without_curve(display):
    display.ax_.lines[0].remove()


def in_another_colour(display):
    display.ax_.lines[0].set_color("#D55E00")


def without_labels(display):
    display.ax_.set_xlabel("")
    display.ax_.set_ylabel("")


def in_other_limits(display):
    display.ax_.set_ylim(0, 900)


@pytest.mark.parametrize(
    "spoil", [without_curve, in_another_colour, without_labels, in_other_limits]
)
def test_a_spoilt_picture_fails(spoil, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delenv("POLYLASSO_BASELINE", raising=False)
    display = effect()
    spoil(display)
    with pytest.raises(AssertionError, match="did not match"):
        check_image(display.figure_, "effect_of_one")
