"""Check, hold out, fit and score a table, step by step."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from polylasso.check import DataCheck, check_table
from polylasso.descent import Progress
from polylasso.errors import DataError, PolylassoError
from polylasso.estimators import PolynomialLasso, PolynomialLassoCV
from polylasso.folds import held_out, row_identity
from polylasso.job.columns import Selected, select, with_labels
from polylasso.job.holdout import last_rows
from polylasso.job.notes import collected_notes, notes_on_columns, notes_on_rows
from polylasso.job.reading import encoding_of
from polylasso.job.scores import Scores, score_mean, score_model, unseen_levels
from polylasso.job.settings import FitSettings
from polylasso.sources.table import Table

__all__ = [
    "Fitted",
    "check_rows",
    "fit_table",
    "is_interrupted",
]

_NOTHING = Scores(None, None, None)
# What the raw columns are read with, beside the degree and the penalty.
_READING = ("categorical", "missing", "memory_limit")


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A fitted estimator and all that was found on the way.

    Parameters
    ----------
    estimator : PolynomialLasso or PolynomialLassoCV
    settings : FitSettings
    check : DataCheck
    rows : Selected
        All rows used.
    held_out : ndarray of bool, shape (n_rows,), or None
        Which of the rows are held out; None if none are.
    scores : mapping of str to Scores
        Of "model", "linear" and "mean" on the rows held out.
    n_unseen, n_outside : int
        Rows held out with an unseen level, and outside the training range.
    cv_r2 : float or None
        Of the scored model.
    refitted : bool
        Whether the estimator was fitted again to all rows.
    notes : tuple of str
    """

    estimator: Any
    settings: FitSettings
    check: DataCheck
    rows: Selected
    held_out: np.ndarray | None
    scores: dict[str, Scores]
    n_unseen: int
    n_outside: int
    cv_r2: float | None
    refitted: bool
    notes: tuple[str, ...]

    @property
    def n_rows(self) -> int:
        """Number of rows used."""
        return self.rows.n_rows

    @property
    def n_held_out(self) -> int:
        """Number of rows held out."""
        return 0 if self.held_out is None else int(np.count_nonzero(self.held_out))

    @property
    def train(self) -> Selected:
        """Rows that the scored model was fitted to."""
        return self.rows if self.held_out is None else self.rows.take(~self.held_out)

    @property
    def test(self) -> Selected | None:
        """Rows held out; None if none are."""
        return None if self.held_out is None else self.rows.take(self.held_out)


def fit_table(
    table: Table, settings: FitSettings, tell: Callable[[Progress], object] | None = None
) -> Fitted:
    """Check, hold out, fit, score and, if asked, fit again to all rows.

    Parameters
    ----------
    table : Table
    settings : FitSettings
    tell : callable or None
        Called with the progress of a fit.

    Raises
    ------
    PolylassoError
        If the table or the settings cannot be used.
    """
    labelled = with_labels(table, settings.shared.get("categorical", ()))
    rows = select(labelled, settings.columns, settings.missing)
    check = check_rows(rows, settings)
    mask = _held_out(rows, settings)
    train = rows if mask is None else rows.take(~mask)
    test = None if mask is None else rows.take(mask)
    with collected_notes() as notes:
        scored = _fit(train, settings, tell)
        scores, n_unseen, n_outside = _judge(scored, train, test, settings)
        again = settings.refit and test is not None and not is_interrupted(scored)
        final = _fit_again(rows, settings, tell) if again else scored
    return Fitted(
        estimator=final,
        settings=settings,
        check=check,
        rows=rows,
        held_out=mask,
        scores=scores,
        n_unseen=n_unseen,
        n_outside=n_outside,
        cv_r2=getattr(scored, "cv_r2_", None),
        refitted=again,
        notes=(
            *notes_on_rows(rows, settings),
            *notes_on_columns(check, [(one.name, one.reason) for one in final.excluded_]),
            *notes,
        ),
    )


