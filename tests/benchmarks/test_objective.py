import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csc_array

from benchmarks.objective import score, score_task
from benchmarks.solvers.polylasso import Polylasso
from tests.benchmarks.tasks import dense_columns, prepared_problem


@pytest.fixture
def orthogonal():
    """Standardised columns with Z'Z / n = 1: minima are soft thresholds."""
    rng = np.random.default_rng(0)
    Z = np.sqrt(40) * np.linalg.qr(rng.standard_normal((40, 6)) - 0.5)[0]
    Z = np.sqrt(40) * np.linalg.qr(Z - Z.mean(axis=0))[0]
    return Z, Z @ np.array([3.0, -2.0, 1.0, 0.3, 0.0, 0.0]) + rng.standard_normal(40)


def minimum(Z, y, alpha, l1_ratio):
    product = Z.T @ (y - y.mean()) / len(y)
    shrunk = np.sign(product) * np.maximum(np.abs(product) - alpha * l1_ratio, 0.0)
    return (shrunk / (1.0 + alpha * (1.0 - l1_ratio)))[:, None]


@pytest.mark.parametrize("l1_ratio", [1.0, 0.5])
def test_gap_of_the_minimum_is_rounding(orthogonal, l1_ratio):
    coef = minimum(*orthogonal, 0.2, l1_ratio)
    assert abs(score(*orthogonal, np.array([0.2]), coef, l1_ratio).gap[0]) < 1e-14


@pytest.mark.parametrize("l1_ratio", [1.0, 0.5])
def test_gap_bounds_the_distance_to_the_minimum(orthogonal, l1_ratio):
    Z, y = orthogonal
    alphas, coef = np.array([0.2]), minimum(Z, y, 0.2, l1_ratio)
    best, null = score(Z, y, alphas, coef, l1_ratio).primal[0], 0.5 * y.var()
    away = score(Z, y, alphas, coef + 0.01, l1_ratio)
    assert (away.primal[0] - best) / null <= away.gap[0]


def test_zero_is_the_minimum_from_alpha_max_on(orthogonal):
    Z, y = orthogonal
    largest = np.abs(Z.T @ (y - y.mean())).max() / len(y)
    scores = score(Z, y, largest * np.array([2.0, 1.0, 0.5]), np.zeros((6, 3)))
    assert np.allclose(scores.gap[:2], 0.0)
    assert scores.gap[2] > 0.01


def test_objective_is_the_formula_with_weights():
    Z, y, omega = np.array([[1.0], [-1.0], [1.0]]), np.array([2.0, 0.0, 4.0]), np.array([1, 2, 1])
    coef, omega = np.array([[0.5]]), omega / 4
    residual = y - 1.5 - 0.5 * Z[:, 0]
    expected = 0.5 * omega @ residual**2 + 0.1 * (0.7 * 0.5 + 0.3 / 2 * 0.25)
    scores = score(Z, y, np.array([0.1]), coef, 0.7, omega)
    assert scores.primal[0] == pytest.approx(expected, rel=1e-14)


def test_repeated_rows_equal_weights(orthogonal):
    Z, y = orthogonal
    counts = np.arange(40) % 3 + 1
    rows = np.repeat(np.arange(40), counts)
    coef, alphas = np.full((6, 1), 0.3), np.array([0.1])
    weighted = score(Z, y, alphas, coef, 0.5, counts / counts.sum())
    repeated = score(Z[rows], y[rows], alphas, coef, 0.5)
    assert weighted.gap[0] == pytest.approx(repeated.gap[0], rel=1e-12)


def test_support_counts_the_nonzero(orthogonal):
    coef = np.array([[0.0, 1.0], [0.0, 0.0], [2.0, 1e-300], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    assert score(*orthogonal, np.array([1.0, 0.5]), coef).support_size.tolist() == [1, 2]


@given(
    coef=st.lists(st.floats(-5, 5), min_size=3, max_size=3),
    alpha=st.floats(1e-3, 10),
    l1_ratio=st.floats(0.01, 1),
    seed=st.integers(0, 50),
)
def test_gap_is_never_negative(coef, alpha, l1_ratio, seed):
    rng = np.random.default_rng(seed)
    Z, y = rng.standard_normal((12, 3)), rng.standard_normal(12)
    scores = score(Z, y, np.array([alpha]), np.array(coef)[:, None], l1_ratio)
    assert scores.gap[0] >= -1e-12 * max(1.0, scores.primal[0] / y.var())


@pytest.fixture
def prepared():
    return prepared_problem()


def test_scoring_in_chunks_equals_scoring_the_whole_matrix(prepared, monkeypatch):
    task, candidates = prepared.task, prepared.candidates
    monkeypatch.setattr("benchmarks.chunks.CHUNK_ENTRIES", 5 * len(task.y))
    coef = np.zeros((candidates.n_terms, len(task.alphas)))
    coef[[0, 3, 9], 40:] = [[0.5], [-0.2], [0.1]]
    whole = score(dense_columns(prepared), task.y, task.alphas, coef)
    chunked = score_task(task, candidates, csc_array(coef))
    assert np.allclose(chunked.primal, whole.primal, rtol=1e-12)
    assert np.allclose(chunked.gap, whole.gap, rtol=1e-10)
    assert chunked.support_size.tolist() == whole.support_size.tolist()


def test_the_library_is_optimal_by_this_objective(prepared):
    outcome = Polylasso(prepared.task).run(1e-9)
    coef = outcome.coef(prepared.candidates)
    assert score_task(prepared.task, prepared.candidates, coef).gap.max() < 1e-9
