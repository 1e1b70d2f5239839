"""The way of an optimiser in the units of the table, so that it can be looked at step by step."""

from dataclasses import dataclass

import numpy as np

from polylasso.optimisers import Trace
from polylasso.terms import Term
from polylasso.training.problem import Problem

__all__ = ["Steps", "steps_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Models that an optimiser passed through.

    Parameters
    ----------
    name : str
        Of the optimiser.
    iterations : ndarray of int, shape (n_points,)
        Increasing; 0 is the start.
    terms : tuple of Term
    coef, raw_coef : ndarray of shape (n_terms, n_points)
        Coefficients of the standardised terms, and of the terms in raw units.
    intercept : ndarray of shape (n_points,)
        In raw units.
    objective, explained : ndarray of shape (n_points,)
        What is minimised, and the share of the variance explained on the training rows.
    """

    name: str
    iterations: np.ndarray
    terms: tuple[Term, ...]
    coef: np.ndarray
    raw_coef: np.ndarray
    intercept: np.ndarray
    objective: np.ndarray
    explained: np.ndarray


def steps_of(problem: Problem, trace: Trace) -> Steps:
    """Return the models whose coefficients a trace kept; terms never used are left out.

    Parameters
    ----------
    problem : Problem
        That the optimiser minimised, in standardised terms.
    trace : Trace
    """
    used = np.flatnonzero(trace.coef.any(axis=0))
    terms = problem.terms(used)
    coef = np.ascontiguousarray(trace.coef[:, used].T)
    scaled = coef / problem.design.scales(used)[:, None]
    kept = np.isin(trace.iterations, trace.checkpoints)
    return Steps(
        name=trace.optimiser,
        iterations=trace.checkpoints,
        terms=terms,
        coef=coef,
        raw_coef=np.ldexp(scaled, -problem.exponents(terms)[:, None]),
        intercept=problem.design.target_mean - problem.design.means(used) @ scaled,
        objective=trace.objective[kept],
        explained=trace.r2[kept],
    )
