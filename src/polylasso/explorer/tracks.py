"""One sequence of models: along the alphas of a path, or along the steps of an optimiser."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import csc_array

from polylasso.errors import DataError
from polylasso.explorer.packing import Packer
from polylasso.explorer.scoring import Rows, score_rows
from polylasso.inspection import CVCurve
from polylasso.model import PolynomialModel
from polylasso.path import Path
from polylasso.terms import Term
from polylasso.training import Steps

__all__ = ["Track", "path_track", "steps_track"]

# Coefficients of one track: a page of more would take long to open.
MOST_COEFFICIENTS = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Models to be moved through.

    Parameters
    ----------
    name : str
        "path", "fitted", "lasso", or that of an optimiser.
    axis : {"alpha", "iteration"}
        What the positions are.
    positions : ndarray of shape (n_models,)
    chosen : int
        The model to begin with.
    terms : tuple of Term
    coef, raw_coef : sparse array of shape (n_terms, n_models)
        Coefficients of the standardised terms, and of the terms in raw units.
    intercept, explained : ndarray of shape (n_models,)
    gaps, objective : ndarray of shape (n_models,) or None
    cv : CVCurve or None
    n_candidates : int
    """

    name: str
    axis: str
    positions: np.ndarray
    chosen: int
    terms: tuple[Term, ...]
    coef: csc_array
    raw_coef: csc_array
    intercept: np.ndarray
    explained: np.ndarray
    gaps: np.ndarray | None
    objective: np.ndarray | None
    cv: CVCurve | None
    n_candidates: int

    def entrances(self) -> dict[Term, tuple[int, float]]:
        """Return, for each term, the first model that has it, and less its size at the choice."""
        rows, columns = self.coef.nonzero()
        first = np.full(len(self.terms), len(self.positions))
        np.minimum.at(first, rows, columns)
        sizes = np.abs(self.coef[:, [self.chosen]].toarray().ravel())
        return {
            term: (int(place), -float(size))
            for term, place, size in zip(self.terms, first, sizes, strict=True)
            if place < len(self.positions)
        }

    def packed(
        self,
        packer: Packer,
        terms: Sequence[Term],
        model: PolynomialModel,
        rows: Rows | None,
        drawn: np.ndarray | None,
    ) -> dict[str, Any]:
        """Add the numbers to a packer, and return the header of the track.

        Parameters
        ----------
        packer : Packer
        terms : sequence of Term
            Those by whose numbers the script knows terms.
        model : PolynomialModel
        rows : Rows or None
        drawn : ndarray of int or None
            The rows of which predictions are kept.
        """
        place = {term: number for number, term in enumerate(terms)}
        numbers = np.array([place.get(term, -1) for term in self.terms], dtype=np.int32)
        raw = self._raw_beside(self.coef)
        return {
            "name": self.name,
            "axis": self.axis,
            "chosen": self.chosen,
            "positions": packer.add(self.positions, "f8"),
            "intercept": packer.add(self.intercept, "f8"),
            "explained": packer.add(self.explained, "f8"),
            "gaps": None if self.gaps is None else packer.add(self.gaps, "f8"),
            "starts": packer.add(self.coef.indptr, "i4"),
            "rows": packer.add(numbers[self.coef.indices], "i4"),
            "standardized": packer.add(self.coef.data, "f8"),
            "raw": packer.add(raw, "f8"),
            "curve": self._curve(packer),
            **self._scores(packer, model, rows, drawn),
        }

    def _raw_beside(self, coef: csc_array) -> np.ndarray:
        """Return the raw coefficients in the order of the others."""
        columns = np.repeat(np.arange(coef.shape[1]), np.diff(coef.indptr))
        return self.raw_coef.toarray()[coef.indices, columns]

    def _curve(self, packer: Packer) -> dict[str, Any] | None:
        if self.objective is not None:
            return {"kind": "objective", "values": packer.add(self.objective, "f8")}
        if self.cv is None:
            return None
        return {
            "kind": "cv",
            "values": packer.add(self.cv.mean, "f8"),
            "error": packer.add(self.cv.standard_error, "f8"),
            "least": self.cv.least,
            "one_se": self.cv.simplest,
            "bound": self.cv.bound,
        }

    def _scores(
        self,
        packer: Packer,
        model: PolynomialModel,
        rows: Rows | None,
        drawn: np.ndarray | None,
    ) -> dict[str, Any]:
        if rows is None or drawn is None:
            return {"predicted": None, "r2": None, "rmse": None}
        whole = replace(model, terms=self.terms, coef=np.ones(len(self.terms)))
        scored = score_rows(whole, self.raw_coef.toarray(), self.intercept, rows)
        return {
            "predicted": packer.add(scored.predicted[:, drawn], "f4"),
            "r2": packer.add(scored.r2, "f8"),
            "rmse": packer.add(scored.rmse, "f8"),
        }


def path_track(name: str, path: Path, alpha: float | None, cv: CVCurve | None) -> Track:
    """Return the models of a path."""
    _check_size(path.coef.nnz)
    last = len(path.alphas) - 1
    return Track(
        name=name,
        axis="alpha",
        positions=path.alphas,
        chosen=last if alpha is None else int(np.argmin(np.abs(path.alphas - alpha))),
        terms=path.terms,
        coef=path.coef,
        raw_coef=path.raw_coef,
        intercept=path.intercept,
        explained=path.explained,
        gaps=path.gaps,
        objective=None,
        cv=cv,
        n_candidates=path.n_candidate_terms,
    )


def steps_track(steps: Steps) -> Track:
    """Return the models that an optimiser passed through."""
    _check_size(int(np.count_nonzero(steps.coef)))
    return Track(
        name=steps.name,
        axis="iteration",
        positions=steps.iterations.astype(float),
        chosen=len(steps.iterations) - 1,
        terms=steps.terms,
        coef=csc_array(steps.coef),
        raw_coef=csc_array(steps.raw_coef),
        intercept=steps.intercept,
        explained=steps.explained,
        gaps=None,
        objective=steps.objective,
        cv=None,
        n_candidates=len(steps.terms),
    )


def _check_size(n_coefficients: int) -> None:
    if n_coefficients > MOST_COEFFICIENTS:
        raise DataError(
            f"the path has {n_coefficients:,} coefficients that are not zero, and a page can hold "
            f"{MOST_COEFFICIENTS:,}; fit with max_terms, or on fewer alphas"
        )
