"""Pictures of models, paths and optimisers, drawn with matplotlib (the extra `plots`).

Every display has its numbers as attributes, made by `from_estimator` and the like, and `.plot(ax)`
draws them. Nothing is computed here that `inspection` or `lab` could return.
"""

from polylasso.plots.animations import animate_coefficients, animate_cost
from polylasso.plots.races import RaceDisplay
from polylasso.plots.traces import TraceDisplay

__all__ = ["RaceDisplay", "TraceDisplay", "animate_coefficients", "animate_cost"]
