import numpy as np
import pytest

from benchmarks.names import CHOICES, CURVES, FFX, NAMES, QUICK, REAL_NAMES
from benchmarks.problems.catalogue import PROBLEMS, load
from benchmarks.problems.normal import cubic, quadratic
from benchmarks.problems.real import REAL
from benchmarks.tables import index
from benchmarks.task import Prepared


def test_the_command_knows_all_problems():
    assert tuple(PROBLEMS) == NAMES
    assert tuple(REAL) == REAL_NAMES
    assert set(QUICK) | set(CURVES) | set(CHOICES) | set(FFX) <= set(NAMES)


@pytest.mark.parametrize("degree", [2, 3, 4])
def test_diabetes_has_its_terms(degree):
    task = Prepared.of(load(f"diabetes-{degree}"))
    assert task.candidates.n_terms == {2: 64, 3: 274, 4: 934}[degree]


def test_synthetic_targets_do_not_depend_on_the_number_of_inputs_but_by_the_draw():
    small = quadratic(10)
    assert small.X.shape == (10_000, 10)
    assert small.eps == 0.05
    signal = np.corrcoef(small.X[:, 0] * small.X[:, 1], small.y)[0, 1]
    assert signal > 0.5


def test_cubic_products_are_in_the_cubic_target():
    problem = cubic(10)
    product = problem.X[:, 0] * problem.X[:, 1] * problem.X[:, 2]
    assert np.corrcoef(product, problem.y)[0, 1] > 0.2
    assert (problem.degree, problem.eps) == (3, 0.1)


@pytest.mark.usefixtures("data_root")
def test_real_sets_are_in_the_index():
    assert set(REAL) <= set(index().index)


@pytest.mark.usefixtures("data_root")
@pytest.mark.parametrize(("name", "n_inputs"), [("hitters", 22), ("abalone", 10), ("prostate", 8)])
def test_categories_become_columns_of_zeros_and_ones(name, n_inputs):
    problem = load(name)
    assert problem.X.shape == (len(problem.y), n_inputs)
    assert np.isfinite(problem.X).all()
    assert np.isfinite(problem.y).all()
