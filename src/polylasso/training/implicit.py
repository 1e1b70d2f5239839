"""The atoms of a dictionary as implicit term columns."""

import numpy as np

from polylasso.design import AtomValues, Climb, ImplicitColumns, ScaledRows
from polylasso.encoding import Encoded, atom_exponent, atom_values
from polylasso.model import term_values
from polylasso.terms import Atom, Dictionary, Factoring, Variable
from polylasso.threads import n_cores

__all__ = ["form_implicit"]

# Values of degree 1 from which a copy of them is memory that counts: 16 MB.
LARGE = 1 << 21
# Powers of two that are numbers, and so are their inverses.
LARGEST_EXPONENT = 1000


def form_implicit(
    encoded: Encoded,
    variables: tuple[Variable, ...],
    dictionary: Dictionary,
    weights: np.ndarray,
    trains: np.ndarray,
    centred: bool,
) -> ImplicitColumns:
    """Return the terms of a dictionary as columns that are never formed.

    Parameters
    ----------
    encoded : Encoded
    variables : tuple of Variable
    dictionary : Dictionary
    weights : ndarray of shape (n_rows,)
        Sum to 1.
    trains : ndarray of bool, shape (n_folds, n_rows)
        Rows are laid out so that those that train in the same folds stand together: the sweep of
        a fold passes over the chunks that it holds out. None leaves the rows as they are.
    centred : bool
    """
    order = np.lexsort(trains) if len(trains) else None
    factoring = Factoring(dictionary)
    return ImplicitColumns(
        factoring,
        _hold(encoded, variables, factoring, order),
        _extra(encoded, variables, dictionary),
        weights,
        centred,
        n_cores(),
        order,
    )


def _hold(
    encoded: Encoded,
    variables: tuple[Variable, ...],
    factoring: Factoring,
    order: np.ndarray | None,
) -> AtomValues:
    by_name = {variable.name: variable for variable in variables}
    regular = factoring.dictionary.atoms
    by_degree = {
        degree: tuple(regular[place] for place in places)
        for degree, places in factoring.atoms.items()
    }
    highest = factoring.dictionary.degree
    climb = _climb(by_degree, highest)
    held = {}
    for degree, atoms in by_degree.items():
        if climb is None or degree < highest:
            is_large = len(atoms) * len(encoded.unusable) > LARGE
            form = _scaled if degree == 1 and order is None and is_large else atom_values
            values = form(encoded, by_name, atoms)
            held[degree] = values if order is None else values[:, order]
    return AtomValues(highest, held, climb)


def _scaled(
    encoded: Encoded, variables: dict[str, Variable], atoms: tuple[Atom, ...]
) -> ScaledRows:
    """Return the values of atoms of degree 1, of plain columns without a copy."""
    exponents = np.array([atom_exponent(atom, variables[atom.variable]) for atom in atoms])
    is_plain = np.array([atom.kind == "power" and atom.transform == "identity" for atom in atoms])
    is_plain &= np.abs(exponents) <= LARGEST_EXPONENT
    rows = tuple(
        encoded.values[atom.variable] if plain else atom_values(encoded, variables, (atom,))[0]
        for atom, plain in zip(atoms, is_plain, strict=True)
    )
    return ScaledRows(rows, np.ldexp(1.0, np.where(is_plain, -exponents, 0)))


def _climb(by_degree: dict[int, tuple[Atom, ...]], highest: int) -> Climb | None:
    """Return how the atoms of the highest degree of a dictionary follow from lower ones."""
    if highest == 1 or highest not in by_degree:
        return None
    atoms = by_degree[highest]

    def places(degree: int) -> np.ndarray:
        place = {_polynomial(atom): k for k, atom in enumerate(by_degree[degree])}
        return np.array([place[_polynomial(atom)] for atom in atoms], dtype=np.intp)

    base, before = places(1), places(highest - 1)
    if atoms[0].kind == "power":
        return Climb(base, before, None, 1.0, 0.0)
    earlier = places(highest - 2) if highest > 2 else None
    if atoms[0].kind == "hermite":  # He_k = z He_{k-1} - (k - 1) He_{k-2}
        return Climb(base, before, earlier, 1.0, highest - 1.0)
    # k P_k = (2k - 1) u P_{k-1} - (k - 1) P_{k-2}
    return Climb(base, before, earlier, (2 * highest - 1) / highest, (highest - 1) / highest)


def _polynomial(atom: Atom) -> tuple[str, str, str]:
    return atom.variable, atom.transform, atom.kind


def _extra(encoded: Encoded, variables: tuple[Variable, ...], dictionary: Dictionary) -> np.ndarray:
    """Return the values of the extra terms of a dictionary, shape (n_extra, n_rows)."""
    n_regular = sum(block.count for block in dictionary.blocks if block.degrees)
    terms = tuple(dictionary.term(k) for k in range(n_regular, dictionary.n_terms))
    return term_values(encoded, variables, terms)
