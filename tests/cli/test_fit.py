"""polylasso fit, where the input is good."""

import json

import numpy as np
import pytest

from polylasso import PolynomialLassoCV, load_model
from polylasso.sources.files import read_table
from polylasso.sources.table import Table
from tests.cli.conftest import car_lines

KEYS = {
    "n_rows",
    "n_duplicate_rows",
    "n_candidate_terms",
    "n_terms",
    "alpha",
    "degree",
    "cv_r2",
    "holdout_r2",
    "holdout_mse",
    "holdout_mae",
    "linear_holdout_r2",
    "mean_holdout_mse",
    "dual_gap",
    "seconds",
    "formula",
    "terms",
    "warnings",
    "rule",
    "relax",
    "file",
    "target",
    "version",
}


def test_report_says_what_matters(run, cars):
    result = run("fit", cars, "--target", "co2")
    assert result.exit_code == 0
    assert result.stderr == ""
    for words in (
        "co2 = ",
        "comb",
        "held-out R2",
        "least squares",
        "the mean",
        "certified optimum",
    ):
        assert words in result.stdout


def test_json_is_one_object(run_json, cars):
    outcome = run_json("fit", cars, "--target", "co2")
    assert outcome.keys() >= KEYS
    assert outcome["n_rows"] == 120
    assert outcome["n_train_rows"] + outcome["n_holdout_rows"] == 120
    assert outcome["holdout_r2"] > outcome["linear_holdout_r2"] > 0.9
    assert outcome["dual_gap"] <= 1e-9
    assert outcome["certified"]
    assert outcome["n_terms"] == len(outcome["terms"])


def test_result_does_not_change(run_json, cars):
    first, second = (run_json("fit", cars, "--target", "co2") for _ in range(2))
    first.pop("seconds"), second.pop("seconds")
    assert first == second


def test_seed_changes_the_rows_held_out(run_json, cars):
    scores = {
        run_json("fit", cars, "--target", "co2", "--seed", seed)["holdout_mse"] for seed in (0, 1)
    }
    assert len(scores) == 2


def test_without_holdout_it_is_the_estimator(run_json, cars):
    outcome = run_json("fit", cars, "--target", "co2", "--test-size", "0")
    table = read_table(cars)
    features = Table(table.columns[:-1], table.n_rows)
    model = PolynomialLassoCV(random_state=42).fit(features, table.column("co2"))
    assert outcome["alpha"] == model.alpha_
    assert outcome["intercept"] == model.intercept_
    assert outcome["holdout_r2"] is None
    assert outcome["cv_r2"] == model.cv_r2_


def test_saved_model_is_the_one_that_was_scored(run_json, cars, tmp_path):
    path = tmp_path / "model.json"
    outcome = run_json("fit", cars, "--target", "co2", "-o", path)
    saved = load_model(path)
    assert saved.model.intercept == outcome["intercept"]
    assert saved.scores["holdout_r2"] == outcome["holdout_r2"]
    assert saved.data["n_rows"] == outcome["n_train_rows"]


def test_refit_uses_all_rows_and_says_so(run, cars, tmp_path):
    path = tmp_path / "model.json"
    result = run("fit", cars, "--target", "co2", "--refit", "-o", path)
    assert "fitted again to all rows" in result.stdout
    assert load_model(path).data["n_rows"] == 120


def test_alpha_is_not_searched_when_given(run_json, cars):
    outcome = run_json("fit", cars, "--target", "co2", "--alpha", "1.5", "--degree", "3")
    assert (outcome["alpha"], outcome["degree"], outcome["cv_r2"]) == (1.5, 3, None)


def test_degree_is_chosen_among_several(run_json, cars):
    outcome = run_json("fit", cars, "--target", "co2", "--degree", "1", "--degree", "2")
    assert outcome["degree"] == 2


def test_features_by_list_and_exclusion(run_json, cars):
    listed = run_json("fit", cars, "--target", "co2", "--features", "engine,comb,fuel")
    excluded = run_json("fit", cars, "--target", "co2", "--exclude", "year")
    assert listed["n_columns"] == 3
    assert listed["formula"] == excluded["formula"]


def test_name_with_a_comma_is_one_column(run_json, write):
    lines = car_lines()
    path = write(['"engine, l",comb,fuel,year,co2', *lines[1:]])
    words = "--features", "engine, l", "--features", "comb"
    assert run_json("fit", path, "--target", "co2", *words)["n_columns"] == 2


