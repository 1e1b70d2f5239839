"""The display of effects."""

from dataclasses import replace

import numpy as np
import pytest

from polylasso.errors import DataError
from polylasso.plots import EffectDisplay
from polylasso.sources.table import Column, Table
from polylasso.terms import Variable
from tests.plots.images import check_image
from tests.plots.made import car_model, cars, fitted, model_without_terms


def wide_cars():
    """Return cars of which some consume more than any in training."""
    table, _ = cars()
    comb = table.column("comb").values.copy()
    comb[:10] += 6.0
    columns = (Column("comb", comb), *(c for c in table.columns if c.name != "comb"))
    return Table(columns, table.n_rows)


def many_levels(n_levels=40):
    """Return a model of a category with many levels, two of which matter."""
    levels = tuple(f"maker number {level}" for level in range(n_levels))
    fuel = Variable("fuel", "categorical", levels=levels)
    model = car_model()
    from polylasso.terms import Term

    terms = tuple(Term.parse(f"[fuel = maker number {k}]") for k in (3, 17))
    return replace(
        model, variables=(fuel, *model.variables[:3]), terms=terms, coef=np.array([5.0, -2.0])
    )


def test_effect_of_one():
    check_image(
        EffectDisplay.from_model(car_model(), cars()[0], "comb").plot().figure_, "effect_of_one"
    )


def test_outside_the_training_range():
    display = EffectDisplay.from_model(car_model(), wide_cars(), "comb").plot(theme="dark")
    check_image(display.figure_, "effect_outside")


def test_grid_of_the_largest():
    check_image(EffectDisplay.from_model(car_model(), cars()[0]).plot().figure_, "effect_grid")


def test_levels_are_points():
    display = EffectDisplay.from_model(many_levels(), None, "fuel").plot()
    check_image(display.figure_, "effect_levels")


def test_levels_that_differ_are_kept():
    display = EffectDisplay.from_model(many_levels(), None, "fuel").plot()
    labels = [text.get_text() for text in display.ax_.get_xticklabels()]
    assert len(labels) == 24
    assert {label.rsplit(" ", 1)[1] for label in labels} >= {"3", "17"}
    assert "24 of 40 levels" in display.ax_.get_xlabel()


def test_numbers_are_those_of_the_model():
    estimator, table, _ = fitted()
    display = EffectDisplay.from_estimator(estimator, table, "comb")
    (one,) = display.effects
    rows = Table(
        (
            Column("comb", one.grid.values),
            *(
                Column(name, np.full(one.grid.n_points, one.reference[name]))
                for name in ("engine (l)", "turbo")
                if name in one.reference
            ),
            Column("fuel", np.full(one.grid.n_points, 0), (one.reference["fuel"],)),
        ),
        one.grid.n_points,
    )
    np.testing.assert_allclose(one.predicted, estimator.model_.predict(rows), rtol=1e-12)


def test_the_order_asked_for():
    display = EffectDisplay.from_model(car_model(), None, ["turbo", "year", "fuel"])
    assert [one.grid.variable.name for one in display.effects] == ["turbo", "year", "fuel"]
    assert display.effects[1].span == 0.0
    display.plot()
    assert display.axes_.shape == (3,)


def test_a_model_without_terms_says_so():
    display = EffectDisplay.from_model(model_without_terms()).plot()
    assert "no term" in display.ax_.texts[0].get_text()


def test_arrays_have_the_names_of_the_fit():
    from polylasso import PolynomialLasso

    X = np.random.default_rng(0).normal(size=(50, 2))
    estimator = PolynomialLasso(0.01).fit(X, X[:, 0] * X[:, 1])
    display = EffectDisplay.from_estimator(estimator, X, "x1")
    assert display.effects[0].reference["x0"] == np.median(X[:, 0])


def test_axes_that_are_given():
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(1, 2)
    display = EffectDisplay.from_model(car_model(), None, ["comb", "fuel"]).plot(axes)
    assert display.axes_.tolist() == axes.tolist()
    assert [ax.get_ylabel() for ax in axes] == ["predicted co2 (g/km)"] * 2
    with pytest.raises(ValueError, match="2 axes"):
        display.plot(axes[0])


def test_unknown_variable():
    with pytest.raises(DataError, match="no variable 'cmb'"):
        EffectDisplay.from_model(car_model(), None, "cmb")


def test_theme_must_be_known():
    with pytest.raises(ValueError, match="'light', 'dark'"):
        EffectDisplay.from_model(car_model(), None, "comb").plot(theme="sepia")
