"""The experiment with resamples: what a simple model misses, and what a rich one makes up."""

import streamlit as st

from polylasso.app.kept import kept
from polylasso.app.teaching.drawing import beside
from polylasso.app.teaching.lesson import lesson_at, tell_lesson
from polylasso.app.teaching.words import count, number, times
from polylasso.lab import BiasVariance, bias_variance

__all__ = ["show", "tell_bias_variance"]

_PENALTIES = {"Lasso (L1)": 1.0, "Elastic net": 0.5, "Ridge (L2)": 0.0}
_RESAMPLES = (10, 20, 50, 100)
_ROWS = (100, 200, 500, 1000, 5000)
_ALPHAS = 20


def show(degree: int) -> None:
    """Draw the experiment; alpha runs over its whole range here."""
    from polylasso.plots import BiasVarianceDisplay

    penalty, n_rows, n_resamples = _chosen()
    lesson = lesson_at(degree, n_rows)
    tell_lesson(lesson, degree)
    with st.spinner(f"Fitting {n_resamples} resamples"):
        found = kept(
            "lab.bias",
            (*lesson.key, penalty, n_resamples),
            lambda: bias_variance(
                lesson.excerpt.features,
                lesson.target,
                alphas=_ALPHAS,
                l1_ratio=_PENALTIES[penalty],
                n_resamples=n_resamples,
                sample_weight=lesson.weights,
                **lesson.options,
            ),
        )
    told = tell_bias_variance(found)
    st.header("Too simple, too rich, and between")
    beside(BiasVarianceDisplay.from_result(found), told)


def _chosen() -> tuple[str, int, int]:
    left, middle, right = st.columns(3, gap="large")
    penalty = left.segmented_control(
        "Penalty", list(_PENALTIES), default="Lasso (L1)", required=True, key="lab_bias_penalty"
    )
    n_rows = middle.select_slider(
        "Rows at most",
        _ROWS,
        value=200,
        format_func=lambda one: f"{one:,}",
        key="lab_rows",
        help="With few rows a rich model follows chance; with many it cannot.",
    )
    n_resamples = right.select_slider(
        "Resamples", _RESAMPLES, value=20, key="lab_resamples", help="Models fitted to new draws."
    )
    return penalty, n_rows, n_resamples


def tell_bias_variance(found: BiasVariance) -> list[str]:
    """Say where the error is least, and what it is made of at the ends."""
    best = found.best
    bias, variance = found.squared_bias.value, found.variance.value
    told = [
        f"{count(found.n_resamples, 'model')}, each fitted to another draw of {found.n_train:,} "
        f"rows, predict the same {found.n_test:,} rows held out; their error is least at alpha "
        f"{number(found.alphas[best])}, with {number(found.n_terms.value[best])} terms.",
        "The bias is what their mean prediction misses, here with the noise of the rows in it; the "
        "variance is how far the models differ among themselves.",
    ]
    last = len(found.alphas) - 1
    if best == last:
        told.append(
            "The error still falls at the right end: even the richest model here is not too rich "
            "for so many rows."
        )
    elif variance[best] > 0.0:
        told.append(
            f"Left of the dashed line models are too simple: at the left end the bias is "
            f"{times(bias[0] / bias[best])} as large. Right of it they follow chance: at the right "
            f"end the variance is {times(variance[last] / variance[best])} as large."
        )
    return told
