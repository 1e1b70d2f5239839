"""The lab: how the kind of penalty and the optimiser change a model.

It studies; to fit a model use `PolynomialLassoCV`.
"""

from polylasso.lab.original import Original, Recipe, original
from polylasso.lab.race import Race, race
from polylasso.lab.scaling import original_alpha
from polylasso.lab.task import LassoTask, lasso_task
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
    "FISTA",
    "GradientDescent",
    "ISTA",
    "LassoTask",
    "Momentum",
    "Original",
    "PenalisedProblem",
    "Proximal",
    "RMSprop",
    "Race",
    "Recipe",
    "SmoothedSign",
    "Subgradient",
    "Trace",
    "lasso_task",
    "original",
    "original_alpha",
    "race",
]
