"""What the explorer is given: the models of the path, their predictions and scores."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from polylasso import PolynomialLasso, PolynomialLassoCV
from polylasso.errors import DataError
from polylasso.explorer import Payload, Rows, payload
from polylasso.explorer.payload import MOST_POINTS
from polylasso.model import PolynomialModel
from polylasso.sources.table import Column, Table
from polylasso.terms import Term, Variable
from tests.explorer.made import HOSTILE, Reader, fitted, hostile
from tests.plots.made import cars


def read(given: Payload) -> Reader:
    return Reader(given.header, given.buffer)


def model_at(model, path, place):
    """Return the model of a path at one alpha."""
    coef = path.raw_coef[:, [place]].toarray().ravel()
    support = np.flatnonzero(coef)
    terms = tuple(path.terms[number] for number in support)
    return replace(
        model.model_, terms=terms, coef=coef[support], intercept=float(path.intercept[place])
    )


OPTIONS = (
    {},
    {"relax": True},
    {"basis": "legendre"},
    {"basis": "hermite"},
    {"extrapolation": "clip"},
    {"extrapolation": "error"},
    {"extrapolation": "nan"},
)


@pytest.mark.parametrize("options", OPTIONS)
def test_predictions_are_those_of_the_model_at_every_alpha(options):
    model, table, actual = fitted(**options)
    reader = read(model.explore(table, actual).payload)
    for track, path in zip(
        reader.header["tracks"], (model.blended_path_, model.path_), strict=False
    ):
        predicted = reader.predicted(track)
        for place in range(len(path.alphas)):
            own = model_at(model, path, place)
            policy = "nan" if own.extrapolation == "error" else own.extrapolation
            expected = replace(own, extrapolation=policy).predict(table)
            # They travel as float32.
            np.testing.assert_allclose(predicted[place], expected, rtol=2e-7, atol=1e-5)


@pytest.mark.parametrize("options", OPTIONS)
def test_coefficients_are_those_of_the_path(options):
    model, *_ = fitted(**options)
    reader = read(model.explore().payload)
    place = {term["label"]: number for number, term in enumerate(reader.header["terms"])}
    for track, path in zip(
        reader.header["tracks"], (model.blended_path_, model.path_), strict=False
    ):
        order = [place[term.label] for term in path.terms]
        for kind, known in (("raw", path.raw_coef), ("standardized", path.coef)):
            np.testing.assert_array_equal(reader.coefficients(track, kind)[order], known.toarray())
        np.testing.assert_array_equal(reader.numbers(track["intercept"]), path.intercept)


def test_at_the_chosen_alpha_stands_the_fitted_model():
    model, table, actual = fitted(relax=True)
    reader = read(model.explore(table, actual).payload)
    track = reader.header["tracks"][0]
    assert track["name"] == "fitted"
    coef = reader.coefficients(track)[:, track["chosen"]]
    labels = [term["label"] for term in reader.header["terms"]]
    found = {label: value for label, value in zip(labels, coef, strict=True) if value}
    assert found.keys() == {term.label for term in model.terms_}
    for term, value in zip(model.terms_, model.coef_, strict=True):
        assert found[term.label] == pytest.approx(value, rel=1e-9)
    rmse = np.sqrt(np.mean((model.predict(table) - actual) ** 2))
    assert reader.numbers(track["rmse"])[track["chosen"]] == pytest.approx(rmse, rel=1e-9)
    assert reader.numbers(track["r2"])[track["chosen"]] == pytest.approx(
        model.score(table, actual), rel=1e-9
    )


def test_scores_are_weighted():
    model, table, actual = fitted()
    weights = np.arange(len(actual)) % 3.0
    reader = read(model.explore(table, actual, sample_weight=weights).payload)
    track = reader.header["tracks"][0]
    assert reader.numbers(track["r2"])[track["chosen"]] == pytest.approx(
        model.score(table, actual, weights), rel=1e-9
    )


def test_the_curve_is_that_of_cross_validation():
    model, *_ = fitted()
    reader = read(model.explore().payload)
    curve = reader.header["tracks"][0]["curve"]
    mean = model.mse_path_.mean(axis=1)
    np.testing.assert_allclose(reader.numbers(curve["values"]), mean)
    assert curve["least"] == mean.argmin()
    assert curve["one_se"] == reader.header["tracks"][0]["chosen"]
    assert curve["bound"] == model.cv_bound_


def test_terms_come_in_the_order_in_which_they_enter():
    model, *_ = fitted(relax=False)
    reader = read(model.explore().payload)
    path = reader.coefficients(reader.header["tracks"][0])
    first = np.array([np.flatnonzero(line)[0] for line in path])
    assert (np.diff(first) >= 0).all()
    assert {Term.parse(term["label"]) for term in reader.header["terms"]} == set(model.path_.terms)


def test_missing_values_leave_rows_without_a_prediction():
    model, table, actual = fitted()
    comb = table.column("comb")
    broken = Column("comb", np.where(np.arange(150) < 3, np.nan, comb.values))
    columns = tuple(broken if column.name == "comb" else column for column in table.columns)
    rows = Rows(Table(columns, 150), actual)
    given = read(payload(model.path_, model.model_, model.alpha_, rows=rows))
    predicted = given.predicted(given.header["tracks"][0])
    # The largest alpha has no term, and so needs no column.
    assert np.isfinite(predicted[0]).all()
    assert np.isnan(predicted[-1, :3]).all()
    assert np.isfinite(predicted[-1, 3:]).all()


def test_of_many_rows_some_are_drawn_and_all_are_scored():
    model, _, _ = fitted()
    table, actual = cars(3 * MOST_POINTS, seed=2)
    reader = read(model.explore(table, actual).payload)
    track, rows = reader.header["tracks"][0], reader.header["rows"]
    assert (rows["count"], rows["drawn"]) == (3 * MOST_POINTS, MOST_POINTS)
    assert reader.numbers(track["r2"])[track["chosen"]] == pytest.approx(
        model.score(table, actual), rel=1e-9
    )


def test_json_is_the_header_and_the_buffer():
    model, table, actual = fitted()
    given = model.explore(table, actual).payload
    read_back = json.loads(given.to_json())
    buffer = read_back.pop("buffer")
    assert read_back == given.header
    np.testing.assert_array_equal(
        Reader(read_back, buffer).predicted(read_back["tracks"][0]),
        read(given).predicted(given.header["tracks"][0]),
    )


def test_json_is_safe_inside_a_script_element():
    model, table, target = hostile()
    text = model.explore(table, target).payload.to_json()
    assert not set("<>&") & set(text)
    assert json.loads(text)["target"]["name"] == f"{HOSTILE}</title>"


def test_an_optimiser_is_seen_step_by_step():
    table, co2 = cars()
    model = PolynomialLasso(0.5, solver="fista", tol=1e-4).fit(table, co2)
    reader = read(model.explore(table, co2).payload)
    (track,) = reader.header["tracks"]
    assert (track["name"], track["axis"]) == ("FISTA", "iteration")
    positions = reader.numbers(track["positions"])
    assert (positions[0], positions[-1]) == (0.0, model.n_iter_)
    np.testing.assert_allclose(reader.predicted(track)[-1], model.predict(table), rtol=1e-6)
    objective = reader.numbers(track["curve"]["values"])
    assert objective[-1] == pytest.approx(model.trace_.objective[-1])
    explained = reader.numbers(track["explained"])
    assert explained[-1] == pytest.approx(model.summary().r2, rel=1e-6)


def test_one_alpha_is_no_path():
    table, co2 = cars()
    with pytest.raises(ValueError, match="fit PolynomialLassoCV"):
        PolynomialLasso(0.5).fit(table, co2).explore()


def test_rows_without_a_target_are_refused():
    model, table, actual = fitted()
    with pytest.raises(ValueError, match="both X and y"):
        model.explore(table)
    with pytest.raises(ValueError, match="shape"):
        model.explore(table, actual, np.ones(3))


def test_nothing_to_explore_is_an_error():
    with pytest.raises(DataError, match="neither a path nor a trace"):
        payload(None, PolynomialModel((Variable("x"),), (), np.empty(0), 1.0))


def test_a_path_too_large_for_a_page_is_refused(monkeypatch):
    model, *_ = fitted()
    monkeypatch.setattr("polylasso.explorer.tracks.MOST_COEFFICIENTS", 10)
    with pytest.raises(DataError, match="max_terms"):
        model.explore()


def test_a_constant_target_has_a_path_of_nothing():
    rng = np.random.default_rng(0)
    with pytest.warns(match="constant"):
        model = PolynomialLassoCV().fit(rng.normal(size=(40, 2)), np.ones(40))
    reader = read(model.explore().payload)
    assert reader.header["terms"] == []


def test_every_field_is_documented():
    model, table, actual = fitted(relax=True)
    header = model.explore(table, actual).payload.header
    page = (Path(__file__).parents[2] / "docs" / "explorer.md").read_text(encoding="utf-8")
    track = header["tracks"][0]
    for field in {*header, *header["rows"], *track, *track["curve"]}:
        assert f"`{field}`" in page or f'"{field}"' in page, field
