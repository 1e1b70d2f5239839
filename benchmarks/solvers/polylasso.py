"""polylasso: `polynomial_lasso_path` on the raw columns."""

import numpy as np

from benchmarks.problems import Problem
from polylasso import Path, polynomial_lasso_path
from polylasso.sources.frames import to_table
from polylasso.training import Specification, build_problem

__all__ = ["Polylasso"]


class Polylasso:
    """The exact path."""

    def __init__(self, problem: Problem, exponents: np.ndarray, alphas: np.ndarray):
        self._problem = problem
        self._exponents = exponents
        self._alphas = alphas

    @staticmethod
    def tolerances(target: float) -> tuple[float, ...]:
        """Return the default: it is exact whatever is asked for."""
        return (1e-9,)

    def expand(self) -> object:
        """Do what comes before the first step of the path."""
        problem = self._problem
        specification = Specification(degree=problem.degree)
        weights = np.ones(len(problem.y))
        return build_problem(to_table(problem.X), problem.y, weights, specification)

    def run(self, tolerance: float) -> Path:
        """Solve on the grid, from raw columns."""
        return polynomial_lasso_path(
            self._problem.X,
            self._problem.y,
            degree=self._problem.degree,
            alphas=self._alphas,
            tol=tolerance,
        )

    def coef(self, result: Path) -> np.ndarray:
        """Return the coefficients in the order of the exponents."""
        position = {tuple(row): place for place, row in enumerate(self._exponents)}
        dense = np.zeros((len(self._exponents), len(self._alphas)))
        found = self._problem.exponents(result.terms)
        dense[[position[tuple(row)] for row in found]] = result.coef.toarray()
        return dense
