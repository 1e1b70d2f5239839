"""What each term adds to predictions: its coefficient times its value."""

from collections.abc import Iterator

import numpy as np

from polylasso.encoding import Encoded
from polylasso.model import CHUNK_ROWS, PolynomialModel, beyond_range, term_values

__all__ = ["chunks_of", "mean_parts", "term_parts"]


def term_parts(model: PolynomialModel, encoded: Encoded) -> np.ndarray:
    """Return what each term adds to the predictions of rows, shape (n_terms, n_rows).

    With the intercept they add up to the polynomial; outside the training range to its value at
    the clamped inputs, or to its first-order continuation, where the model predicts that.
    """
    policy = beyond_range(model.extrapolation)
    values = term_values(encoded, model.active_variables, model.terms, policy)
    return model.scaled_coef[:, None] * values


def mean_parts(model: PolynomialModel, encoded: Encoded, rows: np.ndarray) -> np.ndarray:
    """Return what each term adds on average over some rows (indices), shape (n_terms,)."""
    means = np.zeros(len(model.terms))
    for chunk in chunks_of(rows):
        means += term_parts(model, encoded.take(chunk)).sum(axis=1) / len(rows)
    return means


def chunks_of(rows: np.ndarray) -> Iterator[np.ndarray]:
    """Yield rows so many at a time that what is computed of them stays small."""
    for start in range(0, len(rows), CHUNK_ROWS):
        yield rows[start : start + CHUNK_ROWS]
