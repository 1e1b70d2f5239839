"""polylasso fit, interrupted and continued."""

import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from polylasso.job.fitting import fit_table
from polylasso.job.settings import ColumnChoice, FitSettings
from polylasso.sources.files import read_table

# The command line, slow enough to be interrupted: it says when an alpha is told, and when the
# model is made. A process in the background may have been told to ignore Ctrl-C.
PROGRAM = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from polylasso.cli import main
from polylasso.descent import Meter
from polylasso.estimators import choosing

def slowly(function, mark, seconds):
    def call(*arguments):
        print(mark, file=sys.stderr, flush=True)
        result = function(*arguments)
        time.sleep(seconds)
        return result
    return call

Meter.tell = slowly(Meter.tell, "TOLD", 0.2)
choosing.finish = slowly(choosing.finish, "FINISHING", float(sys.argv.pop(1)))
main()
"""


def interrupted(words, marks, seconds=0.0):
    """Run the command line with a Ctrl-C at each mark; return exit code and what it wrote."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(seconds), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": ""},
    )
    try:
        for mark in marks:
            while process.stderr.readline().strip() != mark:
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    return process.returncode, out, errors


needs_signals = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is no signal there")


@needs_signals
def test_one_interruption_gives_the_model_so_far(cars, tmp_path, run_json):
    kept, model = tmp_path / "kept.npz", tmp_path / "model.json"
    words = ("fit", cars, "--target", "co2", "--checkpoint", kept)
    code, out, errors = interrupted((*words, "--json", "-o", model), ["TOLD"])
    outcome = json.loads(out)
    assert code == 0, errors
    assert (outcome["ended"], outcome["interrupted"]) == ("interrupted", True)
    assert (
        f"note: interrupted after 5 of 100 alphas: the result is of these alone; fit again "
        f"with the same --checkpoint {kept} to go on" in errors
    )
    assert any(text.startswith("interrupted") for text in outcome["warnings"])
    assert outcome["certified"]
    assert model.exists()
    assert kept.exists()
    again = run_json(*words)
    whole = run_json(*words[:4])
    assert not kept.exists()
    assert (again["ended"], again["interrupted"]) == ("flat", False)
    assert again["alpha"] == pytest.approx(whole["alpha"], rel=1e-9)
    assert again["holdout_r2"] == pytest.approx(whole["holdout_r2"], rel=1e-9)


@needs_signals
def test_a_second_interruption_ends_the_run(cars):
    words = ("fit", cars, "--target", "co2")
    code, out, errors = interrupted(words, ["TOLD", "FINISHING"], seconds=30.0)
    assert code == 130
    assert out == ""
    assert "Traceback" not in errors


@needs_signals
def test_an_interruption_at_one_alpha_ends_the_run(cars):
    code, out, _ = interrupted(("fit", cars, "--target", "co2", "--alpha", "0.1"), ["TOLD"])
    assert (code, out) == (130, "")


def test_the_report_says_that_it_was_interrupted(cars, run, monkeypatch):
    from polylasso.job import fitting as module

    def interrupt(progress):
        raise KeyboardInterrupt

    fit = module._fit
    monkeypatch.setattr(module, "_fit", lambda rows, settings, tell: fit(rows, settings, interrupt))
    result = run("fit", cars, "--target", "co2", "--refit")
    assert result.exit_code == 0
    assert "interrupted after 5 of 100 alphas" in " ".join(result.stdout.split())
    assert "note: interrupted after 5 of 100 alphas" in result.stderr
    assert "fitted again" not in result.stdout


def test_both_fits_have_a_checkpoint_and_leave_none(cars, tmp_path, monkeypatch):
    from polylasso.descent import Checkpoint

    written = []
    monkeypatch.setattr(Checkpoint, "write", lambda self: written.append(str(self._path)))
    kept = tmp_path / "kept.npz"
    settings = FitSettings(ColumnChoice("co2"), refit=True, checkpoint=str(kept))
    fitted = fit_table(read_table(cars), settings)
    assert fitted.refitted
    assert list(dict.fromkeys(written))[:2] == [str(kept), f"{kept}.refit"]
    assert not list(tmp_path.glob("kept*"))


def test_no_more_terms_than_allowed(cars, run_json):
    outcome = run_json("fit", cars, "--target", "co2", "--max-terms", "3", "--rule", "min")
    assert outcome["n_terms"] <= 3
    assert outcome["ended"] == "max_terms"


def test_contradictions(cars, fails, tmp_path):
    words = ("fit", cars, "--target", "co2")
    assert "exclude each other" in fails(*words, "--alpha", "1", "--max-terms", "3")
    assert "it is an input" in fails(*words, "--checkpoint", cars)
    both = tmp_path / "both"
    assert "name two files" in fails(*words, "--checkpoint", both, "-o", both)
    assert "name a file" in fails(*words, "--checkpoint", "-")
    other = tmp_path / "other.txt"
    other.write_text("my notes")
    assert "is no checkpoint, or damaged" in fails(*words, "--checkpoint", other)
    assert other.read_text() == "my notes"


def test_the_checkpoint_of_another_table_is_refused(cars, fails, tmp_path, monkeypatch):
    kept = tmp_path / "kept.npz"
    from polylasso.job import fitting as module

    def interrupt(progress):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        fit = module._fit
        patch.setattr(module, "_fit", lambda rows, settings, tell: fit(rows, settings, interrupt))
        settings = FitSettings(ColumnChoice("co2"), checkpoint=str(kept))
        assert module.is_interrupted(fit_table(read_table(cars), settings).estimator)
    assert np.load(kept)["0/grid"].shape == (100,)
    words = ("fit", cars, "--target", "co2", "--checkpoint", kept)
    assert "of a fit with other data and" in fails(*words, "--seed", "1")
