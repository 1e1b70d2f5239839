"""A model with what is worth knowing about how it came to be."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from polylasso.inspection import formula, in_powers
from polylasso.model import PolynomialModel
from polylasso.sources.frames import to_table

__all__ = ["SavedModel"]


@dataclass(frozen=True, slots=True, eq=False)
class SavedModel:
    """A model and its origin, as a model file holds them.

    Parameters
    ----------
    model : PolynomialModel
    settings : dict
        Parameters of the estimator; JSON values, as in the other dictionaries.
    scores : dict
        What cross-validation measured.
    certificate : dict
        Proof of optimality, such as dual_gap, alpha, n_candidate_terms.
    data : dict
        Which table it was trained on, such as n_rows, n_columns, sha256, columns.
    library_version : str
        Version of polylasso that trained the model.
    """

    model: PolynomialModel
    settings: dict[str, Any]
    scores: dict[str, Any]
    certificate: dict[str, Any]
    data: dict[str, Any]
    library_version: str

    def predict(self, X: Any) -> np.ndarray:
        """Return predictions, shape (n_rows,); NaN for rows that cannot be predicted.

        Parameters
        ----------
        X : Table, data frame or array-like of shape (n_rows, n_columns)
            Columns are found by name; those of an array are called x0, x1, ...

        Raises
        ------
        DataError
            As in `PolynomialModel.predict`.
        """
        return self.model.predict(to_table(X))

    def out_of_range(self, X: Any) -> np.ndarray:
        """Return the mask of rows outside the training range, as `PolynomialModel` does."""
        return self.model.out_of_range(to_table(X))

    def formula(self, digits: int | None = 4, style: str = "text") -> str:
        """Write the model as a formula, as `polylasso.inspection.formula` does."""
        return formula(in_powers(self.model), digits, style)
