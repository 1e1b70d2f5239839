"""The predictor in JavaScript against PolynomialModel, on random models and rows of all kinds."""

import json
import math
import re
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from polylasso.errors import DataError
from polylasso.model import EXTRAPOLATIONS, PolynomialModel
from polylasso.modelfile import SavedModel, to_json
from polylasso.sources.labels import label_of
from polylasso.sources.table import Column, Table
from polylasso.terms import Atom, Term, Variable
from tests.inspection.models import models
from tests.terms.strategies import texts

# The last bits of log and pow, of which a product of up to twelve factors may take each one.
ROUNDING = 1e-12
ENTRY = """([file, rows, changes]) => {
    const model = polylassoPredictor.read(file);
    const one = (row) => {
        try { return model.predict(row, changes); }
        catch (error) {
            if (!(error instanceof polylassoPredictor.DataError)) throw error;
            return { error: error.message, column: error.column };
        }
    };
    const spelt = (key, value) =>
        typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
    return JSON.stringify(JSON.parse(rows).map(one), spelt);
}"""


# The page is made for each test function; no example leaves anything in it.
suppressed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def page(chromium):
    page = chromium.new_page()
    script = files("polylasso.space") / "assets" / "predictor.js"
    page.add_script_tag(content=script.read_text(encoding="utf-8"))
    yield page
    page.close()


def in_javascript(page, model, rows, **changes):
    file = to_json(SavedModel(model, {}, {}, {}, {}, "0.1.0"))
    text = json.dumps([{**row} for row in rows])
    # Values, not names: what JSON lacks is read from 1e999, and NaN is a cell without a value.
    text = re.sub(r'(?<=": )(-?)Infinity', r"\g<1>1e999", text)
    text = re.sub(r'(?<=": )NaN', "null", text)
    return json.loads(page.evaluate(ENTRY, [json.loads(json.dumps(file)), text, changes]))


def table_of(row):
    return Table(tuple(_column(name, cell) for name, cell in row.items()), 1)


def _column(name, cell):
    if cell is None or (isinstance(cell, float | int) and not isinstance(cell, bool)):
        return Column(name, np.array([np.nan if cell is None else float(cell)]))
    label = str(cell)
    return Column(name, np.array([0]), (label,))


@st.composite
def cells(draw, variable):
    if draw(st.integers(0, 9)) == 0:
        return None
    if variable.kind == "categorical":
        other = (
            st.text(max_size=3) | st.integers(-5, 5) | st.floats(allow_nan=False) | st.booleans()
        )
        return draw(st.sampled_from(variable.levels) if draw(st.integers(0, 4)) else other)
    width = variable.upper - variable.lower
    inside = st.floats(variable.lower, variable.upper)
    anywhere = st.floats(variable.lower - 2 * width, variable.upper + 2 * width)
    edges = st.sampled_from([variable.lower, variable.upper, 0.0, -1.0])
    rare = st.just("text") if draw(st.integers(0, 30)) == 0 else anywhere
    return draw(inside | inside | anywhere | edges | rare)


@st.composite
def cases(draw):
    model = draw(models())
    scale = 2.0 ** draw(st.sampled_from([0, 0, 0, 40, 200, -40, -200]))
    model = rescaled(model, scale)
    row = st.fixed_dictionaries({v.name: cells(v) for v in model.variables})
    return model, draw(st.lists(row, min_size=4, max_size=12))


def rescaled(model, scale):
    """Return the model with columns in other units; those with transforms keep theirs."""
    moved = {v.name for v in model.variables if v.transforms == ("identity",)}

    def degree_of(term):
        return sum(
            atom.degree for atom in term.atoms if atom.kind == "power" and atom.variable in moved
        )

    def of(variable):
        if variable.kind == "categorical" or variable.transforms != ("identity",):
            return variable
        fill, lower, upper = (scale * n for n in (variable.fill, variable.lower, variable.upper))
        return replace(variable, lower=lower, upper=upper, fill=fill)

    degrees = np.array([degree_of(term) for term in model.terms])
    with np.errstate(over="ignore"):
        coef = np.ldexp(model.coef, (-math.log2(scale) * degrees).astype(int))
    assume(np.isfinite(coef).all())
    return replace(model, variables=tuple(map(of, model.variables)), coef=coef)


