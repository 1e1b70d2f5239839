"""The lab: how the kind of penalty and the optimiser change a model.

It studies; to fit a model use `PolynomialLassoCV`.
"""

from polylasso.lab.compare import Step, compare
from polylasso.lab.comparison import ComparedModel, Comparison, Duel
from polylasso.lab.measures import Figure, Scores
from polylasso.optimisers import (
    FISTA,
    ISTA,
    Adam,
    GradientDescent,
    Momentum,
    PenalisedProblem,
    Proximal,
    RMSprop,
    SmoothedSign,
    Subgradient,
    Trace,
)

__all__ = [
    "Adam",
    "compare",
    "ComparedModel",
    "Comparison",
    "Duel",
    "Figure",
    "FISTA",
    "GradientDescent",
    "ISTA",
    "Momentum",
    "PenalisedProblem",
    "Proximal",
    "RMSprop",
    "Scores",
    "SmoothedSign",
    "Step",
    "Subgradient",
    "Trace",
]
