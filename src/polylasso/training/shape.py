"""The shape of a dictionary: terms that are always kept, pairs that never meet, factors."""

from collections.abc import Collection, Iterable, Mapping
from itertools import product

import numpy as np

from polylasso.errors import DataError, TermSyntaxError
from polylasso.sources.table import Table
from polylasso.terms import Atom, Dictionary, Term, Variable, atoms_of
from polylasso.training.specification import Specification

__all__ = ["forbidden_pairs", "free_terms", "named_factors", "penalty_factors", "present"]


def named_factors(dictionary: Dictionary, specification: Specification) -> dict[Term, float]:
    """Return the penalty factors given by name of term, checked against the dictionary."""
    given = specification.penalty_factor
    if given is None or callable(given):
        return {}
    indices = [_index(dictionary, label, "penalty_factor") for label in given]
    return {dictionary.term(i): float(v) for i, v in zip(indices, given.values(), strict=True)}


def penalty_factors(
    dictionary: Dictionary,
    free: Collection[Term],
    named: Mapping[Term, float],
    specification: Specification,
) -> np.ndarray:
    """Return the penalty factor of every term, shape (n_terms,); zero for free terms.

    Named terms that a fold's dictionary does not have are passed over.
    """
    given = specification.penalty_factor
    if not callable(given) and not named and not free:
        return np.broadcast_to(1.0, dictionary.n_terms)  # which takes no memory
    factor = np.ones(dictionary.n_terms)
    if callable(given):
        factor[:] = [given(dictionary.term(i)) for i in range(dictionary.n_terms)]
    for term, value in {**named, **dict.fromkeys(free, 0.0)}.items():
        if term in dictionary:
            factor[dictionary.index(term)] = value
    if not (np.isfinite(factor).all() and (factor >= 0).all()):
        raise ValueError("penalty_factor must be finite and not negative")
    return factor


def _index(dictionary: Dictionary, label: str, option: str) -> int:
    try:
        return dictionary.index(Term.parse(label))
    except (KeyError, TermSyntaxError) as error:
        raise DataError(
            f"{option} names {label!r}, which is not a term of this dictionary ({error})"
        ) from None


def free_terms(variables: tuple[Variable, ...], specification: Specification) -> tuple[Term, ...]:
    """Terms that are always kept: those named, and the simplest products of required pairs."""
    names = {variable.name for variable in variables}
    kept = []
    for label in specification.keep:
        term = Term.parse(label)
        unknown = set(term.variables) - names
        if unknown:
            raise DataError(
                f"keep names the term {label!r}, but {unknown.pop()!r} is not a column in use"
            )
        kept.append(term)
    by_name = {variable.name: variable for variable in variables}
    for pair in specification.required_pairs:
        _check_pair(pair, names, "required_pairs")
        choices = [atoms_of(by_name[name], 1, specification.basis) for name in pair]
        kept += [Term(atoms) for atoms in product(*choices)]
    return tuple(dict.fromkeys(kept))


def present(terms: Iterable[Term], variables: tuple[Variable, ...]) -> tuple[Term, ...]:
    """Return the terms that some variables can form: a fold may lack a level or a column."""
    by_name = {variable.name: variable for variable in variables}

    def forms(atom: Atom) -> bool:
        variable = by_name.get(atom.variable)
        if variable is None or (atom.kind == "missing" and not variable.missing):
            return False
        return atom.kind != "level" or atom.level in variable.indicator_levels

    return tuple(term for term in terms if all(map(forms, term.atoms)))


def _check_pair(pair: tuple[str, str], names: set[str], option: str) -> None:
    unknown = [name for name in pair if name not in names]
    if len(pair) != 2 or pair[0] == pair[1]:
        raise DataError(f"{option} holds {pair!r}; pass pairs of two different columns")
    if unknown:
        raise DataError(f"{option} names {unknown[0]!r}, which is not a column in use")


def forbidden_pairs(
    table: Table, variables: tuple[Variable, ...], specification: Specification
) -> frozenset[frozenset[str]]:
    """Return the pairs of columns that never meet: those asked for, and exclusive dummies."""
    used = set(table.names)
    for pair in specification.forbidden_pairs:
        _check_pair(pair, used, "forbidden_pairs")
    asked = {frozenset(pair) for pair in specification.forbidden_pairs}
    return frozenset(asked | _exclusive_pairs(table, variables))


def _exclusive_pairs(table: Table, variables: tuple[Variable, ...]) -> set[frozenset[str]]:
    """Pairs of 0/1 columns that are never both 1: their product is zero in every row."""
    dummies = [
        v.name
        for v in variables
        if v.kind == "binary" and v.lower == 0 and v.transforms == ("identity",) and not v.missing
    ]
    if len(dummies) < 2:
        return set()
    ones = np.array([table.column(name).values != 0 for name in dummies], dtype=np.float32)
    never = np.argwhere(np.triu(ones @ ones.T == 0, 1))
    return {frozenset((dummies[i], dummies[j])) for i, j in never}
