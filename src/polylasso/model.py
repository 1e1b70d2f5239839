"""The fitted polynomial as a value: its terms and coefficients, and what it needs to predict."""

import math
from dataclasses import dataclass

import numpy as np

from polylasso.encoding import (
    Encoded,
    atom_exponent,
    atom_values,
    encode,
    slopes,
)
from polylasso.errors import DataError
from polylasso.sources.table import Table
from polylasso.terms import Atom, Term, Variable

__all__ = [
    "EXTRAPOLATIONS",
    "PolynomialModel",
    "beyond_range",
    "outside_range",
    "term_values",
]

EXTRAPOLATIONS = ("extend", "clip", "hold", "linear", "error", "nan")
# Rows predicted at a time, so that the atoms stay in cache.
CHUNK_ROWS = 8192


@dataclass(frozen=True, slots=True, eq=False)
class PolynomialModel:
    """A polynomial in the units of the table.

    Parameters
    ----------
    variables : tuple of Variable
        All variables of the training table; those without a term are not needed to predict.
    terms : tuple of Term
    coef : ndarray of shape (n_terms,)
        Coefficients of the terms in raw units.
    intercept : float
    target_name : str
    missing : {"error", "indicator", "drop"}
    unknown : {"error", "baseline"}
    extrapolation : {"extend", "clip", "hold", "linear", "error", "nan"}
        Outside the training range: the polynomial; inputs clamped to the range; these, and
        predictions clamped to the range of the training target; the first-order continuation; an
        error; or NaN.
    target_range : tuple of (float, float)
        Least and largest value of the training target.
    """

    variables: tuple[Variable, ...]
    terms: tuple[Term, ...]
    coef: np.ndarray
    intercept: float
    target_name: str = "y"
    missing: str = "error"
    unknown: str = "error"
    extrapolation: str = "extend"
    target_range: tuple[float, float] = (-math.inf, math.inf)

    @property
    def active_variables(self) -> tuple[Variable, ...]:
        """Variables that some term uses."""
        used = {atom.variable for term in self.terms for atom in term.atoms}
        return tuple(variable for variable in self.variables if variable.name in used)

    @property
    def scaled_coef(self) -> np.ndarray:
        """Coefficients of the terms made of scaled atoms; exact, as scales are powers of two."""
        variables = {variable.name: variable for variable in self.variables}
        exponents = [
            sum(atom_exponent(atom, variables[atom.variable]) for atom in term.atoms)
            for term in self.terms
        ]
        return np.ldexp(self.coef, np.array(exponents, dtype=int))

    def predict(self, table: Table) -> np.ndarray:
        """Return predictions, shape (n_rows,); NaN for rows that cannot be predicted.

        Raises
        ------
        DataError
            If a needed column is missing or of the wrong kind, has missing values or unseen
            levels that the model does not allow, or lies out of range with
            ``extrapolation="error"``.
        """
        active = self.active_variables
        encoded = encode(table, active, self.missing, self.unknown)
        if self.extrapolation == "error":
            _check_range(encoded, active)
        result, scaled_coef = np.empty(table.n_rows), self.scaled_coef
        for start in range(0, table.n_rows, CHUNK_ROWS):
            rows = slice(start, start + CHUNK_ROWS)
            result[rows] = self._predict_chunk(encoded.take(rows), active, scaled_coef)
        if self.extrapolation == "hold":
            np.clip(result, *self.target_range, out=result)
        result[encoded.unusable] = np.nan
        if self.extrapolation == "nan":
            result[outside_range(encoded, active)] = np.nan
        return result

    def out_of_range(self, table: Table) -> np.ndarray:
        """Return the rows outside the training range of a variable that a term uses.

        A level not seen in training counts as outside.
        """
        active = self.active_variables
        encoded = encode(
            table, active, "drop" if self.missing == "error" else self.missing, "baseline"
        )
        return outside_range(encoded, active)

    def _predict_chunk(
        self, encoded: Encoded, active: tuple[Variable, ...], scaled_coef: np.ndarray
    ) -> np.ndarray:
        values = term_values(encoded, active, self.terms, beyond_range(self.extrapolation))
        result = np.full(len(encoded.unusable), float(self.intercept))
        # Not a matrix product: its last bit would depend on the rows that are predicted together.
        for slope, term in zip(scaled_coef, values, strict=True):
            result += slope * term
        return result


