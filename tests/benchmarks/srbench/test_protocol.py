import numpy as np
import pytest
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

from benchmarks.srbench.protocol import MOST_ROWS, SEEDS, split


def made(n_rows):
    rng = np.random.default_rng(5)
    X = rng.normal(3, [1, 20], size=(n_rows, 2))
    return X, 100 + X @ [2.0, 0.5] + rng.normal(size=n_rows)


def plainly(X, y, seed):
    """Return the score of a straight line as a plain script would compute it."""
    np.random.seed(seed)
    train, test, y_train, y_test = train_test_split(
        X, y, train_size=0.75, test_size=0.25, random_state=seed
    )
    if len(y) > 10_000:
        rows = np.random.choice(np.arange(len(train)), size=10_000)
        train, y_train = train[rows], y_train[rows]
    test = (test - train.mean(axis=0)) / train.std(axis=0)
    target = (y_train - y_train.mean()) / y_train.std()
    line = LinearRegression().fit((train - train.mean(axis=0)) / train.std(axis=0), target)
    predicted = line.predict(test) * y_train.std() + y_train.mean()
    return 1 - ((y_test - predicted) ** 2).sum() / ((y_test - y_test.mean()) ** 2).sum()


@pytest.mark.parametrize("n_rows", [43, 13_500])
def test_scores_are_those_of_a_plain_script(n_rows):
    X, y = made(n_rows)
    for seed in SEEDS[:2]:
        parts = split(X, y, seed)
        line = LinearRegression().fit(parts.X, parts.y)
        expected = plainly(X, y, seed)
        assert parts.r2_test(line.predict(parts.X_test)) == pytest.approx(expected, rel=1e-10)


def test_seeds_are_the_published_ones():
    assert len(set(SEEDS)) == 10
    assert (SEEDS[0], SEEDS[-1]) == (23654, 28020)


def test_a_quarter_is_held_out():
    parts = split(*made(100), SEEDS[0])
    assert (len(parts.y), len(parts.y_test)) == (75, 25)


def test_the_target_is_scaled_in_training_and_raw_in_the_score():
    X, y = made(200)
    parts = split(X, y, SEEDS[0])
    assert parts.y.mean() == pytest.approx(0, abs=1e-12)
    assert parts.y.std() == pytest.approx(1)
    assert set(parts.y_test) <= set(y)
    assert parts.r2_train(parts.y) == pytest.approx(1)
    assert parts.r2_train(np.zeros_like(parts.y)) == pytest.approx(0)


def test_rows_of_a_large_set_are_drawn_with_replacement():
    parts = split(*made(MOST_ROWS + 1), SEEDS[0])
    assert len(parts.y) == MOST_ROWS
    assert len(np.unique(parts.X, axis=0)) < MOST_ROWS
    assert len(parts.y_test) == 2501


def test_a_set_of_just_so_many_rows_is_not_drawn():
    parts = split(*made(MOST_ROWS), SEEDS[0])
    assert len(np.unique(parts.X, axis=0)) == len(parts.y) == 7500


def test_the_numbers_that_all_share_are_left_alone():
    np.random.seed(1)
    expected = np.random.random()
    np.random.seed(1)
    split(*made(MOST_ROWS + 1), SEEDS[0])
    assert np.random.random() == expected
