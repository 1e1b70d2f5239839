"""Scripts of Python, run."""

import ast
import runpy
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polylasso import load_diabetes
from polylasso.calls import Source, python_call
from polylasso.calls.parameters import literal
from polylasso.errors import DataError
from polylasso.job import ColumnChoice, FitSettings, fit_table
from tests.calls.nasty import FILE, PLAIN, SETTINGS

LITERALS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def run_script(text, folder, monkeypatch, tmp_path):
    monkeypatch.chdir(folder)
    script = tmp_path / "script.py"
    script.write_text(text, encoding="utf-8")
    return runpy.run_path(str(script))["model"]


def assert_same(model, estimator):
    assert [str(term) for term in model.terms_] == [str(term) for term in estimator.terms_]
    np.testing.assert_array_equal(model.coef_, estimator.coef_)
    assert model.intercept_ == estimator.intercept_


@pytest.mark.filterwarnings(
    # The fits here warn of what the table is made to have: few rows beside many levels.
    "ignore::polylasso.errors.PolylassoWarning"
)
@pytest.mark.parametrize("name", SETTINGS)
def test_script_gives_the_same_model(name, folder, fitted, monkeypatch, tmp_path, capsys):
    text = python_call(SETTINGS[name], Source(FILE))
    done = fitted(SETTINGS[name])
    assert_same(run_script(text, folder, monkeypatch, tmp_path), done.estimator)
    printed = capsys.readouterr().out
    assert done.estimator.formula() in printed
    if done.held_out is not None:
        assert repr(done.scores["model"]) in printed


def test_script_runs_on_its_own(folder, fitted):
    text = python_call(PLAIN, Source(FILE))
    ended = subprocess.run(
        [sys.executable, "-c", text], cwd=folder, capture_output=True, text=True, check=True
    )
    assert fitted(PLAIN).estimator.formula() in ended.stdout


def test_only_what_is_no_default_is_written():
    text = python_call(PLAIN, Source("cars.csv"))
    assert 'model = PolynomialLassoCV(unknown="baseline", random_state=42)' in text
    assert "rule" not in text
    assert "relax" not in text


def test_a_table_of_the_library_is_loaded(monkeypatch, tmp_path):
    diabetes = load_diabetes()
    settings = FitSettings(ColumnChoice(diabetes.target_name))
    text = python_call(settings, Source("diabetes.csv", "load_diabetes"))
    assert "diabetes.csv" not in text
    model = run_script(text, tmp_path, monkeypatch, tmp_path)
    assert_same(model, fit_table(diabetes.table, settings).estimator)


def test_numbers_of_a_table_of_the_library_become_labels(monkeypatch, tmp_path):
    diabetes = load_diabetes()
    settings = FitSettings(ColumnChoice(diabetes.target_name), {"categorical": ("sex",)})
    text = python_call(settings, Source("diabetes.csv", "load_diabetes"))
    model = run_script(text, tmp_path, monkeypatch, tmp_path)
    assert_same(model, fit_table(diabetes.table, settings).estimator)


@given(name=st.text(min_size=1), file=st.text(min_size=1))
def test_any_name_is_written_as_it_is(name, file):
    columns = ColumnChoice(name, (name,), (name,), name, name)
    settings = FitSettings(columns, {"categorical": (name,), "transform": {name: (name,)}})
    tree = ast.parse(python_call(settings, Source(file)))
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {name, file} <= strings


@given(value=LITERALS)
def test_literals_read_back(value):
    assert eval(literal(value)) == value


@pytest.mark.parametrize("value", [np.float64(0.5), np.int64(3), np.array([1.5, 2.0])])
def test_numbers_of_numpy_are_plain(value):
    assert ast.literal_eval(literal(value)) == value.tolist()


def test_a_function_cannot_be_written():
    settings = FitSettings(ColumnChoice("y"), {"penalty_factor": lambda term: 1.0})
    with pytest.raises(DataError, match="penalty_factor is a function"):
        python_call(settings, Source("a.csv"))
