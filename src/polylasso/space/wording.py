"""What a page and a README say of a model in words: scores, certificate, data."""

from collections.abc import Mapping
from typing import Any

from polylasso.inspection.numerals import numeral
from polylasso.modelfile import SavedModel
from polylasso.space.exhibit import Exhibit

__all__ = ["certificate_in_words", "fact_groups", "highlights", "lead", "spelt"]

# What a model file holds, in the words of the page; what has no words here is shown by its key.
_SCORES = {
    "holdout_r2": "R² on rows held out",
    "holdout_mae": "Mean absolute error, held out",
    "holdout_mse": "Mean squared error, held out",
    "n_holdout_rows": "Rows held out",
    "linear_holdout_r2": "R² of a straight line, held out",
    "mean_holdout_mse": "Mean squared error of the mean",
    "cv_r2": "R² in cross-validation",
    "cv_mse": "Mean squared error in cross-validation",
    "train_r2": "R² on the training rows",
    "refitted_on_all_rows": "Fitted again to all rows",
}
_CERTIFICATE = {
    "dual_gap": "Relative duality gap",
    "n_candidate_terms": "Candidate terms",
    "n_terms": "Terms chosen",
    "degree": "Degree",
    "alpha": "Penalty alpha",
}
_DATA = {
    "n_rows": "Training rows",
    "n_columns": "Columns",
    "target": "Target",
    "sha256": "Fingerprint (SHA-256)",
}
_SETTINGS = {
    "rule": "Rule",
    "cv": "Folds",
    "basis": "Basis",
    "l1_ratio": "L1 ratio",
    "max_interaction": "Most columns in a term",
    "missing": "Missing values",
    "unknown": "Labels not seen in training",
    "extrapolation": "Outside the training range",
}
_DIGITS = 4
_FINGERPRINT = 12


def lead(exhibit: Exhibit) -> str:
    """Return one or two sentences on what the page is."""
    saved = exhibit.saved
    what = f"{_count(len(saved.model.terms), 'term')} and an intercept"
    candidates = saved.certificate.get("n_candidate_terms")
    if isinstance(candidates, int):
        what += f", out of {candidates:,} candidate terms"
    rows = saved.data.get("n_rows")
    if isinstance(rows, int):
        what += f", fitted to {_count(rows, 'row')}"
    if exhibit.explorer is not None:
        return f"{what}. Predict with it, or explore how the penalty chose its terms."
    return (
        f"{what}. It was made from a model file, which holds the formula but not the path of "
        "penalties that led to it."
    )


def highlights(saved: SavedModel) -> list[list[str]]:
    """Return up to three figures and what they are."""
    scores = saved.scores
    found = [[str(len(saved.model.terms)), "term" if len(saved.model.terms) == 1 else "terms"]]
    for key, words in (
        ("holdout_r2", "R² on rows held out"),
        ("cv_r2", "R² in cross-validation"),
        ("train_r2", "R² on training rows"),
    ):
        if _is_number(scores.get(key)):
            found.append([f"{scores[key]:.4f}", words])
            break
    if _is_number(scores.get("holdout_mae")):
        found.append([spelt(scores["holdout_mae"]), "mean absolute error"])
    return found


def certificate_in_words(certificate: Mapping[str, Any]) -> str:
    """Say whether the optimum is proved; empty where the file does not tell."""
    gap, tol = certificate.get("dual_gap"), certificate.get("tol")
    if not (_is_number(gap) and _is_number(tol)):
        return ""
    candidates = certificate.get("n_candidate_terms")
    over = f"the {candidates:,} candidate terms" if isinstance(candidates, int) else "all terms"
    if gap > tol:
        return f"Not certified: the relative duality gap over {over} is {gap:.0e}, above {tol:.0e}."
    words = (
        f"Certified: at this penalty no other combination of {over} has a lower penalised loss "
        f"(relative duality gap {gap:.0e})."
    )
    if certificate.get("relax") == 0:
        words += " The terms so found were then refitted without the penalty."
    return words


def fact_groups(saved: SavedModel) -> list[dict[str, Any]]:
    """Return groups of facts, each with a title and pairs of name and value."""
    groups = (
        ("Scores", saved.scores, _SCORES, True),
        ("Certificate", saved.certificate, _CERTIFICATE, False),
        ("Data", saved.data, _DATA, False),
        ("Settings", saved.settings, _SETTINGS, False),
    )
    told = [
        {"title": title, "pairs": _pairs(facts, words, others)}
        for title, facts, words, others in groups
    ]
    return [group for group in told if group["pairs"]]


def spelt(value: Any) -> str:
    """Write a value of a model file for readers."""
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return numeral(value, _DIGITS)
    return str(value)


def _pairs(facts: Mapping[str, Any], words: Mapping[str, str], others: bool) -> list[list[str]]:
    known = [(words[key], _told(key, facts[key])) for key in words if facts.get(key) is not None]
    more = [(key, spelt(value)) for key, value in facts.items() if key not in words and others]
    return [list(pair) for pair in (*known, *more)]


def _told(key: str, value: Any) -> str:
    if key == "sha256":
        return f"{str(value)[:_FINGERPRINT]}…"
    return spelt(value)


def _count(count: int, one: str) -> str:
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
