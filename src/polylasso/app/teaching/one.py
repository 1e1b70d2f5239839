"""The experiment with one optimiser: how its objective falls and its coefficients settle."""

import streamlit as st

from polylasso.app.kept import kept
from polylasso.app.teaching.drawing import above
from polylasso.app.teaching.lesson import Lesson
from polylasso.app.teaching.play import play
from polylasso.app.teaching.running import Choice, Run, run
from polylasso.app.teaching.telling import tell_coefficients, tell_gap
from polylasso.app.teaching.words import number
from polylasso.lab import LassoTask
from polylasso.lab.choices import OPTIMISERS, treatments_of

__all__ = ["NAMES", "show"]

NAMES = {
    "gradient_descent": "Gradient descent",
    "momentum": "Momentum",
    "rmsprop": "RMSprop",
    "adam": "Adam",
    "ista": "ISTA",
    "fista": "FISTA",
}
_IDEAS = {
    "gradient_descent": "walks straight downhill, by the slope times the rate.",
    "momentum": "keeps nine tenths of its last step, like a heavy ball that rolls on.",
    "rmsprop": "divides each slope by its recent size, so that all steps are about equally long.",
    "adam": "does what RMSprop does, and averages the slope over its last steps.",
    "ista": "walks downhill on the error alone, and then pulls every coefficient towards zero.",
    "fista": "is ISTA with a run-up that grows from step to step, and begins anew on a way uphill.",
}
_TREATMENTS = {"smoothed": "Smoothed sign", "subgradient": "Subgradient", "proximal": "Proximal"}
_FACTORS = (0.01, 0.03, 0.1, 0.3, 0.5, 1.0, 1.5, 1.9, 2.1, 3.0, 5.0, 10.0, 30.0, 100.0)
_VIEWS = ("Pictures", "Step by step")
_STEPS = (10, 30, 100, 300, 1000, 3000, 10_000)


def show(lesson: Lesson, share: float) -> None:
    """Draw the experiment."""
    task = lesson.task(share)
    controls, results = st.columns([1, 2], gap="large")
    with controls:
        choice = _chosen()
        done = kept("lab.run", (*lesson.key, share, choice), lambda: run(task, choice))
        st.caption(
            f"{NAMES[choice.optimiser]} {_IDEAS[choice.optimiser]} "
            f"The safe rate here is {number(done.safe_rate)}; "
            f"this run takes {number(done.trace.learning_rate)}."
        )
    with results:
        _figures(task, done)
        view = st.segmented_control(
            "View", _VIEWS, default=_VIEWS[0], required=True, key="lab_view"
        )
        if view == _VIEWS[0]:
            _pictures(task, done)
    if view != _VIEWS[0]:
        st.header("Every step is a model")
        st.markdown(
            "Press play, or move the slider: the formula, the coefficients and the predictions "
            "follow the steps of this run."
        )
        play(lesson, task, share, done)


def _chosen() -> Choice:
    optimiser = st.selectbox(
        "Optimiser", OPTIMISERS, index=3, format_func=NAMES.__getitem__, key="lab_optimiser"
    )
    allowed = treatments_of(optimiser)
    treatment = st.segmented_control(
        "Treatment of the L1 penalty",
        allowed,
        default=allowed[0],
        required=True,
        format_func=_TREATMENTS.__getitem__,
        key=f"lab_treatment_{len(allowed)}",
        help="The penalty has a kink at zero, where it has no slope: each treatment is an answer.",
    )
    factor = st.select_slider(
        "Learning rate, in safe rates",
        _FACTORS,
        value=1.0,
        format_func=lambda one: f"{one:g} \N{MULTIPLICATION SIGN}",
        key="lab_factor",
        help="At 1 it surely converges. Try more, and see what happens.",
    )
    steps = st.select_slider(
        "Steps", _STEPS, value=300, format_func=lambda one: f"{one:,}", key="lab_steps"
    )
    return Choice(optimiser, treatment or allowed[0], factor, steps)


def _pictures(task: LassoTask, done: Run) -> None:
    from polylasso.plots import CoefficientTraceDisplay, TraceDisplay

    told = tell_gap(task, done, NAMES[done.choice.optimiser])
    st.header("The objective falls" if not done.diverged else "The objective runs away")
    above(TraceDisplay.from_trace(done.trace, NAMES[done.choice.optimiser]), told)
    told = tell_coefficients(task, done)
    st.header("The coefficients move")
    above(CoefficientTraceDisplay(done.trace, task.terms, task.solution), told)


def _figures(task: LassoTask, done: Run) -> None:
    """Show the figures of the run beside those of the exact optimum."""
    n_terms = len(task.terms)
    gap, own, exact = st.columns(3)
    gap.metric(
        "Gap to the optimum",
        number(max(float(done.trace.gap[-1]), 0.0), 2),
        help="Excess of the objective over its certified least value, as a share of the error "
        "that the mean alone leaves.",
    )
    own.metric("Coefficients at zero", f"{n_terms - int(done.trace.support_size[-1]):,}")
    n_exact = n_terms - sum(1 for value in task.solution if value)
    exact.metric("At zero in the exact optimum", f"{n_exact:,} of {n_terms:,}")