def beyond_range(extrapolation: str) -> str:
    """Return what becomes of inputs outside the training range: "extend", "clip" or "linear".

    Where a model refuses to predict, it is judged by the polynomial itself.
    """
    inputs = {"clip": "clip", "hold": "clip", "linear": "linear"}
    return inputs.get(extrapolation, "extend")


def term_values(
    encoded: Encoded,
    variables: tuple[Variable, ...],
    terms: tuple[Term, ...],
    extrapolation: str = "extend",
) -> np.ndarray:
    """Return the values of terms made of scaled atoms, shape (n_terms, n_rows).

    Parameters
    ----------
    encoded : Encoded
    variables : tuple of Variable
    terms : tuple of Term
    extrapolation : {"extend", "clip", "linear"}
    """
    by_name = {variable.name: variable for variable in variables}
    atoms = tuple(dict.fromkeys(atom for term in terms for atom in term.atoms))
    position = {atom: number for number, atom in enumerate(atoms)}
    inside = encoded if extrapolation == "extend" else _clipped(encoded, variables)
    values = atom_values(inside, by_name, atoms)
    products = _products(values, terms, position)
    if extrapolation == "linear":
        products += _continuation(encoded, inside, by_name, terms, values, position)
    return products


def _products(values: np.ndarray, terms: tuple[Term, ...], position: dict[Atom, int]) -> np.ndarray:
    products = np.empty((len(terms), values.shape[1]))
    for row, term in zip(products, terms, strict=True):
        row[:] = values[position[term.atoms[0]]]
        for atom in term.atoms[1:]:
            np.multiply(row, values[position[atom]], out=row)
    return products


def _continuation(
    encoded: Encoded,
    inside: Encoded,
    variables: dict[str, Variable],
    terms: tuple[Term, ...],
    values: np.ndarray,
    position: dict[Atom, int],
) -> np.ndarray:
    """Return sum over variables of (x - clipped x) times the slope at the clipped point."""
    atoms = tuple(position)
    rates = slopes(inside, variables, atoms)
    excess = {name: encoded.values[name] - inside.values[name] for name in encoded.values}
    result = np.zeros((len(terms), values.shape[1]))
    for row, term in zip(result, terms, strict=True):
        for atom in term.atoms:
            others = np.ones(values.shape[1])
            for other in term.atoms:
                others *= rates[position[atom]] if other == atom else values[position[other]]
            np.add(row, others * excess[atom.variable], out=row)
    return result


def _clipped(encoded: Encoded, variables: tuple[Variable, ...]) -> Encoded:
    values = {
        variable.name: (
            encoded.values[variable.name]
            if variable.kind == "categorical"
            else np.clip(encoded.values[variable.name], variable.lower, variable.upper)
        )
        for variable in variables
    }
    return Encoded(values, encoded.missing, encoded.unusable)


def _check_range(encoded: Encoded, variables: tuple[Variable, ...]) -> None:
    for variable in variables:
        outside = outside_range(encoded, (variable,))
        if variable.kind != "categorical" and outside.any():
            row = int(np.argmax(outside))
            raise DataError(
                f"column {variable.name!r} is outside its training range "
                f"{variable.lower:g} to {variable.upper:g} in row {row + 1} "
                f"({encoded.values[variable.name][row]:g}; {int(outside.sum())} rows in all); "
                "choose another extrapolation to predict there"
            )


def outside_range(encoded: Encoded, variables: tuple[Variable, ...]) -> np.ndarray:
    """Return the mask of rows outside the training range of one of some variables.

    Parameters
    ----------
    encoded : Encoded
        With unseen levels counted as none.
    variables : tuple of Variable
    """
    outside = np.zeros(len(encoded.unusable), dtype=bool)
    for variable in variables:
        values = encoded.values[variable.name]
        if variable.kind == "categorical":
            unseen = values < 0
            if variable.missing:
                unseen &= ~encoded.missing[variable.name]
            outside |= unseen & bool(variable.levels)
        else:
            outside |= (values < variable.lower) | (values > variable.upper)
    return outside
