"""What the two estimators share: parameters, prediction, and how they show themselves."""

import hashlib
import platform
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from numbers import Integral, Real
from typing import Any, ClassVar

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted

from polylasso.encoding import EncodingOptions, encode
from polylasso.errors import DataWarning, SolverWarning
from polylasso.estimators.control import UNSAVED, check_control
from polylasso.estimators.exploring import rows_to_explore
from polylasso.estimators.parameters import HiddenParameter
from polylasso.estimators.reading import TrainingData, read_table
from polylasso.explorer import Explorer, Payload, Rows
from polylasso.inspection import Summary, expression_size, formula, in_powers, summarise
from polylasso.model import EXTRAPOLATIONS, PolynomialModel
from polylasso.modelfile import SavedModel, save_model
from polylasso.solvers import Settings
from polylasso.terms import BASES, Term
from polylasso.training import Final, Problem, Specification, twins

__all__ = ["PolynomialRegressor", "warn_excluded", "warn_gap"]

_CHOICES = {
    "basis": BASES,
    "heredity": (None, "weak", "strong"),
    "loss": ("squared", "huber"),
    "missing": ("error", "indicator", "drop"),
    "unknown": ("error", "baseline"),
    "storage": ("auto", "stored", "implicit"),
}


REMEDY = "raise alpha or max_iter, lower degree, or choose basis='legendre'"


