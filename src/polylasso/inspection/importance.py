"""How large each term of a model is, by one of several measures."""

from dataclasses import dataclass

import numpy as np

from polylasso.encoding import Encoded, atom_values, encode
from polylasso.inspection.parts import chunks_of, mean_parts, term_parts
from polylasso.inspection.summary import Summary
from polylasso.model import PolynomialModel
from polylasso.sources.table import Table
from polylasso.terms import Atom, Term, Variable

__all__ = ["TermSizes", "shares_on", "sizes_of", "swings"]

# Points at which the range of a polynomial of one variable is read off; to about 1e-4 of it.
N_POINTS = 513


@dataclass(frozen=True, slots=True, eq=False)
class TermSizes:
    """Terms of a model, the largest first.

    Parameters
    ----------
    terms : tuple of Term
    sizes : ndarray of shape (n_terms,)
        "share": part of the variance of the predictions, which may be negative. "standardized":
        absolute coefficient of the term scaled to variance 1, in the units of the target. "swing":
        largest less least value of coefficient times term in the training range, in the units of
        the target.
    coef : ndarray of shape (n_terms,)
        Coefficients in raw units, for their signs.
    measure : {"share", "standardized", "swing"}
    target_name : str
    n_left_out : int
        Rows that could not be used.
    """

    terms: tuple[Term, ...]
    sizes: np.ndarray
    coef: np.ndarray
    measure: str
    target_name: str
    n_left_out: int = 0


def sizes_of(summary: Summary, target_name: str, measure: str = "share") -> TermSizes:
    """Return the sizes that the summary of a fit holds.

    Parameters
    ----------
    summary : Summary
    target_name : str
    measure : {"share", "standardized"}, default="share"

    Raises
    ------
    ValueError
        If a summary does not hold the measure.
    """
    if measure not in ("share", "standardized"):
        raise ValueError(f"measure must be 'share' or 'standardized', got {measure!r}")
    rows = summary.rows
    sizes = [row.share if measure == "share" else abs(row.standardized_coef) for row in rows]
    return _sorted(
        tuple(row.term for row in rows),
        np.array(sizes, dtype=float),
        np.array([row.coef for row in rows], dtype=float),
        measure,
        target_name,
    )


def shares_on(model: PolynomialModel, table: Table) -> TermSizes:
    """Split the variance of the predictions for some rows among the terms.

    A share is the covariance of the term's part with the prediction, over the variance of the
    prediction, as in `variance_shares`, here on the rows given. Rows with a missing value that
    cannot be filled are left out.

    Raises
    ------
    DataError
        As in `PolynomialModel.predict`.
    """
    encoded = encode(table, model.active_variables, model.missing, model.unknown)
    usable = np.flatnonzero(~encoded.unusable)
    means, covariances = mean_parts(model, encoded, usable), np.zeros(len(model.terms))
    for rows in chunks_of(usable):
        parts = term_parts(model, encoded.take(rows)) - means[:, None]
        covariances += parts @ parts.sum(axis=0)
    total = covariances.sum()
    shares = covariances / total if total > 0 else np.zeros_like(covariances)
    n_left_out = table.n_rows - len(usable)
    return _sorted(model.terms, shares, model.coef, "share", model.target_name, n_left_out)


def swings(model: PolynomialModel) -> TermSizes:
    """Return how far each term can move the prediction inside the training range.

    It takes no data: the factors of a term are of distinct variables, so that the range of their
    product follows from theirs. Data need not fill the whole of that box.
    """
    variables = {variable.name: variable for variable in model.active_variables}
    sizes = [
        abs(coef) * _width(term, variables)
        for term, coef in zip(model.terms, model.scaled_coef, strict=True)
    ]
    return _sorted(
        model.terms, np.array(sizes, dtype=float), model.coef, "swing", model.target_name
    )


def _sorted(
    terms: tuple[Term, ...],
    sizes: np.ndarray,
    coef: np.ndarray,
    measure: str,
    target_name: str,
    n_left_out: int = 0,
) -> TermSizes:
    order = np.argsort(-np.abs(sizes), kind="stable")
    chosen = tuple(terms[place] for place in order)
    return TermSizes(chosen, sizes[order], coef[order], measure, target_name, n_left_out)


def _width(term: Term, variables: dict[str, Variable]) -> float:
    """Return the width of the range of a term made of scaled atoms."""
    low = high = 1.0
    for atom in term.atoms:
        least, largest = _range(atom, variables[atom.variable])
        corners = (low * least, low * largest, high * least, high * largest)
        low, high = min(corners), max(corners)
    return high - low


def _range(atom: Atom, variable: Variable) -> tuple[float, float]:
    if atom.kind in ("level", "missing"):
        return 0.0, 1.0
    points = np.linspace(variable.lower, variable.upper, N_POINTS)
    if variable.lower < 0.0 < variable.upper:  # where an even power is least
        points = np.append(points, 0.0)
    encoded = Encoded({variable.name: points}, {}, np.zeros(len(points), dtype=bool))
    values = atom_values(encoded, {variable.name: variable}, (atom,))[0]
    return float(values.min()), float(values.max())