def test_numbers_as_labels(run_json, cars):
    plain = run_json("fit", cars, "--target", "co2")
    labels = run_json("fit", cars, "--target", "co2", "--categorical", "year")
    assert labels["n_candidate_terms"] > plain["n_candidate_terms"]


def test_everything_is_chosen(run_json, run, cars, tmp_path):
    path = tmp_path / "model.json"
    words = "--degree", "auto", "--rule", "min", "--time-limit", "1000000"
    outcome = run_json("fit", cars, "--target", "co2", "-o", path, *words)
    chosen = outcome["automatic"]
    assert chosen["averaged"]
    assert outcome["cv_r2"] >= chosen["linear_cv_r2"] - 0.05
    assert [point["n_terms"] for point in chosen["pareto"]] == sorted(
        {point["n_terms"] for point in chosen["pareto"]}
    )
    assert sum(point["is_knee"] for point in chosen["pareto"]) == 1
    assert load_model(path).model.extrapolation == "hold"
    text = run("fit", cars, "--target", "co2", *words).output
    assert "of straight lines" in " ".join(text.split())


def test_transform(run_json, cars):
    outcome = run_json("fit", cars, "--target", "co2", "--transform", "comb=log1p")
    assert any("log1p(comb)" in term["term"] for term in outcome["terms"])


def test_options_reach_the_model_file(run, cars, tmp_path):
    path = tmp_path / "model.json"
    options = {
        "--basis": "legendre",
        "--extrapolation": "clip",
        "--unknown": "baseline",
        "--missing": "drop",
        "--rule": "min",
        "--relax": "no",
        "--l1-ratio": "0.9",
        "--max-interaction": "1",
        "--truncation": "0.7",
        "--jobs": "1",
        "--memory-limit": "1GB",
        "--eps": "1e-3",
    }
    words = [word for pair in options.items() for word in pair]
    assert run("fit", cars, "--target", "co2", "-o", path, *words).exit_code == 0
    settings = load_model(path).settings
    assert settings["basis"] == "legendre"
    assert settings["relax"] is False
    assert settings["truncation"] == 0.7
    assert settings["memory_limit"] == 1e9
    assert load_model(path).model.extrapolation == "clip"


def test_outliers_count_less_with_huber(run, run_json, write):
    head, *lines = car_lines(80)
    wild = [line.rpartition(",")[0] + ",9999" for line in lines[:4]]
    file = write([head, *wild, *lines[4:]])
    outcome = run_json("fit", file, "--target", "co2", "--loss", "huber", "--test-size", "0")
    assert outcome["huber"]["n_rows"] == 80
    assert outcome["huber"]["least_weight"] < 0.02
    text = " ".join(run("fit", file, "--target", "co2", "--loss", "huber").output.split())
    assert "of 64 rows count less, the least 0.0" in text
    assert run_json("fit", file, "--target", "co2", "--alpha", "10")["huber"] is None


def test_huber_keeps_no_checkpoint(run, cars, tmp_path):
    refused = run("fit", cars, "--target", "co2", "--loss", "huber", "--checkpoint", tmp_path / "c")
    assert refused.exit_code == 2
    assert "--loss huber takes several fits and keeps no --checkpoint" in refused.output


def test_equal_rows_stay_on_one_side(run_json, write):
    lines = car_lines(60)
    outcome = run_json("fit", write([*lines, *lines[1:]]), "--target", "co2")
    assert outcome["n_duplicate_rows"] == 60
    assert outcome["n_holdout_rows"] % 2 == 0
    assert any("60 of 120 rows repeat" in text for text in outcome["warnings"])


def test_groups_are_no_feature(run_json, cars):
    outcome = run_json("fit", cars, "--target", "co2", "--groups", "year")
    assert outcome["n_columns"] == 3
    assert outcome["n_holdout_rows"] == 20


def test_time_holds_out_the_last_rows(run_json, cars):
    outcome = run_json("fit", cars, "--target", "co2", "--cv", "time:4", "--test-size", "0.25")
    assert outcome["n_holdout_rows"] == 30
    assert outcome["cv"] == "time:4"


@pytest.mark.parametrize(
    ("words", "folds"),
    [((), "5"), (("--cv", "auto"), "5"), (("--degree", "auto"), "10"), (("--cv", "3"), "3")],
)
def test_rows_decide_the_number_of_folds_where_it_is_not_given(run_json, cars, words, folds):
    assert run_json("fit", cars, "--target", "co2", *words)["cv"] == folds


