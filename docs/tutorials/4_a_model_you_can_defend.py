# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A model you can defend
#
# Somebody will ask: are the data sound, is the error honest, would a simpler model not do, would
# a black box not do better, and what happens where there were no data? This notebook answers.
# What is to be predicted are emissions from miles per gallon, engine and fuel: not a straight
# line, as a car that goes twice as far on a gallon emits half as much.

# %%
import warnings
from dataclasses import replace

import numpy as np

from polylasso import PolynomialLassoCV, load_co2
from polylasso.check import check_table
from polylasso.errors import DuplicateRowsWarning
from polylasso.lab import compare
from polylasso.plots import EffectDisplay, ResidualsDisplay, SurfaceDisplay
from polylasso.sources.frames import to_table

cars = load_co2()
mpg = "Fuel Consumption Comb (mpg)"
frame = cars.frame
frame = frame[frame["Fuel Type"] != "N"]  # one car runs on natural gas: one row teaches nothing
X, y = frame[["Engine Size(L)", "Cylinders", "Fuel Type", mpg]], frame[cars.target_name]

# %% [markdown]
# ## Check
#
# Before any fit: outliers, repeated rows, columns that follow from others, columns that give the
# target away.

# %%
for notice in check_table(cars.table, cars.target_name).notices:
    print("-", notice)

# %% [markdown]
# ## Fit, with some rows held back
#
# Repeated rows must not stand on both sides. The cars are split by what they are, not by their
# number in the table: rows that are equal get the same random number.

# %%
row = X.assign(y=y).astype(str).agg("|".join, axis=1)
_, car = np.unique(row, return_inverse=True)
held_back = np.random.default_rng(0).random(car.max() + 1)[car] < 0.2

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DuplicateRowsWarning)  # they stay in one fold: as it should be
    model = PolynomialLassoCV(degree=3, eps=1e-6).fit(X[~held_back], y[~held_back])
print(model.formula(width=80))
print(f"R2 on {held_back.sum():,} cars held back: {model.score(X[held_back], y[held_back]):.4f}")

# %% [markdown]
# The residuals say what the formula does not: a shape in the left panel would be a missing term,
# and points off the line in the right one are cars that the model does not understand.

# %%
ResidualsDisplay.from_estimator(model, X[held_back], y[held_back]).plot();

# %%
EffectDisplay.from_estimator(model, X, mpg).plot();

# %%
SurfaceDisplay.from_estimator(model, X, (mpg, "Fuel Type")).plot();

# %% [markdown]
# ## Compare
#
# All on the same folds and the same cars held back: the mean, a straight line, the polynomial in
# five manners, and gradient boosting as what a black box reaches. The sentence follows from
# paired differences of the errors, against their standard error.

# %%
comparison = compare(X, y, degree=3)
for row in comparison.rows:
    if row.reason is None:
        r2 = row.holdout.r2.value
        print(f"{row.key:>17} {row.degree or '':>1} {row.n_terms or '':>3} {r2:.4f}")
print(comparison.verdict)

# %% [markdown]
# ## Where there were no data
#
# A polynomial goes on outside the range of the data, and it goes fast. Predictions can be flagged
# row by row, and there are six ways to go on: as it is, from the nearest point in range, so and
# within the range of the target, along a straight line, with an error, or not at all.
# `extrapolation=` says which; the model is a value, so that here the same coefficients are asked to
# go on in each way.

# %%
strange = X.iloc[[0]].assign(**{mpg: 150})
print("out of range:", model.out_of_range(strange))
for way in ("extend", "clip", "hold", "linear", "nan"):
    prediction = replace(model.model_, extrapolation=way).predict(to_table(strange))
    print(f"{way:>8}: {prediction[0]:.1f} g/km")