class PolynomialRegressor(RegressorMixin, BaseEstimator):
    """Shared face of the estimators; not for use by itself."""

    __metadata_request__fit: ClassVar[dict] = {"sample_weight": None}

    transform = HiddenParameter()
    _extrapolations: ClassVar[tuple[str, ...]] = EXTRAPOLATIONS

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the parameters by name.

        Parameters
        ----------
        deep : bool, default=True
            Without effect: no parameter is an estimator.
        """
        return {name: vars(self)[name] for name in self._get_param_names()}

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = self.missing != "error"
        return tags

    def predict(self, X: Any) -> np.ndarray:
        """Predict the target; only the terms of the model are evaluated.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), data frame or Table

        Returns
        -------
        ndarray of shape (n_samples,)
            NaN for rows that cannot be predicted (missing values with ``missing="drop"``,
            rows out of range with ``extrapolation="nan"``).

        Raises
        ------
        DataError
            If values are missing, infinite, of unseen levels or, with
            ``extrapolation="error"``, out of range.
        """
        check_is_fitted(self)
        table = read_table(self, X, reset=False)
        if self.missing == "error":
            encode(table, self.model_.variables, "error", "baseline")
        return self.model_.predict(table)

    def out_of_range(self, X: Any) -> np.ndarray:
        """Return the rows outside the training range of a variable in the model.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), data frame or Table

        Returns
        -------
        ndarray of bool, shape (n_samples,)
        """
        check_is_fitted(self)
        return self.model_.out_of_range(read_table(self, X, reset=False))

    def formula(self, digits: int | None = 4, style: str = "text", width: int | None = None) -> str:
        """Return the model as a formula in raw units.

        Parameters
        ----------
        digits : int or None, default=4
            Significant digits; None for all.
        style : {"text", "unicode", "latex"}, default="text"
        width : int or None, default=None
            Wrap text after that many characters.
        """
        check_is_fitted(self)
        return formula(in_powers(self.model_), digits=digits, style=style, width=width)

    def summary(self) -> Summary:
        """Return the terms with their size, share of the explained variance and entry alpha."""
        check_is_fitted(self)
        return self._summary

    def explore(self, X: Any = None, y: Any = None, sample_weight: Any = None) -> Explorer:
        """Return what moves along the path: formula, coefficients, errors and predictions.

        A notebook shows it; its `save` writes a page that works without a network. What moves is
        alpha, or, where an optimiser was the solver, its iteration.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), data frame, Table or Rows, default=None
            Rows to be predicted at every alpha; best such as were not trained on. `Rows` of
            `polylasso.explorer` hold their target and weights.
        y : array-like of shape (n_samples,), default=None
            Their target.
        sample_weight : array-like of shape (n_samples,), default=None

        Returns
        -------
        Explorer

        Raises
        ------
        ValueError
            If the model was fitted at one alpha by the exact solver.
        """
        check_is_fitted(self)
        return Explorer(self._explored(rows_to_explore(self, X, y, sample_weight)))

    def _explored(self, rows: Rows | None) -> Payload:
        """Return what the explorer shows."""
        raise NotImplementedError

    def save(self, path: Any, scores: Mapping[str, Any] | None = None) -> None:
        """Write the model as readable JSON, atomically; `polylasso.load_model` reads it.

        Parameters
        ----------
        path : str or Path
        scores : mapping of str to float, default=None
            Scores to keep with the model, beside those known from the fit.
        """
        check_is_fitted(self)
        save_model(self.to_saved_model(scores), path)

    def to_saved_model(self, scores: Mapping[str, Any] | None = None) -> SavedModel:
        """Return what `save` writes, as a value."""
        check_is_fitted(self)
        return SavedModel(
            model=self.model_,
            settings=_plain(self._settings_to_save()),
            scores=_plain({**self._own_scores(), **(scores or {})}),
            certificate=_plain(self._certificate()),
            data=dict(self._fingerprint),
            library_version=version("polylasso"),
        )

    def _settings_to_save(self) -> dict[str, Any]:
        return {name: value for name, value in self.get_params().items() if name not in UNSAVED}

    def _own_scores(self) -> dict[str, Any]:
        return {"train_r2": self._final.explained}

    def _certificate(self) -> dict[str, Any]:
        return {
            "dual_gap": self.dual_gap_,
            "tol": self.tol,
            "n_candidate_terms": self.n_candidate_terms_,
            "n_terms": len(self.terms_),
        }

    def _check_parameters(self) -> None:
        for name, choices in {**_CHOICES, "extrapolation": self._extrapolations}.items():
            if getattr(self, name) not in choices:
                raise ValueError(
                    f"{name} must be one of {', '.join(map(repr, choices))}, "
                    f"got {getattr(self, name)!r}"
                )
        _check_real("l1_ratio", self.l1_ratio, 0.0, 1.0, "in (0, 1]; 0 is ridge and keeps all")
        _check_real("tol", self.tol, 0.0, 1.0, "between 0 and 1")
        if not isinstance(self.max_iter, Integral) or self.max_iter < 1:
            raise ValueError(f"max_iter must be a positive int, got {self.max_iter!r}")
        check_control(self.callback, self.checkpoint, vars(self).get("max_terms"))

    def _specification(self, degree: int) -> Specification:
        return Specification(
            degree=degree,
            max_interaction=self.max_interaction,
            basis=self.basis,
            truncation=self.truncation,
            fit_intercept=self.fit_intercept,
            encoding=EncodingOptions(
                categorical=tuple(self.categorical),
                transform=_transforms(vars(self)["transform"]),
                missing=self.missing,
                max_levels=self.max_levels,
                degrees=dict(self.degrees or {}),
            ),
            forbidden_pairs=tuple(map(tuple, self.forbidden_pairs)),
            required_pairs=tuple(map(tuple, self.required_pairs)),
            keep=tuple(self.keep),
            heredity=self.heredity,
            penalty_factor=self.penalty_factor,
            unknown=self.unknown,
            extrapolation=self.extrapolation,
            storage=self.storage,
            memory_limit=self.memory_limit,
        )

    def _remedy(self) -> str:
        """Return what to do about a gap that is too large."""
        return REMEDY

    def _settings(self) -> Settings:
        return Settings(tol=self.tol, l1_ratio=self.l1_ratio, max_steps=self.max_iter)

    def _keep_result(
        self,
        data: TrainingData,
        problem: Problem,
        model: PolynomialModel,
        final: Final,
        alpha: float,
        entered: Sequence[float | None] | None,
        n_steps: int,
        notes: Sequence[str] = (),
    ) -> None:
        """Set the fitted attributes; notes go into the summary."""
        for name in ("huber_weights_", "huber_scale_"):  # of a fit before
            vars(self).pop(name, None)
        ends = float(data.target.min()), float(data.target.max())
        self.model_ = replace(model, target_range=ends)
        self.terms_ = self.model_.terms
        self.coef_ = self.model_.coef
        self.intercept_ = self.model_.intercept
        self.standardized_coef_ = final.coef
        self.n_candidate_terms_ = problem.dictionary.n_terms
        self.n_constant_terms_ = problem.n_constant
        self.excluded_ = problem.excluded
        self.twins_ = twins(problem, final.support)
        self.dual_gap_ = final.gap
        self.n_iter_ = max(n_steps, 1)
        self._final = final
        self._fingerprint = _fingerprint(data)
        self._summary = self._summarise(problem, final, alpha, entered, notes)
        warn_excluded(problem)
        warn_gap(final.gap, alpha, self.tol, self._remedy())

    def _summarise(
        self,
        problem: Problem,
        final: Final,
        alpha: float,
        entered: Sequence[float | None] | None,
        notes: Sequence[str],
    ) -> Summary:
        return summarise(
            self.terms_,
            self.coef_,
            final.coef,
            final.fitted_share,
            entered,
            n_candidate_terms=self.n_candidate_terms_,
            degree=problem.specification.degree,
            alpha=alpha,
            dual_gap=final.gap,
            r2=final.explained,
            storage=problem.storage,
            size=expression_size(self.terms_),
            notes=(*_notes(problem), *_twin_notes(self.twins_), *filter(None, notes)),
        )


def _check_real(name: str, value: Any, low: float, high: float, words: str) -> None:
    if isinstance(value, bool) or not isinstance(value, Real) or not low < value <= high:
        raise ValueError(f"{name} must be {words}, got {value!r}")


def _transforms(given: Mapping[str, str | Sequence[str]] | None) -> dict[str, tuple[str, ...]]:
    return {
        name: (value,) if isinstance(value, str) else tuple(value)
        for name, value in (given or {}).items()
    }


def _notes(problem: Problem) -> tuple[str, ...]:
    notes = [f"column {e.name!r} is left out: {e.reason}" for e in problem.excluded]
    if problem.n_constant:
        notes.append(f"{problem.n_constant:,} candidate terms do not vary on the training rows")
    return tuple(notes)


def _twin_notes(found: Mapping[Term, tuple[Term, ...]]) -> tuple[str, ...]:
    return tuple(
        f"{term} is the same up to scale as {', '.join(map(str, others[:5]))}"
        + (f" and {len(others) - 5} more" if len(others) > 5 else "")
        + " on the training rows"
        for term, others in found.items()
    )


def warn_gap(
    gap: float, alpha: float, tol: float, remedy: str = REMEDY, stacklevel: int = 5
) -> None:
    """Warn if a gap is above the tolerance; the level is that of the user's call."""
    if gap > tol:
        warnings.warn(
            f"the relative duality gap at alpha {alpha:.4g} is {gap:.1e}, above tol = {tol:g}; "
            f"{remedy}",
            SolverWarning,
            stacklevel=stacklevel,
        )


def warn_excluded(problem: Problem, stacklevel: int = 5) -> None:
    """Warn of columns that are left out, with the reasons."""
    if problem.excluded:
        reasons = "; ".join(f"{e.name!r} {e.reason}" for e in problem.excluded[:10])
        more = len(problem.excluded) - 10
        warnings.warn(
            f"columns left out: {reasons}" + (f"; and {more} more" if more > 0 else ""),
            DataWarning,
            stacklevel=stacklevel,
        )


def _fingerprint(data: TrainingData) -> dict[str, Any]:
    digest = hashlib.sha256()
    for column in data.table.columns:
        digest.update(column.name.encode())
        digest.update(np.ascontiguousarray(column.values).tobytes())
    digest.update(data.target.tobytes())
    return {
        "n_rows": len(data.target),
        "n_columns": len(data.table.columns),
        "columns": list(data.table.names),
        "target": data.target_name,
        "sha256": digest.hexdigest(),
        "python": platform.python_version(),
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it; what it does not know, as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_plain(item) for item in value]
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float) and not np.isfinite(value):
        return None
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return getattr(value, "__name__", "callable") if callable(value) else repr(value)
