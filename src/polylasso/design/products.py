"""Sums over rows of all terms times given vectors, as matrix products of stems.

For a vector v, the sums over rows i of v_i L_si R_ti, for left stems s and right stems t, are one
matrix product L (v R)'. Each is the sum of a term where t may follow s.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from polylasso.design.atoms import AtomChunk, AtomValues
from polylasso.design.rare import RarePairs
from polylasso.terms import Batch, Block, Factoring, SplitBlock, Stems
from polylasso.threads import single_thread

__all__ = ["term_sums"]

# Rows handled at a time: the stems of a batch stay in cache.
CHUNK_ROWS = 2000
# Bytes that weighted right stems may take; where they would take more, chunks are shorter.
RIGHT_BYTES = 1 << 22
LEAST_ROWS = 250
# Atoms or right stems handled at a time outside matrix products.
STRIP = 64
# Multiplications below which one thread does all.
WORTH_THREADS = 2e7

# Runs a function over items, perhaps in threads.
Each = Callable[[Callable, Iterable], None]


def term_sums(
    factoring: Factoring,
    atoms: AtomValues,
    vectors: np.ndarray,
    n_threads: int = 1,
    squared: bool = False,
    rare: RarePairs | None = None,
) -> np.ndarray:
    """Return sum over rows of v_i T_ij, or of v_i T_ij^2, for all regular terms.

    Parameters
    ----------
    factoring : Factoring
    atoms : AtomValues
    vectors : ndarray of shape (n_vectors, n_rows)
        Chunks of rows in which a vector is zero are passed over.
    n_threads : int
        Threads, each with one of BLAS.
    squared : bool
        Whether terms are squared.
    rare : RarePairs or None
        Pairs of atoms that are summed apart, as both are mostly zero.

    Returns
    -------
    ndarray of shape (n_vectors, n_terms)
        Extra terms of the dictionary have zeros.
    """
    sums = np.zeros((len(vectors), factoring.dictionary.n_terms))
    work = vectors.size * float(sums.shape[1])
    with _threads(n_threads if work > WORTH_THREADS else 1) as each:
        for rows in _chunks(factoring, vectors):
            active = np.flatnonzero(vectors[:, rows].any(axis=1))
            if active.size:
                chunk = atoms.chunk(rows, squared)
                _ChunkWork(chunk, vectors[active, rows], active, sums, rare).run(factoring, each)
    if rare is not None:
        rare.add(vectors, sums, squared)
    return sums


@contextmanager
def _threads(n_threads: int) -> Iterator[Each]:
    """Yield what runs a function over items: threads draw them from one list."""
    if n_threads == 1:
        yield _in_turn
        return
    # Threads of BLAS below these would only wait for each other.
    with single_thread(), ThreadPoolExecutor(n_threads) as pool:

        def each(function: Callable, items: Iterable) -> None:
            left = iter(items)

            def draw() -> None:
                for item in left:
                    function(item)

            for run in [pool.submit(draw) for _ in range(n_threads)]:
                run.result()

        yield each


def _in_turn(function: Callable, items: Iterable) -> None:
    for item in items:
        function(item)


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
    """One chunk of rows: it adds its part to the sums of some of the vectors."""

    chunk: AtomChunk
    vectors: np.ndarray
    numbers: np.ndarray
    sums: np.ndarray
    rare: RarePairs | None

    def run(self, factoring: Factoring, each: Each) -> None:
        rights = {split.right.degrees: split.right for split in factoring.products}
        shape = self.vectors.shape
        weighted = {
            degrees: np.empty((shape[0], len(right), shape[1])) for degrees, right in rights.items()
        }
        strips = [(right, part) for right in rights.values() for part in _strips(len(right))]
        each(lambda strip: self._weigh(*strip, weighted[strip[0].degrees]), strips)
        strips = [(block, part) for block in factoring.singles for part in _strips(block.count)]
        each(lambda strip: self._add_single(*strip), strips)
        batches = [(split, batch) for split in factoring.products for batch in split.batches]
        each(lambda pair: self._add(*pair, weighted[pair[0].right.degrees]), batches)

    def _weigh(self, right: Stems, part: slice, out: np.ndarray) -> None:
        """Multiply right stems by every vector."""
        np.multiply(self.chunk.stems(right, part), self.vectors[:, None, :], out=out[:, part])

    def _add_single(self, block: Block, part: slice) -> None:
        values = self.chunk.some(block.degrees[0], part)
        self.sums[self.numbers, block.offset + part.start : block.offset + part.stop] += (
            self.vectors @ values.T
        )

    def _add(self, split: SplitBlock, batch: Batch, weighted: np.ndarray) -> None:
        legal = split.follows(batch.stems, batch.first)
        target = _targets(split.starts, batch.stems, legal)
        places: slice | np.ndarray = slice(batch.first, None)
        if self.rare is not None and split is self.rare.split:
            kept = legal & self.rare.not_both(batch.stems, batch.first)
            target = np.arange(target.start, target.stop)[kept[legal]]
            columns = np.flatnonzero(kept.any(axis=0))
            places, legal = batch.first + columns, kept[:, columns]
        rows = self.chunk.nonzero(split.left.degrees, batch.places)
        left = self.chunk.product(split.left.degrees, batch.places, rows)
        for number, right in zip(self.numbers, weighted, strict=True):
            part = right[places] if rows is None else right[places][:, rows]
            self.sums[number][target] += (left @ part.T)[legal]


def _strips(length: int) -> list[slice]:
    return [slice(start, min(start + STRIP, length)) for start in range(0, length, STRIP)]


def _targets(starts: np.ndarray, stems: np.ndarray, legal: np.ndarray) -> slice | np.ndarray:
    """Return the indices of the terms of left stems, in the order of a boolean matrix."""
    first, last = int(stems[0]), int(stems[-1])
    if np.all(np.diff(stems) == 1):
        return slice(int(starts[first]), int(starts[last + 1]))
    counts = starts[stems + 1] - starts[stems]
    shift = starts[stems] - (np.cumsum(counts) - counts)
    return np.repeat(shift, counts) + np.arange(int(counts.sum()))