def check_rows(rows: Selected, settings: FitSettings) -> DataCheck:
    """Check the rows, and refuse those that cannot be fitted.

    Raises
    ------
    DataError
        The first of the notices that are errors.
    """
    if rows.n_rows < 2:
        count = "1 row" if rows.n_rows else "no row"
        raise DataError(f"there is {count} of data to fit; give at least two, better hundreds")
    check = check_table(rows.with_target, rows.target.name, encoding=encoding_of(settings))
    for notice in check.errors:
        raise DataError(_sentence(notice.column, notice.message))
    return check


def _sentence(column: str | None, message: str) -> str:
    return message if column is None else f"column {column!r} {message}"


def _held_out(rows: Selected, settings: FitSettings) -> np.ndarray | None:
    """Return the mask of the rows to score; None if there shall be none."""
    if settings.folds.in_time:
        _need_rows_in_time(rows.n_rows, settings)
    if settings.test_size == 0.0:
        return None
    if settings.folds.in_time:
        return last_rows(rows.n_rows, settings.test_size)
    if rows.groups is not None:
        return held_out(rows.groups, settings.test_size, settings.seed, "groups")
    identity = row_identity(rows.features, rows.target.values)
    return held_out(identity, settings.test_size, settings.seed, "distinct rows")


def _need_rows_in_time(n_rows: int, settings: FitSettings) -> None:
    needed = math.ceil((2 * settings.folds.count + 2) / (1.0 - settings.test_size))
    if n_rows < needed:
        raise DataError(
            f"{settings.folds.count} folds in time need at least {needed} rows, but there are "
            f"{n_rows}; lower cv or test_size"
        )


def is_interrupted(estimator: PolynomialLasso | PolynomialLassoCV) -> bool:
    """Return whether the choice was made among a part of the alphas."""
    return getattr(estimator, "ended_", None) == "interrupted"


def _fit_again(
    rows: Selected, settings: FitSettings, tell: Callable[[Progress], object] | None
) -> PolynomialLasso | PolynomialLassoCV:
    """Fit all rows, with a checkpoint of their own."""
    if settings.checkpoint is not None:
        settings = replace(settings, checkpoint=f"{settings.checkpoint}.refit")
    return _fit(rows, settings, tell)


def _fit(
    rows: Selected, settings: FitSettings, tell: Callable[[Progress], object] | None
) -> PolynomialLasso | PolynomialLassoCV:
    control = {"callback": tell, "checkpoint": settings.checkpoint}
    if settings.alpha is not None:
        shared = {name: value for name, value in settings.shared.items() if value != "auto"}
        model = PolynomialLasso(settings.alpha, degree=settings.degrees[0], **control, **shared)
        return model.fit(rows.features, rows.target, sample_weight=rows.weights)
    degree = settings.degrees[0] if len(settings.degrees) == 1 else list(settings.degrees)
    model = PolynomialLassoCV(
        degree,
        cv=_splitter(settings),
        random_state=settings.seed,
        **control,
        **settings.search,
        **settings.shared,
    )
    return model.fit(rows.features, rows.target, rows.weights, groups=rows.groups)


def _splitter(settings: FitSettings) -> Any:
    if not settings.folds.in_time:
        return settings.folds.count
    from sklearn.model_selection import TimeSeriesSplit

    return TimeSeriesSplit(settings.folds.count)


def _judge(
    estimator: Any, train: Selected, test: Selected | None, settings: FitSettings
) -> tuple[dict[str, Scores], int, int]:
    """Return scores on the rows held out, and how many have unseen levels or are out of range."""
    if test is None:
        return {"model": _NOTHING, "linear": _NOTHING, "mean": _NOTHING}, 0, 0
    model = estimator.model_
    scores = {
        "model": score_model(model, test),
        "linear": _score_linear(train, test, settings),
        "mean": score_mean(train, test),
    }
    n_unseen = int(np.count_nonzero(unseen_levels(model, test.features)))
    return scores, n_unseen, int(np.count_nonzero(model.out_of_range(test.features)))


def _score_linear(train: Selected, test: Selected, settings: FitSettings) -> Scores:
    """Score least squares on the columns as they are."""
    reading = {name: settings.shared[name] for name in _READING if name in settings.shared}
    linear = PolynomialLasso(0.0, degree=1, **reading)
    try:
        with collected_notes():
            linear.fit(train.features, train.target, sample_weight=train.weights)
    except PolylassoError:
        return _NOTHING
    return score_model(linear.model_, test)
