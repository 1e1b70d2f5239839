"""Blocks as products of stems: the first factors of a term times its last ones. Integers only.

A term of a block (d_1, ..., d_m) is a left stem, its first factors, times a right stem, the others.
Both are few where terms are many, and for a left stem the right stems that may follow are those
of later variables: the end of their list. So the sums over rows of all terms of a block are the
upper part of one matrix product, of left stems by right stems. Left stems that share their last
atom share that end exactly, hence they are multiplied together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from polylasso.terms.blocks import Block
from polylasso.terms.dictionary import Dictionary
from polylasso.terms.listing import extend, never_meeting

__all__ = ["Batch", "Factoring", "Places", "SplitBlock", "Stems"]

# Left stems of one factor that are multiplied at a time, and of several: fewer waste less of the
# product above its diagonal, more make matrix products run faster.
SINGLES, GROUPS = 64, 64
# A group of left stems with one last atom is cut where it is longer.
LONGEST = 256

Places = int | slice | np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Stems:
    """All legal products of atoms of given degrees, in the order of their atoms.

    Parameters
    ----------
    degrees : tuple of int
        Degree of the atom of the first variable, of the second and so on.
    places : ndarray of shape (n_stems, n_factors)
        Place of every factor among the atoms of its degree.
    variables : ndarray of shape (n_stems, n_factors)
        Positions of their variables.
    """

    degrees: tuple[int, ...]
    places: np.ndarray
    variables: np.ndarray

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Left stems that are multiplied together with all right stems from one on.

    Parameters
    ----------
    stems : ndarray of int
        Numbers of the left stems.
    places : tuple of int, slice or ndarray
        For each factor its places: one for all, a range, or one each.
    first : int
        Number of the first right stem that may follow any of them.
    """

    stems: np.ndarray
    places: tuple[Places, ...]
    first: int


