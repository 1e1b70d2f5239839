"""polylasso compare: the table, the object, and what goes wrong."""

import json
from contextlib import contextmanager

import pytest

from polylasso.cli import waiting as module
from polylasso.lab import Step
from tests.cli.conftest import car_lines

FAST = "--no-black-box"


def test_table_and_verdict(run, cars):
    result = run("compare", cars, "--target", "co2")
    assert result.exit_code == 0, result.output
    for words in ("relaxed lasso", "elastic net", "black box", "held out", "degree 2", "Verdict"):
        assert words in result.stdout
    assert "The polynomial of degree 2 with" in result.stdout


def test_json(run_json, cars):
    found = run_json("compare", cars, "--target", "co2", FAST)
    assert (found["target"], found["degree"], found["n_folds"]) == ("co2", 2, 5)
    assert found["n_train"] + found["n_test"] == 120
    assert [row["key"] for row in found["rows"]][:3] == ["mean", "least_squares", "ridge"]
    assert set(found["rows"][0]["holdout"]) == {"r2", "r2_se", "mse", "mse_se", "mae", "mae_se"}
    assert found["verdict"].endswith(".")
    assert all(duel["gain"] <= 1 for duel in found["duels"])


def test_json_stands_alone_on_standard_output(run, cars):
    result = run("compare", cars, "--target", "co2", FAST, "--json")
    assert json.loads(result.stdout)["version"]
    assert result.stderr == ""


def test_the_relaxed_lasso_is_the_formula_of_fit(run_json, cars):
    compared = run_json("compare", cars, "--target", "co2", FAST)
    fitted = run_json("fit", cars, "--target", "co2")
    (row,) = [r for r in compared["rows"] if (r["key"], r["degree"]) == ("relaxed_lasso", 2)]
    assert row["holdout"]["mse"] == pytest.approx(fitted["holdout_mse"])
    assert row["holdout"]["r2"] == pytest.approx(fitted["holdout_r2"])
    assert row["cv"]["r2"] == pytest.approx(fitted["cv_r2"])
    assert row["n_terms"] == fitted["n_terms"]
    assert compared["rows"][1]["holdout"]["mse"] == pytest.approx(fitted["linear_holdout_mse"])
    assert compared["rows"][0]["holdout"]["mse"] == pytest.approx(fitted["mean_holdout_mse"])


def test_options(run_json, cars):
    words = "--degree", "1", "--degree", "2", "--folds", "3", "--test-size", "0.4", "--seed", "1"
    more = "--exclude", "year", "--transform", "comb=log1p", "--rule", "min", "--max-interaction"
    found = run_json("compare", cars, "--target", "co2", FAST, *words, *more, 1)
    assert (found["n_folds"], found["n_test"]) == (3, 48)


@pytest.mark.parametrize(("missing", "n_dropped"), [("drop", 3), ("indicator", 0)])
def test_missing_values(run_json, write, missing, n_dropped):
    lines = car_lines()
    for place in (5, 50, 90):
        engine, _, *others = lines[place].split(",")
        lines[place] = ",".join([engine, "", *others])
    found = run_json("compare", write(lines), "--target", "co2", FAST, "--missing", missing)
    assert found["n_dropped_rows"] == n_dropped
    assert found["n_train"] + found["n_test"] == 120 - n_dropped


def test_labels(run_json, cars):
    found = run_json("compare", cars, "--target", "co2", FAST, "--categorical", "year")
    plain = run_json("compare", cars, "--target", "co2", FAST)
    assert found["rows"][2]["n_terms"] > plain["rows"][2]["n_terms"]


def test_columns_left_out_are_told(run_json, write):
    lines = car_lines()
    named = [f"{lines[0]},name", *(f"{line},car{k}" for k, line in enumerate(lines[1:]))]
    found = run_json("compare", write(named), "--target", "co2", FAST)
    assert found["excluded"][0]["name"] == "name"
    assert any("--categorical 'name'" in text for text in found["warnings"])


def test_progress_is_shown_by_name(run, cars, monkeypatch):
    shown = []

    @contextmanager
    def keep(what, details):
        yield lambda step: shown.append((what, details(step), step.share))

    monkeypatch.setattr("polylasso.cli.comparing.waiting", keep)
    assert run("compare", cars, "--target", "co2", FAST).exit_code == 0
    assert shown[0] == ("comparing", "terms of degree 1", 0.0)
    assert shown[-1][1] == "relaxed lasso, degree 2"


def test_a_step_fits_the_bar(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    bar = module._Bar("comparing", lambda step: step.name)
    bar.tell(Step("ridge, degree 2", 3, 12))
    bar.start()
    assert bar._display.tasks[0].percentage == 25.0
    bar.stop()
    assert "ridge, degree 2" in capsys.readouterr().err


def test_one_row(fails, write):
    assert "1 row" in fails("compare", write(car_lines(1)), "--target", "co2")


def test_constant_target(fails, write):
    lines = [line.rpartition(",")[0] + ",7" for line in car_lines()[1:]]
    path = write(["engine,comb,fuel,year,co2", *lines])
    assert "constant" in fails("compare", path, "--target", "co2")


def test_no_usable_column(fails, write):
    path = write(["name,y", *(f"car{k},{k}" for k in range(50))])
    assert "no usable column" in fails("compare", path, "--target", "y")


def test_target_is_text(fails, cars):
    assert "'fuel' must be numbers" in fails("compare", cars, "--target", "fuel")


def test_missing_feature(fails, write):
    lines = car_lines()
    lines[3] = "1.5,,E,1,250"
    assert "--missing indicator" in fails("compare", write(lines), "--target", "co2")


def test_no_such_column(fails, cars):
    assert "did you mean 'co2'" in fails("compare", cars, "--target", "CO")


def test_fewer_rows_than_folds(fails, write):
    line = fails("compare", write(car_lines(5)), "--target", "co2", "--exclude", "fuel")
    assert "5 folds need at least 5" in line
    assert "lower --cv" in line


@pytest.mark.parametrize(
    "words",
    [
        ("--test-size", "0"),
        ("--test-size", "1"),
        ("--folds", "1"),
        ("--degree", "0"),
        ("--degree", "auto"),
        ("--rule", "best"),
        ("--seed", "-1"),
    ],
)
def test_bad_options(fails, cars, words):
    assert words[0] in fails("compare", cars, "--target", "co2", *words)


def test_no_target(fails, cars):
    assert "--target" in fails("compare", cars)
