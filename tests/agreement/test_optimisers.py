"""Proximal optimisers, run long enough, reach the exact solver's objective on real data."""

import numpy as np
import pytest

from benchmarks.tables import read
from polylasso.lab import FISTA, ISTA, Adam, GradientDescent, Momentum, RMSprop, SmoothedSign
from polylasso.solvers import Settings
from polylasso.sources.frames import to_table
from polylasso.training import (
    Specification,
    build_problem,
    certified_optimum,
    penalised,
    start_path,
)

NAMES = [
    "abalone",
    "airfoil",
    "autompg",
    "concrete",
    "energy",
    "hitters",
    "kin8nm",
    "power-plant",
    "wine-quality-red",
    "yacht",
]
N_ROWS = 1000
# Of alpha_max: a model of a few terms, so that plain gradient descent ends within seconds.
SHARE = 0.1
SAME = 1e-8


def problem_of(name):
    """Return the problem of degree 2 in orthogonal polynomials, and the alpha."""
    table = read(name, N_ROWS)
    inputs, target = table.inputs[table.complete], table.target[table.complete]
    specification = Specification(degree=2, basis="legendre")
    return build_problem(to_table(inputs), target, np.ones(len(target)), specification)


def alpha_of(problem):
    return SHARE * start_path(problem, Settings()).alpha_max


@pytest.mark.usefixtures("data_root")
@pytest.mark.parametrize("kind", [GradientDescent, Momentum, RMSprop, Adam, ISTA, FISTA])
@pytest.mark.parametrize("name", NAMES)
def test_reaches_the_certified_objective(name, kind):
    problem = problem_of(name)
    alpha = alpha_of(problem)
    optimum = certified_optimum(problem, alpha)
    task = penalised(problem, alpha, optimum=optimum)
    trace = kind(threshold=0.0, gap=1e-9, max_iter=300_000).minimise(task)
    assert abs(trace.objective[-1] - optimum) <= SAME * optimum
    assert trace.support_size[-1] < problem.design.n_terms


@pytest.mark.usefixtures("data_root")
@pytest.mark.parametrize("name", NAMES)
def test_smoothed_sign_has_no_zero(name):
    problem = problem_of(name)
    alpha = alpha_of(problem)
    trace = Adam(l1=SmoothedSign(), max_iter=1000).minimise(penalised(problem, alpha))
    assert trace.support_size[-1] == problem.design.n_terms
