import numpy as np
import pytest

from benchmarks.limit import pass_row, product_rate, rows_per_second
from tests.benchmarks.tasks import small_problem


def test_rates_are_positive(monkeypatch):
    monkeypatch.setattr("benchmarks.limit.COLUMNS", 20)
    assert product_rate(np.float32) > 0
    assert rows_per_second(n_rows=1_000) > 0


def test_a_pass_has_its_share():
    row = pass_row("small", small_problem(), rate=1e10)
    assert len(row) == 9
    assert row[0] == "small"
    assert row[6].endswith("%")


def test_what_needs_too_much_memory_says_so(monkeypatch):
    def refuse(problem):
        from polylasso.errors import MemoryLimitError

        raise MemoryLimitError("5,000 terms need 40 GB, more than allowed")

    monkeypatch.setattr("benchmarks.limit._build", refuse)
    assert pass_row("large", small_problem(), 1e10)[1] == "memory: 5,000 terms need 40 GB"


def test_a_model_of_another_size_is_refused(monkeypatch):
    monkeypatch.setattr("benchmarks.limit.ALPHA", 10.0)
    with pytest.raises(RuntimeError, match="has 0 terms instead of 3"):
        rows_per_second(n_rows=10, n_columns=4, n_terms=3)
