"""The experiment in the plane of two coefficients: why a diamond makes zeros and a circle none."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from polylasso.app.kept import kept
from polylasso.app.parts.text import plain
from polylasso.app.teaching.drawing import above
from polylasso.app.teaching.lesson import Lesson
from polylasso.app.teaching.words import number, one_line, percent
from polylasso.lab import LassoTask, PenaltyGeometry, geometry
from polylasso.lab.geometry import ConstraintSet

__all__ = ["show", "tell_plane", "tell_sets"]

# Terms correlated by more than this have rings too thin to be seen.
_SAME = 0.8
_PENALTIES = {"Lasso (L1)": 1.0, "Elastic net": 0.5, "Ridge (L2)": 0.0}


def show(lesson: Lesson, share: float) -> None:
    """Draw the experiment."""
    from polylasso.plots import PenaltyGeometryDisplay

    task = lesson.task(share)
    if len(task.terms) < 2:
        st.info("There is one term only: raise the degree to have two to look at.")
        return
    controls, results = st.columns([1, 2], gap="large")
    with controls:
        first, second = _pair(task)
        names = st.pills(
            "Penalties",
            list(_PENALTIES),
            default=["Lasso (L1)", "Ridge (L2)"],
            selection_mode="multi",
            key="lab_plane_penalties",
        )
    if not names:
        results.info("Choose one penalty or more.")
        return
    ratios = tuple(ratio for name, ratio in _PENALTIES.items() if name in names)
    with results:
        model = lesson.model(share)
        found = kept(
            "lab.plane",
            (*lesson.key, share, first, second, ratios),
            lambda: geometry(
                model,
                lesson.excerpt.features,
                lesson.target,
                first,
                second,
                l1_ratios=ratios,
                sample_weight=lesson.weights,
            ),
        )
        told = [*tell_plane(found), *tell_sets(found)]
        st.header("Where the penalty meets the error")
        above(PenaltyGeometryDisplay.from_geometry(found), told)


def _pair(task: LassoTask) -> tuple[str, str]:
    order = np.argsort(-np.abs(task.solution), kind="stable")
    first = st.selectbox("First term", order, format_func=_named(task), key="lab_first")
    others = [place for place in order if place != first]
    second = st.selectbox(
        "Second term",
        others,
        index=others.index(_rival(task, int(first), others)),
        format_func=_named(task),
        key=f"lab_second_{first}",
    )
    return task.terms[first], task.terms[second]


def _named(task: LassoTask) -> Callable[[int], str]:
    """Return what names a term by its place, and says if it is zero in the exact model."""
    return lambda place: ("" if task.solution[place] else "at zero: ") + one_line(task.terms[place])


def _rival(task: LassoTask, first: int, others: list[int]) -> int:
    """Return the term at zero that could most nearly stand for the first, but is not the same."""
    alike = np.abs(task.problem.loss.gram[first])
    rivals = [place for place in others if task.solution[place] == 0.0 and alike[place] < _SAME]
    return max(rivals or others, key=lambda place: alike[place])


def tell_plane(found: PenaltyGeometry) -> list[str]:
    """Say what the contours are, and why they have their shape."""
    correlation = found.loss.correlation
    held = (
        f"with the {found.n_held:,} other coefficients of the model held" * bool(found.n_held)
        or "with no other term"
    )
    if abs(correlation) > 0.3:
        shape = (
            f"The two terms are correlated by {number(correlation, 2)}, so that the rings are long "
            "and slanted: one coefficient can make up for the other."
        )
    else:
        shape = (
            f"The two terms are hardly correlated ({number(correlation, 2)}), so that the rings "
            "are nearly circles: each coefficient has its own best value."
        )
    size = (
        "The sets are as large as the exact model at this alpha needs them."
        if found.fitted.any()
        else "In the exact model at this alpha both are zero; the sets here have half the size "
        "that least squares would need."
    )
    return [
        f"Each grey ring joins pairs of coefficients with the same error, {held}; the cross in "
        "their middle is least squares.",
        shape,
        size,
    ]


def tell_sets(found: PenaltyGeometry) -> list[str]:
    """Say where each set is touched."""
    return [_touched(found, each) for each in found.sets]


def _touched(found: PenaltyGeometry, each: ConstraintSet) -> str:
    name = {1.0: "diamond of the lasso", 0.0: "circle of ridge"}.get(
        each.l1_ratio, "rounded diamond of the elastic net"
    )
    if not each.alpha > 0.0:
        return f"The {name} holds least squares itself: this penalty is too weak to change it."
    first, second = (plain(str(term)) for term in found.terms)
    if each.at_corner:
        gone, left = (first, second) if each.solution[0] == 0.0 else (second, first)
        return (
            f"The {name} is touched at a corner, where {gone} is exactly zero and only {left} is "
            "left."
        )
    if each.l1_ratio > 0.0:
        return f"The {name} is touched on an edge: both coefficients stay."
    length = float(np.linalg.norm(found.loss.centre))
    share = 1.0 - float(np.linalg.norm(each.solution)) / length
    return (
        f"The {name} has no corners: both coefficients stay, and together lose {percent(share)} of "
        "their length."
    )
