"""The form of a model, without drawing it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from polylasso.inspection import table_at
from polylasso.job import Selected
from polylasso.job.form import Field, examples_of, fields_of, fingerprint
from polylasso.sources.table import Column
from polylasso.terms import Term, Variable
from tests.inspection.models import models
from tests.plots.made import FUELS, car_model, cars


def by_name(fields):
    return {one.variable.name: one for one in fields}


def selected(table, target):
    return Selected(table, Column("co2 (g/km)", target), None, None)


def test_fields_are_those_of_columns_with_a_term():
    fields = by_name(fields_of(car_model(), cars()[0]))
    assert list(fields) == ["engine (l)", "comb", "turbo", "fuel"]
    assert fields["fuel"].options == FUELS
    assert fields["turbo"].labels == ("0", "1")
    assert fields["comb"].default == pytest.approx(np.median(cars()[0].column("comb").values))


def test_decimals_are_those_of_the_rows():
    table = cars()[0]
    rounded = tuple(
        Column(one.name, np.round(one.values, 1)) if one.name == "comb" else one
        for one in table.columns
    )
    field = by_name(fields_of(car_model(), replace(table, columns=rounded)))["comb"]
    assert (field.decimals, field.format, field.range_in_words) == (1, "%.1f", "4 to 20")


def test_without_rows_the_range_tells_how_fine_a_number_is():
    fields = by_name(fields_of(car_model()))
    assert (fields["comb"].default, fields["comb"].decimals) == (12.0, 2)
    assert fields["fuel"].default == "diesel"


@pytest.mark.parametrize(
    ("lower", "upper", "decimals", "step"),
    [(4.0, 26.1, 1, 0.5), (3.0, 16.0, 0, 1.0), (0.0, 1e-9, 6, 2e-11), (0.0, 1e6, 0, 20000.0)],
)
def test_a_click_moves_by_a_round_number(lower, upper, decimals, step):
    field = Field(Variable("x", lower=lower, upper=upper), lower, decimals)
    assert field.step == pytest.approx(step)


def test_tiny_numbers_are_not_rounded_away():
    variable = Variable("x", lower=1e-9, upper=5e-9)
    model = replace(car_model(), variables=(variable,), terms=(Term.parse("x"),), coef=np.ones(1))
    (field,) = fields_of(model)
    assert field.default == pytest.approx(3e-9)
    assert field.format == "%.6g"


def test_what_a_model_allows_can_be_chosen():
    lenient = replace(car_model(), unknown="baseline", missing="indicator")
    field = by_name(fields_of(lenient))["fuel"]
    assert field.labels == (*FUELS, "(another)", "(missing)")
    assert field.options[-2:] == ("(another)", None)
    assert by_name(fields_of(lenient))["turbo"].options == (0.0, 1.0, None)


def test_a_level_may_be_called_as_the_other_option():
    levels = ("(another)", "b", "c")
    model = replace(
        car_model(unknown="baseline"),
        variables=(Variable("f", "categorical", levels=levels),),
        terms=(Term.parse("[f = b]"),),
        coef=np.ones(1),
    )
    assert fields_of(model)[0].options == (*levels, "((another))")


@given(models())
@settings(max_examples=50)
def test_the_first_values_can_be_predicted_and_are_options(model):
    fields = fields_of(model)
    for field in fields:
        assert not field.options or field.default in field.options
        assert field.step > 0.0
    point = {field.variable.name: field.default for field in fields}
    assert np.isfinite(model.predict(table_at(model, point))).all()


def test_examples_are_small_middling_and_large():
    table, actual = cars()
    found = examples_of(car_model(), selected(table, actual))
    assert len(found) == 3
    assert [one.actual for one in found] == sorted(one.actual for one in found)
    row = int(np.flatnonzero(actual == found[1].actual)[0])
    assert found[1].point["comb"] == table.column("comb").values[row]
    assert found[1].point["fuel"] in FUELS


def test_examples_can_be_put_into_the_form():
    table, actual = cars()
    narrow = replace(
        car_model(),
        variables=tuple(
            replace(one, upper=6.0) if one.name == "comb" else one for one in car_model().variables
        ),
    )
    for example in examples_of(narrow, selected(table, actual)):
        assert example.point["comb"] <= 6.0


def test_few_rows_have_few_examples():
    table, actual = cars(2)
    assert len(examples_of(car_model(), selected(table, actual))) == 2
    assert examples_of(car_model(), selected(*cars(0))) == ()


def test_fingerprints_tell_models_apart():
    assert fingerprint(car_model()) == fingerprint(car_model())
    others = [replace(car_model(), intercept=1.0), replace(car_model(), coef=np.zeros(5))]
    assert len({fingerprint(one) for one in (car_model(), *others)}) == 3
