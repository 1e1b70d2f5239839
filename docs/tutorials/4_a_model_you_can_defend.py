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
# Somebody will ask: are the data sound, is the error honest, would a simpler model not do, would a
# black box not do better, and what happens where there were no data? This notebook answers, on the
# vehicles that burn regular petrol.

# %%
import warnings

import numpy as np

from polylasso import PolynomialLassoCV, load_co2
from polylasso.check import check_table
from polylasso.errors import DuplicateRowsWarning
from polylasso.lab import compare
from polylasso.plots import EffectDisplay, ResidualsDisplay, SurfaceDisplay

cars = load_co2(fuel="X")
columns = ["Engine Size(L)", "Cylinders", "Vehicle Class", "Fuel Consumption Comb (L/100 km)"]
X, y = cars.data[columns], cars.target

# %% [markdown]
# ## Check
#
# Before any fit: outliers, repeated rows, columns that follow from others, columns that give the
# target away.

# %%
check = check_table(cars.table, cars.target_name)
for notice in check.notices:
    print("-", notice)

# %% [markdown]
# ## Fit, with some rows held back
#
# Repeated rows must not stand on both sides. The cars are split by what they are, not by their
# number in the table: rows that are equal get the same random number.

# %%
_, car = np.unique(X.assign(y=y).astype(str).agg("|".join, axis=1), return_inverse=True)
held_back = np.random.default_rng(0).random(car.max() + 1)[car] < 0.2

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DuplicateRowsWarning)  # they stay in one fold: as it should be
    model = PolynomialLassoCV(degree=2).fit(X[~held_back], y[~held_back])
print(model.formula(width=80))
print(f"R2 on {held_back.sum():,} cars held back: {model.score(X[held_back], y[held_back]):.4f}")

# %% [markdown]
# The residuals say what the formula does not: a shape in the left panel would be a missing term, and
# points off the line in the right one are cars that the model does not understand.

# %%
ResidualsDisplay.from_estimator(model, X[held_back], y[held_back]).plot();

# %% [markdown]
# ## Compare
#
# All on the same folds and the same cars held back: the mean, a straight line, the polynomial in five
# manners, and gradient boosting as what a black box reaches. The sentence follows from paired
# differences of the errors, against their standard error.

# %%
comparison = compare(X, y, degree=2)
print(comparison.verdict)
comparison

# %% [markdown]
# ## Where there were no data
#
# A polynomial goes on outside the range of the data, and it goes fast. Predictions can be flagged row
# by row, and there are five ways to go on.

# %%
strange = X.iloc[[0]].assign(**{"Engine Size(L)": 25.0, "Fuel Consumption Comb (L/100 km)": 60.0})
print("out of range:", model.out_of_range(strange))
for way in ("extend", "clip", "linear", "nan"):
    again = PolynomialLassoCV(degree=2, extrapolation=way)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DuplicateRowsWarning)  # as above
        again.fit(X[~held_back], y[~held_back])
    print(f"{way:>8}: {again.predict(strange)[0]:.1f} g/km")

# %%
EffectDisplay.from_estimator(model, X, "Fuel Consumption Comb (L/100 km)").plot();

# %%
SurfaceDisplay.from_estimator(
    model, X, ("Engine Size(L)", "Fuel Consumption Comb (L/100 km)")
).plot();
