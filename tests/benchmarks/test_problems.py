import numpy as np
import pytest

from benchmarks.__main__ import NAMES
from benchmarks.problems import PROBLEMS, load
from benchmarks.solvers import SOLVERS


def test_the_command_knows_all_problems():
    assert list(PROBLEMS) == NAMES


@pytest.mark.parametrize("name", SOLVERS)
def test_solvers_expand_and_order_terms_alike(name):
    problem = load("diabetes-2")
    columns = problem.columns()
    alphas = problem.alphas(columns)[[0, 30]]
    solver = SOLVERS[name](problem, problem.exponents(columns.terms), alphas)
    coef = solver.coef(solver.run(1e-9))
    product = columns.Z.T @ (problem.y - problem.y.mean() - columns.Z @ coef[:, 1]) / len(problem.y)
    active = np.flatnonzero(coef[:, 1])
    assert active.size > 2
    assert np.allclose(np.abs(product[active]), alphas[1], rtol=1e-3)
