"""Lists all terms of a dictionary as integer arrays, block by block, without a loop over terms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polylasso.terms.blocks import Block

__all__ = ["TermTable", "append_rows", "extend", "list_blocks", "never_meeting"]


@dataclass(frozen=True, slots=True, eq=False)
class TermTable:
    """All terms as integer arrays.

    Parameters
    ----------
    factors : ndarray of shape (n_terms, max_factors)
        Positions of the atoms of each term in ``Dictionary.atoms``, padded with -1.
    parents : ndarray of shape (n_terms,)
        Index of the term that is this one without its last factor, always a smaller one, so that
        columns can be built in order as parent times atom. -1 for a single atom; -2 for an extra
        term of several factors, which is to be multiplied out.
    """

    factors: np.ndarray
    parents: np.ndarray


def list_blocks(
    blocks: Sequence[Block],
    atom_variable: np.ndarray,
    atom_degree: np.ndarray,
    forbidden: np.ndarray,
) -> TermTable:
    """List the terms of blocks that stand in the order of `compositions`.

    Parameters
    ----------
    blocks : sequence of Block
        All that are not empty; each extends by one factor an earlier one, its parent.
    atom_variable, atom_degree : ndarray of shape (n_atoms,)
        Of the atoms, which are sorted by variable.
    forbidden : ndarray of shape (n_pairs, 2)
        Positions u < v of variables that never meet.

    Returns
    -------
    TermTable
    """
    n_terms = sum(block.count for block in blocks)
    max_factors = max((len(block.degrees) for block in blocks), default=0)
    factors = np.full((n_terms, max_factors), -1, dtype=np.intp)
    parents = np.full(n_terms, -1, dtype=np.intp)
    by_degree = {
        degree: np.flatnonzero(atom_degree == degree)
        for degree in {degree for block in blocks for degree in block.degrees}
    }
    never_meet = never_meeting(atom_variable, forbidden)
    block_of = {block.degrees: block for block in blocks}
    for block in blocks:
        *before, degree = block.degrees
        rows = slice(block.offset, block.offset + block.count)
        if not before:
            factors[rows, 0] = by_degree[degree]
            continue
        parent = block_of[tuple(before)]
        stems = factors[parent.offset : parent.offset + parent.count, : len(before)]
        stem, last = extend(stems, by_degree[degree], atom_variable, never_meet)
        factors[rows, : len(before)] = stems[stem]
        factors[rows, len(before)] = last
        parents[rows] = parent.offset + stem
    return TermTable(factors, parents)


def append_rows(table: TermTable, rows: Sequence[Sequence[int]]) -> TermTable:
    """Add terms, given by the positions of their atoms, that extend no other.

    Parameters
    ----------
    table : TermTable
    rows : sequence of sequence of int
        At least one.

    Returns
    -------
    TermTable
    """
    n_before, width = table.factors.shape
    factors = np.full((n_before + len(rows), max(width, *map(len, rows))), -1, dtype=np.intp)
    factors[:n_before, :width] = table.factors
    for appended, row in zip(factors[n_before:], rows, strict=True):
        appended[: len(row)] = row
    parents = np.array([-1 if len(row) == 1 else -2 for row in rows], dtype=np.intp)
    return TermTable(factors, np.concatenate([table.parents, parents]))


def never_meeting(atom_variable: np.ndarray, forbidden: np.ndarray) -> np.ndarray | None:
    """Return the forbidden pairs u < v as a boolean matrix; None if there are none."""
    if len(forbidden) == 0:
        return None
    n_variables = max(atom_variable.max(initial=0), forbidden.max()) + 1
    never_meet = np.zeros((n_variables, n_variables), dtype=bool)
    never_meet[forbidden[:, 0], forbidden[:, 1]] = True
    return never_meet


def extend(
    stems: np.ndarray,
    candidates: np.ndarray,
    atom_variable: np.ndarray,
    never_meet: np.ndarray | None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the stem and the last atom of the terms that extend a stem by a later variable."""
    first = np.searchsorted(atom_variable[candidates], atom_variable[stems[:, -1]], side="right")
    counts = len(candidates) - first
    stem = np.repeat(np.arange(len(stems)), counts)
    # The rows of a stem end where the candidates end: both are counted from there.
    from_end = np.repeat(np.cumsum(counts), counts) - np.arange(len(stem))
    last = candidates[len(candidates) - from_end]
    if never_meet is None:
        return stem, last
    meets = never_meet[atom_variable[stems][stem], atom_variable[last][:, np.newaxis]]
    legal = ~meets.any(axis=1)
    return stem[legal], last[legal]
