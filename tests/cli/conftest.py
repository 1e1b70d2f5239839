"""A small table of cars in a file, and the command line run inside this process."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from polylasso.cli.entry import cli

FUELS = ("D", "E", "X", "Z")


def car_lines(n_rows=120, seed=0):
    """Return the lines of a CSV in which co2 is a polynomial of the columns, and noise."""
    rng = np.random.default_rng(seed)
    engine = rng.uniform(1, 6, n_rows).round(1)
    comb = (4 + 2 * engine + rng.uniform(0, 3, n_rows)).round(1)
    fuel = np.array(FUELS)[rng.integers(0, 4, n_rows)]
    co2 = 20 + 23 * comb - 7 * comb * (fuel == "E") + 2 * engine**2 + rng.normal(0, 2, n_rows)
    rows = zip(engine, comb, fuel, np.arange(n_rows) % 6, co2.round(1), strict=True)
    return ["engine,comb,fuel,year,co2", *(",".join(map(str, row)) for row in rows)]


@pytest.fixture
def write(tmp_path):
    """Return a function that writes lines to a file and returns its path."""

    def write_lines(lines, name="cars.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(path)

    return write_lines


@pytest.fixture
def cars(write):
    """Path of the table of cars."""
    return write(car_lines())


@pytest.fixture
def run():
    """Return a function that runs a command line and returns click's result."""

    def run_words(*words):
        return CliRunner().invoke(cli, list(map(str, words)))

    return run_words


@pytest.fixture
def run_json(run):
    """Return a function that runs a command line with --json and returns the object."""

    def run_words(*words):
        result = run(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout, parse_constant=pytest.fail)

    return run_words


@pytest.fixture
def fails(run):
    """Return a function that runs what must fail as bad input, and returns its one line."""

    def run_words(*words):
        result = run(*words)
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        (line,) = result.stderr.splitlines()
        assert line.startswith("polylasso: error: ")
        return line

    return run_words


@pytest.fixture
def model(cars, run, tmp_path):
    """Path of a fitted model of the cars."""
    path = str(tmp_path / "model.json")
    result = run("fit", cars, "--target", "co2", "-o", path)
    assert result.exit_code == 0, result.output
    return path
