"""Values of the atoms, held by degree, chunk by chunk of the rows.

Atoms of the highest degree stand in no product: they are not held, but made from two of lower
degree when they are needed.
"""

from dataclasses import dataclass, field

import numpy as np

from polylasso.terms import Stems
from polylasso.terms.stems import Places

__all__ = ["AtomChunk", "AtomValues", "Climb"]


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
    held : dict of int to ndarray of shape (n_atoms_of_degree, n_rows)
        By degree.
    climb : Climb or None
        For the atoms of the highest degree if they are not held.
    """

    degree: int
    held: dict[int, np.ndarray]
    climb: Climb | None

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return next(iter(self.held.values())).shape[1]

    def chunk(self, rows: slice, squared: bool = False) -> "AtomChunk":
        """Return the values, or their squares, on some rows."""
        held = {degree: values[:, rows] for degree, values in self.held.items()}
        highest = self._highest(held) if self.climb is not None else None
        if squared:
            held = {degree: values * values for degree, values in held.items()}
            highest = highest * highest if highest is not None else None
        if highest is not None:
            held[self.degree] = highest
        return AtomChunk(held)

    def one(self, degree: int, place: int) -> np.ndarray:
        """Return the values of one atom on all rows."""
        climb = self.climb
        if climb is None or degree < self.degree:
            return self.held[degree][place]
        value = climb.a * self.held[1][climb.base[place]]
        value *= self.held[degree - 1][climb.before[place]]
        value -= climb.b * (
            1.0 if climb.earlier is None else self.held[degree - 2][climb.earlier[place]]
        )
        return value

    def _highest(self, held: dict[int, np.ndarray]) -> np.ndarray:
        climb = self.climb
        values = held[1][climb.base]
        values *= held[self.degree - 1][climb.before]
        if climb.a != 1.0:
            values *= climb.a
        if climb.b != 0.0:
            values -= climb.b * (1.0 if climb.earlier is None else held[self.degree - 2][climb.earlier])
        return values


@dataclass(frozen=True, slots=True, eq=False)
class AtomChunk:
    """Values of all atoms, by degree, on some rows; stems are formed from them.

    Parameters
    ----------
    values : dict of int to ndarray of shape (n_atoms_of_degree, n_rows)
    """

    values: dict[int, np.ndarray]
    _formed: dict[tuple[int, ...], np.ndarray] = field(default_factory=dict)

    def stems(self, stems: Stems) -> np.ndarray:
        """Return the values of all stems of some degrees, shape (n_stems, n_rows)."""
        if len(stems.degrees) == 1:
            return self.values[stems.degrees[0]]
        if stems.degrees not in self._formed:
            self._formed[stems.degrees] = self.product(stems.degrees, tuple(stems.places.T))
        return self._formed[stems.degrees]

    def product(
        self, degrees: tuple[int, ...], places: tuple[Places, ...], out: np.ndarray | None = None
    ) -> np.ndarray:
        """Return products of atoms at places; one factor in a range is no copy."""
        result = self.values[degrees[0]][places[0]]
        for degree, where in zip(degrees[1:], places[1:], strict=True):
            result = np.multiply(result, self.values[degree][where], out=out)
        return result
