"""The settings of the original, and the figures that it published."""

from dataclasses import dataclass

import numpy as np

from polylasso.lab.scores import Accuracy
from polylasso.optimisers import Adam, SmoothedSign

__all__ = ["PUBLISHED", "Published", "Recipe"]


@dataclass(frozen=True, slots=True)
class Published:
    """Figures that the original states of its one run.

    Parameters
    ----------
    n_columns, n_nonzero, n_iter : int
    train, test : Accuracy
    """

    n_columns: int
    n_nonzero: int
    n_iter: int
    train: Accuracy
    test: Accuracy


PUBLISHED = Published(
    n_columns=6188,
    n_nonzero=6188,
    n_iter=4577,
    train=Accuracy(r2=0.9984, mse=5.2694, mae=1.9026),
    test=Accuracy(r2=0.9984, mse=5.2440, mae=1.8983),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Settings of the original, by default as they were.

    Parameters
    ----------
    degree : int, default=5
        Of all monomials of the 12 inputs: 6,188, the constant among them.
    penalty : float, default=0.2
        Its lambda, see `original_alpha`.
    learning_rate : float, default=0.2
    betas : tuple of float, default=(0.9, 0.999)
    epsilon : float, default=1e-8
        Of Adam.
    smoothing : float, default=1e-6
        w / (|w| + smoothing) stands for the sign of w; the bias has no penalty.
    threshold : float, default=1e-7
        It ends once the cost without its penalty, 1/(2 m) sum_i e_i^2, changes by less in a step.
    max_iter : int, default=100_000
    shuffle_seed : int, default=42
        Of the split.
    train_share : float, default=0.8
    seed : int or None, default=None
        Of the first weights, which are drawn from [-1, 1]; None draws what the original drew, from
        the generator that had shuffled the rows. The bias starts at 0.
    """

    degree: int = 5
    penalty: float = 0.2
    learning_rate: float = 0.2
    betas: tuple[float, float] = (0.9, 0.999)
    epsilon: float = 1e-8
    smoothing: float = 1e-6
    threshold: float = 1e-7
    max_iter: int = 100_000
    shuffle_seed: int = 42
    train_share: float = 0.8
    seed: int | None = None

    def first_weights(self, n_rows: int, n_columns: int) -> np.ndarray:
        """Draw the weights to begin with.

        Parameters
        ----------
        n_rows : int
            Those that were shuffled.
        n_columns : int
        """
        if self.seed is not None:
            return np.random.default_rng(self.seed).uniform(-1.0, 1.0, n_columns)
        generator = np.random.RandomState(self.shuffle_seed)
        generator.permutation(n_rows)
        return generator.uniform(-1.0, 1.0, n_columns)

    def optimiser(self, first: np.ndarray, null_loss: float) -> Adam:
        """Return Adam as the original set it.

        Parameters
        ----------
        first : ndarray of shape (n_columns,)
            Weights to begin with.
        null_loss : float
            1/2 variance of the target: our threshold is a share of it, the original's is not.
        """
        return Adam(
            learning_rate=self.learning_rate,
            betas=self.betas,
            epsilon=self.epsilon,
            l1=SmoothedSign(self.smoothing),
            threshold=self.threshold / null_loss,
            watch="loss",
            max_iter=self.max_iter,
            start=np.append(first, 0.0),
        )
