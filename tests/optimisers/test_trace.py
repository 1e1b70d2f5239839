"""Traces are short however long the way, and leave as tables."""

import numpy as np
import pyarrow as pa
import pytest

from polylasso.errors import DataError
from polylasso.optimisers import FISTA, Adam, GradientDescent
from polylasso.optimisers.recording import COEFFICIENTS, FIGURES, is_spaced
from polylasso.sources.files import read_table
from tests.optimisers.problems import built, certified, quadratic


@pytest.mark.parametrize("per_decade", [FIGURES, COEFFICIENTS])
def test_few_iterations_are_kept_of_many(per_decade):
    kept = [k for k in range(100_001) if is_spaced(k, per_decade)]
    assert len(kept) <= 6 * per_decade
    assert kept[: per_decade + 1] == list(range(per_decade + 1))
    assert {1000, 10_000, 100_000} <= set(kept)
    late = np.array([k for k in kept if k >= 1000])
    assert (late[1:] / late[:-1]).max() <= 10.0 ** (1.5 / per_decade)


def test_memory_is_bounded():
    """6,188 coefficients of all that is kept of 100,000 iterations take less than 6 MB."""
    kept = sum(is_spaced(k, COEFFICIENTS) for k in range(100_001))
    assert kept * 6188 * 8 < 6e6


@pytest.fixture
def trace():
    rng = np.random.default_rng(0)
    X = rng.standard_normal((50, 2))
    problem = certified(built(X, X[:, 0] ** 2 + rng.standard_normal(50)), 0.1)
    return GradientDescent(learning_rate=0.02, max_iter=250, threshold=0.0).minimise(problem)


def test_figures_are_those_of_the_coefficients(trace):
    assert trace.iterations[0] == 0
    assert trace.iterations[-1] == trace.n_iter == 250
    assert trace.ended == "max_iter"
    assert trace.checkpoints[0] == 0
    assert trace.checkpoints[-1] == 250
    assert trace.coef.shape == (len(trace.checkpoints), 5)
    for checkpoint, coef in zip(trace.checkpoints, trace.coef, strict=True):
        place = np.flatnonzero(trace.iterations == checkpoint)[0]
        assert trace.support_size[place] == np.count_nonzero(coef)
    assert np.all(np.diff(trace.seconds) >= 0.0)
    assert np.all(np.diff(trace.objective) <= 1e-15)
    assert np.all(trace.gap >= -1e-15)
    assert np.isnan(trace.test_r2).all()


def test_losses_are_at_the_coefficients_also_where_the_gradient_is_elsewhere():
    problem = quadratic()
    trace = FISTA(max_iter=30, threshold=0.0).minimise(problem)
    for checkpoint, coef in zip(trace.checkpoints, trace.coef, strict=True):
        place = np.flatnonzero(trace.iterations == checkpoint)[0]
        assert trace.loss[place] == pytest.approx(problem.loss.at(coef).loss, rel=1e-12)


def test_iterations_to_a_gap(trace):
    reached = trace.iterations_to(1e-3)
    later = trace.gap[trace.iterations >= reached]
    assert later.max() <= 1e-3
    assert trace.gap[trace.iterations < reached][-1] > 1e-3
    assert trace.iterations_to(0.0) is None or trace.gap[-1] <= 0.0
    assert trace.iterations_to(np.inf) == 0


def test_unknown_gaps_are_never_reached():
    trace = Adam(max_iter=5).minimise(quadratic())
    assert np.isnan(trace.gap).all()
    assert trace.iterations_to(1.0) is None


def test_tables(trace, tmp_path):
    arrow, frame = trace.to_arrow(), trace.to_pandas()
    assert isinstance(arrow, pa.Table)
    assert arrow.column_names == list(frame.columns) == list(trace.columns())
    np.testing.assert_array_equal(frame["objective"], trace.objective)
    trace.to_csv(tmp_path / "trace.csv")
    read = read_table(tmp_path / "trace.csv")
    np.testing.assert_array_equal(read.column("iterations").values, trace.iterations)
    np.testing.assert_array_equal(read.column("gap").values, trace.gap)


def test_a_file_that_cannot_be_written(trace, tmp_path):
    with pytest.raises(DataError, match="extension"):
        trace.to_csv(tmp_path / "trace.xyz")
