"""A fit as the model file that keeps it, its scores included."""

from typing import Any

from polylasso.job.fitting import Fitted
from polylasso.modelfile import SavedModel

__all__ = ["saved_model"]

_KEPT = ("holdout_r2", "holdout_mse", "holdout_mae", "linear_holdout_r2", "mean_holdout_mse")


def saved_model(fitted: Fitted, outcome: dict[str, Any]) -> SavedModel:
    """Return the model of a fit with the scores on the rows held out.

    Parameters
    ----------
    fitted : Fitted
    outcome : dict of str to object
        Of the fit, see `fit_outcome`.
    """
    return fitted.estimator.to_saved_model(_kept_scores(fitted, outcome))


def _kept_scores(fitted: Fitted, outcome: dict[str, Any]) -> dict[str, Any]:
    kept = {name: outcome[name] for name in _KEPT if outcome[name] is not None}
    if kept:
        kept["n_holdout_rows"] = outcome["n_holdout_rows"]
        kept["refitted_on_all_rows"] = fitted.refitted
    return kept
