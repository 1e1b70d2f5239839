"""Ways to choose a penalty by cross-validation, by name, each in a file of its own."""

from benchmarks.choosers.chooser import Chooser, Chosen
from benchmarks.choosers.cv_glmnet import CvGlmnet
from benchmarks.choosers.lasso_cv import LassoCV
from benchmarks.choosers.lasso_lars_cv import LassoLarsCV
from benchmarks.choosers.polylasso_cv import PolylassoCV

__all__ = ["CHOOSERS", "Chooser", "Chosen"]

CHOOSERS: dict[str, type[Chooser]] = {
    "PolynomialLassoCV": PolylassoCV,
    "LassoCV": LassoCV,
    "LassoLarsCV": LassoLarsCV,
    "cv.glmnet": CvGlmnet,
}
