"""Names in pictures: as they are, apart, and short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso.plots import ActualPredictedDisplay, SurfaceDisplay
from polylasso.plots.text import (
    elided,
    elided_apart,
    held_at,
    legend_label,
    literal,
    number,
    term_labels,
)
from polylasso.terms import Term
from tests.plots.images import check_image

NASTY = [
    "price $ per $ unit",
    "_hidden",
    r"a\$b$c",
    "x_1^2",
    "{b}",
    "$",
    "$$",
    "two\nlines\tand tab",
]


def shown(text):
    """Return what matplotlib makes of text, or fail if it takes it for mathematics."""
    from matplotlib.text import Text

    written, is_mathematics = Text()._preprocess_math(text)
    assert is_mathematics is False
    return written


@pytest.mark.parametrize("name", NASTY)
def test_names_are_never_mathematics(name):
    assert shown(literal(name)) == " ".join(name.split())


@given(st.text())
def test_any_name_is_one_line_without_mathematics(name):
    assert "\n" not in literal(name)
    shown(literal(name))


@pytest.mark.parametrize("name", NASTY)
def test_axes_show_names_as_they_are(name):
    display = ActualPredictedDisplay.from_predictions([1.0, 2.0], [1.0, 2.0], target_name=name)
    display.plot().figure_.canvas.draw()
    assert shown(display.ax_.get_ylabel()) == f"actual {' '.join(name.split())}"


def test_a_legend_has_all_levels():
    assert not legend_label("_hidden").startswith("_")
    assert legend_label("plain") == "plain"


def test_nasty_names_in_a_picture():
    import numpy as np

    from polylasso.model import PolynomialModel
    from polylasso.terms import Atom, Variable

    variables = (
        Variable("cost in $ or $/unit_1"),
        Variable("_kind_", "categorical", levels=("_a", "$b$", "c_{2}")),
    )
    terms = (
        Term((Atom(variables[0].name, "power"),)),
        Term((Atom("_kind_", "level", level="$b$"),)),
        Term((Atom("_kind_", "level", level="_a"),)),
    )
    model = PolynomialModel(variables, terms, np.array([1.0, 0.5, -1.0]), 0.0, "$y_{t}$")
    check_image(SurfaceDisplay.from_model(model).plot().figure_, "nasty_names")


def test_a_long_name_keeps_both_ends():
    assert elided("short", 10) == "short"
    assert elided("abcdefghijkl", 7) == "abc…jkl"


def test_the_end_begins_with_a_word():
    assert elided("Fuel Consumption Comb (L/100 km)", 28, 0.5) == "Fuel Consump…Comb (L/100 km)"


@given(st.text(min_size=1), st.integers(5, 40), st.sampled_from([0.3, 0.5, 0.75]))
def test_cut_names_are_short_enough(text, most, share):
    assert len(elided(text, most, share)) <= most


def test_names_that_differ_stay_apart():
    names = [f"Fuel Consumption {part} (L/100 km)" for part in ("City", "Hwy", "Comb")]
    assert len(set(elided_apart(names, 22))) == 3


def test_terms_that_differ_stay_apart():
    names = [f"Fuel Consumption {part} (L/100 km)" for part in ("City", "Hwy", "Comb")]
    terms = [Term.parse(f"{name}*[Fuel Type = {fuel}]") for name in names for fuel in "DE"]
    labels = term_labels(terms, 30)
    assert len(set(labels)) == 6
    assert max(map(len, labels)) <= 36


def test_where_others_are_held():
    reference = {"a": 1.23456, "b": "left", "c": 2.0}
    assert held_at(reference, ["c"]) == "others at a = 1.235, b = left"
    assert held_at(reference, [], most=1) == "others at a = 1.235, and 2 more"
    assert held_at({}, []) == ""


def test_numbers_have_a_minus_sign():
    assert number(-0.5) == "\N{MINUS SIGN}0.5"
