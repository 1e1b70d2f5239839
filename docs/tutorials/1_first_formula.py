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
# # The first formula
#
# A table of 7,385 vehicles says how much fuel each needs and how much CO2 it emits. Is there a
# short formula in it? polylasso looks at *every* product of the columns up to a degree, keeps the
# few that matter, and proves that no other choice of coefficients has a lower objective.

# %%
import warnings

from polylasso import PolynomialLassoCV, load_co2
from polylasso.errors import DataWarning
from polylasso.plots import (
    ActualPredictedDisplay,
    CoefficientPathDisplay,
    CVCurveDisplay,
    EffectDisplay,
    TermImportanceDisplay,
)

cars = load_co2()
X, y = cars.data, cars.frame[cars.target_name]
X.head()

# %% [markdown]
# Strings are categories: each level of a fuel type has an indicator. A column with very many
# levels, such as the model of the car, says which row it is rather than what it is like: it is
# left out, and a warning says so. The table holds repeated rows: they always stay together in one
# fold, so that no car is predicted from its own copy.

# %%
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DataWarning)  # what it says stands above, and in the summary
    model = PolynomialLassoCV(degree=2).fit(X, y)
print(model.formula(width=80))

# %% [markdown]
# A litre of each fuel holds a fixed mass of carbon. So emissions must be consumption times a
# number per fuel, and that is what the formula says: ethanol (E) takes something off for each
# litre, diesel (D) adds something. Nobody told the model.

# %%
print(model.summary())

# %% [markdown]
# `dual_gap_` is the proof: the relative distance to the least possible value of the objective,
# over every candidate term, those that the model does not have included.

# %%
print(f"{model.n_candidate_terms_:,} candidates, {len(model.terms_)} terms kept")
print(f"relative duality gap {model.dual_gap_:.1e}")

# %% [markdown]
# ## How the number of terms was chosen
#
# With a large penalty the model has no term; as it falls, terms enter one by one.
# Cross-validation scores every step on rows that it has not seen. The rule takes the fewest terms
# whose error is within one standard error of the least.

# %%
CoefficientPathDisplay.from_estimator(model).plot();

# %%
CVCurveDisplay.from_estimator(model).plot();

# %% [markdown]
# ## What it says
#
# Which terms carry the prediction, and what one variable does while the others stay where they
# are:

# %%
TermImportanceDisplay.from_estimator(model).plot();

# %%
EffectDisplay.from_estimator(model, X, "Fuel Consumption Comb (L/100 km)").plot();

# %%
ActualPredictedDisplay.from_estimator(model, X, y).plot();

# %% [markdown]
# ## Keep it
#
# A model file is readable JSON, and predicts the same to the last bit.

# %%
from polylasso import load_model

model.save("co2.json")
same = load_model("co2.json")
assert (same.predict(X) == model.predict(X)).all()
