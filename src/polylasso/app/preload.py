"""What every process of a fit finds loaded: imported once, in the process that they start from."""

import gc

import sklearn.ensemble
import sklearn.linear_model
import sklearn.model_selection

import polylasso.app.work
import polylasso.lab

__all__: list[str] = []

# The pages of what is loaded stay shared: the collector of a process would touch them all.
gc.freeze()
