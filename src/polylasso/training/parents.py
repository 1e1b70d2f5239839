"""The parents of terms: the same with one degree less."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from polylasso.solvers import Heredity, PathFollower, Settings
from polylasso.terms import Term
from polylasso.training.problem import Problem

__all__ = ["find_heredity", "parents_of", "start_path"]


def parents_of(term: Term) -> Iterator[Term]:
    """Yield the terms of one degree less that divide a term: x*z and x^2 for x^2*z."""
    for place, atom in enumerate(term.atoms):
        others = term.atoms[:place] + term.atoms[place + 1 :]
        if atom.degree > 1:
            yield Term((*others, replace(atom, degree=atom.degree - 1)))
        elif others:
            yield Term(others)


def find_heredity(problem: Problem) -> Heredity | None:
    """Return the parents of all terms that vary; None if the problem does not ask for heredity.

    A parent that is no candidate, or does not vary, is not asked for.
    """
    kind = problem.specification.heredity
    if kind is None:
        return None
    terms = problem.terms(np.arange(len(problem.index)))
    place = {term: number for number, term in enumerate(terms)}
    found = [[place[parent] for parent in parents_of(term) if parent in place] for term in terms]
    parents = np.full((len(terms), max(map(len, found), default=1) or 1), -1)
    for row, own in zip(parents, found, strict=True):
        row[: len(own)] = own
    return Heredity(parents, strong=kind == "strong")


def start_path(problem: Problem, settings: Settings) -> PathFollower:
    """Return a follower of the path of a problem."""
    return PathFollower(problem.design, problem.factor, settings, find_heredity(problem))
