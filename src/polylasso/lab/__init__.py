"""The lab: how the kind of penalty and the optimiser change a model.

It studies; to fit a model use `PolynomialLassoCV`.
"""

from polylasso.lab.geometry import PenaltyGeometry, geometry
from polylasso.lab.penalties import PenaltyPaths, penalty_paths
from polylasso.lab.variation import BiasVariance, bias_variance
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
    "BiasVariance",
    "FISTA",
    "GradientDescent",
    "ISTA",
    "Momentum",
    "PenalisedProblem",
    "PenaltyGeometry",
    "PenaltyPaths",
    "Proximal",
    "RMSprop",
    "SmoothedSign",
    "Subgradient",
    "Trace",
    "bias_variance",
    "geometry",
    "penalty_paths",
]
