"""polylasso lab: original, race and animate."""

import numpy as np
import pytest

from polylasso.cli.labbing import _Steps
from polylasso.datasets import Dataset
from polylasso.sources.files import read_table
from tests.cli import test_waiting as terminal


@pytest.fixture
def own_data(monkeypatch, cars):
    """Let the cars, without their fuel, take the place of the original's table."""
    table = read_table(cars, drop=("fuel", "year"))
    dataset = Dataset("cars", table, "co2", "", "", "")
    monkeypatch.setattr("polylasso.datasets.load_co2", lambda **_: dataset)
    import sys

    module = sys.modules["polylasso.lab.original"]
    monkeypatch.setattr(module, "load_co2", lambda **_: dataset)


def test_original_prints_its_table_beside_ours(run, own_data):
    result = run("lab", "original", "--max-iter", "200")
    assert result.exit_code == 0, result.output
    for words in (
        "published",
        "run here",
        "exact path",
        "times faster",
        "5.2440",
        "before its own",
    ):
        assert words in result.stdout


def test_original_as_json(run_json, own_data):
    found = run_json("lab", "original", "--max-iter", "50", "--seed", "3")
    assert found["run"]["n_iter"] == 50
    assert found["recipe"]["seed"] == 3
    assert found["times_faster"] > 0


def test_original_keeps_its_trace(run, own_data, tmp_path):
    path = tmp_path / "trace.csv"
    assert run("lab", "original", "--max-iter", "50", "--trace", path).exit_code == 0
    trace = read_table(path)
    assert trace.column("iterations").values[-1] == 50
    cost = trace.column("objective").values
    assert cost[-1] < cost[0]


def test_original_refuses_a_trace_that_cannot_be_written(fails, tmp_path):
    line = fails("lab", "original", "--trace", tmp_path / "nowhere" / "trace.csv")
    assert "there is no folder" in line


def test_race_prints_all_optimisers(run, cars):
    result = run("lab", "race", cars, "--target", "co2", "--max-iter", "50")
    assert result.exit_code == 0, result.output
    for words in ("gradient descent", "FISTA", "own units", "> 50"):
        assert words in result.stdout


def test_race_as_json_with_a_picture(run_json, cars, tmp_path):
    pytest.importorskip("matplotlib")
    path = tmp_path / "race.svg"
    words = ("--target", "co2", "--max-iter", "30", "--alpha", "12", "--scaling", "original")
    found = run_json("lab", "race", cars, *words, "-o", path)
    assert found["alpha"] == 12 / 120
    assert len(found["runners"]) == 12
    assert path.read_text().lstrip().startswith("<?xml")


def test_race_draws_gaps_over_iterations(run, cars, tmp_path):
    pytest.importorskip("matplotlib")
    path = tmp_path / "gaps.png"
    words = ("--max-iter", "20", "--kind", "gap", "--theme", "dark", "-o", path)
    assert run("lab", "race", cars, "--target", "co2", *words).exit_code == 0
    assert path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["cost", "coefficients"])
def test_animate(run, cars, tmp_path, kind):
    pytest.importorskip("PIL")
    path = tmp_path / "steps.gif"
    words = ("--optimiser", "fista", "--gap", "0.01", "--kind", kind, "-o", path)
    result = run("lab", "animate", cars, "--target", "co2", *words)
    assert result.exit_code == 0, result.output
    assert path.read_bytes().startswith(b"GIF89a")


def test_animate_says_if_it_did_not_arrive(run, cars, tmp_path):
    pytest.importorskip("PIL")
    words = ("--max-iter", "10", "-o", tmp_path / "steps.gif")
    result = run("lab", "animate", cars, "--target", "co2", *words)
    assert result.exit_code == 0, result.output
    assert "Adam did not arrive" in result.stderr


def test_animate_reads_labels_and_features(run, cars, tmp_path):
    pytest.importorskip("PIL")
    words = ("--features", "comb,fuel,year", "--categorical", "year", "--max-iter", "5")
    path = tmp_path / "steps.gif"
    assert run("lab", "animate", cars, "--target", "co2", *words, "-o", path).exit_code == 0


def test_a_rate_too_large_names_one_that_works(fails, cars, tmp_path):
    words = ("--optimiser", "momentum", "--rate", "50", "-o", tmp_path / "steps.gif")
    assert "pass --rate 0." in fails("lab", "animate", cars, "--target", "co2", *words)


def test_proximal_optimisers_have_no_other_treatment(fails, cars, tmp_path):
    words = ("--optimiser", "ista", "--l1", "smoothed", "-o", tmp_path / "steps.gif")
    assert "ista is proximal" in fails("lab", "animate", cars, "--target", "co2", *words)


def test_a_picture_of_an_unknown_kind(fails, cars, tmp_path):
    words = ("-o", tmp_path / "steps.png")
    assert "must end in .gif" in fails("lab", "animate", cars, "--target", "co2", *words)


def test_an_unknown_column(fails, cars):
    assert "did you mean 'comb'?" in fails("lab", "race", cars, "--target", "cmb")


def test_a_text_target(fails, cars):
    assert "fuel" in fails("lab", "race", cars, "--target", "fuel")


def test_steps_are_shown_while_one_waits(capsys, monkeypatch):
    terminal.pretend_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "120")
    bar = terminal.module._Bar("running", str)
    bar.tell(_Steps("Adam", 1234, 5.25))
    bar.start()
    bar.stop()
    assert "Adam: iteration 1,234, objective 5.25" in capsys.readouterr().err


def test_json_holds_finite_numbers(run_json, cars):
    found = run_json("lab", "race", cars, "--target", "co2", "--max-iter", "5")
    assert all(np.isfinite(runner["gap"]) for runner in found["runners"])
