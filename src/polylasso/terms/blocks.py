"""Counts and addresses the terms of a block without listing them: integers only, no names."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

import numpy as np

__all__ = ["Block", "BlockCounter", "compositions"]

_NOTHING: frozenset[int] = frozenset()
# Share by which a sum of powers may pass its bound: 4^(1/2) + 4^(1/2) is 16^(1/2).
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive terms that share their degrees.

    Parameters
    ----------
    degrees : tuple of int
        Degree of the atom of the first variable, of the second and so on; empty for the block of
        the extra terms.
    offset : int
        Index of the first term.
    count : int
        Number of terms.
    """

    degrees: tuple[int, ...]
    offset: int
    count: int


def compositions(degree: int, max_parts: int, truncation: float = 1.0) -> Iterator[tuple[int, ...]]:
    """Yield the ordered sums up to `degree`: by total, number of parts, then lexicographically.

    Parameters
    ----------
    degree : int
        Largest total.
    max_parts : int
        Largest number of parts.
    truncation : float
        The q of the norm (sum_i d_i^q)^(1/q) of the parts, which is at most `degree`: 1 is their
        total, less keeps out sums of several large parts.

    Yields
    ------
    tuple of int
    """
    costs = [part**truncation for part in range(degree + 1)]
    budget = costs[degree] * (1.0 + ROUNDING)
    for total in range(1, degree + 1):
        for parts in range(1, min(total, max_parts) + 1):
            yield from _sums(total, parts, budget, costs)


def _sums(total: int, parts: int, budget: float, costs: list[float]) -> Iterator[tuple[int, ...]]:
    """Yield the ordered sums of so many parts whose costs stay within a budget, in order."""
    if parts == 1:
        if costs[total] <= budget:
            yield (total,)
        return
    for first in range(1, total - parts + 2):
        left = budget - costs[first]
        if left < parts - 1:  # no part costs less than 1
            return
        for rest in _sums(total - first, parts - 1, left, costs):
            yield (first, *rest)


