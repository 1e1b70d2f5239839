"""What an optimiser did: figures at iterations that grow apart, so that memory is bounded."""

from dataclasses import dataclass
from os import PathLike
from typing import Any

import numpy as np

from polylasso.sources.export import to_arrow, to_pandas
from polylasso.sources.table import Column
from polylasso.sources.writing import write_table

__all__ = ["Trace"]


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """The way of an optimiser.

    Figures are kept of the first hundred iterations, then of a hundred in each power of ten, and of
    the last; coefficients of twenty in each power of ten, of the first and of the last.

    Parameters
    ----------
    optimiser : str
        Its name.
    learning_rate : float
        That it used.
    n_iter : int
        Steps made.
    ended : {"threshold", "gap", "max_iter", "diverged"}
        Why it ended: what it watched no longer changed, the gap was reached, steps ran out, or
        the objective grew without bound (see `DivergenceError`).
    iterations : ndarray of int, shape (n_records,)
        0 is the start.
    loss, objective : ndarray of shape (n_records,)
        1/2 sum_i omega_i r_i^2, in squared units of the target; the same with the penalty.
    gap : ndarray of shape (n_records,)
        Excess of the objective over its certified least value, over the loss of the best constant;
        NaN where that was not known.
    r2, test_r2 : ndarray of shape (n_records,)
        On the training rows, and on others (NaN if there were none).
    support_size : ndarray of int, shape (n_records,)
        Coefficients beyond the threshold of support.
    seconds : ndarray of shape (n_records,)
        Since the start, without what records cost.
    checkpoints : ndarray of int, shape (n_checkpoints,)
        Iterations of which coefficients are kept.
    coef : ndarray of shape (n_checkpoints, n_terms)
        Coefficients of the standardised terms; the last row is the result.
    """

    optimiser: str
    learning_rate: float
    n_iter: int
    ended: str
    iterations: np.ndarray
    loss: np.ndarray
    objective: np.ndarray
    gap: np.ndarray
    r2: np.ndarray
    test_r2: np.ndarray
    support_size: np.ndarray
    seconds: np.ndarray
    checkpoints: np.ndarray
    coef: np.ndarray

    @property
    def final(self) -> np.ndarray:
        """The coefficients at the end, shape (n_terms,)."""
        return self.coef[-1]

    def iterations_to(self, gap: float) -> int | None:
        """Return the first recorded iteration from which on no gap is larger, or None.

        Parameters
        ----------
        gap : float
        """
        late = np.flatnonzero(~(self.gap <= gap))
        first = int(late[-1]) + 1 if late.size else 0
        return int(self.iterations[first]) if first < len(self.iterations) else None

    def columns(self) -> dict[str, np.ndarray]:
        """Return the figures by name, each of shape (n_records,)."""
        names = (
            "iterations",
            "loss",
            "objective",
            "gap",
            "r2",
            "test_r2",
            "support_size",
            "seconds",
        )
        return {name: getattr(self, name) for name in names}

    def to_arrow(self) -> Any:
        """Return the figures as a pyarrow.Table."""
        return to_arrow(self.columns())

    def to_pandas(self) -> Any:
        """Return the figures as a pandas.DataFrame; pandas must be installed."""
        return to_pandas(self.columns())

    def to_csv(self, path: str | PathLike) -> None:
        """Write the figures as CSV, atomically.

        Parameters
        ----------
        path : str or path-like
            Ends in .csv, .tsv, either also with .gz, or in .parquet.

        Raises
        ------
        DataError
            If the file cannot be written.
        """
        columns = self.columns().items()
        write_table([Column(name, values.astype(np.float64)) for name, values in columns], path)
