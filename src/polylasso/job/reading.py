"""How the settings of a fit read the columns, and how many terms they ask for."""

from collections.abc import Sequence

import numpy as np

from polylasso.encoding import EncodingOptions, learn_variables
from polylasso.job.columns import Selected
from polylasso.job.settings import FitSettings
from polylasso.terms import Dictionary

__all__ = ["count_candidates", "encoding_of"]


def encoding_of(settings: FitSettings) -> EncodingOptions:
    """Return how columns become variables."""
    shared = settings.shared
    transform = shared.get("transform") or {}
    return EncodingOptions(
        categorical=tuple(shared.get("categorical", ())),
        transform={name: tuple(functions) for name, functions in transform.items()},
        missing=settings.missing,
    )


def count_candidates(
    rows: Selected, settings: FitSettings, degrees: Sequence[int]
) -> dict[int, int]:
    """Return how many terms would be searched at each degree, without listing one.

    The fit may leave out a few: products of labels that never meet.

    Raises
    ------
    DataError
        If a column cannot be read as the settings say.
    """
    weights = np.ones(rows.n_rows) if rows.weights is None else rows.weights
    variables = learn_variables(rows.features, weights, encoding_of(settings)).variables
    most, basis = settings.shared.get("max_interaction"), settings.shared.get("basis", "power")
    counts = Dictionary(variables, max(degrees), most, basis).counts_by_degree()
    return {degree: counts.get(degree, 0) for degree in degrees}
