"""The experiment with penalties: the same terms under ridge, the elastic net and the lasso."""

import numpy as np
import streamlit as st

from polylasso.app.kept import kept
from polylasso.app.teaching.drawing import above
from polylasso.app.teaching.lesson import lesson_at, tell_lesson
from polylasso.app.teaching.words import count, listed, number, percent
from polylasso.lab import PenaltyPaths, penalty_paths

__all__ = ["show", "tell_paths"]

# A lasso model this near, in explained variance, to its richest one is as good.
_NEAR = 0.01


def show(degree: int) -> None:
    """Draw the experiment; alpha runs over its whole range here."""
    from polylasso.plots import PenaltyPathsDisplay

    lesson = lesson_at(degree)
    tell_lesson(lesson, degree)
    mix = st.select_slider(
        "L1 share of the elastic net in the middle",
        (0.1, 0.25, 0.5, 0.75, 0.9),
        value=0.5,
        format_func=lambda one: f"{100 * one:g} %",
        key="lab_mix",
    )
    found = kept(
        "lab.paths",
        (*lesson.key, mix),
        lambda: penalty_paths(
            lesson.excerpt.features,
            lesson.target,
            l1_ratios=(0.0, mix, 1.0),
            sample_weight=lesson.weights,
            **lesson.options,
        ),
    )
    told = tell_paths(found)
    st.header("One regression, three penalties")
    above(PenaltyPathsDisplay.from_paths(found), told, width=1100)


def tell_paths(found: PenaltyPaths) -> list[str]:
    """Say what ridge keeps, and what the lasso leaves out."""
    explained = found.explained[-1]
    enough = int(np.argmax(explained >= explained[-1] - _NEAR))
    n_lasso = int(found.n_terms[-1, enough])
    first = [str(found.terms[place]) for place in _first_to_enter(found.coef[-1])]
    entered = f", of which {listed(first)} came first" if first else ""
    return [
        "To the left the penalty is strong and all coefficients are near zero; to the right it is "
        "weak.",
        f"Ridge shrinks all {count(int(found.n_terms[0, -1]), 'term')} at once, and at no alpha "
        "is one of them exactly zero.",
        f"The lasso lets terms in one by one: with {count(n_lasso, 'term')}{entered}, it explains "
        f"{percent(explained[enough], 3)} of the variance, and with all "
        f"{count(int(found.n_terms[-1, -1]), 'term')} of its last model "
        f"{percent(explained[-1], 3)}.",
        f"The elastic net with {number(100 * found.l1_ratios[1])} % of L1 does a little of both: "
        "correlated terms enter together.",
    ]


def _first_to_enter(coef: np.ndarray) -> np.ndarray:
    """Return the places of the two terms shown that enter first, of shape (n_terms, n_alphas)."""
    entered = np.where((coef != 0.0).any(axis=1), np.argmax(coef != 0.0, axis=1), coef.shape[1])
    order = np.argsort(entered, kind="stable")[:2]
    return order[entered[order] < coef.shape[1]]
