"""What a method is to the benchmark: an estimator of scikit-learn's kind and how large it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Method"]


@dataclass(frozen=True, slots=True)
class Method:
    """An estimator that is made anew for every split.

    Parameters
    ----------
    title : str
        What it is, for the tables.
    build : callable
        From a seed to the estimator; it tunes itself in `fit`, and may use one core.
    n_terms : callable
        From the fitted estimator to its number of terms; None if it has none.
    size : callable
        From the fitted estimator to the size of its formula, see `benchmarks.srbench.size`.
    packages : tuple of str
        Whose versions are recorded.
    """

    title: str
    build: Callable[[int], Any]
    n_terms: Callable[[Any], int | None]
    size: Callable[[Any], int]
    packages: tuple[str, ...]

    def settings(self) -> dict[str, str]:
        """Return the parameters of the estimator but its seed."""
        found = self.build(0).get_params()
        return {name: repr(found[name]) for name in sorted(found) if name != "random_state"}
