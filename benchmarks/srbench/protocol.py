"""The protocol of SRBench 2.0: seeds, split, drawing of rows, scaling and score.

La Cava et al. (2021), "Contemporary symbolic regression methods and their relative performance".
"""

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

__all__ = ["SEEDS", "MOST_ROWS", "Split", "split"]

SEEDS = (23654, 15795, 860, 5390, 16850, 29910, 4426, 21962, 14423, 28020)
# A larger set gives so many rows to train on.
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The rows of one seed; inputs, and the target to train on, scaled by the training rows.

    Parameters
    ----------
    X : ndarray of shape (n_train, n_columns)
    y : ndarray of shape (n_train,)
    X_test : ndarray of shape (n_test, n_columns)
    y_test : ndarray of shape (n_test,)
        In its own units.
    scale : StandardScaler
        Of the target.
    """

    X: np.ndarray
    y: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray
    scale: StandardScaler

    def r2_test(self, predicted: np.ndarray) -> float:
        """Return the share of the target explained on the test rows, in its own units."""
        return float(r2_score(self.y_test, _unscaled(self.scale, predicted)))

    def r2_train(self, predicted: np.ndarray) -> float:
        """Return the share of the target explained on the training rows, in its own units."""
        return float(r2_score(_unscaled(self.scale, self.y), _unscaled(self.scale, predicted)))


def split(X: np.ndarray, y: np.ndarray, seed: int) -> Split:
    """Split a set: three quarters to train on, of which a large set draws 10,000 rows.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_columns)
    y : ndarray of shape (n_rows,)
    seed : int
    """
    # The numbers that `np.random.seed(seed)` and `np.random.choice` give, without the state
    # that all share; the split has a generator of its own.
    rng = np.random.RandomState(seed)
    X_train, X_test, y_train, y_test = train_test_split(
        X, y, train_size=0.75, test_size=0.25, random_state=seed
    )
    if len(y) > MOST_ROWS:
        drawn = rng.choice(np.arange(len(X_train)), size=MOST_ROWS)  # with replacement
        X_train, y_train = X_train[drawn], y_train[drawn]
    columns, scale = StandardScaler().fit(X_train), StandardScaler().fit(y_train[:, None])
    target = scale.transform(y_train[:, None]).ravel()
    return Split(columns.transform(X_train), target, columns.transform(X_test), y_test, scale)


def _unscaled(scale: StandardScaler, values: np.ndarray) -> np.ndarray:
    return scale.inverse_transform(np.asarray(values, dtype=np.float64)[:, None]).ravel()
