"""Standardised columns of monomials, formed a few at a time from the raw inputs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import local

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.machine import cores

__all__ = ["Moments", "moments", "over_chunks"]

# Entries of a chunk: one for each core stays in the processor's last cache.
CHUNK_ENTRIES = 700_000
# A column whose deviation is below this share of its size is constant: what is left is rounding.
CONSTANT = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """What one look at every column tells.

    Parameters
    ----------
    mean, deviation : ndarray of shape (n_terms,)
        The deviation of a constant column is 0.
    product : ndarray of shape (n_terms,)
        Mean product of the standardised column and the centred target.
    """

    mean: np.ndarray
    deviation: np.ndarray
    product: np.ndarray


def moments(X: np.ndarray, y: np.ndarray, terms: np.ndarray) -> Moments:
    """Look once at every column.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows,)
    terms : ndarray of int, shape (n_terms, degree)
        See `benchmarks.monomials`.
    """
    n_terms, n_rows, target = len(terms), len(y), (y - y.mean()) / len(y)
    mean, deviation, product = np.zeros(n_terms), np.zeros(n_terms), np.zeros(n_terms)

    def look(chosen: slice, columns: np.ndarray) -> None:
        mean[chosen] = columns.mean(axis=1)
        columns -= mean[chosen, None]
        square = np.einsum("ij,ij->i", columns, columns) / n_rows
        varies = square > CONSTANT**2 * (square + mean[chosen] ** 2)
        deviation[chosen] = np.sqrt(np.where(varies, square, 0.0))
        product[chosen] = np.divide(
            columns @ target, deviation[chosen], out=np.zeros(len(columns)), where=varies
        )

    over_chunks(X, terms, look)
    return Moments(mean, deviation, product)


def over_chunks(
    X: np.ndarray, terms: np.ndarray, work: Callable[[slice, np.ndarray], object]
) -> None:
    """Do some work on all columns, a few at a time, in as many threads as there are cores.

    Parameters
    ----------
    X, terms : ndarray
    work : callable
        Gets a range of terms and their columns, shape (n_chosen, n_rows), which it may change.
    """
    inputs = np.ascontiguousarray(np.vstack([X.T, np.ones(len(X))]))
    at_once = max(1, CHUNK_ENTRIES // len(X))
    buffers = local()

    def make_buffers() -> None:
        buffers.columns, buffers.factor = np.empty((2, at_once, len(X)))

    def form_and_work(start: int) -> None:
        chosen = slice(start, min(start + at_once, len(terms)))
        work(chosen, _form(inputs, terms[chosen], buffers.columns, buffers.factor))

    # BLAS threads of their own would only wait for each other.
    with (
        threadpool_limits(1, "blas"),
        ThreadPoolExecutor(cores(), initializer=make_buffers) as pool,
    ):
        for _ in pool.map(form_and_work, range(0, len(terms), at_once)):
            pass


def _form(
    inputs: np.ndarray, terms: np.ndarray, columns: np.ndarray, factor: np.ndarray
) -> np.ndarray:
    """Return the products of the inputs' factors; the last input is the missing factor, 1."""
    n_terms, none = len(terms), len(inputs) - 1
    formed = np.take(inputs, terms[:, 0], axis=0, out=columns[:n_terms], mode="clip")
    for places in terms.T[1:]:
        if (places < none).any():
            formed *= np.take(inputs, places, axis=0, out=factor[:n_terms], mode="clip")
    return formed
