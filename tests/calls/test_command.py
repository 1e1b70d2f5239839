"""Command lines, run by a shell."""

import json
import os
import shlex
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polylasso.calls import Source, command_line, space_command
from polylasso.cli.commands import fit as command
from polylasso.errors import DataError
from polylasso.job import ColumnChoice, FitSettings
from tests.calls.nasty import DOLLAR, FILE, PLAIN, SETTINGS

# A shell cannot pass the character zero, nor what is no text.
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """Return a function that runs a command line by the shell, with `polylasso` on its path."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "polylasso"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m polylasso "$@"\n')
    program.chmod(0o755)

    def run(line, where):
        environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
        ended = subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=where,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout)

    return run


@pytest.mark.filterwarnings(
    # The fits here warn of what the table is made to have: few rows beside many levels.
    "ignore::polylasso.errors.PolylassoWarning"
)
@pytest.mark.parametrize("name", SETTINGS)
def test_command_gives_the_same_model(name, folder, fitted, shell):
    done = fitted(SETTINGS[name])
    found = shell(f"{command_line(SETTINGS[name], Source(FILE))} --json", folder)
    coefficients = {term["term"]: term["coef"] for term in found["terms"]}
    estimator = done.estimator
    expected = zip(map(str, estimator.terms_), estimator.coef_, strict=True)
    assert coefficients == {term: float(coef) for term, coef in expected}
    assert found["intercept"] == estimator.intercept_
    assert found["holdout_r2"] == done.scores["model"].r2


def told(words, monkeypatch):
    """Return what the command makes of words: its file and its settings."""
    seen = []
    monkeypatch.setattr(command, "fit_settings", lambda options: seen.append(options) or stop())
    CliRunner().invoke(command.fit, words)
    monkeypatch.undo()
    return seen[0]


def stop():
    raise SystemExit(0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # undone at each example
@given(names=st.lists(NAMES, min_size=6, max_size=6, unique=True), file=NAMES)
def test_any_name_arrives(monkeypatch, names, file):
    target, feature, exclude, label, group, turned = names
    asked = FitSettings(
        ColumnChoice(target, (feature,), (exclude,), groups=group),
        {"categorical": (label,), "transform": {turned: ("sqrt",)}},
    )
    # To shlex a backslash at the end of a line is none.
    line = command_line(asked, Source(file)).replace(" \\\n    ", " ")
    program, verb, *words = shlex.split(line)
    assert (program, verb) == ("polylasso", "fit")
    options = told(words, monkeypatch)
    assert options["target"] == target
    assert options["features"] == (feature,)
    assert options["exclude"] == (exclude,)
    assert options["categorical"] == (label,)
    assert options["groups"] == group
    assert options["transform"] == ((turned, "sqrt"),)


def test_defaults_are_those_of_the_command(monkeypatch):
    assert command_line(PLAIN, Source("cars.csv")).startswith("polylasso fit cars.csv --target")
    usual = FitSettings(ColumnChoice("y"), {"unknown": "baseline"})
    assert command_line(usual, Source("cars.csv")) == "polylasso fit cars.csv --target y"
    options = told(["cars.csv", "--target", "y"], monkeypatch)
    made = command.fit_settings(options)
    assert (made.degrees, made.folds, made.test_size, made.seed, made.alpha, made.refit) == (
        usual.degrees,
        usual.folds,
        usual.test_size,
        usual.seed,
        None,
        False,
    )
    assert command_line(made, Source("cars.csv")) == "polylasso fit cars.csv --target y"


def test_long_commands_go_over_several_lines():
    line = command_line(SETTINGS["search"], Source("cars.csv"))
    assert line.count(" \\\n    ") > 5


@pytest.mark.parametrize(
    ("name", "value"),
    [("heredity", "strong"), ("tol", 1e-6), ("keep", ("x",)), ("degrees", {"x": 1})],
)
def test_what_has_no_option_is_said(name, value):
    asked = replace(PLAIN, shared={**PLAIN.shared, name: value})
    with pytest.raises(DataError, match=f"no option for '{name}'"):
        command_line(asked, Source("cars.csv"))


def test_folder_for_the_web_takes_the_same_options():
    words = shlex.split(space_command(PLAIN, Source("-a.csv"), "static", "my space"))
    assert words[:5] == ["polylasso", "space", "export", "--kind", "static"]
    assert words[5:] == ["my space", "--data", "./-a.csv", "--target", DOLLAR]
