"""Pictures of models, paths and optimisers, drawn with matplotlib (the extra `plots`).

Every display has its numbers as attributes, made by `from_estimator` and the like, and `.plot(ax)`
draws them. Nothing is computed here that `inspection` or `lab` could return.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polylasso.plots.animations import animate_coefficients, animate_cost
    from polylasso.plots.coefficients import CoefficientTraceDisplay
    from polylasso.plots.comparison import ComparisonDisplay
    from polylasso.plots.contributions import ContributionsDisplay
    from polylasso.plots.cv_curve import CVCurveDisplay
    from polylasso.plots.effects import EffectDisplay
    from polylasso.plots.importance import TermImportanceDisplay
    from polylasso.plots.leftover import LeftoverDisplay
    from polylasso.plots.path import CoefficientPathDisplay
    from polylasso.plots.penalties import (
        BiasVarianceDisplay,
        PenaltyGeometryDisplay,
        PenaltyPathsDisplay,
    )
    from polylasso.plots.predictions import ActualPredictedDisplay, ResidualsDisplay
    from polylasso.plots.races import RaceDisplay
    from polylasso.plots.ranges import RangeMapDisplay
    from polylasso.plots.surface import SurfaceDisplay
    from polylasso.plots.traces import TraceDisplay

__all__ = [
    "ActualPredictedDisplay",
    "BiasVarianceDisplay",
    "CVCurveDisplay",
    "CoefficientPathDisplay",
    "CoefficientTraceDisplay",
    "ComparisonDisplay",
    "ContributionsDisplay",
    "EffectDisplay",
    "LeftoverDisplay",
    "PenaltyGeometryDisplay",
    "PenaltyPathsDisplay",
    "RaceDisplay",
    "RangeMapDisplay",
    "ResidualsDisplay",
    "SurfaceDisplay",
    "TermImportanceDisplay",
    "TraceDisplay",
    "animate_coefficients",
    "animate_cost",
]

_HOMES = {
    "ActualPredictedDisplay": "predictions",
    "BiasVarianceDisplay": "penalties",
    "CVCurveDisplay": "cv_curve",
    "CoefficientPathDisplay": "path",
    "CoefficientTraceDisplay": "coefficients",
    "ComparisonDisplay": "comparison",
    "ContributionsDisplay": "contributions",
    "EffectDisplay": "effects",
    "LeftoverDisplay": "leftover",
    "PenaltyGeometryDisplay": "penalties",
    "PenaltyPathsDisplay": "penalties",
    "RaceDisplay": "races",
    "RangeMapDisplay": "ranges",
    "ResidualsDisplay": "predictions",
    "SurfaceDisplay": "surface",
    "TermImportanceDisplay": "importance",
    "TraceDisplay": "traces",
    "animate_coefficients": "animations",
    "animate_cost": "animations",
}


def __getattr__(name: str) -> Any:
    """Import a display when it is first used: those of the lab bring the estimators with them."""
    if name in _HOMES:
        return getattr(import_module(f"polylasso.plots.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'polylasso.plots' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
