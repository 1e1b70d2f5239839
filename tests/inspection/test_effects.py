"""Effects are predictions, along one variable and over two."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from polylasso.errors import DataError
from polylasso.inspection import (
    effect,
    effects_by_size,
    joint_effect,
    limits_of,
    reference_point,
    strongest_pair,
)
from polylasso.model import PolynomialModel
from polylasso.terms import Term, Variable
from tests.inspection.models import models

VARIABLES = (
    Variable("a", lower=0.0, upper=2.0),
    Variable("b", lower=-1.0, upper=3.0),
    Variable("two", "binary", lower=0.0, upper=1.0),
    Variable("f", "categorical", levels=("p", "q", "r")),
    Variable("unused"),
)


def model_of(terms=("a^2", "a*b", "b*[f = q]", "two"), coef=(2.0, 1.0, -3.0, 0.5), **changes):
    parsed = tuple(map(Term.parse, terms))
    return PolynomialModel(VARIABLES, parsed, np.array(coef, float), 10.0, **changes)


def by_hand(a=1.0, b=1.0, two=0.0, f="p"):
    return 10 + 2 * a**2 + a * b - 3 * b * (f == "q") + 0.5 * two


def test_of_a_number():
    found = effect(model_of(), "a", {"b": 2.0, "f": "q"}, n_points=5)
    np.testing.assert_array_equal(found.grid.values, [0, 0.5, 1, 1.5, 2])
    expected = [by_hand(a, 2.0, f="q") for a in found.grid.values]
    np.testing.assert_allclose(found.predicted, expected, rtol=1e-14)
    assert found.span == pytest.approx(by_hand(2, 2) - by_hand(0, 2))


def test_of_two_values():
    found = effect(model_of(), "two")
    assert found.grid.values.tolist() == [0.0, 1.0]
    np.testing.assert_allclose(found.predicted, [by_hand(), by_hand(two=1)], rtol=1e-14)


def test_of_levels():
    found = effect(model_of(), "f")
    assert found.grid.labels == ("p", "q", "r")
    np.testing.assert_allclose(found.predicted, [by_hand(f=f) for f in "pqr"], rtol=1e-14)


def test_of_a_missing_value():
    variable = Variable("f", "categorical", levels=("p", "q"), missing=True)
    terms = (Term.parse("[f = q]"), Term.parse("[f is missing]"))
    model = PolynomialModel((variable,), terms, np.array([1.0, 5.0]), 0.0, missing="indicator")
    found = effect(model, "f")
    assert found.grid.labels == ("p", "q", "(missing)")
    assert found.predicted.tolist() == [0.0, 1.0, 5.0]


def test_a_variable_without_a_term_changes_nothing():
    assert effect(model_of(), "unused").span == 0.0


def test_points_outside_the_training_range_are_marked():
    found = effect(model_of(), "a", n_points=4, limits=(-1.0, 4.0))
    outside = (found.grid.values < 0) | (found.grid.values > 2)
    np.testing.assert_array_equal(found.grid.outside, outside)
    assert {0.0, 2.0} <= set(found.grid.values)
    assert found.span == effect(model_of(), "a", n_points=2).span


@pytest.mark.parametrize("policy", ["error", "nan"])
def test_where_the_model_does_not_extrapolate_it_is_nan(policy):
    found = effect(model_of(extrapolation=policy), "a", limits=(0.0, 3.0))
    np.testing.assert_array_equal(np.isnan(found.predicted), found.grid.outside)


def test_clipping_is_that_of_the_model():
    found = effect(model_of(extrapolation="clip"), "a", limits=(0.0, 3.0))
    assert (found.predicted[found.grid.outside] == by_hand(a=2.0)).all()


def test_over_two_variables():
    found = joint_effect(model_of(), ("f", "b"), {"a": 0.5}, n_points=3)
    expected = [[by_hand(0.5, b, f=f) for b in (-1, 1, 3)] for f in "pqr"]
    np.testing.assert_allclose(found.predicted, expected, rtol=1e-14)


def test_effects_that_add_up_do_not_interact():
    model = model_of(("a^2", "b", "two"), (1.0, 2.0, 3.0))
    assert joint_effect(model, ("a", "b")).interaction == pytest.approx(0.0, abs=1e-12)


def test_interaction_of_two_values():
    model = model_of(("two*[f = q]",), (4.0,))
    # Centred both ways, 4 in one of two times three cells.
    table = np.array([[0, 0, 0], [0, 4, 0]], float)
    table -= table.mean(axis=0)
    table -= table.mean(axis=1, keepdims=True)
    found = joint_effect(model, ("two", "f")).interaction
    assert found == pytest.approx(np.sqrt(np.mean(table**2)))


def test_the_largest_effects_come_first():
    names = [one.grid.variable.name for one in effects_by_size(model_of(), {"f": "q"})]
    assert names == ["a", "b", "f", "two"]


def test_the_strongest_pair_interacts_most():
    assert strongest_pair(model_of()) == ("b", "f")


def test_without_interaction_the_largest_effects_are_the_pair():
    model = model_of(("a", "b", "two"), (1.0, 2.0, 0.1))
    assert strongest_pair(model) == ("b", "a")


def test_limits_take_in_the_rows_but_not_all_the_way():
    variable = VARIABLES[0]
    assert limits_of(variable, np.array([0.5, 1.0])) == (0.0, 2.0)
    assert limits_of(variable, np.array([-0.5, np.nan, 2.25])) == (-0.5, 2.25)
    assert limits_of(variable, np.array([-1.0, -1.1, 1e9])) == (-1.0, 2.0)


def test_limits_stay_where_the_functions_are_defined():
    logged = replace(VARIABLES[0], transforms=("log",), lower=1.0)
    assert limits_of(logged, np.array([0.0, 0.75, -3.0])) == (0.75, 2.0)
    inverse = replace(logged, transforms=("reciprocal",), lower=0.5)
    assert limits_of(inverse, np.array([-0.2, 0.0, 0.4])) == (0.4, 2.0)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: effect(model_of(), "c"), "no variable 'c'"),
        (lambda: effect(model_of(), "a", {"f": "n"}), "no level 'n'"),
        (lambda: joint_effect(model_of(), ("a", "a")), "both are 'a'"),
        (lambda: strongest_pair(model_of(("a",), (1.0,))), "fewer than two"),
    ],
)
def test_what_cannot_be_asked(call, words):
    with pytest.raises(DataError, match=words):
        call()


@given(models())
@settings(max_examples=60)
def test_any_model_has_effects(model):
    for variable in model.active_variables:
        found = effect(model, variable.name, n_points=7)
        assert found.predicted.shape == found.grid.values.shape
        assert not found.grid.outside.any()


@given(models())
@settings(max_examples=40)
def test_an_effect_passes_through_the_reference(model):
    point = reference_point(model)
    spans = []
    for variable in model.active_variables:
        if variable.kind == "categorical" and variable.levels:
            found = effect(model, variable.name)
            spans.append(found.predicted[variable.levels.index(point[variable.name])])
    assert len(set(spans)) <= 1