def check(page, model, rows):
    for row, found in zip(rows, in_javascript(page, model, rows), strict=True):
        table = table_of(row)
        expected = predicted(model, table)
        assert ("error" in found) == (expected is None), (row, expected, found)
        if expected is not None:
            compare(model, table, expected, found)


def predicted(model, table):
    """Return the prediction of one row; None where it is refused."""
    try:
        with np.errstate(all="ignore"):  # far out of range powers overflow, in both
            return model.predict(table)[0]
    except DataError:
        return None


def compare(model, table, expected, found):
    value, parts = float(found["value"]), [float(part) for part in found["contributions"]]
    outside = [v.name for v in model.active_variables if out_of_range(model, table, v)]
    assert found["outside"] == outside
    if not math.isfinite(expected):
        assert repr(value) == repr(float(expected))
        return
    with np.errstate(all="ignore"):
        size = abs(model.intercept) + sum(map(abs, parts))
    assert value == pytest.approx(expected, rel=0, abs=ROUNDING * size)
    total = model.intercept
    for part in parts:
        total += part
    free, held = total, float(found["held"])
    if model.extrapolation == "hold":
        total = min(max(total, model.target_range[0]), model.target_range[1])
    assert total == value
    assert held == (value - free if value != free else 0.0)


def out_of_range(model, table, variable):
    """Return whether one variable is out of range, by the mask of a model with it alone."""
    atom = next(a for t in model.terms for a in t.atoms if a.variable == variable.name)
    alone = replace(model, variables=(variable,), terms=(Term((atom,)),), coef=np.ones(1))
    return bool(alone.out_of_range(table)[0])


@settings(suppressed, max_examples=200)
@given(cases())
def test_same_answers_as_python(page, case):
    check(page, *case)


@settings(suppressed, max_examples=50)
@given(cases(), st.sampled_from(EXTRAPOLATIONS), st.sampled_from(["error", "baseline"]))
def test_other_policies_than_the_file_has(page, case, extrapolation, unknown):
    model, rows = case
    changed = replace(model, extrapolation=extrapolation, unknown=unknown)
    found = in_javascript(page, model, rows, extrapolation=extrapolation, unknown=unknown)
    assert found == in_javascript(page, changed, rows)


EXACT = (
    Variable("a", transforms=("identity", "sqrt", "reciprocal"), lower=0.3, upper=7.7),
    Variable("b", lower=-1e150, upper=3e150, moments=((1e149, 7e149),)),
    Variable("f", "categorical", levels=("p", "q")),
)
EXACT_TERMS = (
    "a^7",
    "sqrt(a)^3*b",
    "reciprocal(a)*[f = q]",
    "legendre(b, 9)*legendre(a, 2)",
    "a*b^2",
    "hermite(b, 5)",
)


@suppressed
@given(st.floats(0.01, 20), st.floats(-9e150, 9e150), st.sampled_from("pq"))
def test_without_logarithms_every_bit_agrees(page, a, b, f):
    coef = np.array([1 / 3, 1e-151, -7.1, 0.1, 1e-300, 0.3])
    model = PolynomialModel(EXACT, tuple(map(Term.parse, EXACT_TERMS)), coef, 0.7)
    for policy in ("extend", "clip"):
        row = {"a": a, "b": b, "f": f}
        (found,) = in_javascript(page, model, [row], extrapolation=policy)
        expected = replace(model, extrapolation=policy).predict(table_of(row))[0]
        assert float(found["value"]) == expected


def test_scales_are_exact_powers_of_two(page):
    """Down to subnormal coefficients and up to the largest number."""
    exponents = range(-1074, 1024)
    script = (
        "([k]) => k.map((e) => { const m = polylassoPredictor.read({polylasso_model: '1.0', "
        "target: 'y', intercept: 0, missing: 'error', unknown: 'error', extrapolation: 'extend', "
        "variables: [{name: 'x', kind: 'numeric', levels: [], transforms: ['identity'], "
        "missing: false, degree: null, lower: 0, upper: 2 ** e, fill: null}], "
        "terms: [{term: 'x', coefficient: 1.5}]}); return m.terms[0].scaled; })"
    )
    found = page.evaluate(script, [list(exponents)])
    expected = [math.ldexp(1.5, e + 1) if e < 1023 else math.inf for e in exponents]
    assert list(map(float, found)) == expected


