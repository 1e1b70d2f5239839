"""Small problems with their certified optimum."""

import numpy as np

from polylasso.optimisers import GramLoss, PenalisedProblem
from polylasso.solvers import Penalty
from polylasso.sources.frames import to_table
from polylasso.training import Specification, build_problem, certified_optimum, penalised

__all__ = ["built", "certified", "quadratic"]


def quadratic(n_terms=6, n_rows=40, alpha=0.1, l1_ratio=1.0, seed=0):
    """Return a problem on random standardised columns, without optimum."""
    rng = np.random.default_rng(seed)
    Z = rng.standard_normal((n_rows, n_terms))
    Z[:, 1:] += 0.5 * Z[:, :1]
    Z = (Z - Z.mean(axis=0)) / Z.std(axis=0)
    y = Z @ rng.standard_normal(n_terms) + rng.standard_normal(n_rows)
    y -= y.mean()
    loss = GramLoss(Z.T @ Z / n_rows, Z.T @ y / n_rows, 0.5 * float(y @ y) / n_rows)
    return PenalisedProblem(loss, Penalty(alpha, l1_ratio, np.ones(n_terms)))


def built(X, y, degree=2, **options):
    """Return the problem of a table."""
    weights = np.ones(len(y))
    specification = Specification(degree=degree, **options)
    return build_problem(to_table(X), np.asarray(y, dtype=float), weights, specification)


def certified(problem, alpha, l1_ratio=1.0):
    """Return what an optimiser minimises, with its least value."""
    return penalised(problem, alpha, l1_ratio, certified_optimum(problem, alpha, l1_ratio))
