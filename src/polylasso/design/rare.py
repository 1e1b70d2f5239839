"""Pairs of atoms that are mostly zero, such as levels of a category: summed where both are not.

With S the rows of such atoms, all sums of v_i S_ai S_bi are the sparse product S diag(v) S', whose
work is the number of pairs that meet in a row, not the number of pairs.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from polylasso.terms import Factoring, SplitBlock

__all__ = ["RarePairs", "find_rare_pairs"]

# An atom is rare if at most this share of its rows is not zero, ...
RARE = 0.05
# ... and pairs of rare atoms are summed apart if there are so many of them.
WORTH = 64


@dataclass(frozen=True, slots=True, eq=False)
class RarePairs:
    """Rare atoms of degree 1, and the terms that are products of two of them.

    Parameters
    ----------
    split : SplitBlock
        The block of pairs of atoms of degree 1.
    rare : ndarray of bool
        Which atoms of degree 1 are rare.
    values : sparse array of shape (n_rare, n_rows)
    pairs : ndarray of int
        The pairs that are terms, increasing: number of the first rare atom times how many there
        are, plus that of the second.
    terms : ndarray of int
        Their indices in the dictionary.
    """

    split: SplitBlock
    rare: np.ndarray
    values: csr_array
    pairs: np.ndarray
    terms: np.ndarray

    def not_both(self, left: np.ndarray, first: int) -> np.ndarray:
        """Return which of some atoms, and of those from a first one on, are not both rare."""
        return ~(self.rare[left, None] & self.rare[first:])

    def add(self, vectors: np.ndarray, sums: np.ndarray, squared: bool) -> None:
        """Add the sums of all pairs of rare atoms."""
        if len(self.pairs) == 0:
            return
        values = self.values * self.values if squared else self.values
        other = values.T.tocsr()
        for vector, row in zip(vectors, sums, strict=True):
            weighted = values.copy()
            weighted.data *= vector[values.indices]
            product = weighted @ other  # without the pairs whose sum is zero
            numbers = _numbers(product)
            place = np.searchsorted(self.pairs, numbers)
            place[place == len(self.pairs)] = 0
            there = self.pairs[place] == numbers
            row[self.terms[place[there]]] += product.data[there]


def _is_rare(values: np.ndarray) -> np.ndarray:
    """Return which rows of an array are mostly zero."""
    return np.array([np.count_nonzero(row) <= RARE * row.size for row in values], dtype=bool)


def find_rare_pairs(factoring: Factoring, values: np.ndarray) -> RarePairs | None:
    """Return the pairs of rare atoms; None if there are too few.

    Parameters
    ----------
    factoring : Factoring
    values : ndarray of shape (n_atoms, n_rows)
        Of the atoms of degree 1.
    """
    split = next((s for s in factoring.products if s.block.degrees == (1, 1)), None)
    if split is None or len(values) < WORTH:
        return None
    rare = _is_rare(values)
    if np.count_nonzero(rare) < WORTH:
        return None
    places = np.flatnonzero(rare)
    sparse = csr_array(values[places])
    met = _numbers(abs(sparse) @ abs(sparse).T.tocsr())
    first, second = np.divmod(np.sort(met), len(places))
    kept, terms = _terms(split, places[first], places[second])
    return RarePairs(split, rare, sparse, (first * len(places) + second)[kept], terms)


def _numbers(product: csr_array) -> np.ndarray:
    """Return the number of the pair of each entry of a product of rare atoms."""
    rows = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
    return rows * product.shape[1] + product.indices


def _terms(split: SplitBlock, left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return which pairs of atoms are terms of a block, and their indices."""
    pairs, terms = [], []
    for start in range(0, len(split.left), WORTH):
        stems = np.arange(start, min(start + WORTH, len(split.left)))
        legal = split.follows(stems, 0)
        place = np.cumsum(legal, axis=1) - 1
        first, last = np.searchsorted(left, [start, start + len(stems)])
        own = np.arange(first, last)
        own = own[legal[left[own] - start, right[own]]]
        pairs.append(own)
        terms.append(split.starts[left[own]] + place[left[own] - start, right[own]])
    return np.concatenate(pairs), np.concatenate(terms)
