"""Values of the atoms, held by degree, chunk by chunk of the rows.

Atoms of the highest degree stand in no product: they are not held, but made from two of lower
degree when they are needed.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from polylasso.design.base import ALL
from polylasso.design.scaled import ScaledRows
from polylasso.terms import Places, Stems

__all__ = ["AtomChunk", "AtomValues", "Climb"]

# A product of which one atom is not zero in at most this share of the rows is formed there only.
MOSTLY_ZERO = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Climb:
    """How atoms of the highest degree D follow from those below: a u p - b q.

    Parameters
    ----------
    base, before : ndarray of int
        Places of u among the atoms of degree 1, and of p among those of degree D - 1.
    earlier : ndarray of int or None
        Places of q among those of degree D - 2; None where q is 1.
    a, b : float
    """

    base: np.ndarray
    before: np.ndarray
    earlier: np.ndarray | None
    a: float
    b: float


@dataclass(frozen=True, slots=True, eq=False)
class AtomValues:
    """Values of atoms on all rows.

    Parameters
    ----------
    degree : int
        The highest.
    held : dict of int to ndarray or ScaledRows of shape (n_atoms_of_degree, n_rows)
        By degree.
    climb : Climb or None
        For the atoms of the highest degree if they are not held.
    """

    degree: int
    held: dict[int, np.ndarray | ScaledRows]
    climb: Climb | None

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return next(iter(self.held.values())).shape[1]

    def on(self, rows: slice | np.ndarray) -> "AtomValues":
        """Return the values on some rows."""
        held = {degree: values[:, rows] for degree, values in self.held.items()}
        return AtomValues(self.degree, held, self.climb)

    def chunk(self, rows: slice, squared: bool = False) -> "AtomChunk":
        """Return the values, or their squares, on some rows."""
        atoms = self.on(rows)
        held = atoms.held
        if squared:
            held = {degree: values * values for degree, values in held.items()}
        return AtomChunk(atoms, held, squared)

    def product(
        self, degrees: tuple[int, ...], places: tuple[Places, ...], rows: slice = ALL
    ) -> np.ndarray:
        """Return products of atoms of some degrees at places, on some rows."""
        result = self.some(degrees[0], places[0], rows)
        for degree, where in zip(degrees[1:], places[1:], strict=True):
            result = result * self.held[degree][where, rows]
        return result

    def some(self, degree: int, places: slice | np.ndarray, rows: slice = ALL) -> np.ndarray:
        """Return the values of some atoms of one degree; of those not held, a new array."""
        climb = self.climb
        if climb is None or degree < self.degree:
            return self.held[degree][places, rows]
        values = self.held[1][climb.base[places], rows]
        values *= self.held[degree - 1][climb.before[places], rows]
        if climb.a != 1.0:
            values *= climb.a
        if climb.b != 0.0:
            values -= climb.b * (
                1.0 if climb.earlier is None else self.held[degree - 2][climb.earlier[places], rows]
            )
        return values


@dataclass(frozen=True, slots=True, eq=False)
class AtomChunk:
    """Values of atoms, or their squares, on some rows; stems are formed from them.

    Parameters
    ----------
    atoms : AtomValues
        Not squared.
    held : dict of int to ndarray of shape (n_atoms_of_degree, n_rows)
        Atoms, or squares, of the degrees that stand in products.
    squared : bool
    """

    atoms: AtomValues
    held: dict[int, np.ndarray]
    squared: bool

    def some(self, degree: int, places: slice) -> np.ndarray:
        """Return the values of a range of atoms of one degree."""
        values = self.atoms.some(degree, places)
        return values * values if self.squared else values

    def stems(self, stems: Stems, places: slice) -> np.ndarray:
        """Return the values of a range of stems, shape (n_stems, n_rows)."""
        return self.product(stems.degrees, tuple(column[places] for column in stems.places.T))

    def nonzero(self, degrees: tuple[int, ...], places: tuple[Places, ...]) -> np.ndarray | None:
        """Return the rows where a product is not zero, if one last atom of it is mostly zero."""
        if len(degrees) == 1 or not isinstance(places[-1], int):
            return None
        rows = np.flatnonzero(self.held[degrees[-1]][places[-1]])
        return rows if len(rows) <= MOSTLY_ZERO * self.atoms.n_rows else None

    def product(
        self, degrees: tuple[int, ...], places: tuple[Places, ...], rows: np.ndarray | None = None
    ) -> np.ndarray:
        """Return products of atoms at places on some rows; one factor in a range is no copy."""
        parts = (self.held[degree][where] for degree, where in zip(degrees, places, strict=True))
        return reduce(np.multiply, parts if rows is None else (part[..., rows] for part in parts))