@suppressed
@given(st.lists(st.floats(allow_nan=False), min_size=20, max_size=20))
@example([0.0, -0.0, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 5e-324, 2.0**53, 1e22])
def test_numbers_are_spelt_as_labels_are(page, numbers):
    text = json.dumps(numbers).replace("-Infinity", "-1e999").replace("Infinity", "1e999")
    found = page.evaluate("(text) => JSON.parse(text).map(polylassoPredictor.labelOf)", text)
    assert found == [label_of(number) for number in numbers]


@suppressed
@given(st.data())
def test_any_name_is_read_from_a_label(page, data):
    names = data.draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    levels = tuple(data.draw(st.lists(texts, min_size=3, max_size=5, unique=True)))
    columns = tuple(Variable(name, "categorical", levels=levels, missing=True) for name in names)
    level = data.draw(st.sampled_from(levels))
    factors = [Atom(name, "level", level=level) for name in names[1:]]
    term = Term((Atom(names[0], "missing"), *factors))
    model = PolynomialModel(columns, (term,), np.ones(1), 0.0, "y", "indicator")
    row = {names[0]: None, **dict.fromkeys(names[1:], level)}
    (found,) = in_javascript(page, model, [row])
    assert found["value"] == 1


@pytest.mark.parametrize(
    "name", ["__proto__", "constructor", "toString", "value", "\ud800", "☃", ""]
)
def test_names_that_objects_have_already(page, name):
    model = PolynomialModel(
        (Variable(name, lower=0.0),), (Term((Atom(name, "power", 1),)),), np.ones(1), 0.0
    )
    (found, absent) = in_javascript(page, model, [{name: 2.5}, {"other": 1}])
    assert absent["column"] == name
    assert found == {
        "value": 2.5,
        "contributions": [2.5],
        "held": 0,
        "outside": [name],
        "missing": [],
    }
    assert "needed but not there" in absent["error"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("file.polylasso_model = '2.0'", "no polylasso model file of version 1"),
        ("file = null", "no polylasso model file of version 1"),
        ("file.missing = 'guess'", "missing is unknown: guess"),
        ("file.terms[0].term = 'x*'", "is not the name of a term"),
        ("file.terms[0].term = 'x^2^2'", "is not the name of a term"),
        ("file.terms[0].term = '`x'", "is not the name of a term"),
        ("file.terms[0].term = 'exp(x)'", "is of no variable"),
        ("file.terms[0].term = '[x = 1]'", "is of no variable"),
        ("file.terms[0].term = '[x is missing]'", "is of no variable"),
    ],
)
def test_other_files_are_refused(page, change, message):
    model = PolynomialModel((Variable("x"),), (Term.parse("x"),), np.ones(1), 0.0)
    text = to_json(SavedModel(model, {}, {}, {}, {}, "0.1.0"))
    script = (
        f"(text) => {{ let file = JSON.parse(text); {change}; "
        "try { polylassoPredictor.read(file) } "
        "catch (error) { return [error.constructor.name, error.message] } }"
    )
    kind, found = page.evaluate(script, text)
    assert kind == "ModelFileError"
    assert message in found


def test_contributions_and_outside_are_named(page):
    columns = (Variable("x", lower=0.0, upper=1.0), Variable("f", "categorical", levels=("a", "b")))
    terms = tuple(map(Term.parse, ("x", "[f = b]")))
    model = PolynomialModel(columns, terms, np.array([2.0, 3.0]), 1.0, unknown="baseline")
    rows = [{"x": 0.5, "f": "b"}, {"x": 1.5, "f": "c"}]
    inside, outside = in_javascript(page, model, rows)
    assert inside == {"value": 5, "contributions": [1, 3], "held": 0, "outside": [], "missing": []}
    assert outside == {
        "value": 4,
        "contributions": [3, 0],
        "held": 0,
        "outside": ["x", "f"],
        "missing": [],
    }
