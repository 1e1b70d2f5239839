"""Optimisers written from scratch: gradient descent to Adam, ISTA and FISTA, with their traces.

They minimise the objective of the exact solver step by step, to be studied beside it.
"""

from polylasso.optimisers.algorithms import (
    FISTA,
    ISTA,
    Adam,
    GradientDescent,
    Momentum,
    RMSprop,
)
from polylasso.optimisers.losses import (
    ColumnLoss,
    DesignLoss,
    GramLoss,
    Loss,
    Slope,
    largest_eigenvalue,
    loss_of,
)
from polylasso.optimisers.optimiser import Optimiser
from polylasso.optimisers.problem import PenalisedProblem
from polylasso.optimisers.trace import Trace
from polylasso.optimisers.treatments import L1Treatment, Proximal, SmoothedSign, Subgradient

__all__ = [
    "Adam",
    "ColumnLoss",
    "DesignLoss",
    "FISTA",
    "GradientDescent",
    "GramLoss",
    "ISTA",
    "L1Treatment",
    "Loss",
    "Momentum",
    "Optimiser",
    "PenalisedProblem",
    "Proximal",
    "RMSprop",
    "Slope",
    "SmoothedSign",
    "Subgradient",
    "Trace",
    "largest_eigenvalue",
    "loss_of",
]