@dataclass(frozen=True, eq=False)
class BlockCounter:
    """Exact counts, ranks and their inverse within the blocks of a dictionary.

    Let m(v, d) be the number of atoms of degree d of variable v. The ways to choose the factors
    i, i+1, ... of a block (d_1, ..., d_m) among the variables v, v+1, ... are::

        N_i(v) = N_i(v+1) + m(v, d_i) N_{i+1}(v+1)

    a reversed cumulative sum, which depends on the remaining degrees only, so that blocks share
    it. Forbidden pairs make it depend on the later variables that earlier factors exclude, too.

    Parameters
    ----------
    multiplicity : ndarray of shape (n_variables, degree)
        m(v, d), at ``[v, d - 1]``.
    forbidden : ndarray of shape (n_pairs, 2)
        Positions u < v of variables that never meet.
    """

    multiplicity: np.ndarray
    forbidden: np.ndarray
    _memo: dict = field(default_factory=dict, init=False, repr=False)

    def count(self, degrees: tuple[int, ...]) -> int:
        """Return the number of terms of a block."""
        return int(self._ways(degrees, _NOTHING)[0])

    def rank(self, degrees: tuple[int, ...], factors: list[tuple[int, int]]) -> int:
        """Return the place of a term within its block.

        Parameters
        ----------
        degrees : tuple of int
            The block.
        factors : list of (int, int)
            Variable of each factor, increasing, and place among its atoms of that degree.

        Returns
        -------
        int
        """
        place, first, excluded = 0, 0, _NOTHING
        for i, (variable, choice) in enumerate(factors):
            ways = self._ways(degrees[i:], excluded)
            place += int(ways[first]) - int(ways[variable])
            first, excluded = variable + 1, self._exclude(excluded, variable)
            place += choice * int(self._ways(degrees[i + 1 :], excluded)[first])
        return place

    def unrank(self, degrees: tuple[int, ...], place: int) -> list[tuple[int, int]]:
        """Return the factors of the term at a place of a block: the inverse of `rank`."""
        factors, first, excluded = [], 0, _NOTHING
        for i in range(len(degrees)):
            ways = self._ways(degrees[i:], excluded)
            variable = _variable_at(ways, first, place)
            place -= int(ways[first]) - int(ways[variable])
            first, excluded = variable + 1, self._exclude(excluded, variable)
            choice, place = divmod(place, int(self._ways(degrees[i + 1 :], excluded)[first]))
            factors.append((variable, choice))
        return factors

    @cached_property
    def _alike(self) -> list[int]:
        """For each degree the first one with the same multiplicities: their counts are shared."""
        seen: dict[bytes, int] = {}
        columns = enumerate(self.multiplicity.T)
        return [seen.setdefault(column.tobytes(), degree) for degree, column in columns]

    @cached_property
    def _atoms_by_degree(self) -> list[int]:
        return self.multiplicity.sum(axis=0).tolist()

    @cached_property
    def _conflicts(self) -> dict[int, frozenset[int]]:
        """Later variables that never meet a variable, for those variables that have any."""
        conflicts: dict[int, set[int]] = {}
        for variable, other in self.forbidden.tolist():
            conflicts.setdefault(variable, set()).add(other)
        return {variable: frozenset(others) for variable, others in conflicts.items()}

    def _exclude(self, excluded: frozenset[int], variable: int) -> frozenset[int]:
        excluded = excluded | self._conflicts.get(variable, _NOTHING)
        return frozenset(other for other in excluded if other > variable)

    def _ways(self, degrees: tuple[int, ...], excluded: frozenset[int]) -> np.ndarray:
        """Return N(v) for v = 0, ..., n_variables, of the factors that remain."""
        key = (tuple(self._alike[degree - 1] for degree in degrees), excluded)
        if key not in self._memo:
            self._memo[key] = self._count_ways(degrees, excluded)
        return self._memo[key]

    def _count_ways(self, degrees: tuple[int, ...], excluded: frozenset[int]) -> np.ndarray:
        n_variables = len(self.multiplicity)
        if not degrees:
            return np.ones(n_variables + 1, dtype=np.int64)
        following = self._following(degrees, excluded)
        ways = np.zeros(n_variables + 1, dtype=following.dtype)
        products = self._choices(degrees[0], excluded) * following
        ways[:-1] = np.cumsum(products[::-1])[::-1]
        return ways

    def _following(self, degrees: tuple[int, ...], excluded: frozenset[int]) -> np.ndarray:
        """Return N_{i+1}(v+1), had v been taken, in a type that holds the sum over v."""
        rest = degrees[1:]
        exact = prod(self._atoms_by_degree[degree - 1] for degree in degrees)
        dtype = np.int64 if exact < 2**63 else object
        following = self._ways(rest, excluded)[1:].astype(dtype)
        if len(rest) == 1:
            # Closed form: v takes away the atoms of its conflicts that were still to be had.
            taken = self._choices(rest[0], excluded)[self.forbidden[:, 1]]
            np.subtract.at(following, self.forbidden[:, 0], taken)
        elif rest:
            for variable, conflicts in self._conflicts.items():
                if not conflicts <= excluded:
                    ways = self._ways(rest, self._exclude(excluded, variable))
                    following[variable] = int(ways[variable + 1])
        return following

    def _choices(self, degree: int, excluded: frozenset[int]) -> np.ndarray:
        choices = self.multiplicity[:, degree - 1].copy()
        choices[list(excluded)] = 0
        return choices


def _variable_at(ways: np.ndarray, first: int, place: int) -> int:
    """Return the variable whose terms reach past a place, counted from those of `first`."""
    beyond = place + 1 - int(ways[first])
    return bisect_left(range(len(ways)), beyond, lo=first, key=lambda v: -int(ways[v])) - 1
