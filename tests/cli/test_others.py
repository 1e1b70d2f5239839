"""polylasso check, demo, info and completion."""

import pytest

from tests.cli.conftest import car_lines


def test_check_prints_columns_sizes_and_notices(run, cars):
    result = run("check", cars, "--target", "co2")
    assert result.exit_code == 0
    for words in ("engine", "categorical", "Candidate terms", "Notices"):
        assert words in result.stdout


def test_check_json(run_json, cars):
    found = run_json("check", cars, "--target", "co2", "--exclude", "year")
    assert found["n_rows"] == 120
    assert [column["name"] for column in found["columns"]] == ["engine", "comb", "fuel"]
    assert len(found["sizes"]) == 5


def test_check_lists_outliers_by_row(run, write):
    lines = car_lines()
    lines[20] = "900,9,E,1,250"
    result = run("check", write(lines), "--target", "co2")
    assert "engine: rows 20: 900" in result.stdout


def test_check_tells_what_would_fail_and_does_not(run_json, write):
    lines = car_lines()
    lines[3] = "1,,E,1,250"
    notices = run_json("check", write(lines), "--target", "fuel")["notices"]
    assert [notice["severity"] for notice in notices][:2] == ["error", "error"]
    assert any("--missing indicator" in notice["message"] for notice in notices)


def test_check_without_target(run_json, cars):
    assert run_json("check", cars)["target"] is None


def test_check_reads_labels_and_transforms(run_json, cars):
    words = "--categorical", "year", "--transform", "comb=log", "--features", "year,comb"
    found = run_json("check", cars, "--target", "co2", *words)
    assert [column["kind"] for column in found["columns"]] == ["numeric", "categorical"]


def test_check_of_no_column(fails, cars):
    assert "did you mean 'comb'?" in fails("check", cars, "--target", "cmb")


def test_demo_runs_on_what_there_is(run, monkeypatch):
    def refuse():
        from polylasso.errors import DataError

        raise DataError("the CO2 table is not on this computer")

    monkeypatch.setattr("polylasso.datasets.load_co2", refuse)
    result = run("demo")
    assert result.exit_code == 0
    assert "the diabetes study takes its place" in result.stderr
    assert "progression = " in result.stdout


def test_demo_fits_the_vehicles(run_json, data_root):
    outcome = run_json("demo")
    assert outcome["n_rows"] == 7385
    assert outcome["holdout_r2"] > outcome["linear_holdout_r2"] > 0.95


def test_info(run, run_json):
    facts = run_json("info")
    for name in ("polylasso", "numpy", "cores", "free memory", "POLYLASSO_DATA"):
        assert name in facts
        assert name in run("info").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell):
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_POLYLASSO_COMPLETE" in result.stdout


def test_completion_of_another_shell(fails):
    assert "powershell" in fails("completion", "powershell")
