"""polylasso predict and polylasso show."""

import json

import numpy as np
import pytest

from polylasso import load_model
from polylasso.sources.files import read_table
from tests.cli.conftest import car_lines


def test_predictions_are_those_of_the_model(run, model, cars, tmp_path):
    output = tmp_path / "out.csv"
    assert run("predict", model, cars, "-o", output).exit_code == 0
    table = read_table(output)
    assert table.names == (*read_table(cars).names, "co2_predicted", "out_of_range")
    expected = load_model(model).predict(read_table(cars))
    np.testing.assert_array_equal(table.column("co2_predicted").values, expected)


def test_standard_output_is_csv(run, model, cars):
    result = run("predict", model, cars)
    lines = result.stdout.splitlines()
    assert lines[0] == "engine,comb,fuel,year,co2,co2_predicted,out_of_range"
    assert len(lines) == 121


def test_parquet(run, model, cars, tmp_path):
    output = tmp_path / "out.parquet"
    assert run("predict", model, cars, "-o", output).exit_code == 0
    assert read_table(output).n_rows == 120


def test_name_of_the_column(run, model, cars):
    assert ",guess,out_of_range\n" in run("predict", model, cars, "--column", "guess").stdout


def test_rows_out_of_range_are_flagged_and_counted(run, model, write):
    path = write(["engine,comb,fuel,year", "3,9,E,1", "3,99,E,1"], "new.csv")
    result = run("predict", model, path)
    assert [line.rpartition(",")[2] for line in result.stdout.splitlines()[1:]] == ["False", "True"]
    assert "1 of 2 rows out of the range" in result.stderr


def test_extrapolation_can_be_changed(run, model, write):
    path = write(["engine,comb,fuel,year", "3,99,E,1"], "new.csv")
    clipped = run("predict", model, path, "--extrapolation", "clip").stdout
    extended = run("predict", model, path).stdout
    assert clipped != extended
    result = run("predict", model, path, "--extrapolation", "nan")
    assert "1 row without a prediction" in result.stderr


def test_extrapolation_can_be_refused(fails, model, write):
    path = write(["engine,comb,fuel,year", "3,99,E,1"], "new.csv")
    line = fails("predict", model, path, "--extrapolation", "error")
    assert "outside its training range" in line


def test_unseen_label(fails, run, model, write):
    path = write(["engine,comb,fuel,year", "3,9,N,1"], "new.csv")
    assert "--unknown baseline" in fails("predict", model, path, "--unknown", "error")
    assert run("predict", model, path).exit_code == 0


def test_columns_without_a_term_may_be_absent(run, fails, model, write):
    used = load_model(model).model.active_variables
    assert {variable.name for variable in used} >= {"comb", "fuel"}
    lines = [line.rsplit(",", 2)[0] for line in car_lines(4)]
    assert "comb" in fails("predict", model, write(["engine,fuel", "3,E"], "short.csv"))
    if all(variable.name != "year" for variable in used):
        assert run("predict", model, write(lines, "new.csv")).exit_code == 0


def test_input_is_never_overwritten(fails, model, cars):
    assert "it is an input" in fails("predict", model, cars, "-o", cars)
    assert "it is an input" in fails("predict", model, cars, "-o", model)


def test_taken_names(fails, model, write):
    lines = [f"{line},{'co2_predicted' if k == 0 else 1}" for k, line in enumerate(car_lines(5))]
    path = write(lines, "again.csv")
    assert "--column" in fails("predict", model, path)


def test_unknown_extension(fails, model, cars, tmp_path):
    assert "extension" in fails("predict", model, cars, "-o", tmp_path / "out.odt")


def test_show_prints_formula_scores_and_proof(run, model):
    result = run("show", model)
    assert result.exit_code == 0
    for words in ("co2 = ", "holdout_r2", "dual_gap", "fuel", "one_se"):
        assert words in result.stdout


def test_show_json(run_json, model):
    content = run_json("show", model)
    assert content["target"] == "co2"
    assert content["n_terms"] == len(content["terms"])
    assert {variable["name"] for variable in content["variables"]} >= {"comb", "fuel"}


def test_show_full_has_all_digits(run, model):
    short, full = (json.loads(run("show", model, "--json", *w).stdout) for w in ((), ("--full",)))
    assert len(full["formula"]) > len(short["formula"])


def test_show_latex(run, model, fails):
    assert run("show", model, "--latex").stdout.startswith(r"\text{co2}")
    assert "exclude each other" in fails("show", model, "--latex", "--json")


@pytest.mark.parametrize("content", ["", "{", '{"format": "polylasso"}', "[1, 2"])
def test_broken_model_files(fails, tmp_path, content):
    path = tmp_path / "broken.json"
    path.write_text(content)
    assert "broken.json" in fails("show", path)
