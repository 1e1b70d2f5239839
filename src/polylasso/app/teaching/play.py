"""The steps of an optimiser, played in the page: formula, coefficients and predictions move."""

import numpy as np

from polylasso.app.kept import kept
from polylasso.app.parts.explorer import component
from polylasso.app.teaching.lesson import Lesson
from polylasso.app.teaching.running import Run
from polylasso.explorer import Payload, Rows, payload
from polylasso.lab import LassoTask
from polylasso.training import steps_of

__all__ = ["play", "steps_payload"]

# Rows whose predictions move: more would only take longer to send.
_MOST_ROWS = 1000


def play(lesson: Lesson, task: LassoTask, share: float, done: Run) -> None:
    """Draw the explorer of the steps of a run."""
    key = (*lesson.key, share, done.choice)
    found = kept("lab.play", key, lambda: steps_payload(lesson, task, share, done))
    title = f"{lesson.target.name}, step by step"
    component()(
        key=f"lab_play_{hash(key)}",
        data=found.to_bytes({"title": title, "state": {}, "shares": False}),
        default={"seen": None},
        on_seen_change=lambda: None,
    )


def steps_payload(lesson: Lesson, task: LassoTask, share: float, done: Run) -> Payload:
    """Return what the explorer shows of the steps of a run."""
    features = lesson.excerpt.features
    taken = np.arange(min(features.n_rows, _MOST_ROWS))
    rows = Rows(
        table=features.take(taken),
        actual=lesson.target.values[taken],
        weights=None if lesson.weights is None else lesson.weights[taken],
        what="rows of the lab",
    )
    traces = (steps_of(task.built, done.trace),)
    return payload(None, lesson.model(share).model_, rows=rows, traces=traces)
