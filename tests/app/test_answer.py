"""The answer to a form, without drawing it."""

import math
from dataclasses import replace

import pytest

from polylasso.app.answer import answer, beside_range, missing_names
from polylasso.inspection import point_baseline
from polylasso.job.form import Field
from polylasso.terms import Variable
from tests.plots.made import car_model

POINT = {"engine (l)": 3.0, "comb": 10.0, "turbo": 0.0, "fuel": "diesel"}


def ask(model=None, **changes):
    model = model or car_model()
    return answer(model, {**POINT, **changes}, point_baseline(model))


def test_a_prediction_with_its_parts():
    found = ask()
    assert found.predicted == 20 + 20 * 10 + 3 * 9 + 0.5 * 30
    assert (found.cautions, found.problem) == ((), "")
    assert found.parts.predicted == found.predicted


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("extend", "The polynomial goes on there"),
        ("clip", "The model computes with 20 instead"),
        ("hold", "The model computes with 20 instead"),
        ("linear", "in a straight line from 20"),
    ],
)
def test_outside_the_range_it_says_what_the_model_does(policy, words):
    found = ask(car_model(extrapolation=policy), comb=25.0)
    (caution,) = found.cautions
    assert caution.startswith("comb is 25, above its training range 4 to 20.")
    assert words in caution
    assert math.isfinite(found.predicted)


def test_a_held_prediction_is_told():
    found = ask(car_model(extrapolation="hold", target_range=(10.0, 200.0)))
    assert found.predicted == 200.0
    (caution,) = found.cautions
    assert caution == (
        "The formula gives 262, beyond anything seen in training. The prediction is held at 200."
    )


@pytest.mark.parametrize("policy", ["nan", "error"])
def test_where_the_model_does_not_predict(policy):
    found = ask(car_model(extrapolation=policy), comb=1.0)
    assert "comb is 1, below" in found.cautions[0]
    assert "does not predict there" in found.cautions[0]
    assert math.isnan(found.predicted)
    assert (found.parts, found.problem) == (None, "")


def test_a_label_that_was_not_seen():
    found = ask(car_model(unknown="baseline"), fuel="wood")
    assert found.cautions == (
        "fuel has a label that the model has not seen in training. "
        "It counts as none of the known ones.",
    )
    refused = ask(fuel="wood")
    assert "level not seen in training" in refused.problem
    assert refused.parts is None


def test_an_empty_field():
    found = ask(comb=None, turbo=None)
    assert found.problem == "Give a value for comb, turbo."
    assert math.isnan(found.predicted)
    assert missing_names(car_model(), {"comb": None}) == ["comb"]
    assert missing_names(car_model(missing="indicator"), {"comb": None}) == []


def test_an_empty_field_may_have_a_meaning():
    variables = tuple(replace(one, fill=8.0) for one in car_model().variables)
    model = car_model(missing="indicator")
    model = replace(model, variables=variables)
    assert ask(model, comb=None).predicted == ask(model, comb=8.0).predicted


def test_numbers_too_large_to_compute_with():
    found = ask(comb=1e308)
    assert "too large to compute with" in found.problem
    assert math.isnan(found.predicted)


def test_what_a_function_is_not_defined_for_is_said():
    variables = tuple(
        replace(one, transforms=("log",)) if one.name == "comb" else one
        for one in car_model().variables
    )
    from polylasso.terms import Term

    terms = tuple(map(Term.parse, ("log(comb)", "engine (l)")))
    model = replace(car_model(), variables=variables, terms=terms, coef=car_model().coef[:2])
    found = answer(model, {"engine (l)": 3.0, "comb": -1.0}, point_baseline(model))
    assert "needs values above 0" in found.problem


def test_beside_the_range_of_a_field():
    field = Field(Variable("x", lower=1.0, upper=2.0), 1.0)
    assert [beside_range(field, value) for value in (0.5, 1.0, 2.5, None)] == [
        True,
        False,
        True,
        False,
    ]
    assert not beside_range(Field(Variable("x"), "a", options=("a",)), "a")
