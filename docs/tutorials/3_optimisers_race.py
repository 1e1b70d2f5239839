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
# # Optimisers race
#
# The exact solver knows the answer. That makes it a judge: how near does an optimiser come, and
# in how many steps? All start from zero, on the same objective, at a rate that is safe for each.
# ISTA and FISTA treat L1 by the soft threshold, the others by the smoothed sign of the original.

# %%
import numpy as np

from polylasso import PolynomialLasso, load_diabetes
from polylasso.errors import DivergenceError
from polylasso.lab import Adam, GradientDescent, SmoothedSign, race
from polylasso.plots import RaceDisplay, TraceDisplay

diabetes = load_diabetes()
X, y = diabetes.data, diabetes.target
alpha = 2.0

# %% [markdown]
# ## Steps to a gap, with and without standardisation
#
# Terms in raw units differ by powers of ten. The largest eigenvalue of their inner products
# bounds the rate, the smallest ones then take for ever. Standardisation alone is worth more than
# any choice of optimiser.

# %%
result = race(X, y, degree=2, alpha=alpha, gap=1e-4, max_iter=20_000)
RaceDisplay.from_race(result).plot();

# %%
TraceDisplay.from_race(result).plot();

# %% [markdown]
# ## Too large a rate
#
# Gradient descent needs a rate below two over the largest eigenvalue. Beyond it every step makes
# things worse, and the error says which rate works.

# %%
try:
    PolynomialLasso(alpha, solver=GradientDescent(learning_rate=1.0)).fit(X, y)
except DivergenceError as error:
    print(error)

# %% [markdown]
# ## Adam and the smoothed sign
#
# The original of this project smoothed the sign of a weight, w / (|w| + 0.000001), and trained
# with Adam. Steps of Adam are as long as the rate, however flat the objective: it comes near
# quickly and then swings about. And nothing is ever zero.

# %%
import warnings

from polylasso.errors import SolverWarning

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SolverWarning)  # that it only comes near is the point
    smooth = PolynomialLasso(alpha, solver=Adam(l1=SmoothedSign(), max_iter=5000)).fit(X, y)
    exact = PolynomialLasso(alpha).fit(X, y)
print(f"exact:  {len(exact.terms_)} terms, gap {exact.dual_gap_:.1e}")
print(f"smooth: {len(smooth.terms_)} terms, gap {smooth.dual_gap_:.1e}")
print(f"predictions differ by at most {np.abs(smooth.predict(X) - exact.predict(X)).max():.2f}")
