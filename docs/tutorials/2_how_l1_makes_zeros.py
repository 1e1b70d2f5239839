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
# A ridge penalty makes coefficients small. A lasso penalty makes most of them *zero*, and so leaves
# a formula that one can read. This notebook shows why, from one coefficient to the exact path.

# %%
import matplotlib.pyplot as plt
import numpy as np

from polylasso import PolynomialLasso, load_diabetes, polynomial_lasso_path
from polylasso.lab import Adam, Proximal, SmoothedSign, geometry, penalty_paths
from polylasso.plots import CoefficientPathDisplay, PenaltyGeometryDisplay, PenaltyPathsDisplay

# %% [markdown]
# ## One coefficient
#
# Let the data ask for a coefficient of $z$, and let the penalty be $\alpha |w|$. What minimises
# $\tfrac12 (w - z)^2 + \alpha |w|$? Left of zero the slope is $w - z - \alpha$, right of it
# $w - z + \alpha$. If $|z| \le \alpha$, the objective rises on both sides of zero: zero is the
# answer, exactly. Otherwise the answer is $z$, moved towards zero by $\alpha$. That is the *soft
# threshold*. A ridge penalty $\tfrac{\alpha}{2} w^2$ only divides: $z / (1 + \alpha)$ is never zero.

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
# diabetes progression. A budget of $|w_1| + |w_2|$ is a diamond; the loss is least where an ellipse
# first touches it, and that is often a corner, where one coefficient is zero. A circle, the budget
# of ridge, has no corners.

# %%
diabetes = load_diabetes()
X, y = diabetes.data, diabetes.target
model = PolynomialLasso(2.0).fit(X, y)
print(model.summary())
