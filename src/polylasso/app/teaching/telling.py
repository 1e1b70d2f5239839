"""What a run of an optimiser shows, in sentences made of its own numbers."""

import numpy as np

from polylasso.app.teaching.running import Run
from polylasso.app.teaching.words import count, listed, number, percent, times
from polylasso.lab import LassoTask

__all__ = ["tell_coefficients", "tell_gap"]

# A coefficient so many times smaller than the largest is hardly there.
_TINY = 1e-3
# From here on the error of the mean tells more in per cent.
_FINE = 1e-5
_ADAPTIVE = ("rmsprop", "adam")


def tell_gap(task: LassoTask, done: Run, name: str) -> list[str]:
    """Say how far the run came, and why not further."""
    trace = done.trace
    if done.diverged:
        return _runaway(done, name)
    if trace.ended == "gap":
        came = f"After {count(trace.n_iter, 'step')} {name} stands on the certified optimum."
    else:
        came = (
            f"After {count(trace.n_iter, 'step')} the objective of {name} is still "
            f"{_share(float(trace.gap[-1]))} above the least that is possible."
        )
    return [came, *_why(task, done)]


def _share(gap: float) -> str:
    if gap >= _FINE:
        return f"{percent(gap)} of the error of the mean"
    return f"{number(gap, 2)} of the error of the mean"


def _runaway(done: Run, name: str) -> list[str]:
    trace, choice = done.trace, done.choice
    told = [
        f"With {number(choice.factor)} times the safe rate {name} runs away: within "
        f"{count(trace.n_iter, 'step')} the objective grew from {number(trace.objective[0])} to "
        f"{number(trace.objective[-1])}.",
        "Every step jumps across the valley and lands higher on the other side than it began, so "
        "that the next slope, and with it the next step, is longer still.",
    ]
    if choice.optimiser in ("gradient_descent", "ista", "fista"):
        growth = abs(1.0 - trace.learning_rate * done.steepest)
        told.append(
            f"Along the steepest direction the loss bends by {number(done.steepest)}: there a step "
            f"multiplies the distance to the bottom by {number(growth)}, and above a rate of "
            f"{number(2.0 / done.steepest)} that is more than one."
        )
    return told


def _why(task: LassoTask, done: Run) -> list[str]:
    if done.swings and done.choice.optimiser in _ADAPTIVE:
        return [
            "The curve no longer falls but swings: each slope is divided by its own size, so that "
            f"steps stay about as long as the rate, {number(done.trace.learning_rate)}, however "
            "near the bottom is. A smaller rate swings less, and needs more steps to come there."
        ]
    if done.swings:
        return [
            "The curve goes up and down on its way, because the step carries on beyond the lowest "
            "point of its direction and comes back."
        ]
    if done.choice.factor < 1.0 and done.trace.ended == "max_iter":
        return [
            f"Its steps are {times(1.0 / done.choice.factor)} shorter than the safe ones, so that "
            "the same way takes as many times more of them."
        ]
    if done.choice.optimiser in _ADAPTIVE:
        return _by_length(task, done)
    return _by_shape(done)


def _by_length(task: LassoTask, done: Run) -> list[str]:
    """Say how many steps of one length the way takes."""
    rate, farthest = done.trace.learning_rate, float(np.abs(task.solution).max(initial=0.0))
    if not farthest > rate:
        return []
    return [
        f"A step moves a coefficient by about the rate, {number(rate)}, at most, however steep the "
        f"slope is: to the largest coefficient of the optimum, {number(farthest)}, it is "
        f"{count(int(np.ceil(farthest / rate)), 'such step')} at least."
    ]


def _by_shape(done: Run) -> list[str]:
    """Say how much longer the valley is than wide."""
    if not done.flattest > 0.0:
        return []
    ratio = done.steepest / done.flattest
    told = (
        f"The loss bends {times(ratio)} more along its steepest direction than along the flattest "
        "of the terms that count, because these terms are correlated: a step short enough for the "
        "one is tiny for the other"
    )
    if done.trace.ended == "gap":
        return [f"{told}."]
    return [f"{told}, and that is what takes so long."]


def tell_coefficients(task: LassoTask, done: Run) -> list[str]:
    """Say what became of the coefficients, beside the exact ones."""
    n_terms, n_exact = len(task.terms), int(np.count_nonzero(task.solution))
    exact = (
        f"the exact optimum has {count(n_exact, 'term')} and {count(n_terms - n_exact, 'zero')}."
    )
    if done.diverged:
        return [f"The coefficients grow without bound, while {exact}"]
    final = np.abs(done.trace.final)
    n_zero = int(np.count_nonzero(final == 0.0))
    largest = _largest(task)
    if done.choice.treatment == "proximal":
        return [
            f"{count(n_zero, 'coefficient')} of {n_terms:,} {_is(n_zero)} exactly zero; {exact}",
            "The proximal step pulls each coefficient towards zero by rate times alpha and stops "
            "there: a term whose pull on the error is weaker than alpha never leaves zero.",
            *largest,
        ]
    n_tiny = int(np.count_nonzero(final < _TINY * final.max(initial=0.0)))
    reason = (
        "The smoothed sign weakens the penalty just where it should hold a coefficient at zero, so "
        "that each comes to rest a little beside it."
        if done.choice.treatment == "smoothed"
        else "The subgradient pushes with full strength until a coefficient is zero, steps over "
        "it, and is pushed back: it hardly ever stands on zero itself."
    )
    zeros = "None of" if n_zero == 0 else f"{n_zero:,} of"
    tiny = f", though {n_tiny:,} {_is(n_tiny)} smaller than a thousandth of the largest"
    return [
        f"{zeros} the {count(n_terms, 'coefficient')} {_is(n_zero or n_terms)} exactly zero"
        f"{tiny * (n_tiny > n_zero)}; {exact}",
        reason,
        *largest,
    ]


def _is(n: int) -> str:
    return "is" if n == 1 else "are"


def _largest(task: LassoTask) -> list[str]:
    order = np.argsort(-np.abs(task.solution), kind="stable")[:2]
    names = [task.terms[place] for place in order if task.solution[place]]
    if not names:
        return []
    verb = "ends" if len(names) == 1 else "end"
    return [f"Of the exact model {listed(names)} {verb} farthest from zero (marks at the right)."]
