"""Which terms may enter, given the terms that have been in the model.

Under strong heredity all parents of a term must have been in, under weak heredity one of them. At
each alpha the lasso is solved over the terms that the larger alphas have freed (the regularisation
algorithm under marginality principle; Hao, Feng and Zhang, 2018).
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["Heredity"]


@dataclass(frozen=True, slots=True, eq=False)
class Heredity:
    """The parents of every term.

    Parameters
    ----------
    parents : ndarray of int, shape (n_terms, n_most)
        Numbers of the parents, padded with -1; a term without parents is always free.
    strong : bool
        Whether all parents are needed, or one.
    """

    parents: np.ndarray
    strong: bool

    def free(self, seen: np.ndarray) -> np.ndarray:
        """Return the mask of free terms, given the mask of those that have been in the model."""
        real = self.parents >= 0
        there = seen[np.where(real, self.parents, 0)] & real
        enough = there.sum(axis=1) >= real.sum(axis=1) if self.strong else there.any(axis=1)
        return enough | ~real.any(axis=1)
