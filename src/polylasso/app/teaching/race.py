"""The experiment with all optimisers: who comes how far on the same objective."""

import streamlit as st

from polylasso.app.kept import kept
from polylasso.app.teaching.drawing import beside
from polylasso.app.teaching.lesson import Lesson
from polylasso.app.teaching.words import count, listed, number, sentence, times
from polylasso.lab import Race
from polylasso.lab.race import race_on

__all__ = ["show", "tell_race", "tell_scales"]

GAP = 1e-4
_STEPS = (300, 1000, 3000, 10_000)


def show(lesson: Lesson, share: float) -> None:
    """Draw the experiment."""
    from polylasso.plots import TraceDisplay

    left, right = st.columns(2, gap="large")
    steps = left.select_slider(
        "Most steps", _STEPS, value=3000, format_func=lambda one: f"{one:,}", key="lab_race_steps"
    )
    own_units = right.toggle(
        "Also on terms in their own units",
        key="lab_own_units",
        help="Terms as they are, not divided by their standard deviation: dashed lines.",
    )
    task = lesson.task(share)
    ways = (True, False) if own_units else (True,)
    with st.spinner("Six optimisers are running"):
        found = kept(
            "lab.race",
            (*lesson.key, share, steps, own_units),
            lambda: race_on(task, gap=GAP, max_iter=steps, standardise=ways),
        )
    told = tell_race(found)
    st.header("Six ways down the same hill")
    beside(TraceDisplay.from_race(found), [*told, *tell_scales(found)])
    _table(found)


def tell_race(found: Race) -> list[str]:
    """Say who arrived, and who did not."""
    arrived = sorted(
        (runner.iterations, runner.name)
        for runner in found.runners
        if runner.standardised and runner.iterations is not None
    )
    goal = f"a gap of {number(found.gap)} from the certified optimum (the dotted line)"
    late = [name for name in found.names if name not in {name for _, name in arrived}]
    if not arrived:
        standard = (runner for runner in found.runners if runner.standardised)
        best = min(standard, key=lambda runner: runner.trace.gap[-1])
        return [
            f"No optimiser comes to {goal} within {count(found.max_iter, 'step')}; "
            f"{best.name} comes nearest, to {number(best.trace.gap[-1], 2)}.",
            "With a larger alpha fewer terms count, the valley is rounder, and they arrive.",
        ]
    (least, first), (most, last) = arrived[0], arrived[-1]
    told = [f"{sentence(first)} is the first at {goal}, after {count(least, 'step')}."]
    if last != first:
        told.append(f"{sentence(last)} needs {times(most / least)} as many.")
    if late:
        told.append(
            f"{sentence(listed(late, 6))} {'does' if len(late) == 1 else 'do'} not arrive within "
            f"{count(found.max_iter, 'step')}."
        )
    told.append("All see the same slopes, and differ only in what they make of them.")
    return told


def tell_scales(found: Race) -> list[str]:
    """Say what units do, where terms in their own units ran too."""
    own = [runner for runner in found.runners if not runner.standardised]
    if not own:
        return []
    n_arrived = sum(runner.iterations is not None for runner in own)
    return [
        f"In their own units the largest term varies {times(found.scale_ratio)} as much as the "
        f"smallest; the optimum is the same, but {n_arrived or 'none'} of {len(own)} "
        f"{'arrives' if n_arrived == 1 else 'arrive'}: one rate has to suit all of them.",
    ]


def _table(found: Race) -> None:
    st.dataframe(
        {
            "Optimiser": [runner.name for runner in found.runners],
            "Terms": [
                "standardised" if runner.standardised else "own units" for runner in found.runners
            ],
            "Learning rate": [number(runner.trace.learning_rate) for runner in found.runners],
            "Steps to the gap": [
                f"{runner.iterations:,}"
                if runner.iterations is not None
                else f"more than {found.max_iter:,}"
                for runner in found.runners
            ],
            "Gap at the end": [number(runner.trace.gap[-1], 2) for runner in found.runners],
        },
        hide_index=True,
        width="stretch",
    )
