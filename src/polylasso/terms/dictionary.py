"""The dictionary: all candidate terms, addressable without being listed. Nothing here sees data."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, combinations
from operator import index as as_int

import numpy as np

from polylasso.terms.atoms import Atom, atoms_of
from polylasso.terms.blocks import Block, BlockCounter, compositions
from polylasso.terms.checks import (
    check_atom,
    check_basis,
    check_degree,
    check_max_interaction,
    check_names,
    check_pairs,
    check_truncation,
)
from polylasso.terms.listing import TermTable, append_rows, list_blocks
from polylasso.terms.term import Term
from polylasso.terms.variable import Variable

__all__ = ["Dictionary"]

# To list all terms takes as long as to address one out of so many.
LISTED = 100
# A list of up to so many terms is kept.
SHORT = 20_000


@dataclass(frozen=True)
class Dictionary:
    """All candidate terms over some variables, in a fixed order, simplest first.

    A term is a product of atoms of distinct variables. Terms that share their degrees (of the
    atom of the first variable, the second and so on, in the order of `variables`) form a block.
    Blocks are ordered by total degree, then by number of variables, then lexicographically; the
    terms of a block lexicographically by the positions of their atoms. Counting and addressing
    cost no more than the variables are many, however many terms there are.

    Parameters
    ----------
    variables : tuple of Variable
        Of distinct names.
    degree : int
        Largest total degree of a term, from 1 to 20.
    max_interaction : int or None
        Largest number of variables in a term; None for no limit but the degree.
    basis : {"power", "legendre", "hermite"}
        Atoms of numeric variables.
    forbidden_pairs : frozenset of frozenset of str
        Pairs of names of variables that never stand in one term. Unknown names are ignored.
    extra : tuple of Term
        Terms that belong to the dictionary whatever the rest says. Those not there anyway form
        the last block.
    truncation : float
        The q of (sum_i d_i^q)^(1/q) <= degree, over the degrees d_i of the factors of a term, in
        (0, 1]. 1 is the total degree; less is hyperbolic: fewer products of high degree, while
        single variables keep theirs.

    Raises
    ------
    ValueError
        If an argument is out of range, two variables share a name, or an extra term is of an
        unknown variable or level.
    """

    variables: tuple[Variable, ...]
    degree: int
    max_interaction: int | None = None
    basis: str = "power"
    forbidden_pairs: frozenset[frozenset[str]] = frozenset()
    extra: tuple[Term, ...] = ()
    truncation: float = 1.0

    def __post_init__(self):
        check_degree(self.degree)
        check_max_interaction(self.max_interaction)
        check_basis(self.basis)
        check_truncation(self.truncation)
        check_names(self.variables)
        check_pairs(self.forbidden_pairs)
        variables = {variable.name: variable for variable in self.variables}
        for atom in (atom for term in self.extra for atom in term.atoms):
            check_atom(atom, variables.get(atom.variable))

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """Atoms by position of their variable, then degree; then those of extra terms only."""
        appended = (atom for term in self._extra_terms for atom in term.atoms)
        return self._regular_atoms + tuple(
            dict.fromkeys(atom for atom in appended if atom not in self._regular_position)
        )

    @property
    def n_regular_atoms(self) -> int:
        """Number of atoms that are combined with each other, the first ones of `atoms`."""
        return len(self._regular_atoms)

    @cached_property
    def atom_variable(self) -> np.ndarray:
        """Position in `variables` of the variable of each atom: ndarray of shape (n_atoms,)."""
        return self._variables_of(self.atoms)

    @cached_property
    def atom_degree(self) -> np.ndarray:
        """Degree of each atom: ndarray of shape (n_atoms,)."""
        return _degrees_of(self.atoms)

    @cached_property
    def forbidden(self) -> np.ndarray:
        """Positions u < v of the forbidden pairs of variables: ndarray of shape (n_pairs, 2)."""
        position = self._variable_position
        pairs = (
            sorted(position[name] for name in pair)
            for pair in self.forbidden_pairs
            if pair <= position.keys()
        )
        return np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Blocks that are not empty, in order; that of the extra terms has no degrees."""
        if not self._extra_terms:
            return self._regular_blocks
        return (*self._regular_blocks, Block((), self._n_regular, len(self._extra_terms)))

    @property
    def n_terms(self) -> int:
        """Number of terms, exact."""
        return self._n_regular + len(self._extra_terms)

    def term(self, index: int) -> Term:
        """Return the term that has this index.

        Parameters
        ----------
        index : int
            From 0 to ``n_terms - 1``.

        Returns
        -------
        Term
            Its factors in the order of `variables`.

        Raises
        ------
        IndexError
            If the index is out of range.
        """
        index = as_int(index)
        if not 0 <= index < self.n_terms:
            raise IndexError(f"there is no term {index}: pass 0 to {self.n_terms - 1}")
        if index >= self._n_regular:
            return self._extra_terms[index - self._n_regular]
        block = next(b for b in self._regular_blocks if index < b.offset + b.count)
        factors = self._counter.unrank(block.degrees, index - block.offset)
        positions = (
            self._first_atom[variable, degree - 1] + choice
            for (variable, choice), degree in zip(factors, block.degrees, strict=True)
        )
        return Term(tuple(self._regular_atoms[position] for position in positions))

    def terms(self, indices: np.ndarray) -> tuple[Term, ...]:
        """Return the terms that have some indices.

        Parameters
        ----------
        indices : ndarray of int
            From 0 to ``n_terms - 1``.

        Returns
        -------
        tuple of Term
            As of `term`.

        Raises
        ------
        IndexError
            If an index is out of range.
        """
        if self.n_terms > LISTED * len(indices) or np.min(indices, initial=0) < 0:
            return tuple(self.term(index) for index in indices)
        atoms = self.atoms
        table = self._short_table if self.n_terms <= SHORT else self.table()
        rows = table.factors[indices].tolist()
        return tuple(Term(tuple(atoms[place] for place in row if place >= 0)) for row in rows)

    def index(self, term: Term) -> int:
        """Return the index of a term, whatever the order of its factors.

        Parameters
        ----------
        term : Term

        Returns
        -------
        int

        Raises
        ------
        KeyError
            If the term is not in the dictionary.
        """
        if (regular := self._regular_index(term)) is not None:
            return regular
        if term in self._extra_index:
            return self._n_regular + self._extra_index[term]
        raise KeyError(f"{term} is not in this dictionary of degree {self.degree}")

    def __contains__(self, term: Term) -> bool:
        return self._regular_index(term) is not None or term in self._extra_index

    def table(self) -> TermTable:
        """List all terms as integer arrays, in the order of their indices.

        Returns
        -------
        TermTable
            Factors and parents; row j is ``term(j)``.
        """
        n_regular = self.n_regular_atoms
        regular = list_blocks(
            self._regular_blocks,
            self.atom_variable[:n_regular],
            self.atom_degree[:n_regular],
            self.forbidden,
        )
        if not self._extra_terms:
            return regular
        position = {atom: place for place, atom in enumerate(self.atoms)}
        rows = [[position[atom] for atom in term.atoms] for term in self._extra_terms]
        return append_rows(regular, rows)

    def counts_by_degree(self) -> dict[int, int]:
        """Return the number of terms of total degree up to 1, 2 and so on.

        Returns
        -------
        dict of int to int
            The last value is `n_terms`.
        """
        counts = Counter(term.degree for term in self._extra_terms)
        for block in self._regular_blocks:
            counts[sum(block.degrees)] += block.count
        degrees = range(1, max(self.degree, *counts, 0) + 1)
        return dict(zip(degrees, accumulate(counts[degree] for degree in degrees), strict=True))

    @cached_property
    def _short_table(self) -> TermTable:
        return self.table()

    @cached_property
    def _variable_position(self) -> dict[str, int]:
        return {variable.name: position for position, variable in enumerate(self.variables)}

    @cached_property
    def _regular_atoms(self) -> tuple[Atom, ...]:
        per_variable = (atoms_of(v, self.degree, self.basis) for v in self.variables)
        return tuple(chain.from_iterable(per_variable))

    @cached_property
    def _regular_position(self) -> dict[Atom, int]:
        return {atom: position for position, atom in enumerate(self._regular_atoms)}

    @cached_property
    def _multiplicity(self) -> np.ndarray:
        """Number of atoms by variable and degree less one."""
        shape = (len(self.variables), self.degree)
        cells = self._variables_of(self._regular_atoms), _degrees_of(self._regular_atoms) - 1
        flat = np.ravel_multi_index(cells, shape)
        return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)

    @cached_property
    def _first_atom(self) -> np.ndarray:
        """Position of the first atom by variable and degree less one."""
        counts = self._multiplicity.ravel()
        return (np.cumsum(counts) - counts).reshape(self._multiplicity.shape)

    @cached_property
    def _counter(self) -> BlockCounter:
        return BlockCounter(self._multiplicity, self.forbidden)

    @cached_property
    def _regular_blocks(self) -> tuple[Block, ...]:
        blocks, offset = [], 0
        most = min(self.max_interaction or self.degree, len(self.variables))
        for degrees in compositions(self.degree, most, self.truncation):
            if count := self._counter.count(degrees):
                blocks.append(Block(degrees, offset, count))
                offset += count
        return tuple(blocks)

    @cached_property
    def _block_of(self) -> dict[tuple[int, ...], Block]:
        return {block.degrees: block for block in self._regular_blocks}

    @cached_property
    def _n_regular(self) -> int:
        return sum(block.count for block in self._regular_blocks)

    @cached_property
    def _extra_terms(self) -> tuple[Term, ...]:
        position = self._variable_position
        ordered = (
            Term(tuple(sorted(term.atoms, key=lambda atom: position[atom.variable])))
            for term in self.extra
            if self._regular_index(term) is None
        )
        return tuple(dict.fromkeys(ordered))

    @cached_property
    def _extra_index(self) -> dict[Term, int]:
        return {term: place for place, term in enumerate(self._extra_terms)}

    def _variables_of(self, atoms: tuple[Atom, ...]) -> np.ndarray:
        positions = (self._variable_position[atom.variable] for atom in atoms)
        return np.fromiter(positions, dtype=np.intp, count=len(atoms))

    def _regular_index(self, term: Term) -> int | None:
        """Return the index of a term without regard to the extra ones; None if it has none."""
        positions = sorted(self._regular_position.get(atom, -1) for atom in term.atoms)
        atoms = tuple(self._regular_atoms[position] for position in positions)
        block = self._block_of.get(tuple(atom.degree for atom in atoms))
        pairs = map(frozenset, combinations(term.variables, 2))
        if positions[0] < 0 or block is None or not self.forbidden_pairs.isdisjoint(pairs):
            return None
        variables = self._variables_of(atoms).tolist()
        first = self._first_atom[variables, np.array(block.degrees) - 1]
        choices = (np.array(positions) - first).tolist()
        place = self._counter.rank(block.degrees, list(zip(variables, choices, strict=True)))
        return block.offset + place


def _degrees_of(atoms: tuple[Atom, ...]) -> np.ndarray:
    return np.fromiter((atom.degree for atom in atoms), dtype=np.intp, count=len(atoms))
