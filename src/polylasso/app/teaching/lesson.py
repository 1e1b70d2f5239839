"""The table of a session as the lab uses it: small enough to be watched."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from polylasso.app import state
from polylasso.app.kept import kept
from polylasso.app.teaching.words import count, listed
from polylasso.estimators import PolynomialLasso
from polylasso.job import FitSettings, Selected, select
from polylasso.lab import Excerpt, LassoTask, excerpt, lasso_task

__all__ = ["Lesson", "lesson_at", "tell_lesson"]

MAX_TERMS, MAX_ROWS = 300, 5000
# Options of a fit that say how columns are read.
_READING = ("categorical", "transform", "missing")


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Rows and terms that all experiments share.

    Parameters
    ----------
    excerpt : Excerpt
    target : Column
        Of its rows.
    weights : ndarray of shape (n_rows,) or None
    key : tuple
        The same for the same lesson of a session.
    """

    excerpt: Excerpt
    target: Any
    weights: np.ndarray | None
    key: tuple[Hashable, ...]

    @property
    def options(self) -> Mapping[str, Any]:
        """Parameters of `PolynomialLasso` that make the terms."""
        return {**self.excerpt.options, "degree": self.excerpt.degree}

    def task(self, share: float) -> LassoTask:
        """Return the lasso at a share of the least alpha without terms."""
        return kept(
            "lab.task",
            (*self.key, share),
            lambda: lasso_task(
                self.excerpt.features,
                self.target,
                share=share,
                sample_weight=self.weights,
                **self.options,
            ),
        )

    def model(self, share: float) -> PolynomialLasso:
        """Return the exact model at a share of the least alpha without terms."""

        def fit() -> PolynomialLasso:
            model = PolynomialLasso(self.task(share).alpha, **self.options)
            return model.fit(self.excerpt.features, self.target, sample_weight=self.weights)

        return kept("lab.model", (*self.key, share), fit)

    @property
    def limits_in_words(self) -> str:
        """What of the table is left out so that it can be watched; empty if nothing is."""
        taken = self.excerpt
        parts = []
        if len(taken.rows) < taken.n_rows_before:
            parts.append(
                f"on {count(len(taken.rows), 'row')} drawn from {taken.n_rows_before:,} at random"
            )
        if taken.left_out:
            noun = "column" if len(taken.left_out) == 1 else "columns"
            parts.append(f"without the {noun} {listed(taken.left_out)}")
        if not parts:
            return ""
        return f"So that every step can be watched, the lab works {' and '.join(parts)}."


def tell_lesson(lesson: Lesson, degree: int) -> None:
    """Say what is looked at, and what of the table is left out."""
    found = lesson.excerpt
    told = [lesson.limits_in_words] if lesson.limits_in_words else []
    told.append(f"{found.n_terms:,} candidate terms up to degree {found.degree}.")
    if found.degree < degree:
        told.append(f"Degree {degree} would have more terms than can be watched.")
    st.caption(" ".join(told))


def lesson_at(degree: int, max_rows: int = MAX_ROWS) -> Lesson:
    """Return the lesson on the table of the session.

    Parameters
    ----------
    degree : int
        Of the terms; less where they would be too many.
    max_rows : int, default=5000

    Raises
    ------
    PolylassoError
        If the table or its settings cannot be used.
    """
    table, settings, rows = _of_session()
    key = (table, repr(settings.columns), repr(dict(settings.shared)), degree, max_rows)

    def make() -> Lesson:
        used = rows
        if used is None:
            used = select(state.loaded().table, settings.columns, settings.missing)
        return _lesson(used, settings, key)

    return kept("lab.lesson", key, make)


def _of_session() -> tuple[str, FitSettings, Selected | None]:
    """Return the digest of the table, its settings, and the rows of the last fit, if any."""
    done = state.study()
    if done is None:
        return state.loaded().digest, state.settings(), None
    return done.loaded.digest, done.settings, done.fitted.rows


def _lesson(rows: Selected, settings: FitSettings, key: tuple[Hashable, ...]) -> Lesson:
    reading = {name: settings.shared[name] for name in _READING if name in settings.shared}
    degree, max_rows = key[-2:]
    taken = excerpt(
        rows.features, degree=degree, max_terms=MAX_TERMS, max_rows=max_rows, options=reading
    )
    return Lesson(
        excerpt=taken,
        target=rows.target.take(taken.rows),
        weights=None if rows.weights is None else rows.weights[taken.rows],
        key=key,
    )
