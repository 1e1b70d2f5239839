"""A fit as one JSON object: what the command line prints, and the report draws."""

from dataclasses import asdict, replace
from typing import Any

import numpy as np

from polylasso.inspection import formula, in_powers
from polylasso.job.fitting import Fitted, is_interrupted
from polylasso.job.versions import own_version
from polylasso.model import PolynomialModel

__all__ = ["fit_outcome", "formula_in_lines", "sizeable_first"]


def fit_outcome(fitted: Fitted, where: str, seconds: float) -> dict[str, Any]:
    """Return all that is known of a fit.

    Parameters
    ----------
    fitted : Fitted
    where : str
        What the table is called.
    seconds : float
        How long it took.

    Returns
    -------
    dict of str to object
        Numbers, strings, lists and dicts; warnings name parameters as Python has them.
    """
    return {
        "file": where,
        "target": fitted.settings.columns.target,
        "version": own_version(),
        **_data(fitted),
        **_choice(fitted),
        **_scores(fitted),
        **_model(fitted.estimator),
        "warnings": list(fitted.notes),
        "seconds": round(seconds, 3),
    }


def _data(fitted: Fitted) -> dict[str, Any]:
    return {
        "n_rows": fitted.n_rows,
        "n_train_rows": fitted.n_rows - fitted.n_held_out,
        "n_holdout_rows": fitted.n_held_out,
        "n_dropped_rows": fitted.rows.n_dropped,
        "n_duplicate_rows": fitted.check.n_duplicate_rows,
        "n_columns": len(fitted.check.columns),
        "excluded": [
            {"name": one.name, "reason": one.reason} for one in fitted.estimator.excluded_
        ],
    }


def _choice(fitted: Fitted) -> dict[str, Any]:
    model, settings = fitted.estimator, fitted.settings
    chosen = settings.alpha is None
    return {
        "degree": model.degree_ if chosen else model.degree,
        "alpha": model.alpha_ if chosen else model.alpha,
        "rule": settings.search.get("rule") if chosen else None,
        "relax": model.relax_ if chosen else 1.0,
        "cv": str(replace(settings.folds, count=model.mse_path_.shape[1])) if chosen else None,
        "ended": model.ended_ if chosen else None,
        "interrupted": is_interrupted(model),
        **_automatic(model),
        "huber": _huber(model),
        "refitted_on_all_rows": fitted.refitted,
    }


def _automatic(model: Any) -> dict[str, Any]:
    """Return what was chosen beside the degree, where all was."""
    if not hasattr(model, "trial_"):
        return {"automatic": None}
    trial, trials = model.trial_, model.candidates_
    shapes = {(one.degree, one.max_interaction, one.truncation) for one in trials}
    return {
        "automatic": {
            "max_interaction": trial.max_interaction,
            "truncation": trial.truncation,
            "adaptive": trial.adaptive,
            "averaged": model.averaged_,
            "linear_cv_r2": max(one.cv_r2 for one in trials if one.degree == 1),
            "n_dictionaries": len(shapes),
            "pareto": [asdict(point) for point in model.pareto_.points],
        }
    }


def _huber(model: Any) -> dict[str, Any] | None:
    """Return how many rows count less than others, where outliers do."""
    if not hasattr(model, "huber_weights_"):
        return None
    shares = model.huber_weights_[np.isfinite(model.huber_weights_)]
    return {
        "n_rows": len(shares),
        "n_counting_less": int(np.count_nonzero(shares < 1.0)),
        "least_weight": float(shares.min()),
        "scale": model.huber_scale_,
    }


def _scores(fitted: Fitted) -> dict[str, Any]:
    scores = fitted.scores
    return {
        "cv_r2": fitted.cv_r2,
        "holdout_r2": scores["model"].r2,
        "holdout_mse": scores["model"].mse,
        "holdout_mae": scores["model"].mae,
        "linear_holdout_r2": scores["linear"].r2,
        "linear_holdout_mse": scores["linear"].mse,
        "linear_holdout_mae": scores["linear"].mae,
        "mean_holdout_r2": scores["mean"].r2,
        "mean_holdout_mse": scores["mean"].mse,
        "mean_holdout_mae": scores["mean"].mae,
        "n_holdout_unscored": scores["model"].n_unscored,
        "n_holdout_unseen_levels": fitted.n_unseen,
        "n_holdout_out_of_range": fitted.n_outside,
    }


def _model(estimator: Any) -> dict[str, Any]:
    rows = estimator.summary().rows
    return {
        "train_r2": estimator.summary().r2,
        "n_candidate_terms": estimator.n_candidate_terms_,
        "n_terms": len(estimator.terms_),
        "size": estimator.summary().size,
        "dual_gap": estimator.dual_gap_,
        "tol": estimator.tol,
        "certified": bool(estimator.dual_gap_ <= estimator.tol),
        "formula": formula(sizeable_first(estimator)),
        "intercept": estimator.intercept_,
        "terms": [
            {
                "term": row.term.label,
                "coef": row.coef,
                "standardized_coef": row.standardized_coef,
                "share": row.share,
            }
            for row in rows
        ],
    }


def sizeable_first(estimator: Any) -> PolynomialModel:
    """Return the model in powers, the terms of the largest standardised coefficients first.

    Terms that had to be multiplied out come in the order of the dictionary.
    """
    model = estimator.model_
    order = np.argsort(-np.abs(estimator.standardized_coef_), kind="stable")
    terms = tuple(model.terms[position] for position in order)
    return in_powers(replace(model, terms=terms, coef=model.coef[order]))


def formula_in_lines(
    model: PolynomialModel, width: int, most: int | None = None, digits: int | None = 4
) -> tuple[str, int]:
    """Return the formula of the first terms, broken into lines, and how many are not in it."""
    terms = model.terms[:most]
    shown = replace(model, terms=terms, coef=model.coef[: len(terms)])
    return formula(shown, digits=digits, width=width), len(model.terms) - len(terms)
