"""Designs written out: explicit centring and scaling of explicit columns."""

import numpy as np

from polylasso.design import TermColumns
from polylasso.design.expand import standardise
from tests.solvers.dense import DenseDesign


def columns_of(raw: np.ndarray, weights: np.ndarray, centred: bool = True) -> TermColumns:
    """Term columns from raw values of shape (n_rows, n_terms)."""
    return standardise(np.array(raw.T, order="C"), weights / weights.sum(), centred)


def dense(raw, target, weights, centred=True):
    """The oracle on the rows of positive weight."""
    inside = weights > 0
    raw, target, weights = raw[inside], target[inside], weights[inside] / weights[inside].sum()
    if centred:
        return DenseDesign.of(raw, target, weights)
    root = np.sqrt(weights)
    norm = np.sqrt(weights @ raw**2)
    return DenseDesign(root[:, None] * raw / np.where(norm > 0, norm, np.inf), root * target)


def check_against_dense(design, raw, target, weights, centred=True, atol=1e-11):
    """All that a solver sees, up to rounding relative to the norm of the target."""
    oracle = dense(raw, target, weights, centred)
    norm = np.sqrt(2 * oracle.null_loss)
    everything = np.arange(oracle.n_terms)
    assert design.n_terms == oracle.n_terms
    np.testing.assert_allclose(design.null_loss, oracle.null_loss, rtol=100 * atol)
    np.testing.assert_allclose(design.null_gradient, oracle.null_gradient, rtol=0, atol=atol * norm)
    np.testing.assert_allclose(
        design.gram(everything, everything), oracle.gram(everything, everything), rtol=0, atol=atol
    )
    np.testing.assert_allclose(
        design.gram(everything[:1], everything[::-1]),
        oracle.gram(everything[:1], everything[::-1]),
        rtol=0,
        atol=atol,
    )
    support = everything[::2]
    coef = norm * np.linspace(-1.0, 2.0, len(support))
    np.testing.assert_allclose(
        design.gradient(support, coef),
        oracle.gradient(support, coef),
        rtol=0,
        atol=10 * len(support) * atol * norm,
    )
    np.testing.assert_array_equal(design.constant, ~oracle.columns.any(axis=0))
