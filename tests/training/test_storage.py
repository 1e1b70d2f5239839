"""Tests of the choice between columns that are held and columns that are never formed."""

import pytest

from polylasso.errors import MemoryLimitError
from polylasso.terms import Dictionary, Variable
from polylasso.training import Specification
from polylasso.training.storage import choose_storage


def dictionary(n_variables, degree=2):
    return Dictionary(tuple(Variable(f"x{k}") for k in range(n_variables)), degree)


def chosen(n_variables, n_rows, n_folds=0, shared=True, **asked):
    asked.setdefault("memory_limit", 10e9)
    specification = Specification(**asked)
    return choose_storage(dictionary(n_variables), n_rows, n_folds, shared, specification)


def test_small_columns_are_held():
    assert chosen(20, 1000) == "stored"


def test_columns_that_are_slow_to_read_are_formed():
    assert chosen(300, 10_000) == "implicit"


def test_columns_that_do_not_fit_are_formed():
    """5,150 terms on 3,000 rows are 124 MB, their atoms 5."""
    assert chosen(100, 3000) == "stored"
    assert chosen(100, 3000, memory_limit=50e6) == "implicit"


def test_what_is_asked_for_is_chosen():
    assert chosen(20, 1000, storage="implicit") == "implicit"
    assert chosen(300, 1000, storage="stored") == "stored"


@pytest.mark.parametrize("storage", ["auto", "stored", "implicit"])
def test_what_does_not_fit_is_refused(storage):
    with pytest.raises(MemoryLimitError, match="5,150 candidate terms need"):
        chosen(100, 3000, memory_limit=1e6, storage=storage)


def test_folds_that_learn_ranges_need_their_own_columns():
    assert chosen(100, 3000, n_folds=5, shared=True, memory_limit=1e9) == "stored"
    assert chosen(100, 3000, n_folds=5, shared=False, memory_limit=0.5e9) == "implicit"
