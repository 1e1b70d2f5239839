"""Term columns that are never formed: sums over rows come from matrix products of the atoms.

With means m and scales s of the products T of atoms, the column of a term is z = (T - m) / s, hence

    Z'v = (T'v - m sum(v)) / s,    m = T'omega,    s^2 = (T^2)'omega - m^2,

and T^2 is a product of squared atoms. Where m^2 is nearly all of (T^2)'omega, digits are lost: the
moments of such a term are computed from its column, and the worst columns are held.
"""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from polylasso.design.atoms import AtomValues
from polylasso.design.base import ALL
from polylasso.design.products import term_sums
from polylasso.design.rare import find_rare_pairs
from polylasso.terms import Factoring

__all__ = ["ImplicitColumns"]

# A variance below this share of the mean square has lost too many digits.
CANCELLED = 1e-6
# A column whose standard deviation is below this share of its root mean square is constant.
CONSTANT = 1e-12
# Columns formed at a time, and multiplied at a time.
FORMED, STRIP = 256, 64
# Bytes of columns that may be held for their digits.
HELD_BYTES = 1 << 26


class ImplicitColumns:
    """All terms of a dictionary as columns, standardised under weights.

    Parameters
    ----------
    factoring : Factoring
    atoms : AtomValues
    extra : ndarray of shape (n_extra, n_rows)
        Products of atoms of the extra terms of the dictionary.
    weights : ndarray of shape (n_rows,)
        Sum to 1.
    centred : bool
        False for a model without intercept.
    n_threads : int
        Threads for matrix products, beside those of BLAS.
    order : ndarray of int or None
        Which row each row of `atoms` is, where these are in another order.

    Attributes
    ----------
    centred : bool
    n_terms : int
    """

    def __init__(
        self,
        factoring: Factoring,
        atoms: AtomValues,
        extra: np.ndarray,
        weights: np.ndarray,
        centred: bool = True,
        n_threads: int = 1,
        order: np.ndarray | None = None,
    ):
        self._factoring = factoring
        self._atoms = atoms
        self._n_threads = n_threads
        self._order = order
        self._back = None if order is None else np.argsort(order)
        self.centred = centred
        self.n_terms = factoring.dictionary.n_terms
        self._extra = extra
        self._held = np.arange(self.n_terms - len(extra), self.n_terms)
        self._values = extra
        self._rare = find_rare_pairs(factoring, atoms.held[1])
        self._standardise(weights)

    @property
    def constant(self) -> np.ndarray:
        """Mask of terms without variation."""
        return self._inverse == 0.0

    def means(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return what was taken off some terms."""
        return self._mean[indices]

    def scales(self, indices: np.ndarray | slice) -> np.ndarray:
        """Return what some terms were divided by, 1 if constant."""
        inverse = self._inverse[indices]
        return np.divide(1.0, inverse, out=np.ones_like(inverse), where=inverse > 0)

    @property
    def held(self) -> np.ndarray:
        """Terms whose columns are held."""
        return self._held

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return self._atoms.n_rows

    def rows(self, indices: np.ndarray, part: slice = ALL) -> np.ndarray:
        """Return a copy of some columns on some rows of the sample, shape (n_indices, n_rows)."""
        values = self._products(indices, part)
        values -= self._mean[indices, None]
        values *= self._inverse[indices, None]
        held = _position(self._held, indices)
        values[held >= 0] = self._values[held[held >= 0], part]
        return values

    def view(self, indices: np.ndarray, part: slice = ALL) -> np.ndarray:
        """Return the same: formed columns are a copy."""
        return self.rows(indices, part)

    def project(self, vectors: np.ndarray) -> np.ndarray:
        """Return the product of every column with every vector, by matrix products of atoms."""
        result = self.sums(vectors)
        totals = vectors.sum(axis=1)
        # Less is below the rounding of the sums.
        totals[np.abs(totals) <= 1e-15 * np.abs(vectors).sum(axis=1)] = 0.0
        for number in np.flatnonzero(totals) if self.centred else ():
            result[number] -= self._mean * totals[number]
        result *= self._inverse
        result[:, self._held] = vectors @ self._values.T
        return result

    def sums(self, vectors: np.ndarray, squared: bool = False) -> np.ndarray:
        """Return T'v, or (T^2)'v, of the regular terms; zeros for the extra ones."""
        if self._order is not None:
            vectors = vectors[:, self._order]
        return term_sums(
            self._factoring, self._atoms, vectors, self._n_threads, squared, self._rare
        )

    def _standardise(self, weights: np.ndarray) -> None:
        (square,) = self.sums(weights[None], squared=True)
        (mean,) = self.sums(weights[None]) if self.centred else np.zeros((1, self.n_terms))
        square[self._held] = (self._values * self._values) @ weights
        mean[self._held] = self._values @ weights if self.centred else 0.0
        variance = mean * mean
        np.subtract(square, variance, out=variance)
        doubtful = np.flatnonzero(variance < CANCELLED * square)
        np.maximum(variance, 0.0, out=variance)
        for terms, values in self._formed(doubtful):
            centre = values @ weights if self.centred else np.zeros(len(terms))
            mean[terms] = centre
            variance[terms] = _spread(values, centre, weights)
        self._mean = mean
        varies = variance > CONSTANT**2 * square
        np.divide(1.0, np.sqrt(variance, out=variance), out=variance, where=varies)
        variance[~varies] = 0.0
        self._inverse = variance
        self._hold(doubtful[varies[doubtful]], square, weights)

    def _hold(self, doubtful: np.ndarray, square: np.ndarray, weights: np.ndarray) -> None:
        """Hold the columns of extra terms, and of those that lose most digits in products."""
        room = HELD_BYTES // (8 * max(self.n_rows, 1))
        lost = self._inverse[doubtful] * np.sqrt(square[doubtful])
        worst = np.argsort(-lost, kind="stable")
        chosen = np.union1d(self._held, doubtful[worst[:room]])
        values = self._products(chosen)
        values -= self._mean[chosen, None]
        if self.centred:
            values -= (values @ weights)[:, None]  # what rounding left
        values *= self._inverse[chosen, None]
        self._held, self._values = chosen, values

    def _formed(self, terms: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for start in range(0, len(terms), FORMED):
            part = terms[start : start + FORMED]
            yield part, self._products(part)

    def _products(self, indices: np.ndarray, part: slice = ALL) -> np.ndarray:
        """Return products of atoms on some rows, shape (n_indices, n_rows)."""
        form = self._former(part)
        values = np.empty((len(indices), len(range(*part.indices(self.n_rows)))))
        for start in range(0, len(indices), STRIP):
            strip = slice(start, start + STRIP)
            self._fill(values[strip], indices[strip], part, form)
        return values

    def _former(self, part: slice) -> Callable[..., np.ndarray]:
        """Return what forms products of atoms on some rows, in the order of the sample."""
        atoms, back = self._atoms, self._back
        if back is None:
            return partial(atoms.product, rows=part)
        if part != ALL:  # few values of atoms are put in order sooner than all products
            return atoms.on(back[part]).product
        return lambda degrees, places: atoms.product(degrees, places)[:, back]

    def _fill(
        self, values: np.ndarray, indices: np.ndarray, part: slice, form: Callable[..., np.ndarray]
    ) -> None:
        for block in self._factoring.dictionary.blocks:
            inside = np.flatnonzero(
                (indices >= block.offset) & (indices < block.offset + block.count)
            )
            if inside.size == 0:
                continue
            if not block.degrees:
                values[inside] = self._extra[indices[inside] - block.offset, part]
                continue
            places = self._factoring.places(block, indices[inside])
            values[inside] = form(block.degrees, tuple(places.T))


def _position(members: np.ndarray, indices: np.ndarray) -> np.ndarray:
    """Return where indices stand among sorted members; -1 where they do not."""
    place = np.searchsorted(members, indices)
    inside = place < len(members)
    inside[inside] = members[place[inside]] == indices[inside]
    return np.where(inside, place, -1)


def _spread(values: np.ndarray, centre: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the variances of rows about centres, corrected for the rounding of these."""
    centred = values - centre[:, None]
    shift = np.where(centre != 0.0, centred @ weights, 0.0)
    return np.maximum((centred * centred) @ weights - shift * shift, 0.0)
