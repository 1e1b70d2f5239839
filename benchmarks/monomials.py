"""The monomials of some inputs as an array of indices, however many there are. No data is seen."""

import numpy as np

__all__ = ["exponents_of", "find", "monomials"]


def monomials(n_inputs: int, degree: int, two_valued: np.ndarray | None = None) -> np.ndarray:
    """List all monomials up to a degree in the order of scikit-learn's PolynomialFeatures.

    Parameters
    ----------
    n_inputs, degree : int
    two_valued : ndarray of bool, shape (n_inputs,), or None
        Inputs of two values: their powers are the inputs themselves, shifted and scaled, and are
        left out.

    Returns
    -------
    ndarray of int32, shape (n_terms, degree)
        Inputs of the factors, increasing; the place of a missing factor holds `n_inputs`.
    """
    blocks, last = [], np.zeros((1, 0), dtype=np.int32)
    for size in range(1, degree + 1):
        last = _longer(last, n_inputs)
        padded = np.full((len(last), degree), n_inputs, dtype=np.int32)
        padded[:, :size] = last
        blocks.append(padded)
    listed = np.concatenate(blocks)
    return listed if two_valued is None else listed[~_has_power_of(listed, two_valued)]


def _longer(shorter: np.ndarray, n_inputs: int) -> np.ndarray:
    """Append to every product each input that is not before its last one."""
    first = shorter[:, -1] if shorter.shape[1] else np.zeros(len(shorter), dtype=np.int32)
    counts = n_inputs - first
    rows = np.repeat(np.arange(len(shorter)), counts)
    starts = np.cumsum(counts) - counts
    appended = np.arange(len(rows)) - starts[rows] + first[rows]
    return np.column_stack([shorter[rows], appended.astype(np.int32)])


def _has_power_of(terms: np.ndarray, two_valued: np.ndarray) -> np.ndarray:
    marked = np.append(two_valued, False)  # a missing factor is no power
    repeated = (terms[:, 1:] == terms[:, :-1]) & marked[terms[:, 1:]]
    return repeated.any(axis=1)


def find(terms: np.ndarray, listed: np.ndarray, n_inputs: int) -> np.ndarray:
    """Return the places of some terms in a list of distinct ones that has them all.

    Parameters
    ----------
    terms, listed : ndarray of int, shape (n, degree)
    n_inputs : int

    Raises
    ------
    KeyError
        If a term is not listed.
    """
    known, wanted = _keys(listed, n_inputs), _keys(terms, n_inputs)
    order = np.argsort(known)
    places = order[np.searchsorted(known, wanted, sorter=order).clip(max=len(known) - 1)]
    if not np.array_equal(known[places], wanted):
        raise KeyError("a term is not among the candidates")
    return places


def _keys(terms: np.ndarray, n_inputs: int) -> np.ndarray:
    """Number terms by their factors; fits for (n_inputs + 1)**degree below 2**63."""
    keys = np.zeros(len(terms), dtype=np.int64)
    for factor in terms.T:
        keys = keys * (n_inputs + 1) + factor
    return keys


def exponents_of(terms: np.ndarray, n_inputs: int) -> np.ndarray:
    """Return the exponent of every input in some terms, shape (n_terms, n_inputs)."""
    exponents = np.zeros((len(terms), n_inputs + 1), dtype=int)
    np.add.at(exponents, (np.arange(len(terms))[:, None], terms), 1)
    return exponents[:, :-1]
