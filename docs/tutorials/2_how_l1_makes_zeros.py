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
# # How L1 makes zeros
#
# A ridge penalty makes coefficients small. A lasso penalty makes most of them *zero*, and so
# leaves a formula that one can read. This notebook shows why, from one coefficient to the exact
# path.

# %%
import matplotlib.pyplot as plt
import numpy as np

from polylasso import PolynomialLasso, load_diabetes, polynomial_lasso_path
from polylasso.lab import Adam, Proximal, SmoothedSign, bias_variance, geometry, penalty_paths
from polylasso.plots import (
    BiasVarianceDisplay,
    CoefficientPathDisplay,
    PenaltyGeometryDisplay,
    PenaltyPathsDisplay,
)

# %% [markdown]
# ## One coefficient
#
# Let the data ask for a coefficient of $z$, and let the penalty be $\alpha |w|$. What minimises
# $\tfrac12 (w - z)^2 + \alpha |w|$? Left of zero the slope is $w - z - \alpha$, right of it $w -
# z + \alpha$. If $|z| \le \alpha$, the objective rises on both sides of zero: zero is the answer,
# exactly. Otherwise the answer is $z$, moved towards zero by $\alpha$. That is the *soft
# threshold*. A ridge penalty $\tfrac{\alpha}{2} w^2$ only divides: $z / (1 + \alpha)$ is never
# zero.

# %%
alpha = 1.0
asked = np.linspace(-3, 3, 301)
soft = Proximal().shrink(asked, np.full_like(asked, alpha))
figure, ax = plt.subplots(layout="constrained")
ax.plot(asked, asked, ":", color="grey", label="no penalty")
ax.plot(asked, asked / (1 + alpha), label="ridge")
ax.plot(asked, soft, label="lasso")
ax.set(xlabel="coefficient that the data ask for", ylabel="coefficient")
ax.legend();

# %% [markdown]
# ## Two coefficients
#
# The same in a picture: the ellipses are levels of the loss over two coefficients of a model of
# diabetes progression. A budget of $|w_1| + |w_2|$ is a diamond; the loss is least where an
# ellipse first touches it, and that is often a corner, where one coefficient is zero. A circle,
# the budget of ridge, has no corners.

# %%
diabetes = load_diabetes()
X, y = diabetes.data, diabetes.target
model = PolynomialLasso(5.0).fit(X, y)
print(model.summary())

# %%
first, second = (str(term) for term in model.terms_[:2])
PenaltyGeometryDisplay.from_geometry(geometry(model, X, y, first, second)).plot();

# %% [markdown]
# ## All coefficients, as the penalty falls
#
# Three penalties on the same candidate terms. Under ridge all terms are there from the start,
# under the lasso they enter one by one, the elastic net lies between.

# %%
PenaltyPathsDisplay.from_paths(penalty_paths(X, y)).plot();

# %% [markdown]
# ## The path is made of straight lines
#
# Between two events, a term that enters or one that leaves, the coefficients of the lasso are
# linear in alpha: for given signs the optimum solves a linear system. So the exact path can be
# followed from knot to knot, and every point of it is proven: `gaps` are relative distances to
# the least possible value, over all candidates.

# %%
path = polynomial_lasso_path(X, y, eps=0.05, knots=True)
for knot in path.knots[:8]:
    print(f"alpha {knot.alpha:8.4f}: {knot.term} {'enters' if knot.enters else 'leaves'}")
print(f"largest gap {path.gaps.max():.1e}")

# %%
CoefficientPathDisplay.from_path(path).plot();

# %% [markdown]
# ## Why a smoothed sign makes no zeros
#
# Gradient descent needs a derivative, and |w| has none at zero. If one puts w / (|w| + epsilon)
# in its place, the pull of the penalty fades as w nears zero. Where the data pull with less than
# alpha, the two balance at |w| = epsilon pull / (alpha - pull): small, and not zero. The soft
# threshold is what makes zeros.

# %%
smooth = Adam(l1=SmoothedSign(), max_iter=3000, support_threshold=0.0)
exact = PolynomialLasso(5.0)
near = PolynomialLasso(5.0, solver=smooth, tol=0.5)  # a gap that large is the point here
print(len(exact.fit(X, y).terms_), "terms by the exact solver")
print(len(near.fit(X, y).terms_), "terms by Adam with a smoothed sign")
print(f"the least of them in size: {np.abs(near.standardized_coef_).min():.1e}")

# %% [markdown]
# ## What it is good for
#
# A large penalty makes a model that is wrong in the same manner on every sample (bias), a small
# one a model that changes with the sample (variance). The error on new rows is their sum, and the
# noise.

# %%
BiasVarianceDisplay.from_result(bias_variance(X, y)).plot();
