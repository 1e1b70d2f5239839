"""polylasso: `PolynomialLassoCV`, which chooses by cross-validation what it is not given."""

from typing import Any

from benchmarks.srbench.methods.method import Method
from benchmarks.srbench.size import polynomial_size

__all__ = ["CUBIC", "LEAST_ERROR", "ONE_SE"]

DEGREES = (1, 2, 3)
DEGREE = "auto"


def _method(title: str, **settings: Any) -> Method:
    def build(seed: int) -> Any:
        from polylasso import PolynomialLassoCV

        return PolynomialLassoCV(**settings, random_state=seed, n_jobs=1)

    return Method(
        title,
        build,
        lambda estimator: len(estimator.terms_),
        polynomial_size,
        ("polylasso", "numpy", "scipy"),
    )


LEAST_ERROR = _method("polylasso", degree=DEGREE, rule="min")
ONE_SE = _method("polylasso, one standard error", degree=DEGREE, rule="one_se")
CUBIC = _method("polylasso, degree 1 to 3", degree=DEGREES)
