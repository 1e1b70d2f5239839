"""The solvers, by name, each in a file of its own."""

from benchmarks.solvers.polylasso import Polylasso
from benchmarks.solvers.scikit_learn import ScikitLearn
from benchmarks.solvers.solver import Solver

__all__ = ["SOLVERS", "Solver"]

SOLVERS: dict[str, type[Solver]] = {"polylasso": Polylasso, "scikit-learn": ScikitLearn}
