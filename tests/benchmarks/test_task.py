import numpy as np
import pytest

from benchmarks.problems.problem import Problem
from benchmarks.task import Prepared, load_candidates, load_task
from polylasso.sources.frames import to_table
from polylasso.training import Specification, build_problem
from tests.benchmarks.tasks import dense_columns, prepared_problem, small_problem


@pytest.fixture
def prepared():
    return prepared_problem()


def test_moments_are_those_of_the_columns(prepared):
    task, candidates = prepared.task, prepared.candidates
    columns = np.column_stack([task.X, np.ones(len(task.X))])[:, candidates.terms].prod(axis=2)
    assert np.allclose(candidates.mean, columns.mean(axis=0))
    assert np.allclose(candidates.deviation, columns.std(axis=0))


def test_candidates_are_the_terms_that_vary_in_the_dictionary(prepared):
    task = prepared.task
    specification = Specification(degree=task.degree)
    built = build_problem(to_table(task.X), task.y, np.ones(len(task.y)), specification)
    assert prepared.candidates.n_terms == len(built.index)


def test_no_term_is_in_at_the_largest_alpha_and_one_is_next(prepared):
    y = prepared.task.y - prepared.task.y.mean()
    largest = np.abs(dense_columns(prepared).T @ y).max() / len(y)
    assert prepared.task.alphas[0] == pytest.approx(largest)
    assert prepared.task.alphas[-1] == pytest.approx(largest * 1e-3)


def test_constant_and_repeated_inputs_are_left_out():
    given = small_problem()
    X = np.column_stack([given.X, np.full(len(given.X), 0.1), given.X[:, 2]])
    widened = Prepared.of(Problem(X, given.y, given.degree))
    assert np.array_equal(widened.task.X, given.X)


def test_files_hold_what_was_saved(prepared, tmp_path):
    prepared.save(tmp_path)
    task, candidates = load_task(tmp_path), load_candidates(tmp_path)
    assert np.array_equal(task.X, prepared.task.X)
    assert task.X.flags.f_contiguous
    assert np.array_equal(task.kept, prepared.task.kept)
    assert np.array_equal(candidates.terms, prepared.candidates.terms)


def test_kept_is_nothing_where_all_monomials_are_candidates(tmp_path):
    rng = np.random.default_rng(0)
    prepared = Prepared.of(Problem(rng.standard_normal((20, 2)), rng.standard_normal(20), 2))
    prepared.save(tmp_path)
    assert load_task(tmp_path).kept is None
