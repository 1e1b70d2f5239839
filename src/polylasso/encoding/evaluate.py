"""Values and slopes of atoms on encoded rows.

Powers are of the variable over a power of two that bounds its training values, so that no product
of them overflows; `atom_exponent` says which. Legendre polynomials live on the training range,
Hermite polynomials (the probabilists') on the variable less its mean over its standard deviation.
"""

import numpy as np

from polylasso.encoding.encode import Encoded
from polylasso.encoding.functions import FUNCTIONS, power_exponent, standard, transformed_range
from polylasso.terms import Atom, Variable

__all__ = ["atom_exponent", "atom_values", "slopes"]


def atom_exponent(atom: Atom, variable: Variable) -> int:
    """Return e such that the evaluated atom is the atom in raw units over 2**e."""
    if atom.kind != "power":
        return 0
    return atom.degree * power_exponent(variable, atom.transform)


def atom_values(
    encoded: Encoded, variables: dict[str, Variable], atoms: tuple[Atom, ...]
) -> np.ndarray:
    """Return the values of atoms, scaled as above, shape (n_atoms, n_rows)."""
    values = np.empty((len(atoms), len(encoded.unusable)))
    # Of one variable at a time, whose atoms stand together.
    ladders: dict[tuple[str, str, str], list[np.ndarray]] = {}
    for row, atom in zip(values, atoms, strict=True):
        if atom.kind == "level":
            level = variables[atom.variable].levels.index(atom.level)
            np.equal(encoded.values[atom.variable], level, out=row)
        elif atom.kind == "missing":
            row[:] = encoded.missing[atom.variable]
        else:
            key = (atom.variable, atom.transform, atom.kind)
            if not any(atom.variable == variable for variable, *_ in ladders):
                ladders.clear()
            ladder = ladders.get(key)
            if ladder is None:
                ladder = ladders[key] = [_base(encoded, variables[atom.variable], atom)]
            row[:] = _climb(ladder, atom)
    return values


def slopes(encoded: Encoded, variables: dict[str, Variable], atoms: tuple[Atom, ...]) -> np.ndarray:
    """Return d atom / d column, atoms scaled as above, shape (n_atoms, n_rows)."""
    result = np.zeros((len(atoms), len(encoded.unusable)))
    for row, atom in zip(result, atoms, strict=True):
        if atom.kind in ("level", "missing"):
            continue
        variable = variables[atom.variable]
        outer = _polynomial_slope(_base(encoded, variable, atom), atom)
        inner = FUNCTIONS[atom.transform].slope(encoded.values[atom.variable])
        row[:] = outer * inner * _base_slope(variable, atom)
    return result


def _base(encoded: Encoded, variable: Variable, atom: Atom) -> np.ndarray:
    """Return the argument of the polynomial, near [-1, 1] on the training rows."""
    transformed = FUNCTIONS[atom.transform].value(encoded.values[variable.name])
    if atom.kind == "power":
        return np.ldexp(transformed, -power_exponent(variable, atom.transform))
    if atom.kind == "hermite":
        mean, spread = standard(variable, atom.transform)
        return (transformed - mean) / spread
    low, high = transformed_range(variable, atom.transform)
    return (transformed - low - (high - transformed)) / (high - low)


def _base_slope(variable: Variable, atom: Atom) -> float:
    if atom.kind == "power":
        return float(np.ldexp(1.0, -power_exponent(variable, atom.transform)))
    if atom.kind == "hermite":
        return 1.0 / standard(variable, atom.transform)[1]
    low, high = transformed_range(variable, atom.transform)
    return 2.0 / (high - low)


def _climb(ladder: list[np.ndarray], atom: Atom) -> np.ndarray:
    """Return the polynomial of a degree, keeping those below it."""
    base = ladder[0]
    while len(ladder) < atom.degree:
        k = len(ladder)
        if atom.kind == "power":
            ladder.append(ladder[-1] * base)
        elif atom.kind == "hermite":  # He_{k+1} = z He_k - k He_{k-1}
            below = ladder[k - 2] if k > 1 else 1.0
            ladder.append(base * ladder[-1] - k * below)
        else:  # (k + 1) P_{k+1} = (2k + 1) u P_k - k P_{k-1}
            below = ladder[k - 2] if k > 1 else 1.0
            ladder.append(((2 * k + 1) * base * ladder[-1] - k * below) / (k + 1))
    return ladder[atom.degree - 1]


def _polynomial_slope(base: np.ndarray, atom: Atom) -> np.ndarray:
    if atom.kind == "power":
        return atom.degree * base ** (atom.degree - 1)
    series = np.zeros(atom.degree + 1)
    series[-1] = 1.0
    if atom.kind == "hermite":
        return np.polynomial.hermite_e.hermeval(base, np.polynomial.hermite_e.hermeder(series))
    return np.polynomial.legendre.legval(base, np.polynomial.legendre.legder(series))