def test_weights_of_zero_leave_rows_out(run_json, write):
    lines = car_lines()
    weighted = [lines[0] + ",w", *(f"{line},{k % 3}" for k, line in enumerate(lines[1:]))]
    outcome = run_json("fit", write(weighted), "--target", "co2", "--weights", "w")
    assert outcome["n_rows"] == 80
    assert outcome["n_dropped_rows"] == 40
    assert outcome["n_columns"] == 4


@pytest.mark.parametrize(("missing", "n_rows"), [("drop", 110), ("indicator", 120)])
def test_missing_values(run_json, write, missing, n_rows):
    lines = car_lines()
    holes = [
        lines[0],
        *(_without_comb(line) if k < 10 else line for k, line in enumerate(lines[1:])),
    ]
    outcome = run_json("fit", write(holes), "--target", "co2", "--missing", missing)
    assert outcome["n_rows"] == n_rows


def _without_comb(line):
    engine, _, rest = line.split(",", 2)
    return f"{engine},,{rest}"


def test_unseen_labels_of_the_rows_held_out_are_counted(run_json, write):
    lines = car_lines(60)
    last = lines[-1].replace(",D,", ",N,").replace(",E,", ",N,")
    last = last.replace(",X,", ",N,").replace(",Z,", ",N,")
    path = write([*lines[:-1], last])
    outcome = run_json("fit", path, "--target", "co2", "--cv", "time:3", "--exclude", "year")
    assert outcome["n_holdout_unseen_levels"] == 1
    assert outcome["holdout_r2"] is not None


def test_refused_extrapolation_leaves_rows_unscored(run_json, cars):
    words = "--cv", "time:3", "--extrapolation", "error", "--test-size", "0.5"
    outcome = run_json("fit", cars, "--target", "co2", *words)
    assert outcome["n_holdout_unscored"] == outcome["n_holdout_out_of_range"]


def test_single_label_is_a_note(run_json, write):
    lines = car_lines()
    path = write([lines[0] + ",same", *(line + ",a" for line in lines[1:])])
    outcome = run_json("fit", path, "--target", "co2")
    assert outcome["excluded"][0]["name"] == "same"
    assert any("'same' has one level" in text for text in outcome["warnings"])


def test_column_named_like_a_term(run_json, write):
    lines = car_lines()
    path = write(["engine,engine*comb,[fuel = E],year^2,co2", *lines[1:]])
    outcome = run_json("fit", path, "--target", "co2")
    assert outcome["holdout_r2"] > 0.9
    assert any("`" in term["term"] for term in outcome["terms"])


def test_names_cannot_steer_the_terminal(run, write):
    lines = car_lines()
    path = write(["engine,\x1b[31m[bold]comb,fuel,year,co2", *lines[1:]])
    result = run("fit", path, "--target", "co2")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "[bold]comb" in result.stdout


def test_warnings_of_the_library_become_notes(run_json, write):
    rng = np.random.default_rng(0)
    x = rng.normal(size=60)
    lines = ["x,y", *(f"{a},{5 * a + 3 * a * a}" for a in x)]
    outcome = run_json("fit", write(lines), "--target", "y", "--eps", "0.5", "--relax", "no")
    assert any("--eps" in text for text in outcome["warnings"])


def test_two_values_of_the_target_are_told(run_json, write):
    rng = np.random.default_rng(0)
    lines = ["x,y", *(f"{a},{int(a > 0)}" for a in rng.normal(size=60))]
    assert any(
        "two values" in text for text in run_json("fit", write(lines), "--target", "y")["warnings"]
    )


def test_standard_input(cars):
    from click.testing import CliRunner

    from polylasso.cli.entry import cli

    with open(cars) as file:
        words = ["fit", "-", "--target", "co2", "--json"]
        result = CliRunner().invoke(cli, words, input=file.read())
    assert json.loads(result.stdout)["n_rows"] == 120


@pytest.mark.parametrize("basis", ["legendre", "hermite"])
def test_other_bases_print_powers(run_json, cars, basis):
    outcome = run_json("fit", cars, "--target", "co2", "--basis", basis)
    assert basis not in outcome["formula"]
    assert any(basis in row["term"] for row in outcome["terms"])
