"""The models of several searches together: all alphas and blends of each, on the same folds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polylasso.selection.rules import ALLOWED, Choice
from polylasso.selection.scoring import BLENDS, standard_error
from polylasso.selection.walk import CrossValidation

__all__ = ["Pool"]

# Share of the standard error of differences that rule="min" forgives: over 31 public tables it gave
# the best held-out R2 among 0, 0.1, 0.25, 0.4, 0.5 and 1, with fewer terms than 0.
PAIRED = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Models, in the order of their searches.

    Parameters
    ----------
    errors : ndarray of shape (n_models, n_folds)
        Mean squared errors on the rows held out.
    n_terms : ndarray of int, shape (n_models,)
    search, blend, index : ndarray of int, shape (n_models,)
        Positions of the search, in `BLENDS`, and in the alphas of the search.
    """

    errors: np.ndarray
    n_terms: np.ndarray
    search: np.ndarray
    blend: np.ndarray
    index: np.ndarray

    @classmethod
    def of(
        cls,
        results: Sequence[CrossValidation],
        relax: str | bool = "auto",
        max_terms: int | None = None,
    ) -> "Pool":
        """Gather the models of searches on the same folds.

        Parameters
        ----------
        results : sequence of CrossValidation
        relax : {"auto", True, False}
            All blends, the refit alone, or the lasso alone.
        max_terms : int or None
            Larger models are left out.

        Raises
        ------
        ValueError
            If no model is left.
        """
        parts = [
            (result.errors[blend], result.n_terms, place, blend)
            for place, result in enumerate(results)
            for blend in ALLOWED[relax]
        ]
        sizes = [len(n_terms) for _, n_terms, _, _ in parts]
        pool = cls(
            errors=np.concatenate([errors for errors, _, _, _ in parts]),
            n_terms=np.concatenate([n_terms for _, n_terms, _, _ in parts]),
            search=np.repeat([place for _, _, place, _ in parts], sizes),
            blend=np.repeat([blend for _, _, _, blend in parts], sizes),
            index=np.concatenate([np.arange(size) for size in sizes]),
        )
        kept = np.isfinite(pool.errors).all(axis=1)
        if max_terms is not None:
            kept &= pool.n_terms <= max_terms
        if not kept.any():
            raise ValueError(
                f"max_terms is {max_terms}, but the smallest model has "
                f"{pool.n_terms.min()} terms; raise max_terms"
            )
        return pool.take(np.flatnonzero(kept))

    def take(self, models: np.ndarray) -> "Pool":
        """Return some of the models."""
        names = ("errors", "n_terms", "search", "blend", "index")
        return Pool(*(getattr(self, name)[models] for name in names))

    @property
    def mean(self) -> np.ndarray:
        """Mean of the error over folds: ndarray of shape (n_models,)."""
        return self.errors.mean(axis=1)

    @property
    def least(self) -> int:
        """The model of the least error, the first of several."""
        return int(self.mean.argmin())

    def chosen(self, rule: str) -> int:
        """Return the model of the fewest terms, of the first search, that is near the best.

        Parameters
        ----------
        rule : {"one_se", "min"}
            Near is within one standard error of the least error; under "min", within half a
            standard error of the differences to it, fold by fold, which is much less.
        """
        excess = self.errors - self.errors[self.least]
        bound = np.full(len(excess), standard_error(self.errors[self.least]))
        if rule == "min" and excess.shape[1] > 1:
            paired = excess.std(axis=1, ddof=1) / np.sqrt(excess.shape[1])
            bound = np.minimum(bound, PAIRED * paired)
        near = np.flatnonzero(excess.mean(axis=1) <= bound)
        fewest = near[self.n_terms[near] == self.n_terms[near].min()]
        first = fewest[self.search[fewest] == self.search[fewest].min()]
        return int(first[self.mean[first].argmin()])

    def choice(self, model: int) -> Choice:
        """Describe a model as the choice of its search."""
        own = np.flatnonzero(self.search == self.search[model])
        return Choice(
            index=int(self.index[model]),
            blend=BLENDS[self.blend[model]],
            error=float(self.mean[model]),
            standard_error=standard_error(self.errors[model]),
            bound=float(self.mean[self.least]) + standard_error(self.errors[self.least]),
            at_minimum=int(self.index[own[self.mean[own].argmin()]]),
        )
