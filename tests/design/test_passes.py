"""Tests of passes that threads share."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from polylasso.design import SharedPasses, expand
from polylasso.terms import Dictionary, Variable


class Counting:
    """Columns that count their passes, and the vectors of each."""

    def __init__(self, columns):
        self._columns = columns
        self.sizes = []

    def __getattr__(self, name):
        return getattr(self._columns, name)

    def project(self, vectors):
        self.sizes.append(len(vectors))
        return self._columns.project(vectors)


@pytest.fixture
def columns():
    rng = np.random.default_rng(0)
    dictionary = Dictionary((Variable("a"), Variable("b")), 2)
    atoms = rng.standard_normal((len(dictionary.atoms), 20))
    return Counting(expand(atoms, dictionary.table(), np.full(20, 0.05)))


def test_one_pass_serves_all_that_attend(columns):
    passes = SharedPasses(columns)
    vectors = np.random.default_rng(1).standard_normal((4, 20))
    ready = threading.Barrier(4)

    def ask(vector):
        with passes.attending():
            ready.wait()
            return passes.project(vector[None])[0]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, vectors))
    assert columns.sizes == [4]
    assert passes.n_passes == 1
    np.testing.assert_allclose(found, columns._columns.project(vectors), atol=1e-13)


def test_nobody_waits_for_one_who_has_left(columns):
    passes = SharedPasses(columns)
    vectors = np.random.default_rng(1).standard_normal((3, 20))
    ready = threading.Barrier(3)

    def ask(number):
        with passes.attending():
            ready.wait()
            for _ in range(number):  # the first leaves without asking, the last asks alone
                passes.project(vectors[[number]])

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(ask, range(3)))
    assert sum(columns.sizes) == 3
    assert len(columns.sizes) <= 3


def test_who_does_not_attend_is_served_at_once(columns):
    passes = SharedPasses(columns)
    vector = np.ones((1, 20))
    np.testing.assert_array_equal(passes.project(vector), columns._columns.project(vector))
    assert columns.sizes == [1]


def test_an_error_reaches_all_that_wait(columns):
    def fail(vectors):
        raise RuntimeError("no pass")

    columns.project = fail
    passes = SharedPasses(columns)
    ready = threading.Barrier(2)

    def ask(_):
        with passes.attending():
            ready.wait()
            with pytest.raises(RuntimeError, match="no pass"):
                passes.project(np.ones((1, 20)))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, range(2)))
