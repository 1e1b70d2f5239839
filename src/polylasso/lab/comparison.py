"""What a comparison of models found, as values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from polylasso.lab.measures import Scores

__all__ = ["MODEL_NAMES", "ComparedModel", "Comparison", "Duel"]

# What models are called, by their keys.
MODEL_NAMES = {
    "mean": "the mean",
    "least_squares": "least squares",
    "ridge": "ridge",
    "lasso": "lasso",
    "elastic_net": "elastic net",
    "relaxed_lasso": "relaxed lasso",
    "black_box": "black box",
}


@dataclass(frozen=True, slots=True)
class ComparedModel:
    """One model of a comparison.

    Parameters
    ----------
    key : str
        "mean", "least_squares", "ridge", "lasso", "elastic_net", "relaxed_lasso" or "black_box".
    degree : int or None
        Largest degree of a term; None for models without terms.
    n_terms : int or None
        Number of terms; None for a black box.
    settings : mapping of str to float
        What the folds chose: alpha, l1_ratio, lasso_share, n_trees.
    cv : Scores or None
        By cross-validation on the training rows, of the settings that it chose, hence a little
        too good.
    holdout : Scores or None
        On the rows held out, which nothing was chosen by.
    seconds : float or None
        Time for cross-validation and fit, the terms included.
    reason : str or None
        Why there are no figures.
    """

    key: str
    degree: int | None
    n_terms: int | None = None
    settings: Mapping[str, float] | None = None
    cv: Scores | None = None
    holdout: Scores | None = None
    seconds: float | None = None
    reason: str | None = None

    @property
    def label(self) -> str:
        """What it is called, such as "ridge, degree 2"."""
        name = MODEL_NAMES[self.key]
        return name if self.degree is None else f"{name}, degree {self.degree}"

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "key": self.key,
            "degree": self.degree,
            "n_terms": self.n_terms,
            "settings": None if self.settings is None else dict(self.settings),
            "cv": None if self.cv is None else self.cv.to_dict(),
            "holdout": None if self.holdout is None else self.holdout.to_dict(),
            "seconds": self.seconds,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Duel:
    """Two models on the same rows held out, by the paired differences of their errors.

    Parameters
    ----------
    first, second : str
        The models in words.
    gain : float
        1 - (MSE of the first) / (MSE of the second): above 0 the first is better.
    standard_error : float or None
        Of the gain, the MSE of the second taken as given.
    is_clear : bool
        Whether the difference, either way, is beyond chance, with 95 % confidence: the mean
        difference of squared errors, or that of absolute errors, is larger than its 97.5 %
        interval is wide on either side (two tests, hence Bonferroni), and both have one sign.
    is_worthwhile : bool
        Whether the first is clearly better, and its gain is at least a twentieth.
    """

    first: str
    second: str
    gain: float
    standard_error: float | None
    is_clear: bool
    is_worthwhile: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Models of one target, compared on the same rows.

    Parameters
    ----------
    rows : tuple of ComparedModel
        The mean, then by degree least squares, ridge, lasso, elastic net and relaxed lasso, then
        the black box.
    verdict : str
        One sentence: whether the polynomial is worth it.
    duels : tuple of Duel
        What the verdict rests on.
    target_name : str
    degree : int
        Largest degree of the polynomials, given or chosen by cross-validation.
    n_train, n_test, n_folds : int
    n_duplicates : int
        Rows that repeat an earlier one; they were kept on one side of every split.
    excluded : tuple of (str, str)
        Columns that no model uses, with the reasons.
    """

    rows: tuple[ComparedModel, ...]
    verdict: str
    duels: tuple[Duel, ...]
    target_name: str
    degree: int
    n_train: int
    n_test: int
    n_folds: int
    n_duplicates: int = 0
    excluded: tuple[tuple[str, str], ...] = ()

    def __str__(self):
        return self.verdict

    def model(self, key: str, degree: int | None = None) -> ComparedModel:
        """Return the model of a key and a degree; KeyError if there is none."""
        for model in self.rows:
            if (model.key, model.degree) == (key, degree):
                return model
        raise KeyError(f"no model {key!r} of degree {degree}")

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as JSON has them."""
        return {
            "target": self.target_name,
            "degree": self.degree,
            "n_train": self.n_train,
            "n_test": self.n_test,
            "n_folds": self.n_folds,
            "n_duplicates": self.n_duplicates,
            "excluded": [{"name": name, "reason": reason} for name, reason in self.excluded],
            "rows": [row.to_dict() for row in self.rows],
            "verdict": self.verdict,
            "duels": [asdict(duel) for duel in self.duels],
        }
