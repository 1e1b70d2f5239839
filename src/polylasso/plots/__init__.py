"""Pictures of models, paths and optimisers, drawn with matplotlib (the extra `plots`).

Every display has its numbers as attributes, made by `from_estimator` and the like, and `.plot(ax)`
draws them. Nothing is computed here that `inspection` or `lab` could return.
"""

from polylasso.plots.cv_curve import CVCurveDisplay
from polylasso.plots.effects import EffectDisplay
from polylasso.plots.importance import TermImportanceDisplay
from polylasso.plots.path import CoefficientPathDisplay
from polylasso.plots.predictions import ActualPredictedDisplay, ResidualsDisplay
from polylasso.plots.surface import SurfaceDisplay

__all__ = [
    "ActualPredictedDisplay",
    "CVCurveDisplay",
    "CoefficientPathDisplay",
    "EffectDisplay",
    "ResidualsDisplay",
    "SurfaceDisplay",
    "TermImportanceDisplay",
]
