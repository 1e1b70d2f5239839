"""The lab: how the kind of penalty and the optimiser change a model.

It studies; to fit a model use `PolynomialLassoCV`.
"""

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
    "Momentum",
    "PenalisedProblem",
    "Proximal",
    "RMSprop",
    "SmoothedSign",
    "Subgradient",
    "Trace",
]
