"""The original, run again: on a small table always, on its own data where they are."""

from dataclasses import replace

import numpy as np
import pytest

from polylasso import PolynomialLasso
from polylasso.datasets import Dataset, load_co2
from polylasso.lab import Recipe, original, original_alpha
from polylasso.lab.exact_path import walk_exact_path
from polylasso.lab.original import original_problem, run_recipe
from polylasso.lab.original_data import OriginalColumns, monomials, split_rows
from polylasso.lab.recipe import PUBLISHED
from polylasso.optimisers import FISTA, SmoothedSign
from polylasso.sources.table import Column, Table

ALPHA = original_alpha(0.2, 2909)
SHORT = Recipe(degree=2, max_iter=1500)


def small_table(n_rows=200, seed=1):
    """A table of three inputs, one of them a dummy, and a target that is a polynomial of them."""
    rng = np.random.default_rng(seed)
    size, weight = rng.uniform(0.5, 2.0, (2, n_rows))
    dummy = (rng.uniform(size=n_rows) < 0.4).astype(float)
    target = 40 + 9 * size * weight - 4 * dummy * size + rng.normal(0, 0.3, n_rows)
    columns = (size, weight, dummy, target)
    names = ("size", "weight", "dummy", "emitted")
    table = Table(tuple(map(Column, names, columns)), n_rows)
    return Dataset("small", table, "emitted", "", "", "")


@pytest.fixture(scope="module")
def rows():
    return split_rows(small_table())


@pytest.fixture(scope="module")
def short_run(rows):
    return run_recipe(rows, SHORT)


def test_four_fifths_train_and_no_row_is_lost(rows):
    assert (rows.n_train, rows.test.n_rows) == (160, 40)
    everything = np.concatenate([rows.train_target, rows.test_target])
    assert np.array_equal(np.sort(everything), np.sort(small_table().target))


def test_monomials_are_all_products_with_the_constant_first():
    inputs = np.array([[2.0, 3.0], [5.0, 7.0]])
    expected = [[1, 1], [2, 3], [5, 7], [4, 9], [10, 21], [25, 49], [1, 1]]
    assert np.array_equal(monomials(inputs, 2), expected)


def test_columns_are_z_scores_of_the_training_rows(rows):
    columns = OriginalColumns.of(rows, 2)
    train = columns.train[:, :-1]
    varying = train.std(axis=0) > 0
    assert np.allclose(train.mean(axis=0), 0, atol=1e-12)
    assert np.allclose(train[:, varying].std(axis=0), 1)
    assert np.array_equal(columns.train[:, -1], np.ones(rows.n_train))


def test_a_constant_column_becomes_zero_and_a_repeated_one_stays(rows):
    columns = OriginalColumns.of(rows, 2)
    # Of 10 monomials the constant is zero, and dummy^2 repeats dummy.
    assert (columns.n_columns, columns.n_constant, columns.n_distinct) == (10, 1, 8)


def test_test_rows_have_the_scaling_of_the_training_rows(rows):
    columns = OriginalColumns.of(rows, 1)
    size = rows.train.column("size").values
    expected = (rows.test.column("size").values - size.mean()) / size.std()
    assert np.allclose(columns.test[:, 1], expected)


def test_the_cost_falls(short_run):
    assert short_run.trace.objective[-1] < 0.01 * short_run.trace.objective[0]


def test_nothing_is_zero(short_run):
    assert short_run.n_nonzero == short_run.n_columns == 10


def test_the_cost_is_that_of_the_original(rows, short_run):
    columns, recipe = OriginalColumns.of(rows, 2), SHORT
    coef = short_run.trace.final
    error = columns.train @ coef - rows.train_target
    m = rows.n_train
    cost = error @ error / (2 * m) + recipe.penalty / m * np.abs(coef[:-1]).sum()
    assert short_run.trace.objective[-1] == pytest.approx(cost, rel=1e-12)


def test_steps_are_those_of_the_original_written_out(rows):
    recipe = replace(SHORT, max_iter=40)
    columns = OriginalColumns.of(rows, 2)
    run = run_recipe(rows, recipe)
    Z, m = columns.train[:, :-1], rows.n_train
    generator = np.random.RandomState(42)
    generator.shuffle(np.arange(200))
    w, b = generator.uniform(-1, 1, Z.shape[1]), 0.0
    first, second = np.zeros(len(w) + 1), np.zeros(len(w) + 1)
    for t in range(1, 41):
        error = Z @ w + b - rows.train_target
        slope = Z.T @ error / m + recipe.penalty / m * w / (np.abs(w) + 1e-6)
        g = np.append(slope, error.mean())
        first = 0.9 * first + 0.1 * g
        second = 0.999 * second + 0.001 * g**2
        step = 0.2 * (first / (1 - 0.9**t)) / (np.sqrt(second / (1 - 0.999**t)) + 1e-8)
        w, b = w - step[:-1], b - step[-1]
    assert np.allclose(run.trace.final, np.append(w, b), rtol=1e-9)


def test_least_cost_is_that_over_its_own_columns(rows):
    problem = original_problem(OriginalColumns.of(rows, 2), rows, SHORT)
    trace = FISTA(gap=1e-10).minimise(problem)
    assert trace.ended == "gap"
    assert trace.gap.min() > -1e-10


