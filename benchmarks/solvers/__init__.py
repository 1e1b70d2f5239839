"""The solvers, by name, each in a file of its own."""

from benchmarks.solvers.adelie import Adelie
from benchmarks.solvers.celer import Celer
from benchmarks.solvers.glmnet import Glmnet
from benchmarks.solvers.polylasso import Polylasso
from benchmarks.solvers.scikit_learn import ScikitLearn
from benchmarks.solvers.skglm import Skglm
from benchmarks.solvers.solver import Ladder, Outcome, Solver

__all__ = ["SOLVERS", "Ladder", "Outcome", "Solver"]

SOLVERS: dict[str, type[Solver]] = {
    "polylasso": Polylasso,
    "scikit-learn": ScikitLearn,
    "celer": Celer,
    "skglm": Skglm,
    "adelie": Adelie,
    "glmnet": Glmnet,
}
