"""Warnings about what cross-validation chose, each with what to do about it."""

import warnings

from polylasso.errors import DataWarning, EdgeOfGridWarning
from polylasso.selection import Choice, CrossValidation

__all__ = ["warn_of_choice"]


def warn_of_choice(
    result: CrossValidation,
    choice: Choice,
    *,
    has_terms: bool,
    cv_r2: float,
    is_grid_given: bool,
    is_automatic: bool,
) -> None:
    """Warn of a constant target, of a model worse than the mean, and of an end of the grid.

    Parameters
    ----------
    result : CrossValidation
    choice : Choice
    has_terms : bool
        Whether the model has a term.
    cv_r2 : float
    is_grid_given : bool
        Whether the alphas are the user's.
    is_automatic : bool
        Whether the degree was chosen by itself: then there is no higher one to try.
    """
    if result.solutions[0].loss == 0.0 and not result.solutions[0].support.size:
        warnings.warn(
            "the target is constant: the model is its value; choose another target",
            DataWarning,
            stacklevel=4,
        )
        return
    if has_terms and cv_r2 < 0.0:
        warnings.warn(
            f"by cross-validation the model predicts worse than the mean (R2 "
            f"{cv_r2:.2f}); a few rows far from the others may explode: try "
            "extrapolation='clip', a lower degree or a transform, and look at the outliers",
            DataWarning,
            stacklevel=4,
        )
    last = len(result.alphas) - 1
    is_at_end = choice.at_minimum == last and last > 0 and result.ended == "grid"
    if is_at_end and not is_automatic:
        warnings.warn(
            "the least error is at the smallest alpha of the grid; lower eps, pass smaller "
            "alphas, or raise degree",
            EdgeOfGridWarning,
            stacklevel=4,
        )
    if is_grid_given and choice.at_minimum == 0 and result.solutions[0].support.size:
        warnings.warn(
            "the least error is at the largest alpha given; pass larger alphas",
            EdgeOfGridWarning,
            stacklevel=4,
        )