@dataclass(frozen=True, eq=False)
class SplitBlock:
    """A block of two or more variables as left stems by right stems.

    Parameters
    ----------
    block : Block
    left, right : Stems
    forbids : ndarray of bool, shape (n_variables, n_variables), or None
        Which pairs of variables never meet.
    """

    block: Block
    left: Stems
    right: Stems
    forbids: np.ndarray | None

    def follows(self, stems: np.ndarray, first: int) -> np.ndarray:
        """Return which right stems, from `first` on, may follow left stems: a boolean matrix."""
        left, right = self.left.variables[stems], self.right.variables[first:]
        legal = right[:, 0] > left[:, -1:]
        if self.forbids is not None:
            for one in left.T:
                for other in right.T:
                    legal &= ~self.forbids[one[:, None], other]
        return legal

    @cached_property
    def first_right(self) -> np.ndarray:
        """For each left stem, the number of the first right stem of a later variable."""
        return np.searchsorted(self.right.variables[:, 0], self.left.variables[:, -1], "right")

    @cached_property
    def starts(self) -> np.ndarray:
        """Index of the first term of each left stem, and of the end: shape (n_left + 1,)."""
        if self.forbids is None:
            counts = len(self.right) - self.first_right
        else:
            parts = np.array_split(np.arange(len(self.left)), len(self.left) // LONGEST + 1)
            counts = np.concatenate([self.follows(part, 0).sum(axis=1) for part in parts])
        return self.block.offset + np.concatenate(([0], np.cumsum(counts)))

    @cached_property
    def batches(self) -> tuple[Batch, ...]:
        """All left stems that some right stem may follow."""
        found = (self._batch(stems) for stems in self._cut())
        return tuple(batch for batch in found if batch.first < len(self.right))

    def _cut(self) -> Iterator[np.ndarray]:
        last = self.left.places[:, -1]
        order = np.argsort(last, kind="stable")
        most = SINGLES if len(self.left.degrees) == 1 else GROUPS
        ends = np.flatnonzero(np.diff(last[order], append=-1)) + 1
        start = 0
        for end, following in zip(ends, [*ends[1:], np.inf], strict=True):
            if following - start > most:
                for cut in range(start, end, LONGEST):
                    yield order[cut : min(cut + LONGEST, end)]
                start = end
        if start < len(order):
            yield order[start:]

    def _batch(self, stems: np.ndarray) -> Batch:
        places = tuple(_shorten(column) for column in self.left.places[stems].T)
        return Batch(stems, places, int(self.first_right[stems].min()))

    def unrank(self, indices: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the numbers of the left and right stems of terms of this block."""
        left = np.searchsorted(self.starts, indices, "right") - 1
        place = indices - self.starts[left]
        if self.forbids is None:
            return left, self.first_right[left] + place
        legal = self.follows(left, 0)
        # The right stem is the one at which so many legal ones have been passed.
        return left, (np.cumsum(legal, axis=1) <= place[:, None]).sum(axis=1)


@dataclass(frozen=True, eq=False)
class Factoring:
    """The blocks of a dictionary, each as left stems by right stems.

    Parameters
    ----------
    dictionary : Dictionary
    """

    dictionary: Dictionary

    @cached_property
    def atoms(self) -> dict[int, np.ndarray]:
        """Positions in `Dictionary.atoms` of the atoms of each degree."""
        degree = self.dictionary.atom_degree[: self.dictionary.n_regular_atoms]
        return {int(k): np.flatnonzero(degree == k) for k in np.unique(degree)}

    @cached_property
    def place(self) -> np.ndarray:
        """Place of each atom among those of its degree."""
        place = np.empty(self.dictionary.n_regular_atoms, dtype=np.intp)
        for positions in self.atoms.values():
            place[positions] = np.arange(len(positions))
        return place

    @cached_property
    def singles(self) -> tuple[Block, ...]:
        """Blocks of one variable."""
        return tuple(block for block in self.dictionary.blocks if len(block.degrees) == 1)

    @cached_property
    def products(self) -> tuple[SplitBlock, ...]:
        """Blocks of two or more variables."""
        return tuple(
            self._split(block) for block in self.dictionary.blocks if len(block.degrees) > 1
        )

    def places(self, block: Block, indices: np.ndarray) -> np.ndarray:
        """Return the places of the factors of terms of one block, shape (n_indices, n_factors)."""
        if len(block.degrees) == 1:
            return (indices - block.offset)[:, None]
        split = self._split_of[block.degrees]
        left, right = split.unrank(indices)
        return np.hstack((split.left.places[left], split.right.places[right]))

    @cached_property
    def _split_of(self) -> dict[tuple[int, ...], SplitBlock]:
        return {split.block.degrees: split for split in self.products}

    def _split(self, block: Block) -> SplitBlock:
        # Up to three factors a right stem is one atom, which is there already; from four on the
        # middle is where left and right stems are fewest.
        cut = len(block.degrees) - len(block.degrees) // 2
        left, right = self.stems(block.degrees[:cut]), self.stems(block.degrees[cut:])
        return SplitBlock(block, left, right, self._forbids)

    @cached_property
    def _forbids(self) -> np.ndarray | None:
        dictionary = self.dictionary
        forbids = never_meeting(dictionary.atom_variable, dictionary.forbidden)
        return None if forbids is None else forbids | forbids.T

    @cached_property
    def _known(self) -> dict[tuple[int, ...], Stems]:
        return {}

    def stems(self, degrees: tuple[int, ...]) -> Stems:
        """Return the stems of some degrees; equal degrees give the same object."""
        if degrees not in self._known:
            self._known[degrees] = self._list(degrees)
        return self._known[degrees]

    def _list(self, degrees: tuple[int, ...]) -> Stems:
        dictionary = self.dictionary
        atoms = self.atoms[degrees[0]][:, None]
        forbidden = never_meeting(dictionary.atom_variable, dictionary.forbidden)
        for degree in degrees[1:]:
            stem, last = extend(atoms, self.atoms[degree], dictionary.atom_variable, forbidden)
            atoms = np.column_stack((atoms[stem], last))
        return Stems(degrees, self.place[atoms], dictionary.atom_variable[atoms])


def _shorten(places: np.ndarray) -> Places:
    """Return places as one number or as a range, where they are."""
    first = int(places[0])
    if np.all(places == first):
        return first if len(places) > 1 else slice(first, first + 1)
    if np.array_equal(places, np.arange(first, first + len(places))):
        return slice(first, first + len(places))
    return places
