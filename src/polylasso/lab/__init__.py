"""The lab: how the kind of penalty and the optimiser change a model.

It studies; to fit a model use `PolynomialLassoCV`.
"""

from polylasso.lab.compare import Step, compare
from polylasso.lab.comparison import ComparedModel, Comparison, Duel
from polylasso.lab.excerpt import Excerpt, excerpt
from polylasso.lab.geometry import PenaltyGeometry, geometry
from polylasso.lab.measures import Figure, Scores
from polylasso.lab.original import Original, Recipe, original
from polylasso.lab.penalties import PenaltyPaths, penalty_paths
from polylasso.lab.race import Race, race
from polylasso.lab.scaling import original_alpha
from polylasso.lab.task import LassoTask, lasso_task
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
    "bias_variance",
    "BiasVariance",
    "compare",
    "ComparedModel",
    "Comparison",
    "Duel",
    "Excerpt",
    "excerpt",
    "Figure",
    "FISTA",
    "geometry",
    "GradientDescent",
    "ISTA",
    "lasso_task",
    "LassoTask",
    "Momentum",
    "original",
    "Original",
    "original_alpha",
    "PenalisedProblem",
    "penalty_paths",
    "PenaltyGeometry",
    "PenaltyPaths",
    "Proximal",
    "race",
    "Race",
    "Recipe",
    "RMSprop",
    "Scores",
    "SmoothedSign",
    "Step",
    "Subgradient",
    "Trace",
]
