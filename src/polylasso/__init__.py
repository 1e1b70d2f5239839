"""Sparse polynomial regression: short formulas, proven optimal, honestly scored."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polylasso.datasets import load_co2, load_diabetes
    from polylasso.descent import Progress
    from polylasso.estimators import PolynomialLasso, PolynomialLassoCV, polynomial_lasso_path
    from polylasso.modelfile import load_model
    from polylasso.path import Path
    from polylasso.terms import Term

__all__ = [
    "Path",
    "PolynomialLasso",
    "PolynomialLassoCV",
    "Progress",
    "Term",
    "__version__",
    "load_co2",
    "load_diabetes",
    "load_model",
    "polynomial_lasso_path",
]

_HOMES = {
    "Path": "polylasso.path",
    "PolynomialLasso": "polylasso.estimators",
    "PolynomialLassoCV": "polylasso.estimators",
    "Progress": "polylasso.descent",
    "Term": "polylasso.terms",
    "load_co2": "polylasso.datasets",
    "load_diabetes": "polylasso.datasets",
    "load_model": "polylasso.modelfile",
    "polynomial_lasso_path": "polylasso.estimators",
}


def __getattr__(name: str) -> Any:
    """Import public names when they are first used: the command line must start at once."""
    if name == "__version__":
        from importlib.metadata import version

        return version("polylasso")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'polylasso' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
