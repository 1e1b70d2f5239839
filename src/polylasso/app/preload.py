"""What every process of a fit finds loaded: imported once, in the process that they start from."""

import gc
from importlib import import_module

__all__ = ["LOADED"]

LOADED = (
    "polylasso.app.work",
    "polylasso.job.comparing",
    "polylasso.lab",
    "sklearn.ensemble",
    "sklearn.linear_model",
    "sklearn.model_selection",
)

for name in LOADED:
    import_module(name)
# The pages of what is loaded stay shared: the collector of a process would touch them all.
gc.freeze()