def test_it_ends_where_the_cost_no_longer_changes(rows):
    threshold = 1e-3
    trace = run_recipe(rows, replace(SHORT, max_iter=50_000, threshold=threshold)).trace
    assert trace.ended == "threshold"
    earlier = run_recipe(rows, replace(SHORT, max_iter=trace.n_iter - 1, threshold=0.0)).trace
    assert abs(trace.loss[-1] - earlier.loss[-1]) < threshold


def test_only_loss_and_objective_can_be_watched():
    with pytest.raises(ValueError, match="watch must be"):
        replace(Recipe().optimiser(np.ones(3), 1.0), watch="bias")


def test_threshold_is_a_share_of_the_null_loss():
    assert Recipe(threshold=1e-7).optimiser(np.ones(3), 250.0).threshold == pytest.approx(4e-10)


def test_its_optimiser_is_adam_with_a_smoothed_sign():
    optimiser = Recipe().optimiser(np.ones(5), 1.0)
    assert (optimiser.learning_rate, optimiser.betas) == (0.2, (0.9, 0.999))
    assert optimiser.l1 == SmoothedSign(1e-6)
    assert np.array_equal(optimiser.start, [1, 1, 1, 1, 1, 0])


def test_first_weights_of_a_seed_are_others():
    own, other = Recipe().first_weights(200, 50), Recipe(seed=3).first_weights(200, 50)
    assert np.abs(np.append(own, other)).max() <= 1.0
    assert not np.allclose(own, other)


def test_alpha_is_lambda_over_the_rows():
    assert original_alpha(0.2, 2909) == 0.2 / 2909


@pytest.mark.parametrize(("penalty", "n_rows"), [(-1.0, 5), (0.2, 0), (float("nan"), 5)])
def test_alpha_of_nonsense(penalty, n_rows):
    with pytest.raises(ValueError, match="must"):
        original_alpha(penalty, n_rows)


def test_all_of_it_on_a_small_table():
    told = []
    short = replace(SHORT, max_iter=300)
    found = original(short, small_table(), lambda iteration, cost: told.append(cost))
    assert told[-1] < told[0]
    assert not found.is_whole
    assert found.times_faster == found.run.seconds / found.exact.path_seconds
    assert found.to_dict()["run"]["n_iter"] == 300


def test_models_of_the_path_are_the_shortest_within_a_margin(rows):
    exact = walk_exact_path(rows, 2, 1e-3, test_mse=0.15, repeats=1)
    picked = [one for one in exact.models if one.chosen.startswith("path")]
    sizes = [one.n_terms for one in picked]
    assert picked
    assert sizes == sorted(sizes)
    assert all(one.test.mse <= 1.03 * 0.15 for one in picked)
    assert exact.worst_gap <= 1e-9


def test_exact_model_at_the_same_penalty(rows):
    exact = walk_exact_path(rows, 2, 5e-3, test_mse=0.15, repeats=1)
    model = PolynomialLasso(5e-3, degree=2).fit(rows.train, rows.train_target)
    assert exact.at_alpha.n_terms == len(model.terms_)
    assert exact.at_alpha.alpha == 5e-3


def test_a_model_of_the_path_predicts_what_it_is_scored_by(rows):
    one = walk_exact_path(rows, 2, 1e-3, test_mse=0.15, repeats=1).models[-1]
    error = one.model.predict(rows.test) - rows.test_target
    assert one.test.mse == pytest.approx(float(np.mean(error**2)))


def test_where_none_is_near_the_most_accurate_is_told(rows):
    exact = walk_exact_path(rows, 1, 1e-3, test_mse=1e-6, repeats=1)
    assert [one.chosen for one in exact.models[2:]] == ["path: least MSE"]


@pytest.fixture(scope="module")
def own_rows(data_root):
    return split_rows(load_co2(fuel="X", prepared=True))


def test_own_split(own_rows):
    assert (own_rows.n_train, own_rows.test.n_rows) == (2909, 728)


def test_least_squares_on_the_own_split(own_rows):
    # 48.6 is what the original states of plain linear regression.
    train, test = (
        monomials(np.array([c.values for c in part.columns]), 1)[:-1].T
        for part in (own_rows.train, own_rows.test)
    )
    coef = np.linalg.lstsq(train, own_rows.train_target, rcond=None)[0]
    assert np.mean((test @ coef - own_rows.test_target) ** 2) == pytest.approx(48.6, abs=0.1)


def test_own_columns(own_rows):
    columns = OriginalColumns.of(own_rows, 5)
    assert (columns.n_columns, columns.n_constant) == (PUBLISHED.n_columns, 5307)
    assert columns.n_distinct == 441


def test_own_recipe_shortened(own_rows):
    # The original kept a log: its iteration 100, counted from 0, has this cost and this bias.
    run = run_recipe(own_rows, Recipe(max_iter=101))
    assert run.trace.loss[-1] == pytest.approx(23124.25280885663, rel=1e-9)
    assert run.trace.final[-1] == pytest.approx(19.897436395955875, rel=1e-9)
    assert run.n_nonzero == run.n_columns == 6188


def test_exact_path_is_as_accurate_with_few_terms(own_rows):
    exact = walk_exact_path(own_rows, 5, ALPHA, PUBLISHED.test.mse, repeats=1)
    near = exact.models[-1]
    assert 9 <= near.n_terms <= 35
    assert round(near.test.r2, 4) == PUBLISHED.test.r2
    assert near.test.mse == pytest.approx(PUBLISHED.test.mse, abs=0.03)
    assert near.test.mae == pytest.approx(PUBLISHED.test.mae, abs=0.02)
