"""Sums over rows of all terms times given vectors, as matrix products of stems.

For a vector v, the sums over rows i of v_i L_si R_ti, for left stems s and right stems t, are one
matrix product L (v R)'. Each is the sum of a term where t may follow s.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from polylasso.design.atoms import AtomChunk, AtomValues
from polylasso.terms import Batch, Factoring, SplitBlock

__all__ = ["term_sums"]

# Rows handled at a time: the stems of a batch stay in cache.
CHUNK_ROWS = 2000
# Bytes that weighted right stems may take; where they would take more, chunks are shorter.
RIGHT_BYTES = 1 << 26
LEAST_ROWS = 256
# Multiplications below which one thread does all.
WORTH_THREADS = 2e7


def term_sums(
    factoring: Factoring,
    atoms: AtomValues,
    vectors: np.ndarray,
    n_threads: int = 1,
    squared: bool = False,
) -> np.ndarray:
    """Return sum over rows of v_i T_ij, or of v_i T_ij^2, for all regular terms.

    Parameters
    ----------
    factoring : Factoring
    atoms : AtomValues
    vectors : ndarray of shape (n_vectors, n_rows)
        Chunks of rows in which a vector is zero are passed over.
    n_threads : int
        Beside those of BLAS.
    squared : bool
        Whether terms are squared.

    Returns
    -------
    ndarray of shape (n_vectors, n_terms)
        Extra terms of the dictionary have zeros.
    """
    sums = np.zeros((len(vectors), factoring.dictionary.n_terms))
    if vectors.size * float(sums.shape[1]) < WORTH_THREADS:
        n_threads = 1
    for rows in _chunks(factoring, vectors):
        active = np.flatnonzero(vectors[:, rows].any(axis=1))
        if active.size:
            work = _ChunkWork(atoms.chunk(rows, squared), vectors[active, rows], active, sums)
            work.run(factoring, n_threads)
    return sums


def _chunks(factoring: Factoring, vectors: np.ndarray) -> Iterator[slice]:
    """Yield ranges of rows: of even length, shorter where right stems are many."""
    n_vectors, n_rows = vectors.shape
    widest = sum({s.right.degrees: len(s.right) for s in factoring.products}.values())
    affordable = RIGHT_BYTES // (8 * n_vectors * max(widest, 1))
    length = min(max(affordable, LEAST_ROWS), CHUNK_ROWS)
    for start, stop in pairwise([0, *_changes(vectors), n_rows]):
        n_chunks = -(-(stop - start) // length)
        edges = np.linspace(start, stop, n_chunks + 1).astype(int).tolist()
        yield from map(slice, edges, edges[1:])


def _changes(vectors: np.ndarray) -> list[int]:
    """Return the rows at which some vector begins or ceases to be zero, unless they are many."""
    there = vectors != 0.0
    edges = np.flatnonzero((there[:, 1:] != there[:, :-1]).any(axis=0)) + 1
    return edges.tolist() if len(edges) * LEAST_ROWS <= vectors.shape[1] else []


@dataclass(frozen=True, slots=True, eq=False)
class _ChunkWork:
    """One chunk of rows: it adds its part to the sums."""

    chunk: AtomChunk
    vectors: np.ndarray
    numbers: np.ndarray
    sums: np.ndarray

    def run(self, factoring: Factoring, n_threads: int) -> None:
        for block in factoring.singles:
            part = self.vectors @ self.chunk.values[block.degrees[0]].T
            self.sums[self.numbers, block.offset : block.offset + block.count] += part
        weighted = self._weighted(factoring.products)
        tasks = iter([(split, batch) for split in factoring.products for batch in split.batches])

        def work(_: int) -> None:
            for split, batch in tasks:  # threads draw from one list
                self._add(split, batch, weighted[split.right.degrees])

        if n_threads == 1:
            work(0)
            return
        with ThreadPoolExecutor(n_threads) as pool:
            list(pool.map(work, range(n_threads)))

    def _weighted(self, products: Sequence[SplitBlock]) -> dict[tuple[int, ...], np.ndarray]:
        """Return right stems times every vector, shape (n_vectors, n_stems, n_rows)."""
        stems = {split.right.degrees: split.right for split in products}
        return {
            degrees: self.chunk.stems(right) * self.vectors[:, None, :]
            for degrees, right in stems.items()
        }

    def _add(self, split: SplitBlock, batch: Batch, weighted: np.ndarray) -> None:
        left = self.chunk.product(split.left.degrees, batch.places)
        legal = split.follows(batch.stems, batch.first)
        target = _targets(split.starts, batch.stems, legal)
        for number, right in zip(self.numbers, weighted, strict=True):
            found = (left @ right[batch.first :].T)[legal]
            self.sums[number][target] += found


def _targets(starts: np.ndarray, stems: np.ndarray, legal: np.ndarray) -> slice | np.ndarray:
    """Return the indices of the terms of left stems, in the order of a boolean matrix."""
    first, last = int(stems[0]), int(stems[-1])
    if np.all(np.diff(stems) == 1):
        return slice(int(starts[first]), int(starts[last + 1]))
    counts = starts[stems + 1] - starts[stems]
    shift = starts[stems] - (np.cumsum(counts) - counts)
    return np.repeat(shift, counts) + np.arange(int(counts.sum()))
