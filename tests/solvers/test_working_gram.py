"""Tests of the inner products of a working set."""

import numpy as np
import pytest

from polylasso.solvers import working_gram as module
from polylasso.solvers.working_gram import WorkingGram


def test_the_working_gram_grows_beyond_its_capacity():
    gram = np.arange(25.0).reshape(5, 5)
    gram = gram + gram.T
    working = WorkingGram(capacity=1)
    for stop in (1, 3, 5):
        working.grow(gram[:stop, working.size : stop], np.arange(working.size, stop, dtype=float))
    np.testing.assert_array_equal(working.gram, gram)
    np.testing.assert_array_equal(working.null_gradient, np.arange(5.0))


@pytest.mark.parametrize("chunk_bytes", [1, 100, 1000, 1 << 20])
def test_combined_inner_products_do_not_depend_on_the_chunks(chunk_bytes, monkeypatch):
    monkeypatch.setattr(module, "CHUNK_BYTES", chunk_bytes)
    rng = np.random.default_rng(0)
    columns = rng.standard_normal((9, 5))
    working = WorkingGram(capacity=2)
    working.grow(columns.T @ columns, np.zeros(5))
    positions, coef = np.array([3, 0, 4]), np.array([1.0, -2.0, 0.5])
    expected = columns.T @ (columns[:, positions] @ coef)
    np.testing.assert_allclose(working.combine(positions, coef), expected, rtol=1e-12, atol=1e-12)
    assert not working.combine(positions[:0], coef[:0]).any()
