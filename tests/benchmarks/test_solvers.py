import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.ladder import StoppedError
from benchmarks.processes import WorkerError, ask
from benchmarks.solvers import SOLVERS
from benchmarks.solvers.expansion import expand
from tests.benchmarks.tasks import dense_columns, prepared_problem

ROOT = Path(__file__).parents[2]
MEMORY = 16.0


@pytest.fixture(scope="module")
def prepared():
    return prepared_problem()


@pytest.fixture
def request_of(prepared, tmp_path):
    prepared.save(tmp_path)
    shared = {"folder": str(tmp_path), "target": 1e-6, "repeats": 2, "memory": MEMORY}
    return lambda **given: {**shared, "budget": 60.0, "tolerance": 1e-9, **given}


def test_expansion_makes_the_candidates_columns(prepared):
    assert np.allclose(expand(prepared.task), dense_columns(prepared), atol=1e-12)


@pytest.mark.parametrize("name", ["polylasso", "scikit-learn"])
def test_solvers_return_coefficients_in_the_order_of_the_candidates(prepared, name):
    task, place = prepared.task, 50
    outcome = SOLVERS[name](task).run(1e-9)
    coef = outcome.coef(prepared.candidates).toarray()[:, place]
    Z, y = dense_columns(prepared), task.y - task.y.mean()
    product = Z.T @ (y - Z @ coef) / len(y)
    active = np.flatnonzero(coef)
    assert active.size > 2
    assert np.allclose(np.abs(product[active]), task.alphas[place], rtol=1e-3)
    assert outcome.expansion_seconds() > 0


@pytest.mark.parametrize("name", SOLVERS)
def test_ladders_go_down_and_start_on_a_step(name):
    ladder = SOLVERS[name].ladder(1e-6)
    assert list(ladder.tolerances) == sorted(ladder.tolerances, reverse=True)
    assert 0 <= ladder.start < len(ladder.tolerances)


def test_no_solver_needs_its_package_to_be_known():
    code = "import benchmarks.worker, sys; print('polylasso' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_a_worker_answers_with_gap_time_and_memory(request_of, monkeypatch):
    monkeypatch.chdir(ROOT)
    answer = ask(sys.executable, "benchmarks.worker", request_of(solver="polylasso"), 60.0)
    assert answer["reached"]
    assert answer["gap"] < 1e-9
    assert len(answer["runs"]) == 2
    assert answer["peak_megabytes"] > 10
    assert json.dumps(answer["versions"])


def test_a_worker_that_is_out_of_time_ends_itself(request_of, monkeypatch):
    monkeypatch.chdir(ROOT)
    request = request_of(solver="scikit-learn", tolerance=1e-300, budget=0.2)
    with pytest.raises(StoppedError, match="over 0 s"):
        ask(sys.executable, "benchmarks.worker", request, 0.2)


def test_a_worker_that_fails_says_why(request_of, monkeypatch):
    monkeypatch.chdir(ROOT)
    with pytest.raises(WorkerError, match="KeyError: 'nobody'"):
        ask(sys.executable, "benchmarks.worker", request_of(solver="nobody"), 10.0)


def test_memory_that_is_refused_is_a_reason(request_of, monkeypatch):
    monkeypatch.chdir(ROOT)
    with pytest.raises((StoppedError, WorkerError)):
        ask(sys.executable, "benchmarks.worker", request_of(solver="polylasso", memory=0.2), 60.0)
